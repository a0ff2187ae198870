import { expect, test } from 'vitest'
import { toLatex, toUnicode } from '../../../../src/exact/write/write.ts'
import { readScalar } from '../../../read-scalar.ts'

test('a sum among the sizes of a shape is bracketed, since × binds first', () => {
  const shape = { kind: 'shape', sizes: ['W-K+1', 'H', '3'].map((size) => readScalar(size)) } as const
  expect(toUnicode(shape)).toBe('(W − K + 1) × H × 3')
  expect(toLatex(shape)).toBe('\\left(W - K + 1\\right) \\times H \\times 3')
})
