import { expect, test } from 'vitest'
import { roundedNumber } from '../../../../src/render/picture/rounded-number.ts'

test.each([
  ['7.32741245181320466247555049995e-41', 12, '7.32741245181 \\cdot 10^{-41}', '7.32741245181·10⁻⁴¹'],
  ['-0.0218144375533927', 6, '-0.0218144', '−0.0218144'],
  ['-123456789012', 6, '-1.23457 \\cdot 10^{11}', '−1.23457·10¹¹'],
  ['0.999999999', 6, '1', '1'],
  ['0.00001', 6, '0.00001', '0.00001'],
])('%s to %d digits', (decimal, digits, latex, text) => {
  expect(roundedNumber(decimal, digits)).toEqual({ latex, text })
})
