import { minus, sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import type { Exact } from '../exact/value.ts'
import { freeSymbols } from './free-symbols.ts'

/** `m = n − k + 1` solved for the first size in it: n and `m + k − 1`; undefined where it is no such sum. */
export const solvedForSize = (size: string, value: Exact): readonly [string, Expression] | undefined => {
  if (value.kind !== 'sum') return undefined
  const whole = value.terms.find((term) => term.kind === 'symbol')
  if (whole?.kind !== 'symbol') return undefined
  const rest = minus(value, whole)
  return freeSymbols(rest).has(whole.name) ? undefined : [whole.name, minus(sym(size), rest)]
}
