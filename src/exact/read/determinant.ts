import { num } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { entryAt, integerTensor, tensor } from '../tensor.ts'
import type { Tensor } from '../value.ts'
import { negateScalar, productOf } from './arithmetic.ts'
import { syntax } from './token.ts'

// The expansion has n! products, so larger determinants are written out with numbers only.
const largestExpanded = 4
const largest = 12

const withoutCross = (
  rows: readonly (readonly Expression[])[],
  column: number,
): readonly (readonly Expression[])[] => rows.slice(1).map((row) => row.filter((_, at) => at !== column))

/** By the first row, Laplace's expansion. */
const expanded = (rows: readonly (readonly Expression[])[]): Expression => {
  const [first = []] = rows
  const [only] = first
  if (rows.length === 1 && only) return only
  const terms = first.map((entry, column) => {
    const minor = productOf([entry, expanded(withoutCross(rows, column))])
    return column % 2 === 0 ? minor : negateScalar(minor)
  })
  return { kind: 'sum', terms }
}

/** By elimination. */
const eliminated = (start: readonly (readonly q.Rational[])[]): q.Rational => {
  const rows = start.map((row) => [...row])
  let product = q.one
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = rows.findIndex((row, at) => at >= column && !q.isZero(row[column] ?? q.zero))
    const [lead, top] = [rows[pivot], rows[column]]
    if (!lead || !top) return q.zero
    rows[pivot] = top
    rows[column] = lead
    const scale = lead[column] ?? q.one
    product = q.multiply(product, pivot === column ? scale : q.negate(scale))
    for (let at = column + 1; at < rows.length; at += 1) {
      const factor = q.divide(rows[at]?.[column] ?? q.zero, scale)
      rows[at] = (rows[at] ?? []).map((x, j) => q.subtract(x, q.multiply(factor, lead[j] ?? q.zero)))
    }
  }
  return product
}

/** The determinant of a square matrix. Throws ReadError for other arrays. */
export const determinant = (matrix: Tensor): Expression => {
  const [size = 0, width] = matrix.shape
  if (matrix.shape.length !== 2 || size !== width || size > largest)
    throw syntax('Only square matrices, not too large, have a determinant here.')
  const rows = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_x, j) => entryAt(matrix, i * size + j)),
  )
  const numbers = rows.map((row) => row.flatMap((entry) => (entry.kind === 'number' ? [entry.value] : [])))
  if (numbers.every((row) => row.length === size)) return num(eliminated(numbers))
  if (size > largestExpanded) throw syntax('The determinant is too large to be written out.')
  return expanded(rows)
}

export const largestIdentity = 64

/** The matrix with these entries on its diagonal. */
export const diagonal = (entries: readonly Expression[]): Tensor => {
  if (entries.length > largestIdentity) throw syntax('The diagonal is too long to be written out.')
  return tensor(
    [entries.length, entries.length],
    entries.flatMap((entry, i) => entries.map((_, j) => (i === j ? entry : num(0)))),
  )
}

/** The identity of a size. Throws ReadError for what is no small size. */
export const identityOf = (size: Expression): Tensor => {
  const n = size.kind === 'number' && q.isInteger(size.value) ? Number(size.value.n) : 0
  if (n < 1 || n > largestIdentity) throw syntax('The size of this identity is not known.')
  const entries = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) entries[i * n + i] = 1
  return integerTensor([n, n], entries)
}
