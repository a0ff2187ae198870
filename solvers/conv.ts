import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { num } from '../src/exact/algebra.ts'
import { type Correlation, correlate, correlationShape, type Pair, tapsOf } from '../src/exact/correlate.ts'
import { flip, reshape, transpose } from '../src/exact/reshape.ts'
import { entryAt, sizeOf } from '../src/exact/tensor.ts'
import type { Shape, Tensor } from '../src/exact/value.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver, Step } from '../src/model.ts'
import {
  type ConvolutionInput,
  type ConvolutionLayout,
  convolutionFields,
  layOutConvolution,
  type Operation,
} from '../src/topics/convolution.ts'

const input = z.strictObject(convolutionFields)
type Input = ConvolutionInput

const run = ({ problem, restore }: ConvolutionLayout, operation: Operation): Tensor => {
  const kernel = operation === 'convolution' ? flip(problem.kernel, true, true) : problem.kernel
  return restore(correlate({ ...problem, kernel }))
}

const shapeOf = (sizes: readonly number[]): Shape => ({ kind: 'shape', sizes: sizes.map((n) => num(n)) })

const result = (value: Tensor): Quantity => ({
  name: 'y',
  symbol: 'y',
  value,
  about: 'the output',
  aliases: ['x * h', 'output'],
})

/** Past this many output entries, alternatives would cost more than they teach. */
const alternativeLimit = 1024

const alternatives = (given: Input, layout: ConvolutionLayout, y: Tensor): Alternative[] => {
  if (sizeOf(y.shape) > alternativeLimit) return []
  const { problem, operation, restore } = layout
  const other = operation === 'convolution' ? 'correlation' : 'convolution'
  const oneAxis = (rows: boolean): Tensor =>
    restore(correlate({ ...problem, kernel: flip(problem.kernel, rows, !rows) }))
  const again = (change: Partial<Input>): Tensor | undefined => {
    try {
      return run(layOutConvolution({ ...given, ...change, operation }), operation)
    } catch (error) {
      if (error instanceof InputError) return undefined
      throw error
    }
  }
  const twoDimensional = (problem.kernel.shape[2] ?? 1) > 1 && (problem.kernel.shape[3] ?? 1) > 1
  const square = !layout.channels && given.kernel.shape.length === 2
  const candidates: [Alternative['kind'], string, () => Tensor | undefined][] = [
    [
      'convention',
      other === 'correlation'
        ? 'Without the flip (cross-correlation, what deep-learning libraries call convolution).'
        : 'With the kernel flipped in both axes (true convolution, as in signal processing).',
      () => run(layout, other),
    ],
    [
      'misconception',
      'This is what one gets when only the rows of the kernel are flipped.',
      () => (twoDimensional ? oneAxis(true) : undefined),
    ],
    [
      'misconception',
      'This is what one gets when only the columns of the kernel are flipped.',
      () => (twoDimensional ? oneAxis(false) : undefined),
    ],
    [
      'misconception',
      'This is what one gets when the kernel is transposed in place of flipped.',
      () => (square ? again({ kernel: transpose(given.kernel), operation: 'correlation' }) : undefined),
    ],
    [
      'misconception',
      'This is what one gets when the padding is left out.',
      () => (given.padding === 'valid' ? undefined : again({ padding: [0, 0] })),
    ],
    [
      'misconception',
      'This is what one gets when the stride is left out.',
      () => (Math.max(...given.stride) > 1 ? again({ stride: [1, 1] }) : undefined),
    ],
    [
      'misconception',
      'This is what one gets when the bias is left out.',
      () => (given.bias ? again({ bias: undefined }) : undefined),
    ],
  ]
  const seen = [spelling(y)]
  const found: Alternative[] = []
  for (const [kind, says, compute] of candidates) {
    const value = compute()
    if (!value || seen.includes(spelling(value))) continue
    seen.push(spelling(value))
    found.push({ kind, says, answers: [result(value)] })
  }
  return found
}

const spelling = (value: Tensor): string =>
  `${value.shape}:${value.entries instanceof Float64Array ? value.entries.join() : value.entries.map(toUnicode).join()}`

const pair = ([rows, columns]: Pair): string => (rows === columns ? `${rows}` : `[${rows}, ${columns}]`)

