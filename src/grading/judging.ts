import { setImmediate as turn } from 'node:timers/promises'
import type { Database } from '../store/database.ts'
import { judgementsOf, keepJudgements } from './batch/judgements.ts'
import type { KeptAnswer } from './batch/rows.ts'
import { writingOf } from './batch/writing.ts'
import { type Grade, gradeAnswer } from './grade/grade-answer.ts'
import type { PartKey, SetKey } from './grade/part-key.ts'

export type Judging = {
  /**
   * What each answer earns, in their order. `id` names the set, however it is called; `since` is how often anybody was
   * forgotten when the answers were read.
   */
  gradesOf(
    batch: string,
    set: { readonly id: string; readonly key: SetKey },
    answers: readonly KeptAnswer[],
    since: number,
  ): Promise<readonly Grade[]>
}

const mostRemembered = 20_000
/** How long answers are judged before others get their turn: locks must be renewed. */
const sliceMs = 25

/**
 * Judges what nobody has judged: most answers of a class are the same as somebody else's. What is judged is remembered
 * here, and in the store for as long as the batch is graded, so that workers of one version do not judge one after the other.
 */
export const createJudging = (database: Database, grader: string): Judging => {
  const remembered = new Map<string, Grade>()
  /** Takes from the store what others have judged, judges the rest, and tells the others. */
  const judgeAll = async (
    batch: string,
    key: SetKey,
    answers: ReadonlyMap<string, KeptAnswer>,
    since: number,
  ): Promise<ReadonlyMap<string, Grade>> => {
    const writings = [...answers.values()].map(({ part, answer }) => writingOf(part, answer))
    const known = await judgementsOf(database.query, { batch, grader }, writings)
    const [grades, fresh] = [new Map<string, Grade>(), new Map<string, Grade>()]
    let begun = performance.now()
    for (const [at, [name, { part, answer }]] of [...answers].entries()) {
      const writing = writings[at] ?? ''
      // Another chunk may be judged here at the same time.
      const told = known.get(writing) ?? remembered.get(name)
      const grade = told ?? judge(key.get(part), answer)
      grades.set(name, grade)
      if (!told) fresh.set(writing, grade)
      if (remembered.size >= mostRemembered) remembered.clear()
      remembered.set(name, grade)
      if (performance.now() - begun < sliceMs) continue
      await turn()
      begun = performance.now()
    }
    await keepJudgements(database, { batch, grader }, fresh, since)
    return grades
  }
  return {
    async gradesOf(batch, { id, key }, answers, since) {
      const nameOf = ({ part, answer }: KeptAnswer): string => `${id}\n${part}\n${answer}`
      const grades = new Map<string, Grade>()
      const unknown = new Map<string, KeptAnswer>()
      for (const answer of answers) {
        const name = nameOf(answer)
        const known = remembered.get(name)
        if (known) grades.set(name, known)
        else unknown.set(name, answer)
      }
      if (unknown.size > 0)
        for (const [name, grade] of await judgeAll(batch, key, unknown, since)) grades.set(name, grade)
      return answers.map((answer) => grades.get(nameOf(answer)) ?? failedGrade)
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
const judge = (key: PartKey | undefined, answer: string): Grade => {
  if (!key) return unknownPart
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
