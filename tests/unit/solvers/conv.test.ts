import { describe, expect, it } from 'vitest'
import conv from '../../../solvers/conv.ts'
import { InputError } from '../../../src/errors.ts'
import { toText } from '../../../src/exact/write/write.ts'
import signal1d from '../../fixtures/oracles/signal1d.json' with { type: 'json' }
import signal2d from '../../fixtures/oracles/signal2d.json' with { type: 'json' }
import torch1d from '../../fixtures/oracles/torch_conv1d.json' with { type: 'json' }
import torch2d from '../../fixtures/oracles/torch_conv2d.json' with { type: 'json' }
import { refusalOf, rivals } from '../../solving.ts'
import { solveInput } from '../solve-input.ts'

/** mathjs text of nested arrays as an oracle lists them: integers or fractions in quotes. */
const asText = (value: unknown): string => JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ')

const answer = (input: object): string =>
  toText(solveInput(conv, input).answers[0]?.value ?? { kind: 'word', word: '' })

type Case = {
  readonly id: string
  readonly expectedError?: boolean
  readonly expected: { readonly output?: unknown }
}

const holds = (test: Case, input: object): void => {
  if (test.expectedError) expect(() => answer(input)).toThrow(InputError)
  else expect(answer(input)).toBe(asText(test.expected.output))
}

describe('conv, as SciPy and NumPy compute it in one dimension', () => {
  it.each(signal1d.cases.map((test) => [test.id, test] as const))('%s', (_, test) => {
    const { api, x, k, mode } = test.input
    // NumPy exchanges its arguments when the second is longer: a convolution is the same, a correlation is reversed.
    const swapped = api.startsWith('numpy') && mode === 'same' && k.length > x.length
    const operation = api.endsWith('convolve') ? 'convolution' : 'correlation'
    const [first, second] = swapped ? [k, x] : [x, k]
    const input = { x: first, kernel: second, operation, padding: mode }
    if (!swapped || operation === 'convolution') return holds(test, input)
    const reversed = [...(test.expected.output ?? [])].reverse()
    expect(answer(input)).toBe(asText(reversed))
  })
})

// √26·√2 = √52 = 2√13.
it('takes the squares out of products of roots', () => {
  expect(answer({ x: ['sqrt(26)', 0], kernel: ['sqrt(2)'] })).toBe('[2 * sqrt(13), 0]')
})

describe('conv, as SciPy computes it in two dimensions with zeros outside', () => {
  const cases = signal2d.cases.filter(
    ({ input }) => input.mode === 'valid' || (input.boundary === 'fill' && input.fillvalue === 0),
  )
  it.each(cases.filter(({ input }) => input.boundary === 'fill').map((test) => [test.id, test] as const))(
    '%s',
    (_, test) => {
      const { api, x, k, mode } = test.input
      const operation = api === 'convolve2d' ? 'convolution' : 'correlation'
      holds(test, { x, kernel: k, operation, padding: mode })
    },
  )
})

describe('conv with channels, as PyTorch computes it', () => {
  const single = torch2d.cases.filter(({ input }) => input.x.length === 1)
  it.each(single.map((test) => [test.id, test] as const))('%s', (_, test) => {
    const { x, w, bias, stride, padding, dilation, groups } = test.input
    const padded = 'pad4' in test.input ? padLast(x, test.input.pad4 ?? []) : x
    holds(test, { x: padded, kernel: w, bias, stride, padding, dilation, groups })
  })

  const zeros = torch1d.cases.filter(({ input }) => input.paddingMode === 'zeros' && input.x.length === 1)
  it.each(zeros.map((test) => [test.id, test] as const))('%s', (_, test) => {
    const { x, w, bias, stride, padding, dilation, groups } = test.input
    const output = 'output' in test.expected ? test.expected.output : undefined
    holds(
      {
        id: test.id,
        ...('expectedError' in test && { expectedError: true }),
        expected: { output: output?.[0] },
      },
      { x: x[0], kernel: w, bias, stride, padding, dilation, groups },
    )
  })
})

