import { describe, expect, it } from 'vitest'
import {
  floor,
  fraction,
  minus,
  num,
  over,
  plus,
  power,
  squareRoot,
  substitute,
  sym,
  times,
} from '../../../src/exact/algebra.ts'
import { ReadError } from '../../../src/exact/read-error.ts'
import { toLatex, toText, toUnicode } from '../../../src/exact/write/write.ts'

const [a, b, K, L, n, S] = [sym('a'), sym('b'), sym('K'), sym('L'), sym('n'), sym('S')]
const real = sym('x', 'real')

describe('constructors simplify as a textbook prints', () => {
  it.each([
    ['like terms collect', () => plus(times(num(2), K), times(num(3), K), num(1)), '5 * K + 1'],
    ['numbers fold', () => plus(fraction(1, 2), fraction(1, 3)), '5/6'],
    ['equal bases add exponents', () => times(power(a, n), power(a, num(3))), 'a^(n + 3)'],
    ['nothing is expanded', () => plus(times(L, minus(K, num(1))), num(1)), 'L * (K - 1) + 1'],
    ['what cancels is gone', () => minus(plus(a, b), b), 'a'],
    ['a square comes out of a root', () => squareRoot(num(12)), '2 * sqrt(3)'],
    ['a root of a fraction is rational below', () => squareRoot(fraction(2, 784)), 'sqrt(2)/28'],
    ['roots of one index join', () => times(squareRoot(num(2)), a, squareRoot(num(3))), 'a * sqrt(6)'],
    [
      'squares in joined roots come out',
      () => times(squareRoot(num(26)), squareRoot(num(2))),
      '2 * sqrt(13)',
    ],
    [
      'joined roots may come out whole',
      () => times(power(num(2), fraction(1, 3)), power(num(4), fraction(1, 3))),
      '2',
    ],
    ['√3·√(2/a) is one root', () => times(squareRoot(num(3)), squareRoot(over(num(2), a))), 'sqrt(6/a)'],
    ['roots share one sign', () => squareRoot(over(a, b)), 'sqrt(a/b)'],
    ['√x² is not x for a real x', () => squareRoot(power(real, num(2))), 'sqrt(x^2)'],
    ['√a² is a for a positive a', () => squareRoot(power(a, num(2))), 'a'],
    ['a floor of an integer is gone', () => floor(plus(times(num(2), K), num(-3))), '2 * K - 3'],
    ['a floor of a quotient stays', () => floor(over(K, S)), 'floor(K/S)'],
    ['a negative term is not first', () => plus(minus(power(num(2), minus(n))), num(2)), '2 - 2^(-n)'],
  ])('%s', (_, make, text) => {
    expect(toText(make())).toBe(text)
  })

  it('replaces symbols', () => {
    const size = plus(floor(over(minus(K, num(1)), S)), num(1))
    expect(
      toText(
        substitute(
          size,
          new Map([
            ['K', num(8)],
            ['S', num(3)],
          ]),
        ),
      ),
    ).toBe('3')
  })

  it('does not write out what would fill the memory', () => {
    expect(() => power(num(9), num(9n ** 9n))).toThrow(ReadError)
    expect(() => over(num(1), num(0))).toThrow(ReadError)
  })
})

describe('one value, three notations', () => {
  it.each([
    [
      () => over(num(1), squareRoot(sym('d_in'))),
      '1/sqrt(d_in)',
      '\\frac{1}{\\sqrt{d_{\\text{in}}}}',
      '1/√d_in',
    ],
    [() => times(sym('sigma_x'), power(sym('n'), num(2))), 'sigma_x * n^2', '\\sigma_{x} n^{2}', 'σ_x·n²'],
    [() => minus(over(a, plus(b, num(1)))), '-a/(b + 1)', '-\\frac{a}{b + 1}', '−a/(b + 1)'],
  ])('%#', (make, text, latex, unicode) => {
    const value = make()
    expect([toText(value), toUnicode(value)]).toEqual([text, unicode])
    expect(toLatex(value).replaceAll('{x}', 'x')).toBe(latex.replaceAll('{x}', 'x'))
  })
})

it('writes names that every object has like any other', () => {
  const value = times(sym('constructor'), sym('x_toString'))
  expect([toText(value), toUnicode(value)]).toEqual(['constructor * x_toString', 'constructor·x_toString'])
  expect(toLatex(value)).toBe('\\text{constructor} x_{\\text{toString}}')
})
