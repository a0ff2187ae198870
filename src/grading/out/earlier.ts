import { join } from 'node:path'
import { InputError } from '../../errors.ts'
import type { Query } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { earlierBatch, gradesGone, gradesOf, type Was } from '../batch/earlier.ts'
import type { ResultRow } from '../batch/results.ts'
import type { Status } from '../grade/grade-answer.ts'
import { sniff, textOf } from '../import/encoding.ts'
import { createFaults } from '../import/faults.ts'
import { importLimits } from '../import/limits.ts'
import { rowsOf } from '../import/table.ts'
import type { Identity } from '../submission.ts'
import { unmarked } from './csv.ts'

/** What an earlier grading said. */
export type Earlier = {
  /** Which one it is, for a sentence. */
  readonly name: string
  /** Of each of these, in their order. */
  of(rows: readonly ResultRow[]): Promise<readonly (Was | undefined)[]>
  /** Of what none of them was, whose students were. */
  goneSince(): AsyncIterable<{ readonly student: string; readonly part: string; readonly was: Was }>
}

/** The newest finished grading of the same class that the store has of this asker; null is the command line. */
export const earlierInStore = async (
  query: Query,
  seal: Seal,
  batch: string,
  asker: string | null,
): Promise<Earlier | undefined> => {
  const found = await earlierBatch(query, batch, asker)
  if (!found) return undefined
  return {
    name: `your grading of ${found.finishedAt.toISOString().replace('T', ' ').slice(0, 16)} UTC`,
    of: (rows) => gradesOf(query, found.id, rows),
    async *goneSince() {
      for await (const { identity, part, status, points } of gradesGone(query, batch, found.id)) {
        // As it was sealed.
        const { student } = JSON.parse(seal.open(identity)) as Identity
        yield { student, part, was: { status, points } }
      }
    },
  }
}

const keyOf = (student: string, part: string): string => `${student}\n${part}`

/** Reads `graded.csv` of an earlier grading. Throws InputError where there is none. */
export const readEarlier = async (folder: string): Promise<Earlier> => {
  const left = new Map(await gradesIn(join(folder, 'graded.csv')))
  const students = new Set<string>()
  return {
    name: `the reports in ${folder}`,
    of: async (rows) =>
      rows.map(({ identity: { student }, part }) => {
        const key = keyOf(unmarked(student), part)
        const was = left.get(key)
        left.delete(key)
        students.add(unmarked(student))
        return was
      }),
    async *goneSince() {
      for (const [key, was] of left) {
        const at = key.lastIndexOf('\n')
        const [student, part] = [key.slice(0, at), key.slice(at + 1)]
        if (students.has(student)) yield { student, part, was }
      }
    },
  }
}

/** By student and part, whether marked in the table or not. */
const gradesIn = async (path: string): Promise<ReadonlyMap<string, Was>> => {
  const { encoding } = await sniff(path, importLimits.bytes)
  const grades = new Map<string, Was>()
  const faults = createFaults()
  let headings: readonly string[] | undefined
  for await (const { cells, row } of rowsOf(textOf(path, encoding), ',', importLimits, faults)) {
    if (!headings) {
      headings = cells
      continue
    }
    const cell = (name: string): string => {
      const text = cells[headings?.indexOf(name) ?? -1]
      if (text !== undefined) return text
      throw new InputError('syntax', `${path}, row ${row}: there is no column ${name}.`, { field: 'against' })
    }
    const student = unmarked(cell('student'))
    // A status of ours, or one that equals none.
    const status = cell('status') as Status
    grades.set(keyOf(student, cell('part')), { status, points: Number(cell('points')) })
  }
  faults.refuse()
  return grades
}
