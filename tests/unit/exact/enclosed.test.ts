import { describe, expect, it } from 'vitest'
import { floorOf, signOf, vanishes } from '../../../src/exact/enclosed.ts'
import { readPlain } from '../../../src/exact/read.ts'
import { isExpression } from '../../../src/exact/value.ts'

const read = (text: string) => {
  const value = readPlain(text)
  if (!isExpression(value)) throw new TypeError(text)
  return value
}

describe('the whole number not above', () => {
  it.each([
    // OEIS A000796, A001113, A002193, A002580, A002162, A060295 (Ramanujan's constant).
    ['pi*10^30', 3141592653589793238462643383279n],
    ['e*10^30', 2718281828459045235360287471352n],
    ['-sqrt(2)*10^30', -1414213562373095048801688724210n],
    ['2^(1/3)*10^25', 12599210498948731647672106n],
    ['ln(2)*10^30', 693147180559945309417232121458n],
    ['e^(pi*sqrt(163))', 262537412640768743n],
    // √(10^600 + 10^300) is 10^300 + 1/2 − 10^(−300)/8 and so on.
    ['sqrt(10^600 + 10^300) - 10^300 + 3/4', 1n],
    // tan(atan(x)) and the like stay within bounds: 10^20/3.
    ['10^20*tan(atan(1/3))', 33333333333333333333n],
    ['abs(-7/2)', 3n],
    ['max(sqrt(2), pi) + min(1/2, e)', 3n],
    ['floor(pi) + ceil(pi)', 7n],
  ])('%s', (text, whole) => {
    expect(floorOf(read(text))).toBe(whole)
  })

  it.each(['(sqrt(2) + 1)*(sqrt(2) - 1)', 'pi*10^2000', 'x', '1/(sqrt(2) - sqrt(2))'])(
    '%s is not told',
    (text) => {
      expect(floorOf(read(text))).toBeUndefined()
    },
  )
})

describe('the sign', () => {
  it.each([
    ['1 - sqrt(2)', -1],
    // e^π − π^e is 0.68…
    ['e^pi - pi^e', 1],
    ['sqrt(10^100 + 1) - 10^50', 1],
    ['sin(3) - cos(3/2)', 1],
    ['sqrt(2)*sqrt(3) - sqrt(6)', undefined],
  ])('of %s', (text, sign) => {
    expect(signOf(read(text))).toBe(sign)
  })
})

it('a difference of equal numbers vanishes, a small one does not', () => {
  expect(vanishes(read('sqrt(2)*sqrt(3) - sqrt(6)'))).toBe(true)
  expect(vanishes(read('sqrt(10^100 + 1) - 10^50'))).toBe(false)
})