const conventions = (given: Input, { operation, channels }: ConvolutionLayout): Convention[] => {
  const out: Convention[] = [
    operation === 'convolution'
      ? {
          name: 'operation',
          chosen: 'convolution',
          says: `True convolution: the kernel is flipped${given.x.shape.length === 1 ? '' : ' in both axes'}, then slid.`,
        }
      : {
          name: 'operation',
          chosen: 'correlation',
          says: 'Cross-correlation: the kernel slides as it is, without a flip (what deep-learning libraries call convolution).',
        },
  ]
  const { padding } = given
  if (padding === 'same')
    out.push({
      name: 'padding',
      chosen: 'same',
      says: channels
        ? 'Padding "same": the output has the size of the input; an odd zero goes after it.'
        : 'Padding "same": the part of the full result centred on the input, as SciPy cuts it.',
    })
  if (padding === 'full')
    out.push({
      name: 'padding',
      chosen: 'full',
      says: 'Padding "full": every position where the kernel touches the input.',
    })
  if (padding === 'valid')
    out.push({
      name: 'padding',
      chosen: 'valid',
      says: 'Padding "valid": only positions where the shorter lies wholly inside the longer.',
    })
  if (typeof padding === 'object' && Math.max(...padding) > 0)
    out.push({
      name: 'padding',
      chosen: pair(padding),
      says: 'The padding is zeros, the same number on both sides of an axis.',
    })
  if (channels)
    out.push({
      name: 'axes',
      chosen: 'C×H×W',
      says: 'x is channels × rows × columns; each filter sums over its channels and adds its bias.',
    })
  return out
}

/** Output entries whose sums of products are written out. */
const writtenEntries = 9

