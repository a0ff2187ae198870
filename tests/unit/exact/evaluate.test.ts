import { describe, expect, it } from 'vitest'
import { evaluate, evaluateIn, type Point } from '../../../src/exact/evaluate.ts'
import type { Expression } from '../../../src/exact/expression.ts'
import { decimalArithmetic } from '../../../src/exact/numeric/decimal.ts'
import { type Rational, rational } from '../../../src/exact/rational.ts'
import { readScalar } from '../../read-scalar.ts'

const at =
  (values: Readonly<Record<string, Rational>> = {}): Point =>
  (name) =>
    values[name]
const decimal = (text: string, point: Point = at()): string | undefined =>
  evaluateIn(readScalar(text), point, decimalArithmetic(64))?.toString()
const x = (n: number, d = 1): Point => at({ x: rational(n, d) })

// Digits of constants from the OEIS: A002193, A000796, A001113, A002162.
describe('decimals', () => {
  it.each([
    ['sqrt(2)', '1.4142135623730950488016887242096980785696718753769'],
    ['4*atan(1)', '3.1415926535897932384626433832795028841971693993751'],
    ['e', '2.7182818284590452353602874713526624977572470936999'],
    ['ln(2)', '0.69314718055994530941723212145817656807550013436025'],
  ])('%s', (text, digits) => expect(decimal(text)?.slice(0, 48)).toBe(digits.slice(0, 48)))
})

describe('values beyond the digits carried', () => {
  it.each(['floor(10^100/3)', 'ceil(10^100/3)', 'round(10^100/3)'])(
    '%s starts with the digits of a third',
    (text) => expect(decimal(text)?.slice(0, 20)).toBe('3.333333333333333333'),
  )
})

describe('real values', () => {
  it.each([
    ['(-8)^(1/3)', -2],
    ['floor(-7/2)', -4],
    ['ceil(7/2)', 4],
    ['floor(0.1*3*10)', 3],
    ['5!', 120],
    ['max(1, 3, 2)', 3],
    ['\\sum_{i=1}^{100} i', 5050],
  ])('%s is %d', (text, value) => expect(evaluate(readScalar(text), at())).toBeCloseTo(value, 12))

  it.each(['sqrt(-1)', '1/(x-x)', 'ln(0)', '0^(-1)', '9^9^9^9', 'y', '2*inf'])('%s has none', (text) => {
    expect(evaluate(readScalar(text), x(3))).toBeUndefined()
    expect(decimal(text, x(3))).toBeUndefined()
  })
})

describe('symbols and entries', () => {
  it('take their values from the point', () => {
    expect(evaluate(readScalar('x^2 + 1/x'), x(1, 2))).toBe(2.25)
    const entries = at({ 'dy[1,2]': rational(7), n: rational(2) })
    const entry: Expression = { kind: 'indexed', name: 'dy', indices: [readScalar('1'), readScalar('n')] }
    expect(evaluate(entry, entries)).toBe(7)
  })
})
