import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import poollayer from '../../../solvers/poollayer.ts'
import { oracle, refusalOf, rivals, solveWith, texts, textsAt } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly expectedError?: boolean
  readonly input: {
    readonly op: string
    readonly x: readonly (readonly (readonly (readonly unknown[])[])[])[]
    readonly kernel: number | number[]
    readonly stride?: number | number[]
    readonly padding?: number | number[]
  }
  readonly expected: { readonly shape: readonly number[] }
}

describe('sizes of torch.nn.functional pooling (PyTorch 1.13)', () => {
  const cases = oracle<Case>('pool').filter(({ input }) => input.op.endsWith('2d'))
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { input, expected, expectedError }) => {
    const [channels = []] = input.x
    const given = {
      channels: channels.length,
      height: channels[0]?.length,
      width: channels[0]?.[0]?.length,
      kernel: input.kernel,
      stride: input.stride ?? input.kernel,
      padding: input.padding ?? 0,
    }
    if (expectedError) {
      expect(refusalOf(poollayer, given)).toMatch(/^(kernel|padding): /)
      return
    }
    const [, out, height, width] = expected.shape.map(String)
    expect(texts(solveWith(poollayer, given).answers)).toEqual({
      out_width: width,
      out_height: height,
      out_channels: out,
      parameters: '0',
    })
  })
  test('how many', () => {
    console.info(`poollayer: ${cases.length} sizes as PyTorch has them`)
    expect(cases.length).toBeGreaterThan(15)
  })
})

describe('symbols', () => {
  test('the general layer (homework 4, problem 4b, listed answer)', () => {
    const solution = solveWith(poollayer, {})
    expect(texts(solution.answers)).toEqual({
      out_width: 'floor((W - K)/S) + 1',
      out_height: 'floor((H - K)/S) + 1',
      out_channels: 'C',
      parameters: '0',
    })
    expect(rivals(solution, 'out_height')).toContain('(H - K)/S + 1')
  })

  test('the symbolic answer at numbers is the numeric answer', () => {
    const general = solveWith(poollayer, { padding: 'P' }).answers
    const sizes = fc.record({
      W: fc.integer({ min: 9, max: 40 }),
      H: fc.integer({ min: 9, max: 40 }),
      C: fc.integer({ min: 1, max: 9 }),
      K: fc.integer({ min: 1, max: 9 }),
      S: fc.integer({ min: 1, max: 9 }),
      P: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(sizes, (at) => {
        fc.pre(2 * at.P <= at.K)
        const numeric = solveWith(poollayer, {
          width: at.W,
          height: at.H,
          channels: at.C,
          kernel: at.K,
          stride: at.S,
          padding: at.P,
        })
        expect(textsAt(general, at)).toEqual(texts(numeric.answers))
      }),
    )
  })
})

describe('refuses', () => {
  test.each([
    ['a stride of 0', { stride: 0 }, /^stride: This must be at least 1/],
    ['a fractional size', { width: '7/2' }, /^width: This must be a whole number/],
    ['negative padding', { padding: -1 }, /^padding: This must be at least 0/],
    ['a window beyond the input', { width: 3, kernel: 4 }, /^kernel: .*4 .*width.* 3/],
    ['an unknown field', { filters: 3 }, /filters/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(poollayer, given)).toMatch(message)
  })
})
