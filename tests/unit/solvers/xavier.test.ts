import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import xavier from '../../../solvers/xavier.ts'
import { num, power, substitute } from '../../../src/exact/algebra.ts'
import { approximate } from '../../../src/exact/decimals.ts'
import { type Exact, isExpression } from '../../../src/exact/value.ts'
import { toText } from '../../../src/exact/write/write.ts'
import type { Quantity } from '../../../src/model.ts'
import { oracle, refusalOf, rivals, solveWith, texts } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly expectedError?: boolean
  readonly input: { readonly scheme: string; readonly nonlinearity: string; readonly mode: string }
  readonly expected: {
    readonly fanIn: number
    readonly fanOut: number
    readonly gainSquared: number | string | null
    readonly variance: number | string
    readonly std: number
    readonly distribution: string
    readonly boundSquared?: string
  }
}

const exactOf = (quantities: readonly Quantity[], name: string): Exact => {
  const value = quantities.find((one) => one.name === name)?.value
  if (!value) throw new Error(`no ${name}`)
  return value
}
const squareOf = (value: Exact): string => (isExpression(value) ? toText(power(value, num(2))) : '')
const numberOf = (value: Exact): number =>
  Number(isExpression(value) ? approximate(value)?.decimal : Number.NaN)

/** PyTorch's names for what `scheme` and `gain` say. */
const givenOf = ({ input, expected }: Case) => {
  const { scheme, mode, nonlinearity } = input
  const fans = { fan_in: expected.fanIn, fan_out: expected.fanOut, distribution: expected.distribution }
  const gain = `sqrt(${expected.gainSquared ?? '1/3'})`
  if (scheme.startsWith('xavier')) return { ...fans, scheme: 'glorot', gain }
  if (scheme.startsWith('lecun')) return { ...fans, scheme: 'fan-in' }
  if (mode === 'fan_out') return { ...fans, scheme: 'fan-out', gain }
  return nonlinearity === 'relu' ? { ...fans, scheme: 'he' } : { ...fans, scheme: 'fan-in', gain }
}

describe('torch.nn.init (PyTorch 1.13)', () => {
  // The one error of the family is about a tensor's shape, which is no input here.
  const cases = oracle<Case>('init').filter(({ expectedError }) => !expectedError)
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const { answers } = solveWith(xavier, givenOf(one))
    const { variance, std, boundSquared } = one.expected
    expect(texts(answers).variance).toBe(String(variance))
    expect(numberOf(exactOf(answers, 'std')) / std).toBeCloseTo(1, 12)
    expect(squareOf(exactOf(answers, 'scale'))).toBe(String(variance))
    expect(boundSquared && squareOf(exactOf(answers, 'bound'))).toBe(boundSquared)
  })
  test('how many', () => {
    console.info(`xavier: ${cases.length} initialisations as PyTorch has them`)
    expect(cases.length).toBeGreaterThan(35)
  })
})

