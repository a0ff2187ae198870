import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fraction, num, sym } from '../../../src/exact/algebra.ts'
import { circularShift } from '../../../src/exact/circular-shift.ts'
import { integerTensor, tensor } from '../../../src/exact/tensor.ts'

const image = (rows: readonly (readonly number[])[]) =>
  integerTensor([rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat()))

test('the smallest of several shifts, the shorter way round', () => {
  const [left, right] = [
    image([
      [1, 0, 0, 0],
      [1, 0, 0, 0],
    ]),
    image([
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ]),
  ]
  expect(circularShift(left, right)).toEqual({ rows: 0, columns: -1 })
})

test('every rolled image is found, and rolling by the answer gives it back', () => {
  const pixels = fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }), {
    minLength: 4,
    maxLength: 4,
  })
  /** numpy.roll(x, (down, right), (0, 1)). */
  const roll = (x: readonly (readonly number[])[], down: number, right: number): number[][] =>
    x.map((row, i) => row.map((_, j) => x[(i - down + 8) % 4]?.[(j - right + 10) % 5] ?? 0))
  fc.assert(
    fc.property(pixels, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 4 }), (x, down, right) => {
      const moved = roll(x, down, right)
      const shift = circularShift(image(x), image(moved))
      expect(shift).toBeDefined()
      expect(roll(x, shift?.rows ?? 0, shift?.columns ?? 0)).toEqual(moved)
    }),
  )
})

test('the same entries in another arrangement are no shift, nor is another size', () => {
  expect(circularShift(image([[1, 1, 0, 0]]), image([[1, 0, 1, 0]]))).toBeUndefined()
  expect(circularShift(image([[1, 0]]), image([[1], [0]]))).toBeUndefined()
})

test('entries may be fractions or symbols', () => {
  const [half, a] = [fraction(1, 2), sym('a')]
  expect(circularShift(tensor([1, 3], [half, a, num(0)]), tensor([1, 3], [num(0), half, a]))).toEqual({
    rows: 0,
    columns: 1,
  })
})
