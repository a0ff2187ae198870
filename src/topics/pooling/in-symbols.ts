import { indexed, num, over, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { pooledEntry, pooledGradient, windowAt, windowFromZero } from '../../exact/pooling-formula.ts'
import type { Exact } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Alternative, Quantity, Step } from '../../model.ts'
import { misconception, rightOf, underConvention } from '../alternative.ts'
import { named } from '../quantity.ts'
import { averageWords, type Kind, maximumWords, quantity } from './words.ts'

/** Windows that lie side by side, without padding. */
type Given = { readonly kind: Kind; readonly kernel: readonly [Expression, Expression] }

const gradient = (value: Exact): Quantity => ({ ...quantity('dx', value), symbol: 'dx_{i,j}' })

export const answersInSymbols = ({ kind, kernel }: Given): Quantity[] => {
  const y = pooledEntry(kernel, kind)
  return [
    ...(y ? [{ ...quantity('y', y), symbol: 'y_{i,j}' }] : []),
    gradient(pooledGradient(kernel, kind, windowAt(kernel))),
  ]
}

export const stepsInSymbols = ({ kind, kernel }: Given, answers: readonly Quantity[]): Step[] => {
  const max = kind === 'max'
  const [rows, columns] = kernel.map((size) => toLatex(size))
  const dx = named(answers, 'dx')
  return [
    {
      rule: 'window-of-an-entry',
      says: 'The windows do not overlap: each entry lies in exactly one.',
      asks: 'In which window does entry (i, j) lie?',
      latex: `\\left(\\left\\lceil \\frac{i}{${rows}} \\right\\rceil, \\left\\lceil \\frac{j}{${columns}} \\right\\rceil\\right)`,
    },
    {
      rule: 'local-derivative',
      says: max
        ? 'A maximum moves with the entry that attains it, one to one, and with no other.'
        : 'An average moves with each of its entries equally.',
      asks: 'How does the output change with one entry of its window?',
      latex: max
        ? '\\frac{\\partial y}{\\partial x_{i,j}} = \\begin{cases}1 & x_{i,j} = y \\\\ 0 & \\text{otherwise}\\end{cases}'
        : `\\frac{\\partial y}{\\partial x_{i,j}} = \\frac{1}{${rows} \\cdot ${columns}}`,
    },
    {
      rule: 'chain-rule',
      says: 'Multiply by the gradient of that window’s output.',
      asks: 'What is the gradient of entry (i, j)?',
      latex: `dx_{i,j} = ${dx.map(({ value }) => toLatex(value)).join('')}`,
      yields: dx,
    },
  ]
}

export const alternativesInSymbols = ({ kind, kernel }: Given): Alternative[] => {
  const window = windowAt(kernel)
  const whole = gradient(indexed('dy', ...window))
  return [
    underConvention(
      'With indices from 0, where entry i lies in window ⌊i/K⌋; counted from 1 a floor names the wrong window.',
      gradient(pooledGradient(kernel, kind, windowFromZero(kernel))),
    ),
    ...(kind === 'max'
      ? [
          rightOf(
            averageWords,
            maximumWords,
            misconception('with average pooling.', gradient(pooledGradient(kernel, 'average', window))),
          ),
          misconception('when every entry of the window gets the gradient, not the maximum alone.', whole),
        ]
      : [misconception('when the gradient is not divided by the size of the window.', whole)]),
  ]
}

export const relatedInSymbols = ({ kind, kernel }: Given): Quantity[] => {
  const [row, column] = windowAt(kernel)
  return [
    {
      name: 'row',
      symbol: '\\lceil i/K \\rceil',
      value: row,
      about: 'row of the window of entry (i, j)',
    },
    {
      name: 'column',
      symbol: '\\lceil j/K \\rceil',
      value: column,
      about: 'column of the window of entry (i, j)',
    },
    {
      name: 'share',
      symbol: '\\frac{1}{K^2}',
      value: kind === 'max' ? num(1) : over(num(1), times(...kernel)),
      about: 'part of a gradient that an entry gets',
    },
  ]
}
