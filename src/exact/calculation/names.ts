import { distance } from 'fastest-levenshtein'
import { e, num, over, pi, sym } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { ReadError } from '../read-error.ts'
import { functions } from './functions.ts'

/** Other names for the same functions. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['combinations', 'binomial'],
  ['choose', 'binomial'],
  ['nCr', 'binomial'],
  ['ceiling', 'ceil'],
  ['arcsin', 'asin'],
  ['arccos', 'acos'],
  ['arctan', 'atan'],
  ['inverse', 'inv'],
  ['tr', 'trace'],
  ['eye', 'identity'],
  ['lg', 'log10'],
])

const degreeNames = ['deg', 'degree', 'degrees']
export const isDegree = (name: string): boolean => degreeNames.includes(name)

const constants: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['e', e],
  ['pi', pi],
  ...degreeNames.map((name) => [name, over(pi, num(180))] as const),
])

const notNumbers: ReadonlySet<string> = new Set([
  'NaN',
  'nan',
  'Infinity',
  'infinity',
  'inf',
  'null',
  'undefined',
  'true',
  'false',
])

export const functionName = (name: string): string => otherNames.get(name) ?? name

/** A letter, a Greek letter's name or either with a subscript: before a bracket it is a factor, as in `x(x + 1)`. */
export const isFactorName = (name: string): boolean =>
  /^([A-Za-z]|[A-Za-z]+_[A-Za-z0-9_]+)$/.test(name) || constants.has(name)

export const unknownFunction = (name: string): ReadError => {
  const known = [...functions.keys(), ...otherNames.keys()]
  const [nearest] = known.sort((a, b) => distance(a, name) - distance(b, name))
  const close = nearest !== undefined && distance(nearest, name) <= Math.max(1, Math.floor(name.length / 3))
  return new ReadError(
    'syntax',
    `There is no function ${name} here${close ? `; did you mean ${nearest}?` : '.'}`,
  )
}

/** The value of a bare name: a constant, or a symbol that stands for a positive number. */
export const namedValue = (name: string): Expression => {
  const constant = constants.get(name)
  if (constant) return constant
  if (notNumbers.has(name)) throw new ReadError('domain', `${name} is not a number.`)
  if (name === 'i')
    throw new ReadError(
      'domain',
      'Only real numbers are worked out; for an index or a size take another letter than i.',
    )
  if (functions.has(functionName(name)))
    throw new ReadError(
      'syntax',
      `${name} is a function: write what it is applied to in brackets, as in ${name}(…).`,
    )
  // Names of an object's own machinery are attempts at it, not symbols.
  if (name in {} || name.length > 40) throw new ReadError('syntax', `${name} is not a symbol.`)
  return sym(name, 'positive')
}