const index = (shape: readonly number[], at: number): string => {
  const out: number[] = []
  let rest = at
  for (const size of [...shape].reverse()) {
    out.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return out.join(', ')
}

/** `1 \cdot 1 + 2 \cdot 2 + 11 \cdot (-1)`: one entry as its sum of products, long ones cut in the middle. */
const productsLatex = (problem: Correlation, at: number): string => {
  const [, height = 1, width = 1] = correlationShape(problem)
  const f = Math.floor(at / (height * width))
  const taps = tapsOf(problem, f, Math.floor(at / width) % height, at % width)
  const factor = (value: string): string => (/^[-−]|[+ ]/.test(value) ? `(${value})` : value)
  const products = taps.map(
    (tap) =>
      `${factor(toLatex(entryAt(problem.x, tap.x)))} \\cdot ${factor(toLatex(entryAt(problem.kernel, tap.kernel)))}`,
  )
  const kept = products.length > 27 ? [...products.slice(0, 12), '\\cdots', ...products.slice(-3)] : products
  const bias = problem.bias ? ` + ${factor(toLatex(entryAt(problem.bias, f)))}` : ''
  return (kept.length === 0 ? '0' : kept.join(' + ')) + bias
}

const entry = (problem: Correlation, y: Tensor, at: number): string =>
  `y[${index(y.shape, at)}] &= ${productsLatex(problem, at)} = ${toLatex(entryAt(y, at))}`

const sizeLatex = (size: number, kernel: number, pad: Pair, stride: number, dilation: number): string => {
  const effective = dilation === 1 ? `${kernel}` : `(${dilation} \\cdot (${kernel} - 1) + 1)`
  const padded = pad[0] + pad[1] === 0 ? `${size}` : `${size} + ${pad[0]} + ${pad[1]}`
  return `\\left\\lfloor \\frac{${padded} - ${effective}}{${stride}} \\right\\rfloor + 1`
}

const steps = (layout: ConvolutionLayout, y: Tensor): Step[] => {
  const { problem, operation } = layout
  const flipped = operation === 'convolution' ? flip(problem.kernel, true, true) : problem.kernel
  const slid = { ...problem, kernel: flipped }
  const [, height = 1, width = 1] = problem.x.shape
  const [, , rows = 1, columns = 1] = problem.kernel.shape
  const [vertical, horizontal] = problem.padding
  const across = sizeLatex(width, columns, horizontal, problem.stride[1], problem.dilation[1])
  const down = sizeLatex(height, rows, vertical, problem.stride[0], problem.dilation[0])
  const count = sizeOf(y.shape)
  const out: Step[] = []
  if (operation === 'convolution')
    out.push({
      rule: 'flip-kernel',
      says: 'Flip the kernel: what was first comes last.',
      asks: 'What does the kernel look like after the flip?',
      latex: `\\tilde h = ${smallLatex(reshape(flipped, given2d(flipped)))}`,
    })
  out.push({
    rule: 'output-size',
    says: 'Count the positions of the window.',
    asks: 'At how many positions does the window fit along each axis?',
    latex:
      height === 1 && rows === 1
        ? `${across} = ${y.shape.at(-1)}`
        : `${down} = ${y.shape.at(-2)},\\quad ${across} = ${y.shape.at(-1)}`,
    yields: [
      { name: 'shape', symbol: '\\text{shape}', value: shapeOf(y.shape), about: 'size of the output' },
    ],
  })
  out.push({
    rule: 'first-entry',
    says: 'Put the kernel on the first position, multiply entry by entry and add.',
    asks: `Which products does the first position give? Multiply and add them before you look on.`,
    latex: `\\begin{aligned}${entry(slid, y, 0)}\\end{aligned}`,
    yields: [
      {
        name: `y[${index(y.shape, 0)}]`,
        symbol: `y[${index(y.shape, 0)}]`,
        value: entryAt(y, 0),
        about: 'the first entry',
      },
    ],
  })
  if (count > 1)
    out.push({
      rule: 'slide',
      says:
        count > writtenEntries
          ? `Slide the window on; the next ${writtenEntries - 1} of ${count} entries.`
          : 'Slide the window on, entry by entry.',
      asks: 'What does the next position give?',
      latex: `\\begin{aligned}${Array.from({ length: Math.min(count, writtenEntries) - 1 }, (_, at) => entry(slid, y, at + 1)).join(' \\\\ ')}\\end{aligned}`,
    })
  out.push({
    rule: 'collect',
    says: 'Collect the entries.',
    asks: 'What is the whole output?',
    latex: `y = ${smallLatex(y)}`,
    yields: [result(y)],
  })
  return out
}

/** Past these many entries along an axis no numbers could be read. */
const drawnEntries = 16

/** One plane and one filter; more cannot be seen at once. */
const figureOf = ({ problem, operation, channels }: ConvolutionLayout, y: Tensor): Figure | undefined => {
  const { x, kernel, stride, dilation, padding } = problem
  const flipped = operation === 'convolution'
  if (channels || Math.max(...x.shape, ...kernel.shape, ...y.shape) > drawnEntries) return undefined
  const flat = (value: Tensor): Tensor => reshape(value, value.shape.slice(-y.shape.length))
  return {
    kind: 'convolution',
    x: flat(x),
    kernel: flat(flipped ? flip(kernel, true, true) : kernel),
    y,
    flipped,
    stride,
    dilation,
    padding,
  }
}

const given2d = (kernel: Tensor): readonly number[] => {
  const [filters = 1, perGroup = 1, rows = 1, columns = 1] = kernel.shape
  if (filters * perGroup > 1) return kernel.shape
  return rows === 1 ? [columns] : [rows, columns]
}

const smallLatex = (value: Tensor): string =>
  sizeOf(value.shape) <= 400 ? toLatex(value) : `\\text{(${value.shape.join(' × ')} entries)}`

export default {
  title: 'Convolution',
  idea: 'One small kernel, used at every position, asks the same question everywhere: a shifted input gives the same answer, shifted, with few weights to learn.',
  input,
  examples: [
    {
      says: 'The 5×5 ramp with a Sobel-like kernel, flipped',
      input: {
        x: '1 2 3 4 5; 6 7 8 9 10; 11 12 13 14 15; 16 17 18 19 20; 21 22 23 24 25',
        kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]',
      },
      answers: { y: '[[-40, -40, -40], [-40, -40, -40], [-40, -40, -40]]', shape: '[3, 3]' },
      source: 'scipy.signal.convolve2d(x, h, mode="valid"), SciPy 1.10.1',
    },
    {
      says: 'A 1-D signal, all overlaps',
      input: { x: '[1,2,3]', kernel: '[0,1,1/2]', padding: 'full' },
      answers: { y: '[0, 1, 5/2, 4, 3/2]' },
      source: 'scipy.signal.convolve([1, 2, 3], [0, 1, 0.5]), SciPy 1.10.1 (its manual’s example)',
    },
  ],
  solve(given): Solution {
    const layout = layOutConvolution(given)
    const y = run(layout, layout.operation)
    return {
      answers: [
        result(y),
        {
          name: 'shape',
          symbol: '\\text{shape}',
          value: shapeOf(y.shape),
          about: 'size of the output',
          aliases: ['output shape', 'size'],
        },
      ],
      steps: steps(layout, y),
      conventions: conventions(given, layout),
      alternatives: alternatives(given, layout, y),
      figure: figureOf(layout, y),
    }
  },
} satisfies Solver<typeof input>
