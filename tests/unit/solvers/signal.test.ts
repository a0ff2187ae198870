import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import signal from '../../../solvers/signal.ts'
import { num, substitute } from '../../../src/exact/algebra.ts'
import * as q from '../../../src/exact/rational.ts'
import type { Exact, Piecewise } from '../../../src/exact/value.ts'
import { toText, toUnicode } from '../../../src/exact/write/write.ts'
import type { Solution } from '../../../src/model.ts'
import { texts } from '../../solving.ts'

const solve = (input: Record<string, unknown>): Solution => signal.solve(signal.input.parse(input))
const named = (solution: Solution, name: string): Exact | undefined =>
  [...solution.answers, ...(solution.related ?? [])].find((one) => one.name === name)?.value
const shown = (solution: Solution, name = 'y'): string => {
  const value = named(solution, name)
  return value ? toUnicode(value) : ''
}
const y = (x: string, h: string, more: Record<string, unknown> = {}): string =>
  shown(solve({ x, h, ...more }))

describe('a pulse through (1/2)ⁿu[n] (homework 4, problem 3 a and b, posted solution)', () => {
  const given = { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]' }

  test('with the length as a symbol', () => {
    expect(shown(solve(given))).toBe('0 for n < 0; 2 − 2⁻ⁿ for 0 ≤ n ≤ L − 1; (2ᴸ − 1)·2⁻ⁿ for n ≥ L')
  })

  test('with L = 7: the pieces, the plotted values, and the general case beside them', () => {
    const solved = solve({ ...given, L: 7, from: -6, to: 12 })
    expect(shown(solved)).toBe('0 for n < 0; 2 − 2⁻ⁿ for 0 ≤ n ≤ 6; 127·2⁻ⁿ for n ≥ 7')
    expect(shown(solved, 'values')).toBe(
      '[0, 0, 0, 0, 0, 0, 1, 3/2, 7/4, 15/8, 31/16, 63/32, 127/64, 127/128, 127/256, 127/512, 127/1024, 127/2048, 127/4096]',
    )
    expect(shown(solved, 'y_general')).toContain('(2ᴸ − 1)·2⁻ⁿ for n ≥ L')
    expect(shown(solved, 'L')).toBe('7')
  })

  test('delayed by 5: the same output, delayed, and the property is named', () => {
    const solved = solve({ x: 'u(n-5) - u(n-5-L)', h: '2^{-n} u(n)' })
    expect(shown(solved)).toBe('0 for n < 5; 2 − 2⁵⁻ⁿ for 5 ≤ n ≤ L + 4; (2ᴸ − 1)·2⁵⁻ⁿ for n ≥ L + 5')
    expect(shown(solved, 'property')).toBe('shift invariance')
    expect(solved.conventions.find(({ name }) => name === 'property')?.says).toContain('y[n] = y₀[n − 5]')
  })
})

