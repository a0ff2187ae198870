import { plus } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import type { Window } from '../../exact/window.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Quantity, Step } from '../../model.ts'
import type { Windows } from '../output-size.ts'
import { named } from '../quantity.ts'
import { bracketed, equated, positionsLatex } from '../step-latex.ts'
import type { Input } from './fields.ts'
import { channelsPerFilter, type Sizes } from './sizes.ts'
import { quantity } from './words.ts'

const product = (...factors: readonly Expression[]): string => factors.map(bracketed).join(' \\cdot ')

const countLatex = ({ size, kernel, stride, padding, dilation }: Window): string => {
  const between = padding.kind === 'number' ? ' \\cdot ' : ' '
  const padded = `${toLatex(size)} + 2${between}${bracketed(padding)}`
  const span =
    toLatex(dilation) === '1'
      ? bracketed(kernel)
      : `${bracketed(dilation)}\\left(${toLatex(kernel)} - 1\\right) - 1`
  return positionsLatex(padded, span, toLatex(stride))
}

export const stepsOf = (
  given: Input,
  windows: Windows,
  sizes: Sizes,
  answers: readonly Quantity[],
): Step[] => {
  const { perFilter, weights, biases, width, height, macs } = sizes
  const factors = [given.kernel[0], given.kernel[1], channelsPerFilter(given)]
  return [
    {
      rule: 'filter-weights',
      says: 'One filter has a weight for every entry of its window, in every channel it sees.',
      asks: 'How many weights does one filter have?',
      latex: equated(product(...factors), toLatex(perFilter)),
      yields: [quantity('weights_per_filter', perFilter)],
    },
    {
      rule: 'all-weights',
      says: 'All filters have the same size.',
      asks: 'How many weights do all filters have together?',
      latex: equated(product(...factors, given.filters), toLatex(weights)),
      yields: named(answers, 'weights'),
    },
    {
      rule: 'biases',
      says: given.bias
        ? 'Each filter adds one bias, the same at every position.'
        : 'There are no biases, so the parameters are the weights.',
      asks: 'How many biases are there, and how many parameters in all?',
      latex: equated(`${toLatex(weights)} + ${toLatex(biases)}`, toLatex(plus(weights, biases))),
      yields: named(answers, 'biases', 'parameters'),
    },
    {
      rule: 'output-size',
      says: 'Count the positions of the window along each axis of the padded input.',
      asks: 'How far can the window move, and how many steps of the stride fit into that?',
      latex: `\\begin{aligned}W' &= ${equated(countLatex(windows.width), toLatex(width))} \\\\ H' &= ${equated(countLatex(windows.height), toLatex(height))} \\\\ C' &= ${toLatex(given.filters)}\\end{aligned}`,
      yields: named(answers, 'out_width', 'out_height', 'out_channels'),
    },
    {
      rule: 'multiplications',
      says: 'Every output entry costs as many multiplications as a filter has weights.',
      asks: 'How many output entries are there, and what does each cost?',
      latex: `${product(width, height, given.filters)} \\cdot ${bracketed(perFilter)} = ${toLatex(macs)}`,
      yields: named(answers, 'macs'),
    },
  ]
}
