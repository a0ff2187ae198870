import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Database } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { unlessForgotten } from '../batch/forgetting.ts'
import {
  gradedStudents,
  type ResultRow,
  refreshStatistics,
  resultsByStudent,
  resultsInOrder,
  type ScoreRow,
} from '../batch/results.ts'
import { shownFeedback } from '../feedback/feedback.ts'
import { canvasHeadings, canvasPoints, canvasRow } from './canvas.ts'
import type { Cell } from './csv.ts'
import type { Earlier } from './earlier.ts'
import { removeEarlier, removeNames } from './earlier-reports.ts'
import { folderOf, gradescopeFile } from './gradescope.ts'
import { paged } from './paged.ts'
import { createRegrade, regradeHeadings } from './regrade.ts'
import { createSummary, type Summary } from './summary.ts'
import { summaryFigure, warmSummaryFigure } from './summary-figure.ts'
import { startWriter, type Writer } from './writer.ts'

export type Reports = {
  readonly batch: string
  readonly set: ProblemSet
  readonly folder: string
  readonly earlier?: Earlier | undefined
  /** Whether what a model says about answers is shown. */
  readonly feedback?: boolean | undefined
}

export type Written = {
  readonly summary: string
  /** How many grades are others than before, where an earlier grading is known. */
  readonly regrade?: string | undefined
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

/**
 * Writes every report of a finished batch, a page of rows at a time, in the place of an earlier grading's.
 * None names a forgotten student.
 */
export const writeReports = (database: Database, seal: Seal, reports: Reports): Promise<Written> =>
  unlessForgotten(
    database.query,
    () => write(database, seal, reports),
    () => removeNames(reports.folder),
  )

const write = async (database: Database, seal: Seal, reports: Reports): Promise<Written> => {
  const { batch, set, folder, earlier } = reports
  await mkdir(folder, { recursive: true })
  const writer = startWriter()
  try {
    warmSummaryFigure(set)
    await refreshStatistics(database.query)
    await removeEarlier(folder, {
      regrade: earlier !== undefined,
      async *folders() {
        for await (const student of gradedStudents(database.query, batch, seal)) yield folderOf(student)
      },
    })
    return await writeWith(writer, database, seal, reports)
  } finally {
    await writer.stop()
  }
}

const writeWith = async (
  writer: Writer,
  { query }: Database,
  seal: Seal,
  { batch, set, folder, earlier, feedback = false }: Reports,
): Promise<Written> => {
  const summary = createSummary(set)
  const [regrade] = await allOf(
    writeGraded(writer, folder, resultsInOrder(query, batch, seal, feedback), summary, { earlier, feedback }),
    writeStudents(writer, folder, resultsByStudent(query, batch, seal, feedback), summary, set),
  )
  const figure = await summaryFigure(summary.result())
  if (!figure) await rm(join(folder, 'summary.png'), { force: true })
  await writer.writeFiles([
    ...(figure ? [[join(folder, 'summary.png'), figure] as const] : []),
    [join(folder, 'summary.txt'), summary.text()],
  ])
  return { summary: summary.text(), regrade }
}

/** `graded.csv` and `regrade.csv`, in the order of the file; says how many grades changed, where an earlier grading is known. */
const writeGraded = async (
  writer: Writer,
  folder: string,
  results: AsyncIterable<ResultRow>,
  summary: Summary,
  { earlier, feedback }: Pick<Reports, 'earlier'> & { readonly feedback: boolean },
): Promise<string | undefined> => {
  const graded = await writer.openTable(join(folder, 'graded.csv'), [
    ...gradedHeadings,
    ...(feedback ? ['feedback'] : []),
  ])
  const changes = earlier && (await openChanges(writer, folder, earlier))
  for await (const rows of paged(results)) {
    for (const row of rows) summary.add(row)
    await graded.write(rows.map((row) => [...gradedRow(row), ...(feedback ? [feedbackCell(row)] : [])]))
    await changes?.compare(rows)
  }
  await graded.close()
  return changes?.close()
}

/** `canvas.csv` and Gradescope's files, one student after the other. */
const writeStudents = async (
  writer: Writer,
  folder: string,
  results: AsyncIterable<readonly ScoreRow[]>,
  summary: Summary,
  set: ProblemSet,
): Promise<void> => {
  const canvas = await writer.openTable(join(folder, 'canvas.csv'), canvasHeadings(set))
  await canvas.write([canvasPoints(set)])
  for await (const students of paged(results, 50)) {
    for (const rows of students)
      summary.addTotal(
        total(rows),
        rows.every(({ grade }) => grade.status !== 'person'),
      )
    const files = students.flatMap((rows) => gradescopeFile(set, rows))
    await Promise.all([
      canvas.write(students.map(canvasRow)),
      writer.writeFiles(files.map(([path, text]) => [join(folder, 'gradescope', path), text])),
    ])
  }
  await canvas.close()
}

/** Both at once; where one fails, nothing of the other is written any more when that is told. */
const allOf = async <A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}

type Changes = {
  compare(rows: readonly ResultRow[]): Promise<void>
  /** Says how many there are. */
  close(): Promise<string>
}

/** `regrade.csv` */
const openChanges = async (writer: Writer, folder: string, earlier: Earlier): Promise<Changes> => {
  const regrade = createRegrade(earlier)
  const table = await writer.openTable(join(folder, 'regrade.csv'), regradeHeadings)
  let count = 0
  const write = async (rows: readonly (readonly Cell[])[]): Promise<void> => {
    count += rows.length
    await table.write(rows)
  }
  return {
    compare: async (rows) => write(await regrade.changesOf(rows)),
    async close() {
      for await (const row of regrade.goneSince()) await write([row])
      await table.close()
      if (count === 0) return `Against ${earlier.name} no grade changed.`
      return `Against ${earlier.name} ${count === 1 ? '1 grade' : `${count} grades`} changed: regrade.csv has what was and what is.`
    },
  }
}

const total = (rows: readonly ScoreRow[]): number => rows.reduce((sum, { grade }) => sum + grade.points, 0)

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
