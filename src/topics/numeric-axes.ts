import { InputError } from '../errors.ts'
import type { Pair } from '../exact/correlate.ts'
import type { Expression } from '../exact/expression.ts'
import { toUnicode } from '../exact/write/write.ts'

/** No array that can be passed is longer. */
const most = 4096n

/** Throws InputError for a symbol: with the array `beside` it given, a size must be a number. */
const numberOf = (size: Expression, field: string, beside: string, example: string): number => {
  if (size.kind !== 'number')
    throw new InputError('domain', `With ${beside} given this must be a number; it is ${toUnicode(size)}.`, {
      field,
      example,
    })
  if (size.value.n > most)
    throw new InputError('too-large', `This must be at most ${most}.`, { field, example })
  return Number(size.value.n)
}

/** Reads the sizes of one field, along rows and columns, once arrays are given. */
export const readNumericAxes =
  (beside: string, example: string) =>
  ([rows, columns]: readonly [Expression, Expression], field: string): Pair => [
    numberOf(rows, field, beside, example),
    numberOf(columns, field, beside, example),
  ]
