import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { num, substitute } from '../src/exact/algebra.ts'
import { type Exact, isExpression } from '../src/exact/value.ts'
import { toText } from '../src/exact/write/write.ts'
import type { Solution, Solver } from '../src/model.ts'

type Given = Readonly<Record<string, unknown>>

export const solveWith = <I extends z.ZodObject>(solver: Solver<I>, input: Given): Solution =>
  solver.solve(solver.input.parse(input))

export const texts = (
  quantities: readonly { readonly name: string; readonly value: Exact }[] = [],
): Record<string, string> => Object.fromEntries(quantities.map(({ name, value }) => [name, toText(value)]))

/** The field and the message with which a solver refuses an input; fails when it takes it. */
export const refusalOf = <I extends z.ZodObject>(solver: Solver<I>, input: Given): string => {
  const read = solver.input.safeParse(input)
  if (!read.success)
    return read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n')
  try {
    solver.solve(read.data)
  } catch (error) {
    if (error instanceof InputError) return `${error.field}: ${error.message}`
    throw error
  }
  throw new Error('the input was taken')
}

/** Expressions with numbers for their symbols, by name. */
export const textsAt = (
  quantities: readonly { readonly name: string; readonly value: Exact }[],
  at: Readonly<Record<string, number>>,
): Record<string, string> => {
  const values = new Map(Object.entries(at).map(([name, value]) => [name, num(value)]))
  return texts(
    quantities.flatMap(({ name, value }) =>
      isExpression(value) ? [{ name, value: substitute(value, values) }] : [],
    ),
  )
}

/** All alternatives' answers of one name, as text. */
export const rivals = ({ alternatives }: Solution, name: string): string[] =>
  alternatives.flatMap(({ answers }) =>
    answers.filter((answer) => answer.name === name).map(({ value }) => toText(value)),
  )

/** Cases that another program computed, from `tests/fixtures/oracles/`. */
export const oracle = <C extends { readonly id: string }>(family: string): readonly C[] => {
  const file = new URL(`./fixtures/oracles/${family}.json`, import.meta.url)
  // The shape of a family's cases is what its own test says of them.
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly C[] }).cases
}
