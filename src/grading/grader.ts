import type { Exacta } from '../exacta.ts'
import type { ProblemSets } from '../sets/load-sets.ts'
import type { ProblemSet } from '../sets/problem-set.ts'
import type { Database } from '../store/database.ts'
import { findBatch } from './batch/batches.ts'
import { openChunk } from './batch/chunks.ts'
import { forgettings } from './batch/forgetting.ts'
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
type BatchKey = { readonly set: ProblemSet; readonly id: string; readonly key: SetKey }

/** Grades chunks as they come; one that is done, cancelled or another version's is nothing to do. */
export const createGrader = (
  database: Database,
  sets: ProblemSets,
  exacta: Pick<Exacta, 'solve'>,
  version: string,
): Grader => {
  const keys = new Map<string, Promise<SetKey>>()
  const judging = createJudging(database, version)
  const keyOf: Grader['keyOf'] = async (batch) => {
    const found = await findBatch(database.query, batch)
    if (!found) return undefined
    const set = sets.find(({ course, name }) => course === found.course && name === found.set)
    if (!set || digestOf(set) !== found.setDigest)
      throw new ChangedSetError(
        `${found.course}/${found.set} is another one here than the batch was begun with.`,
      )
    const key = keys.get(found.setDigest) ?? solveSet(set, exacta)
    keys.set(found.setDigest, key)
    return { set, id: found.setDigest, key: await key }
  }
  return {
    keyOf,
    async gradeChunk(batch, chunk) {
      const open = await openChunk(database.query, version, batch, chunk)
      const set = open && (await keyOf(batch))
      if (!open || !set) return
      const forgotten = await forgettings(database.query)
      const answers = await answersBetween(database.query, batch, open.first, open.beyond)
      const grades = await judging.gradesOf(batch, set, answers, forgotten)
      await keepGrades(
        database,
        open,
        answers.map(({ ordinal }, at) => ({ ordinal, grade: grades[at] ?? failedGrade })),
        forgotten,
      )
    },
  }
}