describe('closed forms', () => {
  // Oppenheim and Schafer, Discrete-Time Signal Processing, examples 2.11 and 2.12, table 3.1; or by the z-transform.
  test.each([
    ['u[n]', 'u[n]', '0 for n < 0; n + 1 for n ≥ 0'],
    ['n u[n]', 'u[n]', '0 for n < 0; n·(n + 1)/2 for n ≥ 0'],
    [
      'u[n] - u[n-N]',
      'a^n u[n]',
      '0 for n < 0; (1 − aⁿ⁺¹)/(1 − a) for 0 ≤ n ≤ N − 1; (1 − a^N)·a^(n − N + 1)/(1 − a) for n ≥ N',
    ],
    ['a^n u[n]', 'b^n u[n]', '0 for n < 0; (aⁿ⁺¹ − bⁿ⁺¹)/(a − b) for n ≥ 0'],
    ['a^n u[n]', 'a^n u[n]', '0 for n < 0; (n + 1)·aⁿ for n ≥ 0'],
    ['(1/2)^n u[n]', '(1/3)^n u[n]', '0 for n < 0; 3·2⁻ⁿ − 2·3⁻ⁿ for n ≥ 0'],
    ['n (1/2)^n u[n]', 'u[n]', '0 for n < 0; 2 − (n + 2)·2⁻ⁿ for n ≥ 0'],
    [
      'u[n] - u[n-L]',
      'u[n] - u[n-L]',
      'n + 1 for 0 ≤ n ≤ L − 1; 2·L − n − 1 for L ≤ n ≤ 2·L − 1; 0 otherwise',
    ],
    ['delta[n-2]', 'a^n u[n]', '0 for n < 2; aⁿ⁻² for n ≥ 2'],
    ['delta[n] - (1/2) delta[n-1]', '(1/2)^n u[n]', '1 for n = 0; 0 otherwise'],
    ['[1, 2, 3]', 'delta[n] + delta[n-1]', '1 for n = 0; 3 for n = 1; 5 for n = 2; 3 for n = 3; 0 otherwise'],
    ['δ[n] − δ[n−1]', 'u[n]', '1 for n = 0; 0 otherwise'],
    ['\\left(\\frac{1}{2}\\right)^n u[n]', '\\delta[n-1]', '0 for n < 1; 2¹⁻ⁿ for n ≥ 1'],
    ['0.5^n u(n)', '4 delta(n)', '0 for n < 0; 4·2⁻ⁿ for n ≥ 0'],
    ['u[n] - u[n]', 'u[n]', '0 otherwise'],
    ['(-1/2)^n u[n]', 'delta[n]', '0 for n < 0; (−1/2)ⁿ for n ≥ 0'],
    ['(3/4)^(n-1) u(n-1)', 'delta[n]', '0 for n < 1; (3/4)ⁿ⁻¹ for n ≥ 1'],
    ['n a^nu[n]', 'delta[n]', '0 for n < 0; n·aⁿ for n ≥ 0'],
    ['e^{-n} u[n]', 'u[n]', '0 for n < 0; (eⁿ⁺¹ − 1)·e⁻ⁿ/(e − 1) for n ≥ 0'],
  ])('%s ∗ %s', (x, h, expected) => {
    expect(y(x, h)).toBe(expected)
  })

  test('two symbolic lengths: both orders, each under its condition', () => {
    expect(y('u[n] - u[n-L]', 'u[n] - u[n-M]')).toBe(
      'n + 1 for n ≥ 0 and n < M and n < L; M for M ≤ n ≤ L − 1; L for L ≤ n ≤ M − 1; L + M − n − 1 for n ≥ M and n ≥ L and n < L + M; 0 otherwise',
    )
  })

  test('values with a symbolic base, quotients divided out', () => {
    expect(shown(solve({ x: 'u[n]', h: 'a^n u[n]', from: 0, to: 2 }), 'values')).toBe(
      '[1, a + 1, a² + a + 1]',
    )
  })
})

type Part = { readonly text: string; readonly at: (n: number) => q.Rational }
const pick = <T>(...values: T[]) => fc.constantFrom(...values)

/** A term as text, and its value at n by definition. */
const part: fc.Arbitrary<Part> = fc
  .record({
    kind: pick('step', 'impulse', 'exponential', 'ramp'),
    scale: pick([1, 1], [-2, 1], [3, 2], [-1, 3]),
    base: pick([1, 2], [-1, 2], [2, 3], [2, 1], [1, 1]),
    delay: fc.integer({ min: -3, max: 5 }),
  })
  .map(({ kind, scale: [a = 1, b = 1], base: [c = 1, d = 1], delay }) => {
    const shift = delay < 0 ? `n+${-delay}` : `n-${delay}`
    const power = (n: number): q.Rational => q.raise(q.rational(c, d), BigInt(n))
    const scale = q.rational(a, b)
    const body: Record<string, [string, (n: number) => q.Rational]> = {
      step: ['', () => q.one],
      impulse: ['', () => q.one],
      exponential: [`*(${c}/${d})^n`, power],
      ramp: [`*n*(${c}/${d})^n`, (n) => q.multiply(q.rational(n), power(n))],
    }
    const [text, value] = body[kind] ?? ['', () => q.one]
    const impulse = kind === 'impulse'
    return {
      text: `(${a}/${b})${text}*${impulse ? 'delta' : 'u'}[${shift}]`,
      at: (n) => ((impulse ? n === delay : n >= delay) ? q.multiply(scale, value(n)) : q.zero),
    }
  })
