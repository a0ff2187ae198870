import { z } from 'zod'
import { distinctAnswers } from '../src/exact/distinct.ts'
import { flip, reshape } from '../src/exact/reshape.ts'
import type { Tensor } from '../src/exact/value.ts'
import type { Convention, Figure, Solution, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/convolution/alternatives.ts'
import { type ConvolutionInput, convolutionFields, type Padding } from '../src/topics/convolution/fields.ts'
import { type ConvolutionLayout, layOutConvolution, slideKernel } from '../src/topics/convolution/layout.ts'
import { flippedKernel, stepsOf } from '../src/topics/convolution/steps.ts'
import { quantity, shapeOf } from '../src/topics/convolution/words.ts'

const input = z.strictObject(convolutionFields)

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
    const y = slideKernel(layout, layout.operation)
    const answers = [
      quantity('y', y),
      { ...quantity('shape', shapeOf(y.shape)), aliases: ['output shape', 'size'] },
    ]
    return {
      answers,
      steps: stepsOf(layout, y),
      conventions: conventions(given, layout),
      alternatives: distinctAnswers(alternativesOf(given, layout, y), answers),
      get related() {
        return layout.operation === 'convolution' ? [flippedKernel(layout.problem)] : []
      },
      get figure() {
        return figureOf(layout, y)
      },
    }
  },
} satisfies Solver<typeof input>

const conventions = (
  { x, padding }: ConvolutionInput,
  { operation, channels }: ConvolutionLayout,
): Convention[] => [
  operation === 'convolution'
    ? {
        name: 'operation',
        chosen: 'convolution',
        says: `True convolution: the kernel is flipped${x.shape.length === 1 ? '' : ' in both axes'}, then slid.`,
      }
    : {
        name: 'operation',
        chosen: 'correlation',
        says: 'Cross-correlation: the kernel slides as it is, without a flip (what deep-learning libraries call convolution).',
      },
  ...paddingConvention(padding, channels),
  ...(channels
    ? [
        {
          name: 'axes',
          chosen: 'C×H×W',
          says: 'x is channels × rows × columns; each filter sums over its channels and adds its bias.',
        },
      ]
    : []),
]

const paddingConvention = (padding: Padding, channels: boolean): Convention[] => {
  const says = (chosen: string, text: string): Convention[] => [{ name: 'padding', chosen, says: text }]
  if (padding === 'same')
    return says(
      padding,
      channels
        ? 'Padding "same": the output has the size of the input; an odd zero goes after it.'
        : 'Padding "same": the part of the full result centred on the input, as SciPy cuts it.',
    )
  if (padding === 'full')
    return says(padding, 'Padding "full": every position where the kernel touches the input.')
  if (padding === 'valid')
    return says(padding, 'Padding "valid": only positions where the shorter lies wholly inside the longer.')
  const [rows, columns] = padding
  if (rows === 0 && columns === 0) return []
  return says(
    rows === columns ? `${rows}` : `[${rows}, ${columns}]`,
    'The padding is zeros, the same number on both sides of an axis.',
  )
}

/** Past these many entries along an axis no numbers could be read. */
const drawnEntries = 16

/** One plane and one filter; more cannot be seen at once. */
const figureOf = ({ problem, operation, channels }: ConvolutionLayout, y: Tensor): Figure | undefined => {
  const { x, kernel, stride, dilation, padding } = problem
  const flipped = operation === 'convolution'
  if (channels || Math.max(...x.shape, ...kernel.shape, ...y.shape, ...padding.flat()) > drawnEntries)
    return undefined
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
