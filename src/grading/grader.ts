import type { Exacta } from '../exacta.ts'
import type { ProblemSets } from '../sets/load-sets.ts'
import type { ProblemSet } from '../sets/problem-set.ts'
import type { Database } from '../store/database.ts'
import { type Batch, findBatch } from './batch/batches.ts'
import { openChunk } from './batch/chunks.ts'
import { answersBetween, keepGrades } from './batch/rows.ts'
import { type SetKey, solveSet } from './grade/part-key.ts'
import { createJudging, failedGrade } from './judging.ts'
import { digestOf } from './set-digest.ts'

/** The set that a batch was begun with is not the one that is here. */
export class ChangedSetError extends Error {
  override readonly name = 'ChangedSetError'
}

export type Grader = {
  gradeChunk(batch: string, chunk: number): Promise<void>
  /** A batch's set and what grades it; undefined where the batch is gone. Rejects with ChangedSetError. */
  keyOf(batch: string): Promise<BatchKey | undefined>
}
type Begun = Pick<Batch, 'course' | 'set' | 'setDigest'>
type BatchKey = { readonly set: ProblemSet; readonly id: string; readonly key: SetKey }

/** Grades chunks as they come; one that is done, cancelled or another version's is nothing to do. */
export const createGrader = (
  database: Database,
  sets: ProblemSets,
  exacta: Pick<Exacta, 'solve'>,
  version: string,
): Grader => {
  const own = sets.map((set) => ({ set, id: digestOf(set) }))
  const keys = new Map<string, Promise<SetKey>>()
  const judging = createJudging(database, version)
  const keyFor = async ({ course, set: name, setDigest }: Begun): Promise<BatchKey> => {
    const found = own.find(({ set, id }) => set.course === course && set.name === name && id === setDigest)
    if (!found)
      throw new ChangedSetError(`${course}/${name} is another one here than the batch was begun with.`)
    const key = keys.get(found.id) ?? solveSet(found.set, exacta)
    keys.set(found.id, key)
    return { ...found, key: await key }
  }
  return {
    async keyOf(batch) {
      const found = await findBatch(database.query, batch)
      return found && keyFor(found)
    },
    async gradeChunk(batch, chunk) {
      const open = await openChunk(database.query, version, batch, chunk)
      if (!open) return
      const set = await keyFor(open)
      const answers = await answersBetween(database.query, batch, open.first, open.beyond)
      const grades = await judging.gradesOf(batch, set, answers, open.forgettings)
      await keepGrades(
        database,
        open,
        answers.map(({ ordinal }, at) => ({ ordinal, grade: grades[at] ?? failedGrade })),
        open.forgettings,
      )
    },
  }
}
