import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Database } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { unlessForgotten } from '../batch/forgetting.ts'
import { type ResultRow, refreshStatistics, resultsByStudent, resultsInOrder } from '../batch/results.ts'
import { shownFeedback } from '../feedback/feedback.ts'
import { canvasHeadings, canvasPoints, canvasRow } from './canvas.ts'
import { type Cell, openTable } from './csv.ts'
import { writeGradescope } from './gradescope.ts'
import { paged } from './paged.ts'
import { createRegrade, type Earlier, regradeHeadings } from './regrade.ts'
import { createSummary } from './summary.ts'
import { summaryFigure } from './summary-figure.ts'

export type Reports = {
  readonly batch: string
  readonly set: ProblemSet
  readonly folder: string
  readonly earlier?: Earlier | undefined
  /** Whether what a model says about answers is shown. */
  readonly feedback?: boolean | undefined
}

const gradedHeadings = [
  'student',
  'part',
  'status',
  'points',
  'reason',
  'convention',
  'misconception',
  'answer',
  'place',
]

/** Writes every report of a finished batch, a page of rows at a time; says the summary. None names a forgotten student. */
export const writeReports = (database: Database, seal: Seal, reports: Reports): Promise<string> =>
  unlessForgotten(
    database.query,
    () => write(database, seal, reports),
    () => removeNames(reports.folder),
  )

/** Whatever names students. */
const removeNames = async (folder: string): Promise<void> => {
  for (const name of ['graded.csv', 'regrade.csv', 'canvas.csv', 'gradescope'])
    await rm(join(folder, name), { recursive: true, force: true })
}

const write = async (
  database: Database,
  seal: Seal,
  { batch, set, folder, earlier, feedback = false }: Reports,
): Promise<string> => {
  await mkdir(folder, { recursive: true })
  await refreshStatistics(database.query)
  const summary = createSummary(set)
  const graded = await openTable(join(folder, 'graded.csv'), [
    ...gradedHeadings,
    ...(feedback ? ['feedback'] : []),
  ])
  const regrade = earlier && createRegrade(earlier)
  const changes = regrade && (await openTable(join(folder, 'regrade.csv'), regradeHeadings))
  for await (const rows of paged(resultsInOrder(database.query, batch, seal, feedback))) {
    for (const row of rows) summary.add(row)
    await graded.write(rows.map((row) => [...gradedRow(row), ...(feedback ? [feedbackCell(row)] : [])]))
    if (regrade) await changes?.write(regrade.changesOf(rows))
  }
  await graded.close()
  if (regrade) for (const row of regrade.goneSince()) await changes?.write([row])
  await changes?.close()
  const canvas = await openTable(join(folder, 'canvas.csv'), canvasHeadings(set))
  await canvas.write([canvasPoints(set)])
  for await (const students of paged(resultsByStudent(database.query, batch, seal, feedback), 50)) {
    for (const rows of students)
      summary.addTotal(
        total(rows),
        rows.every(({ grade }) => grade.status !== 'person'),
      )
    await canvas.write(students.map(canvasRow))
    await Promise.all(students.map((rows) => writeGradescope(join(folder, 'gradescope'), set, rows)))
  }
  await canvas.close()
  const figure = await summaryFigure(summary.result())
  if (figure) await writeWhole(join(folder, 'summary.png'), figure)
  await writeWhole(join(folder, 'summary.txt'), summary.text())
  return summary.text()
}

const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  await writeFile(`${path}.partial`, content)
  await rename(`${path}.partial`, path)
}

const total = (rows: readonly ResultRow[]): number => rows.reduce((sum, { grade }) => sum + grade.points, 0)

const gradedRow = ({ identity, part, grade, answer, place }: ResultRow): readonly Cell[] => [
  identity.student,
  part,
  grade.status,
  grade.status === 'person' ? '' : grade.points,
  grade.reason,
  grade.convention,
  grade.misconception,
  answer,
  place,
]

const feedbackCell = ({ feedback }: ResultRow): Cell => feedback && shownFeedback(feedback)
