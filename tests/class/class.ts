import { hw4Parts, type PartOfClass } from './hw4-parts.ts'
import { hw4Pieces } from './hw4-pieces.ts'
import { notationOf } from './notations.ts'
import { numbers } from './sentences.ts'
import type { Pick } from './values.ts'

export type Expected = 'correct' | 'partial' | 'wrong'
export type ClassRow = {
  readonly student: string
  readonly part: string
  readonly answer: string
  readonly expected: Expected
  /** The share of the values asked for that are right. */
  readonly share: number
}

export const parts: readonly (readonly [name: string, part: PartOfClass])[] = Object.entries({
  ...hw4Parts,
  ...hw4Pieces,
}).sort(([a], [b]) => a.localeCompare(b))

/** A class's answers to homework 4 in many notations, about two of three right; what each earns is known from how it was made. */
export function* classOf(students: number, seed = 4): Generator<ClassRow> {
  const { below, pick } = numbers(seed)
  for (let at = 0; at < students; at++)
    for (const [part, made] of parts)
      yield { student: `s${String(at).padStart(6, '0')}`, part, ...answerTo(made, below, pick) }
}

const answerTo = (
  { values, lay, tight = false }: PartOfClass,
  below: (n: number) => number,
  pick: Pick,
): Omit<ClassRow, 'student' | 'part'> => {
  const writer = { notation: notationOf(pick, tight), pick }
  const luck = below(100)
  const isRight = values.map(() => luck < 65 || (luck < 85 && below(2) === 0))
  const written = values.map(({ right, wrong }, at) => (isRight[at] ? right(writer) : wrong(writer)))
  const share = isRight.filter(Boolean).length / values.length
  return {
    answer: lay(written, writer),
    share,
    expected: share === 1 ? 'correct' : share === 0 ? 'wrong' : 'partial',
  }
}

/** A large class: everyone writes what one of `writers` students wrote, part by part, as classes do when they grow. */
export function* largeClassOf(students: number, writers = 300, seed = 4): Generator<ClassRow> {
  const rows = [...classOf(writers, seed)]
  const { below } = numbers(seed + 1)
  for (let at = 0; at < students; at++)
    for (let part = 0; part < parts.length; part++) {
      const row = rows[below(writers) * parts.length + part]
      if (row) yield { ...row, student: `s${String(at).padStart(6, '0')}` }
    }
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/** The class as a CSV with one answer a row. */
export function* classCsv(rows: Iterable<ClassRow>): Generator<string> {
  yield 'student,part,answer\n'
  for (const { student, part, answer } of rows) yield `${student},${part},${quoted(answer)}\n`
}