describe('slips, as SciPy computes them', () => {
  const given = { x: '1 2 3; 4 5 6; 7 8 9', kernel: '1 2; 3 4' }
  // convolve2d(x, h, 'valid'), correlate2d(x, h, 'valid'), and correlate2d(x, h.T, 'valid'), SciPy 1.10.1.
  it('a kernel that is transposed in place of flipped slides as it then is', () => {
    expect(answer(given)).toBe('[[23, 33], [53, 63]]')
    const solution = solveInput(conv, given)
    expect(rivals(solution, 'y')).toEqual(
      expect.arrayContaining(['[[37, 47], [67, 77]]', '[[35, 45], [65, 75]]']),
    )
  })
})

/** Zeros left, right, above and below the last two axes. */
const padLast = (
  x: readonly (readonly (readonly (readonly unknown[])[])[])[],
  pad: readonly number[],
): unknown => {
  const [left = 0, right = 0, top = 0, bottom = 0] = pad
  const zeros = (count: number): number[] => new Array(count).fill(0)
  return x.map((image) =>
    image.map((plane) => {
      const rows = plane.map((row) => [...zeros(left), ...row, ...zeros(right)])
      const width = (rows[0]?.length ?? 0) + 0
      const blank = (count: number): number[][] => Array.from({ length: count }, () => zeros(width))
      return [...blank(top), ...rows, ...blank(bottom)]
    }),
  )
}

it('takes no matrix as the kernel of a vector, which has no channels', () => {
  expect(refusalOf(conv, { x: [1, 2, 3], kernel: [[1, 1, 1]] })).toMatch(/^kernel: x is a vector/)
  // A matrix with three axes is rows of channels: torch.nn.functional.conv1d.
  expect(
    refusalOf(conv, {
      x: [
        [1, 2],
        [3, 4],
      ],
      kernel: [[[1, 1]]],
    }),
  ).toBe('kernel: Each filter has 1 channel; the input has 2, so it must have 2.')
})

describe('refuses before it calculates what would take seconds', () => {
  const ones = (size: number, entry: unknown = 1): unknown[][] =>
    Array.from({ length: size }, () => new Array(size).fill(entry))
  it.each([
    // 1 + 2·400 along each axis.
    ['much padding', { x: [[1]], kernel: [[1]], padding: 400 }, /^padding: .*801×801 entries.*524288/],
    [
      'a dilated kernel in full overlap',
      { x: ones(2), kernel: ones(2), padding: 'full', dilation: 1000 },
      /^padding: .*1002×1002 entries/,
    ],
    ['padded symbols', { x: [['a']], kernel: [[1]], padding: 200 }, /^padding: .*with symbols at most 65536/],
    // 17² positions of 32·32 products.
    ['long sums of symbols', { x: ones(48, 'a'), kernel: ones(32, 'b') }, /^kernel: .* 295936 products/],
    [
      'many filters',
      { x: [ones(32)], kernel: Array.from({ length: 600 }, () => [[[1]]]) },
      /^kernel: .*600×32×32 entries.*fewer filters/,
    ],
  ])('%s', (_, given, message) => {
    expect(refusalOf(conv, given)).toMatch(message)
  })

  it('but pads a small output, a long signal and a picture that a script passes', () => {
    expect(answer({ x: [[1]], kernel: [[1]], padding: 4096, stride: 4096 })).toBe(
      '[[0, 0, 0], [0, 1, 0], [0, 0, 0]]',
    )
    const shapeOf = (given: object): string =>
      toText(solveInput(conv, given).answers[1]?.value ?? { kind: 'word', word: '' })
    expect(shapeOf({ x: [1], kernel: [1], padding: 4096 })).toBe('[8193]')
    expect(shapeOf({ x: ones(800), kernel: ones(3), padding: 1 })).toBe('[800, 800]')
  })
})