const parts = fc.array(part, { minLength: 1, maxLength: 3 })
const total = (list: readonly Part[], n: number): q.Rational =>
  list.reduce((sum, { at }) => q.add(sum, at(n)), q.zero)

/** The piece that holds at n, by its own conditions. */
const heldAt = ({ pieces }: Piecewise, n: number, lengths: Record<string, number> = {}): string => {
  const values = new Map(Object.entries({ ...lengths, n }).map(([name, value]) => [name, num(value)]))
  const number = (side: Parameters<typeof substitute>[0]): number => Number(toText(substitute(side, values)))
  const holds = {
    '<': (a: number, b: number) => a < b,
    '<=': (a: number, b: number) => a <= b,
    '>': (a: number, b: number) => a > b,
    '>=': (a: number, b: number) => a >= b,
    '=': (a: number, b: number) => a === b,
    '!=': (a: number, b: number) => a !== b,
  }
  const found = pieces.filter(({ when }) =>
    when.every(({ sides, relations }) =>
      relations.every((relation, at) => {
        const [left, right] = [sides[at], sides[at + 1]]
        return left && right && holds[relation](number(left), number(right))
      }),
    ),
  )
  const [first] = found
  // "Otherwise" holds everywhere; of the others exactly one may.
  expect(found.filter(({ when }) => when.length > 0).length).toBeLessThan(2)
  return first ? toText(substitute(first.value, values)) : 'no piece'
}
const piecewise = (solution: Solution): Piecewise => {
  const value = named(solution, 'y')
  if (value?.kind !== 'piecewise') throw new Error('y is piecewise')
  return value
}

describe('against direct summation', () => {
  test('random signals, pieces and values', () => {
    fc.assert(
      fc.property(parts, parts, (x, h) => {
        const text = (list: readonly Part[]): string => list.map((one) => one.text).join(' + ')
        const solved = solve({ x: text(x), h: text(h), from: -8, to: 14 })
        const direct = Array.from({ length: 23 }, (_, at) => {
          const n = at - 8
          let sum = q.zero
          // Both signals begin at −3 or later.
          for (let k = -3; k <= n + 3; k++) sum = q.add(sum, q.multiply(total(x, k), total(h, n - k)))
          return q.formatRational(sum)
        })
        expect(shown(solved, 'values').replaceAll('−', '-')).toBe(`[${direct.join(', ')}]`)
        const function_ = piecewise(solved)
        for (const [at, expected] of direct.entries()) expect(heldAt(function_, at - 8)).toBe(expected)
      }),
      { numRuns: 60 },
    )
  })

  test('symbolic lengths at numbers are the numeric answer', () => {
    const length = fc.integer({ min: 1, max: 6 })
    const [x, h] = ['u[n] - u[n-L] + 2*delta[n-L]', '(1/3)^n (u[n] - u[n-M])']
    const symbolic = piecewise(solve({ x, h }))
    fc.assert(
      fc.property(length, length, fc.integer({ min: -2, max: 14 }), (L, M, n) => {
        expect(heldAt(symbolic, n, { L, M })).toBe(heldAt(piecewise(solve({ x, h, L, M })), n))
      }),
      { numRuns: 60 },
    )
  })
})

