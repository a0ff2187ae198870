import { Decimal } from 'decimal.js'
import { describe, expect, test } from 'vitest'
import { erf, erfBetween, erfOfRoot } from '../../../src/exact/error-function.ts'
import * as q from '../../../src/exact/rational.ts'

/** x, erf(x): mpmath 1.3 at 50 digits. */
const reference = [
  ['1/64', '0.017629489782642005545730159288245812862035486935385'],
  ['1/2', '0.52049987781304653768274665389196452873645157575796'],
  ['1', '0.8427007929497148693412206350826092592960669979663'],
  ['6', '0.99999999999999997848026328750108688340664960081262'],
] as const

describe.each(reference)('erf(%s)', (x, digits) => {
  const argument = q.parseRational(x) ?? q.zero
  test('to 45 digits', () => {
    const shown = erfOfRoot(q.multiply(argument, argument), 45)
    expect(shown.decimal).toBe(new Decimal(digits).toSignificantDigits(45).toString())
    const Wide = Decimal.clone({ precision: 60 })
    const value = erf(new Wide(argument.n.toString()).div(argument.d.toString()), Wide)
    expect(value.toSignificantDigits(45).toString()).toBe(shown.decimal)
  })
  test('in doubles', () => {
    expect(erfBetween(0, q.toNumber(argument)) / Number(digits)).toBeCloseTo(1, 14)
  })
})

test('very small and very large arguments keep their digits', () => {
  // mpmath: erf(2^-129), and 1 − erf(sqrt(70)) = 2.66e-32.
  expect(erfOfRoot(q.rational(1n, 1n << 258n)).decimal).toMatch(/^0\.0{38}1658004170632916292904624837/)
  expect(erfOfRoot(q.rational(70), 35).decimal).toBe('0.99999999999999999999999999999997338')
  expect(erfOfRoot(q.rational(10_000)).decimal).toBe('1')
})

test('differences in the tail keep their relative precision', () => {
  // mpmath: erf(6.5) - erf(6) = 2.14813152292277066…e-17.
  expect(erfBetween(6, 6.5) / 2.148131522922771e-17).toBeCloseTo(1, 13)
})
