import { expect, it } from 'vitest'
import type { Num } from '../../../src/exact/expression.ts'
import { agreesAsRounded } from '../../../src/exact/rounded.ts'
import { readScalar } from '../../read-scalar.ts'

const claim = (text: string): Num => {
  const value = readScalar(text)
  if (value.kind !== 'number') throw new Error('a number is needed')
  return value
}

// sqrt(2/784) = 0.050507627…, 2/3 = 0.666…, sqrt(17) = 4.1231056…
it.each([
  ['sqrt(2/784)', '0.0505', true],
  ['sqrt(2/784)', '0.05051', true],
  ['sqrt(2/784)', '0.0506', false],
  ['sqrt(2/784)', '0.1', false],
  ['2/3', '0.667', true],
  ['2/3', '0.668', false],
  ['-2/3', '-0.667', true],
  ['-2/3', '0.667', false],
  ['sqrt(17)', '4.12', true],
  ['sqrt(17)', '4', false],
  ['327680', '3.28e5', true],
  ['327680', '3.27e5', false],
  ['1/2', '0.5', true],
])('%s rounds to %s: %s', (reference, decimal, agrees) => {
  expect(agreesAsRounded(readScalar(reference), claim(decimal))).toBe(agrees)
})