describe('symbols', () => {
  test('the scale of standard Xavier (homework 4, problem 2b, listed answer)', () => {
    const solution = solveWith(xavier, {})
    expect(texts(solution.answers)).toEqual({
      variance: '1/d_in',
      std: '1/sqrt(d_in)',
      scale: '1/sqrt(d_in)',
    })
    expect(solution.conventions.map(({ says }) => says).join()).toContain('n = fan in')
    expect(rivals(solution, 'scale')).toEqual(
      expect.arrayContaining([
        'sqrt(2/(d_in + d_out))',
        'sqrt(2/d_in)',
        '1/sqrt(d_out)',
        '1/d_in',
        'sqrt(d_in)',
      ]),
    )
  })

  test.each(['fan-in', 'glorot', 'he', 'fan-out'])('at numbers they are the numeric answer: %s', (scheme) => {
    const general = solveWith(xavier, { scheme, distribution: 'uniform', gain: 'g' }).answers
    const sizes = fc.record({
      d_in: fc.integer({ min: 1, max: 999 }),
      d_out: fc.integer({ min: 1, max: 999 }),
      g: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(sizes, ({ d_in, d_out, g }) => {
        const values = new Map(Object.entries({ d_in, d_out, g }).map(([name, value]) => [name, num(value)]))
        const given = { scheme, distribution: 'uniform', gain: g, fan_in: d_in, fan_out: d_out }
        for (const { name, value } of solveWith(xavier, given).answers) {
          const from = exactOf(general, name)
          expect(isExpression(from) ? squareOf(substitute(from, values)) : '').toBe(squareOf(value))
        }
      }),
    )
  })

  // Glorot & Bengio 2010, eq. 16.
  test('the bound of Glorot is one root', () => {
    const { answers } = solveWith(xavier, { scheme: 'glorot', distribution: 'uniform' })
    expect(texts(answers).bound).toBe('sqrt(6/(d_in + d_out))')
  })

  test('He with a gain has the other reading beside it', () => {
    const solution = solveWith(xavier, { scheme: 'he', gain: 3, fan_in: 8 })
    expect(texts(solution.answers).variance).toBe('9/4')
    expect(rivals(solution, 'variance')[0]).toBe('9/8')
  })
})

describe('weights in a number format', () => {
  // mpmath 1.3 at 60 digits: erf of the bounds, and a count over every code with exact midpoints between neighbours.
  test.each([
    ['fp8-e4m3', 512, 512, '1', 76, '0.0176294897826420055457301592882'],
    ['fp8-e4m3', 512, 512, 'sqrt(512)', 148, '0.00077918401756108201355150783894'],
    ['fp8-e5m2', 512, 512, '1', 102, '0.000137741596861669024258782397776'],
    ['fp8-e5m2', 4096, 4096, '1', 92, '0.000389592055223526665426326129822'],
    ['fp8-e4m3', 1_000_000, 1_000_000, '1', 10, '0.671214208161859602538764081552'],
    ['fp16', 512, 512, '1', 16772, '0.00000053805311541339256890137364821'],
  ])('%s, %i × %i, gain %s', (format, fan_in, fan_out, gain, codes, share) => {
    const { answers } = solveWith(xavier, { format, fan_in, fan_out, gain })
    expect(texts(answers)).toMatchObject({ codes_used: String(codes), underflow: share })
  })

  test('the share has its closed form beside it, and what unit variance would use', () => {
    const solution = solveWith(xavier, { format: 'fp8-e4m3', fan_in: 512, fan_out: 512 })
    expect(texts(solution.related)).toMatchObject({
      underflow_closed_form: 'erf(1/64)',
      codes_used_unit: '148',
      codes_total: '254',
    })
    expect(exactOf(solution.answers, 'underflow')).toMatchObject({ kind: 'approximate', digits: 30 })
    expect(solution.conventions.map(({ says }) => says).join()).toContain(
      'at least one of the 262144 weights',
    )
  })

  test('without fan out the matrix is square', () => {
    const square = solveWith(xavier, { format: 'fp8-e4m3', fan_in: 512 })
    expect(texts(square.answers).codes_used).toBe('76')
    expect(square.conventions.map(({ says }) => says).join()).toContain('a square matrix')
  })

  test('a uniform distribution has exact shares', () => {
    // On [−1, 1] the share within 2⁻¹⁰ is 2⁻¹⁰. 12288 weights expect one in every 2/12288, so every code up to 1 is
    // used: 0, 7 subnormals, 6 binades of 8, and 1 itself, for both signs.
    const { answers } = solveWith(xavier, {
      format: 'fp8-e4m3',
      distribution: 'uniform',
      fan_in: 3,
      fan_out: 4096,
    })
    expect(texts(answers)).toMatchObject({ bound: '1', underflow: '1/1024', codes_used: '114' })
  })
})

describe('refuses', () => {
  test.each([
    ['a fan in of 0', { fan_in: 0 }, /^fan_in: This must be at least 1/],
    ['a negative fan out', { fan_out: -4 }, /^fan_out: This must be at least 1/],
    ['half a unit', { fan_in: '1/2' }, /^fan_in: This must be a whole number/],
    ['a gain of 0', { gain: 0 }, /^gain: The gain must be positive; 0 is not/],
    ['a negative gain', { gain: '-1/2' }, /^gain: The gain must be positive/],
    ['a format without numbers', { format: 'fp16' }, /^fan_in: What a format keeps .* fan_in is d_in/],
    ['a format without fan out', { format: 'fp16', scheme: 'glorot', fan_in: 4 }, /^fan_out: /],
    ['a format with a symbolic gain', { format: 'fp16', fan_in: 4, gain: 'g' }, /^gain: .* gain is g/],
    [
      'a format and endless fans',
      { format: 'bf16', fan_in: '1e60', fan_out: '1e60' },
      /^fan_in: With a format/,
    ],
    ['a format and an endless gain', { format: 'bf16', fan_in: 4, gain: '1e70' }, /^gain: With a format/],
    ['an unknown scheme', { scheme: 'xavier' }, /^scheme: This must be one of fan-in, glorot, he, fan-out/],
    ['an unknown format', { format: 'fp4' }, /^format: /],
    ['an unknown field', { n: 4 }, /n/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(xavier, given)).toMatch(message)
  })
})
