import { num } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { entryAt, tensor } from '../tensor.ts'
import type { Exact, Tensor } from '../value.ts'
import { negateScalar, product, productOf, reciprocal } from './arithmetic.ts'
import { determinant, identityOf } from './determinant.ts'
import { syntax } from './token.ts'

/** Each entry of Aⁿ is written out as size^(n − 1) products. */
const mostProducts = 2_000
const largestPower = 12n
const largestInverted = 4

const minor = (matrix: Tensor, size: number, row: number, column: number): Expression => {
  const kept = Array.from({ length: size * size }, (_, at) => at).filter(
    (at) => Math.floor(at / size) !== row && at % size !== column,
  )
  const entries = kept.map((at) => entryAt(matrix, at))
  return size === 1 ? num(1) : determinant(tensor([size - 1, size - 1], entries))
}

/** By Cramer's rule: the transposed cofactors over the determinant. */
const inverse = (matrix: Tensor, size: number): Tensor => {
  const below = determinant(matrix)
  if (size > largestInverted || (below.kind === 'number' && q.isZero(below.value)))
    throw syntax('The inverse of this matrix is not written out.')
  const entries = Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size]
    const part = minor(matrix, size, column, row)
    const signed = (row + column) % 2 === 0 ? part : negateScalar(part)
    return signed.kind === 'number' && below.kind === 'number'
      ? num(q.divide(signed.value, below.value))
      : productOf([signed, reciprocal(below)])
  })
  return tensor([size, size], entries)
}

/** A whole power of a square matrix, also a negative one. Throws ReadError for others. */
export const matrixPower = (base: Tensor, exponent: Expression): Exact => {
  const [size = 0, width] = base.shape
  const times = exponent.kind === 'number' && q.isInteger(exponent.value) ? exponent.value.n : undefined
  const isSquare = base.shape.length === 2 && size === width
  if (!isSquare || times === undefined || times > largestPower || times < -largestPower)
    throw syntax('Only square matrices have whole powers.')
  if (size ** Math.abs(Number(times)) > mostProducts) throw syntax('This power of a matrix is too large.')
  const factor = times < 0n ? inverse(base, size) : base
  const count = Number(times < 0n ? -times : times)
  return count === 0 ? identityOf(num(size)) : product(Array.from({ length: count }, () => factor))
}
