import { join } from 'node:path'
import { InputError } from '../../errors.ts'
import type { ResultRow } from '../batch/results.ts'
import { sniff, textOf } from '../import/encoding.ts'
import { importLimits } from '../import/limits.ts'
import { rowsOf } from '../import/table.ts'
import { type Cell, neutral } from './csv.ts'

type Was = { readonly status: string; readonly points: number }

/** What an earlier grading said, by student and part as they stand in its table. */
export type Earlier = ReadonlyMap<string, Was>

const keyOf = (student: string, part: string): string => `${neutral(student)}\n${part}`

/** Reads `graded.csv` of an earlier grading. Throws InputError where there is none. */
export const readEarlier = async (folder: string): Promise<Earlier> => {
  const path = join(folder, 'graded.csv')
  const { encoding } = await sniff(path, importLimits.bytes)
  const earlier = new Map<string, Was>()
  let headings: readonly string[] | undefined
  for await (const { cells, row } of rowsOf(textOf(path, encoding), ',', importLimits)) {
    if (!headings) {
      headings = cells
      continue
    }
    const cell = (name: string): string => {
      const text = cells[headings?.indexOf(name) ?? -1]
      if (text !== undefined) return text
      throw new InputError('syntax', `${path}, row ${row}: there is no column ${name}.`, { field: 'against' })
    }
    earlier.set(keyOf(cell('student'), cell('part')), {
      status: cell('status'),
      points: Number(cell('points')),
    })
  }
  return earlier
}

export const regradeHeadings = ['student', 'part', 'was', 'is', 'points were', 'points are', 'reason']

const pointsOf = ({ status, points }: Was): Cell => (status === 'person' ? '' : points)

export type Regrade = {
  /** What is another grade than it was. */
  changesOf(rows: readonly ResultRow[]): readonly (readonly Cell[])[]
  /** What had a grade and has none any more, of students who are still there: nobody else is named again. */
  goneSince(): Generator<readonly Cell[]>
}

/** Compares a grading with an earlier one, a page at a time. */
export const createRegrade = (earlier: Earlier): Regrade => {
  const left = new Map(earlier)
  const students = new Set<string>()
  return {
    changesOf: (rows) =>
      rows.flatMap(({ identity: { student }, part, grade }) => {
        const key = keyOf(student, part)
        const was = left.get(key)
        left.delete(key)
        students.add(neutral(student))
        if (was && was.status === grade.status && was.points === grade.points) return []
        const [before, points] = was ? [was.status, pointsOf(was)] : ['not graded', '']
        return [[student, part, before, grade.status, points, pointsOf(grade), grade.reason]]
      }),
    *goneSince() {
      for (const [key, was] of left) {
        const at = key.lastIndexOf('\n')
        const [student, part] = [key.slice(0, at), key.slice(at + 1)]
        if (students.has(student)) yield [student, part, was.status, 'not graded', pointsOf(was), '', '']
      }
    },
  }
}
