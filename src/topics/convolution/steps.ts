import { type Correlation, correlationShape, type Pair, tapsOf } from '../../exact/correlate.ts'
import { flip, reshape } from '../../exact/reshape.ts'
import { entryAt, sizeOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Quantity, Step } from '../../model.ts'
import { abridged, briefLatex, indicesAt, positionsLatex } from '../step-latex.ts'
import type { ConvolutionLayout } from './layout.ts'
import { quantity, shapeOf } from './words.ts'

/** Output entries whose sums of products are written out. */
const writtenEntries = 9

export const stepsOf = ({ problem, operation }: ConvolutionLayout, y: Tensor): Step[] => {
  const flips = operation === 'convolution'
  const slid = flips ? { ...problem, kernel: flip(problem.kernel, true, true) } : problem
  return [
    ...(flips ? [flipStep(flippedKernel(problem))] : []),
    {
      rule: 'output-size',
      says: 'Count the positions of the window.',
      asks: 'At how many positions does the window fit along each axis?',
      latex: sizesLatex(problem, y),
      yields: [quantity('shape', shapeOf(y.shape))],
    },
    {
      rule: 'first-entry',
      says: 'Put the kernel on the first position, multiply entry by entry and add.',
      asks: 'Which products does the first position give? Multiply and add them before you look on.',
      latex: `\\begin{aligned}${entryLatex(slid, y, 0)}\\end{aligned}`,
      yields: [firstEntry(y)],
    },
    ...(sizeOf(y.shape) > 1 ? [slideStep(slid, y)] : []),
    {
      rule: 'collect',
      says: 'Collect the entries.',
      asks: 'What is the whole output?',
      latex: `y = ${briefLatex(y)}`,
      yields: [quantity('y', y)],
    },
  ]
}

/** The kernel as it is slid in a true convolution; one plane or one row where there is no more. */
export const flippedKernel = ({ kernel }: Correlation): Quantity => {
  const [filters = 1, perGroup = 1, rows = 1, columns = 1] = kernel.shape
  const flipped = flip(kernel, true, true)
  const value = filters * perGroup > 1 ? flipped : reshape(flipped, rows === 1 ? [columns] : [rows, columns])
  return quantity('flipped_kernel', value)
}

const flipStep = (flipped: Quantity): Step => ({
  rule: 'flip-kernel',
  says: 'Flip the kernel: what was first comes last.',
  asks: 'What does the kernel look like after the flip?',
  latex: `${flipped.symbol} = ${flipped.value.kind === 'tensor' ? briefLatex(flipped.value) : ''}`,
  yields: [flipped],
})

const slideStep = (slid: Correlation, y: Tensor): Step => {
  const count = sizeOf(y.shape)
  const written = Math.min(count, writtenEntries)
  const lines = Array.from({ length: written - 1 }, (_, at) => entryLatex(slid, y, at + 1))
  return {
    rule: 'slide',
    says:
      count > writtenEntries
        ? `Slide the window on; the next ${writtenEntries - 1} of ${count} entries.`
        : 'Slide the window on, entry by entry.',
    asks: 'What does the next position give?',
    latex: `\\begin{aligned}${lines.join(' \\\\ ')}\\end{aligned}`,
  }
}

const firstEntry = (y: Tensor): Quantity => {
  const name = `y[${indicesAt(y.shape, 0)}]`
  return { name, symbol: name, value: entryAt(y, 0), about: 'the first entry' }
}

const sizesLatex = ({ x, kernel, padding, stride, dilation }: Correlation, y: Tensor): string => {
  const [, height = 1, width = 1] = x.shape
  const [, , rows = 1, columns = 1] = kernel.shape
  const across = `${sizeLatex(width, columns, padding[1], stride[1], dilation[1])} = ${y.shape.at(-1)}`
  if (height === 1 && rows === 1) return across
  return `${sizeLatex(height, rows, padding[0], stride[0], dilation[0])} = ${y.shape.at(-2)},\\quad ${across}`
}

const sizeLatex = (size: number, kernel: number, pad: Pair, stride: number, dilation: number): string => {
  const span = dilation === 1 ? `${kernel}` : `(${dilation} \\cdot (${kernel} - 1) + 1)`
  const padded = pad[0] + pad[1] === 0 ? `${size}` : `${size} + ${pad[0]} + ${pad[1]}`
  return positionsLatex(padded, span, `${stride}`)
}

const entryLatex = (problem: Correlation, y: Tensor, at: number): string =>
  `y[${indicesAt(y.shape, at)}] &= ${productsLatex(problem, at)} = ${toLatex(entryAt(y, at))}`

/** `1 \cdot 1 + 2 \cdot 2 + 11 \cdot (-1)`: one entry as its sum of products. */
const productsLatex = (problem: Correlation, at: number): string => {
  const [, height = 1, width = 1] = correlationShape(problem)
  const filter = Math.floor(at / (height * width))
  const factor = (value: Tensor, place: number): string => {
    const latex = toLatex(entryAt(value, place))
    return /^[-−]|[+ ]/.test(latex) ? `(${latex})` : latex
  }
  const products = tapsOf(problem, filter, Math.floor(at / width) % height, at % width).map(
    (tap) => `${factor(problem.x, tap.x)} \\cdot ${factor(problem.kernel, tap.kernel)}`,
  )
  const sum = abridged(products, { most: 27, first: 12, last: 3, dots: '\\cdots' }).join(' + ') || '0'
  return problem.bias ? `${sum} + ${factor(problem.bias, filter)}` : sum
}
