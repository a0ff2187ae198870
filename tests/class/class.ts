import { hw4Answers } from './hw4-answers.ts'

export type Expected = 'correct' | 'partial' | 'wrong'
export type ClassRow = {
  readonly student: string
  readonly part: string
  readonly answer: string
  readonly expected: Expected
}

/** Numbers that are the same at each run (Marsaglia 2003, xorshift32). */
const numbers = (seed: number): ((below: number) => number) => {
  let state = seed || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** A class's answers to homework 4 in many notations, about two of three right. */
export function* classOf(students: number, seed = 4): Generator<ClassRow> {
  const next = numbers(seed)
  const pick = (answers: readonly string[]): string => answers[next(answers.length)] ?? ''
  for (let at = 0; at < students; at++)
    for (const [part, { right, partial = [], wrong }] of Object.entries(hw4Answers)) {
      const luck = next(100)
      const expected: Expected = luck < 65 ? 'correct' : luck < 80 && partial.length > 0 ? 'partial' : 'wrong'
      const answer = pick(expected === 'correct' ? right : expected === 'partial' ? partial : wrong)
      yield { student: `s${String(at).padStart(6, '0')}`, part, answer, expected }
    }
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** The class as a CSV with one answer a row. */
export function* classCsv(rows: Iterable<ClassRow>): Generator<string> {
  yield 'student,part,answer\n'
  for (const { student, part, answer } of rows) yield `${student},${part},${quoted(answer)}\n`
}