describe('alternatives', () => {
  const saying = (words: string, input: Record<string, unknown>): string => {
    const found = solve(input).alternatives.find(({ says }) => says.includes(words))
    return found?.answers[0] ? toUnicode(found.answers[0].value) : ''
  }
  const pulse = { x: 'u[n] - u[n-7]', h: '(1/2)^n u[n]' }

  test('the flip forgotten: Σ x[k]·h[k − n], by hand', () => {
    expect(saying('flip', pulse)).toBe('127·2ⁿ/64 for n < 0; 2 − 2ⁿ/64 for 0 ≤ n ≤ 6; 0 for n ≥ 7')
    expect(saying('flip', { x: 'u[n]', h: 'delta[n] + 2delta[n-1]' })).toBe(
      '0 for n < -1; 2 for n = -1; 3 for n ≥ 0'.replaceAll('-', '−'),
    )
  })

  test.each([
    ['one step too late', '0 for n < 0; 2 − 2⁻ⁿ for 0 ≤ n ≤ 7; 127·2⁻ⁿ for n ≥ 8'],
    ['one term too few', '0 for n < 0; 2 − 2·2⁻ⁿ for 0 ≤ n ≤ 6; 127·2⁻ⁿ for n ≥ 7'],
    ['never to end', '0 for n < 0; 2 − 2⁻ⁿ for n ≥ 0'],
    ['counted from that end', '0 for n < 0; 2 − 2⁻ⁿ for 0 ≤ n ≤ 6; 8128·2⁻ⁿ for n ≥ 7'],
    ['point by point', '2⁻ⁿ for 0 ≤ n ≤ 6; 0 otherwise'],
  ])('%s', (words, expected) => {
    expect(saying(words, pulse)).toBe(expected)
  })

  test('a delay left out', () => {
    expect(saying('left out', { x: 'u[n-5]', h: 'u[n]' })).toBe('0 for n < 0; n + 1 for n ≥ 0')
  })
})

describe('within limits', () => {
  const bases = (letters: string): string => [...letters].map((letter) => `${letter}^n*u[n]`).join(' + ')

  test('three symbolic bases', () => {
    const solved = solve({ x: bases('ab'), h: bases('c'), from: 0, to: 1 })
    expect(shown(solved, 'values')).toBe('[2, a + b + 2·c]')
  })

  test.each([
    [{ x: bases('abdfghjk'), h: bases('lmopqrst') }],
    [{ x: 'u[n] - u[n-L]', h: '(3/7)^n u[n]', L: 9000 }],
    [{ x: [...'ABCDEFGH'].map((k) => `u[n-${k}]`).join('+'), h: 'u[n]' }],
  ])('%j is too large', (given) => {
    expect(() => solve(given)).toThrow(expect.objectContaining({ kind: 'too-large' }))
  })
})

describe('refused, by name', () => {
  test.each([
    ['u[-n]', 'domain'],
    ['u[3-n]', 'domain'],
    ['u[2n]', 'domain'],
    ['1', 'domain'],
    ['a^n', 'domain'],
    ['u[n] u[n-1]', 'domain'],
    ['u[n-1/2]', 'domain'],
    ['0^n u[n]', 'domain'],
    ['n^9 u[n]', 'domain'],
    ['(1/2)^(n^2) u[n]', 'domain'],
    ['cos(n) u[n]', 'domain'],
    ['u[n', 'syntax'],
    [Array.from({ length: 40 }, (_, k) => `delta[n-${k}]`).join('+'), 'too-large'],
  ])('x: %s', (x, kind) => {
    const issue = signal.input.safeParse({ x, h: 'u[n]' }).error?.issues[0]
    expect(issue?.path).toEqual(['x'])
    expect(issue).toMatchObject({ params: { kind } })
  })

  test('a symbol that is a base and a delay, unless it has a value', () => {
    const both = { x: 'u[n] - u[n-a]', h: 'a^n u[n]' }
    expect(() => solve(both)).toThrow(expect.objectContaining({ kind: 'domain', field: 'h' }))
    // 1 + 2 + … + 2^n for two terms: Σ 2^(n−k) over k = 0, 1.
    expect(texts(solve({ ...both, a: 2, from: 0, to: 3 }).answers).values).toBe('[1, 3, 6, 12]')
  })

  test.each([
    [{ K: 3 }, 'syntax', 'K'],
    [{ n: 3 }, 'syntax', 'n'],
    [{ L: 'n' }, 'domain', 'L'],
    [{ L: '1/2' }, 'domain', 'x'],
    [{ from: 3, to: 1 }, 'domain', 'to'],
    [{ from: 0, to: 5000 }, 'too-large', 'to'],
  ])('%j', (more, kind, field) => {
    expect(() => solve({ x: 'u[n] - u[n-L]', h: 'u[n]', ...more })).toThrow(
      expect.objectContaining({ kind, field }),
    )
  })
})
