import { expect, test } from 'vitest'
import { fraction, num, sym } from '../../../src/exact/algebra.ts'
import {
  combination,
  entryBits,
  matrixTensor,
  product,
  rationalMatrix,
  transposed,
} from '../../../src/exact/rational-matrix.ts'
import { tensor } from '../../../src/exact/tensor.ts'
import type { Tensor } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'

const read = (value: Tensor) => {
  const found = rationalMatrix(value)
  if (!found) throw new Error('rational entries expected')
  return found
}
// Golub and Van Loan, Matrix Computations, 1.1: [1 2; 3 4]·[5 6; 7 8] = [19 22; 43 50].
const a = read(tensor([2, 2], [num(1), num(2), num(3), num(4)]))
const b = read(tensor([2, 2], [num(5), num(6), num(7), num(8)]))

test('product and transpose', () => {
  expect(toText(matrixTensor(product(a, b)))).toBe('[[19, 22], [43, 50]]')
  expect(toText(matrixTensor(transposed(read(tensor([1, 3], [num(1), num(2), num(3)])))))).toBe(
    '[[1], [2], [3]]',
  )
})

test('fractions meet over one denominator and cancel', () => {
  const half = read(tensor([1, 2], [fraction(1, 2), fraction(1, 3)]))
  expect(half).toMatchObject({ entries: [3n, 2n], denominator: 6n })
  expect(toText(matrixTensor(combination([3n, half], [-1n, half], 2n)))).toBe('[[1/2, 1/3]]')
  expect(entryBits(half)).toBe(8)
})

test('a symbol is no rational entry', () => {
  expect(rationalMatrix(tensor([1, 1], [sym('a')]))).toBeUndefined()
})
