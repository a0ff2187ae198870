import type { Expression } from '../expression.ts'
import { ReadError } from '../read-error.ts'
import { entriesOf, tensor } from '../tensor.ts'
import { isExpression } from '../value.ts'
import type { Value } from './matrices.ts'

/** A vector of numbers, or a matrix of rows of one length. Throws ReadError for anything between. */
export const arrayOf = (items: readonly Value[]): Value => {
  if (items.length === 0) throw new ReadError('domain', 'A vector or matrix needs at least one entry.')
  const numbers = items.filter(isExpression)
  if (numbers.length === items.length) return sized([items.length], numbers)
  const rows = items.filter((item) => !isExpression(item))
  const [first] = rows
  if (!first || numbers.length > 0) throw new ReadError('domain', 'A matrix is made of rows: [[1,2],[3,4]].')
  const odd = rows.findIndex((row) => row.shape.join() !== first.shape.join())
  if (odd > 0)
    throw new ReadError(
      'domain',
      `Row ${odd + 1} has ${rows[odd]?.shape[0]} entries, row 1 has ${first.shape[0]}. Every row must have the same length.`,
    )
  return sized(
    [rows.length, ...first.shape],
    rows.flatMap((row) => entriesOf(row)),
  )
}

const sized = (shape: readonly number[], entries: readonly Expression[]): Value => {
  if (shape.length > 2) throw new ReadError('domain', 'Only vectors and matrices are worked out.')
  return tensor(shape, entries)
}
