import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import convlayer from '../../../solvers/convlayer.ts'
import { oracle, refusalOf, rivals, solveWith, texts, textsAt } from '../../solving.ts'

type Case = {
  readonly id: string
  readonly expectedError?: boolean
  readonly input: {
    readonly cin: number
    readonly cout: number
    readonly kernel: number | number[]
    readonly stride: number | number[]
    readonly padding: number | number[]
    readonly dilation: number | number[]
    readonly groups: number
    readonly bias: boolean
    readonly in: number | number[]
    readonly batch?: number
  }
  readonly expected: {
    readonly outShape: readonly number[]
    readonly params: number
    readonly weightShape: readonly number[]
    readonly macs: number
    readonly macsInBounds: number
  }
}

/** A 1-D layer is one of a single row. */
const axes = (value: number | number[], row: number): number[] =>
  typeof value === 'number' ? [row, value] : value

describe('torch.nn.Conv1d and Conv2d: shapes, numel and MACs (PyTorch 1.13)', () => {
  const cases = oracle<Case>('layer_arith')
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { input, expected, expectedError }) => {
    const [height, width] = axes(input.in, 1)
    const given = {
      width,
      height,
      channels: input.cin,
      filters: input.cout,
      kernel: axes(input.kernel, 1),
      stride: axes(input.stride, 1),
      padding: axes(input.padding, 0),
      dilation: axes(input.dilation, 1),
      groups: input.groups,
      bias: input.bias,
    }
    if (expectedError) {
      expect(refusalOf(convlayer, given)).toMatch(/^kernel: .*more than the padded input/)
      return
    }
    const solution = solveWith(convlayer, given)
    const [, out = 0, ...sizes] = expected.outShape
    const batch = BigInt(input.batch ?? 1)
    const macs = BigInt(expected.macs) / batch
    expect(texts(solution.answers)).toEqual({
      weights: String(expected.weightShape.reduce((size, n) => size * n)),
      biases: String(input.bias ? input.cout : 0),
      parameters: String(expected.params),
      out_width: String(sizes.at(-1)),
      out_height: String(sizes.length === 2 ? sizes[0] : 1),
      out_channels: String(out),
      macs: String(macs),
    })
    if (expected.macsInBounds !== expected.macs)
      expect(rivals(solution, 'macs')).toContain(String(BigInt(expected.macsInBounds) / batch))
  })
  test('how many', () => {
    console.info(`convlayer: ${cases.length} layers as PyTorch has them`)
    expect(cases.length).toBeGreaterThan(30)
  })
})

describe('symbols', () => {
  test('the general layer (homework 4, problem 4a, listed answer)', () => {
    const solution = solveWith(convlayer, {})
    expect(texts(solution.answers)).toMatchObject({
      weights: 'K^2 * C * F',
      biases: 'F',
      out_width: 'floor((W + 2 * P - K)/S) + 1',
      out_height: 'floor((H + 2 * P - K)/S) + 1',
      out_channels: 'F',
    })
    // The posted key prints no floor; the sizes are taken to divide.
    expect(rivals(solution, 'out_width')).toContain('(W + 2 * P - K)/S + 1')
    expect(rivals(solution, 'parameters')).toContain('K^2 * C * F')
    expect(rivals(solution, 'out_width')).toContain('floor((W + P - K)/S) + 1')
  })

  test('numbers and symbols mix', () => {
    const { answers } = solveWith(convlayer, { channels: 3, kernel: 5, stride: 1, padding: 'P', groups: 1 })
    expect(texts(answers)).toMatchObject({
      weights: '75 * F',
      parameters: '76 * F',
      out_width: 'W + 2 * P - 4',
    })
  })

  test('the symbolic answer at numbers is the numeric answer', () => {
    const size = (least: number) => fc.integer({ min: least, max: 16 })
    const sizes = fc.record({
      W: size(10),
      H: size(10),
      C: size(1),
      K: size(1),
      S: size(1),
      P: size(0),
      D: size(1),
      F: size(1),
    })
    const symbols = {
      width: 'W',
      height: 'H',
      channels: 'C',
      kernel: 'K',
      stride: 'S',
      padding: 'P',
      dilation: 'D',
      filters: 'F',
    }
    const general = solveWith(convlayer, symbols).answers
    fc.assert(
      fc.property(sizes, (at) => {
        fc.pre(at.D * (at.K - 1) + 1 <= Math.min(at.W, at.H) + 2 * at.P)
        const numeric = solveWith(convlayer, {
          width: at.W,
          height: at.H,
          channels: at.C,
          kernel: at.K,
          stride: at.S,
          padding: at.P,
          dilation: at.D,
          filters: at.F,
        })
        expect(textsAt(general, at)).toEqual(texts(numeric.answers))
      }),
    )
  })
})

describe('refuses', () => {
  test.each([
    ['a stride of 0', { stride: 0 }, /^stride: This must be at least 1/],
    ['negative padding', { padding: -1 }, /^padding: This must be at least 0/],
    ['half a kernel', { kernel: '5/2' }, /^kernel: This must be a whole number/],
    ['three axes', { kernel: [3, 3, 3] }, /^kernel: This must be one number or \[rows, columns\]/],
    ['a kernel beyond the padded input', { width: 4, kernel: 7, padding: 1 }, /^kernel: .*7 .*width.* 6/],
    [
      'a dilated kernel beyond it',
      { height: 4, kernel: 3, dilation: 2, padding: 0 },
      /^kernel: .*5 .*height.* 4/,
    ],
    [
      'groups that do not divide the channels',
      { channels: 6, filters: 8, groups: 4 },
      /^groups: .*6 channels/,
    ],
    ['groups that do not divide the filters', { channels: 6, filters: 8, groups: 3 }, /^groups: .*8 filters/],
    ['an unknown field', { depth: 3 }, /depth/],
  ])('%s', (_, given, message) => {
    expect(refusalOf(convlayer, given)).toMatch(message)
  })
})
