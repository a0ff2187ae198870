import { InputError } from '../../errors.ts'
import { substitute } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { ReadError } from '../../exact/read-error.ts'
import { basesOf } from '../../exact/signal/generalise.ts'
import { type Signal, signalOf } from '../../exact/signal/signal.ts'
import { symbolsOf } from '../../exact/tree.ts'
import type { Input } from './fields.ts'

export type Symbols = ReadonlyMap<string, Expression>

/** The fields beside x, h, from and to: values of symbols that x or h has. */
export const symbolValues = ({ x, h, from, to, ...others }: Input): Symbols => {
  const free = symbolsOf(h, symbolsOf(x))
  free.delete('n')
  const values = new Map<string, Expression>()
  for (const [name, value] of Object.entries(others)) {
    // Every field outside the schema went through the catchall.
    const given = value as Expression | undefined
    if (given === undefined) continue
    const known = [...free].join(', ')
    if (!free.has(name))
      throw new InputError(
        'syntax',
        name === 'n'
          ? 'n is the index of the signals and takes no value here; from and to say where to list values.'
          : `There is no option of this name, and x and h have no such symbol. ${known === '' ? 'They have no symbols.' : `Their symbols are: ${known}.`}`,
        { field: name },
      )
    if (symbolsOf(given).has('n'))
      throw new InputError('domain', 'The value of a symbol must not have n in it.', {
        field: name,
        example: `${name}:7`,
      })
    values.set(name, given)
  }
  return values
}

export const signalIn = (name: 'x' | 'h', expression: Expression, values: Symbols): Signal => {
  try {
    return signalOf(values.size === 0 ? expression : substitute(expression, values))
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const example = name === 'x' ? 'u[n] - u[n-7]' : '(1/2)^n u[n]'
    throw new InputError(error.kind, error.message, { field: name, example }, { cause: error })
  }
}

/** A base is a number of any size and a delay a whole one: one symbol cannot stand for both. */
export const refuseTwoMeanings = (x: Signal, h: Signal): void => {
  const delays = new Set([...x, ...h].flatMap(({ delay }) => [...delay.of.keys()]))
  for (const [field, signal] of [
    ['x', x],
    ['h', h],
  ] as const) {
    const both = basesOf(signal).find((base) => delays.has(base))
    if (both !== undefined)
      throw new InputError(
        'domain',
        `${both} is the base of a power and a delay: two things need two symbols. Use another one, or give ${both} a value.`,
        { field, example: field === 'x' ? 'u[n] - u[n-L]' : 'a^n u[n]' },
      )
  }
}
