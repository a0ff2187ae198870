import { setImmediate as turn } from 'node:timers/promises'
import type { Exacta } from '../exacta.ts'
import type { ProblemSets } from '../sets/load-sets.ts'
import type { ProblemSet } from '../sets/problem-set.ts'
import type { Database } from '../store/database.ts'
import { findBatch } from './batch/batches.ts'
import { openChunk } from './batch/chunks.ts'
import { forgettings } from './batch/forgetting.ts'
import { answersBetween, type Graded, keepGrades } from './batch/rows.ts'
import { type Grade, gradeAnswer } from './grade/grade-answer.ts'
import { type PartKey, type SetKey, solveSet } from './grade/part-key.ts'
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
export type BatchKey = { readonly set: ProblemSet; readonly id: string; readonly key: SetKey }

const mostRemembered = 20_000
/** How long answers are graded before others get their turn: locks must be renewed. */
const sliceMs = 25

/** Grades chunks as they come; a chunk that is done or cancelled is nothing to do. */
export const createGrader = (
  database: Database,
  sets: ProblemSets,
  exacta: Pick<Exacta, 'solve'>,
): Grader => {
  const keys = new Map<string, Promise<SetKey>>()
  const remembered = new Map<string, Grade>()
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
  // Most answers of a class are the same as somebody else's.
  const grade = (id: string, key: PartKey, answer: string): Grade => {
    const name = `${id}\n${key.part}\n${answer}`
    const known = remembered.get(name)
    if (known) return known
    const fresh = guarded(key, answer)
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(name, fresh)
    return fresh
  }
  return {
    keyOf,
    async gradeChunk(batch, chunk) {
      const open = await openChunk(database.query, batch, chunk)
      const set = open && (await keyOf(batch))
      if (!open || !set) return
      const forgotten = await forgettings(database.query)
      const graded: Graded[] = []
      let since = performance.now()
      for (const { ordinal, part, answer } of await answersBetween(
        database.query,
        batch,
        open.first,
        open.beyond,
      )) {
        const key = set.key.get(part)
        graded.push({ ordinal, grade: key ? grade(set.id, key, answer) : unknownPart })
        if (performance.now() - since < sliceMs) continue
        await turn()
        since = performance.now()
      }
      await keepGrades(database, batch, chunk, graded, forgotten)
    },
  }
}

const unknownPart: Grade = { status: 'person', points: 0, reason: 'The set has no such part.' }
export const failedGrade: Grade = {
  status: 'person',
  points: 0,
  reason: 'Grading this answer failed; a person judges it.',
}

/** An answer that breaks the grader costs nobody else a grade. */
const guarded = (key: PartKey, answer: string): Grade => {
  const traced = Error.stackTraceLimit
  // Reading tries many ways and most of them fail, which nobody traces.
  Error.stackTraceLimit = 0
  try {
    return gradeAnswer(key, answer)
  } catch {
    return failedGrade
  } finally {
    Error.stackTraceLimit = traced
  }
}
