import { call, indexed, minus, num, over, plus, power, sym, times } from '../../exact/algebra.ts'
import {
  doubleSum,
  h,
  i,
  j,
  l,
  metBy,
  n,
  outputSize,
  type Sliding,
  type Sums,
  sumsOf,
} from '../../exact/correlation-sums.ts'
import type { Expression } from '../../exact/expression.ts'
import { toLatex, toUnicode } from '../../exact/write/write.ts'
import type { Alternative, Quantity, Step } from '../../model.ts'
import { misconception, underConvention } from '../alternative.ts'
import { named } from '../quantity.ts'
import { asFactor } from '../step-latex.ts'
import { averaged, climbs, forLayer, quantity, rateForgotten } from './words.ts'

type Given = Sliding & { readonly rate: Expression }

const [one, minusOne] = [num(1), num(-1)]
const [w, gradient] = [sym('w', 'real'), sym('dw', 'real')]

const weightGradient = (value: Expression): Quantity => ({ ...quantity('dw', value), symbol: 'dw_{h,l}' })
const inputGradient = (value: Expression): Quantity => ({ ...quantity('dx', value), symbol: 'dx_{i,j}' })

/** The input entry that weight (h, l) meets at output (i, j). */
const met = (sliding: Sliding): Expression => indexed('x', metBy(sliding, 0, i, h), metBy(sliding, 1, j, l))

export const answersInSymbols = ({ rate }: Given, { dw, dx }: Sums): Quantity[] => [
  weightGradient(dw),
  ...(dx ? [inputGradient(dx)] : []),
  quantity('w_new', minus(w, times(rate, gradient))),
]

export const stepsInSymbols = (given: Given, { dw, dx, m }: Sums, answers: readonly Quantity[]): Step[] => {
  const entry = toLatex(met(given))
  const out: Step[] = [
    {
      rule: 'local-derivative',
      says: 'The layer is linear in its kernel: the factor of a weight is the input it meets.',
      asks: 'How does one output change with one weight?',
      latex: `y_{i,j} = \\sum_{h=1}^{k} \\sum_{l=1}^{k} ${entry}\\, w_{h,l},\\quad \\frac{\\partial y_{i,j}}{\\partial w_{h,l}} = ${entry}`,
    },
    {
      rule: 'weight-gradient',
      says: 'The weight is shared by all positions, so the chain rule sums over all of them.',
      asks: 'Over which positions does the chain rule sum?',
      latex: `dw_{h,l} = ${toLatex(dw)},\\quad ${toLatex(m[0])} = ${toLatex(outputSize(given, 0))}`,
      yields: named(answers, 'dw'),
    },
    {
      rule: 'step',
      says: 'One step of gradient descent goes against the gradient.',
      asks: 'What is the weight after one step?',
      latex: `w_{\\text{new}} = w - ${asFactor(toLatex(given.rate))}\\, dw`,
      yields: named(answers, 'w_new'),
    },
  ]
  if (dx)
    out.push({
      rule: 'input-gradient',
      says: 'An input entry reaches the outputs through every weight once; outside its range dy is 0.',
      asks: 'Which output does x[i, j] reach through w[h, l]?',
      latex: `dx_{i,j} = ${toLatex(dx)}`,
      yields: named(answers, 'dx'),
    })
  return out
}

export const alternativesInSymbols = (given: Given, sums: Sums): Alternative[] => {
  const { rate, operation } = given
  const { dw, m } = sums
  const other = operation === 'correlation' ? 'convolution' : 'correlation'
  const turned = sumsOf({ ...given, operation: other })
  return [
    underConvention(
      forLayer[other],
      weightGradient(turned.dw),
      ...(turned.dx ? [inputGradient(turned.dx)] : []),
    ),
    ...(slidesPlainly(given) ? indexAlternatives(given, sums) : []),
    misconception(averaged, weightGradient(over(dw, times(...m)))),
    misconception(climbs, quantity('w_new', plus(w, times(rate, gradient)))),
    misconception(rateForgotten, quantity('w_new', minus(w, gradient))),
  ]
}

/** Whether weight h meets input row i + h − 1: no flip, no stride, no padding. */
const slidesPlainly = (sliding: Sliding): boolean =>
  toUnicode(metBy(sliding, 0, i, h)) === toUnicode(plus(i, h, minusOne))

/** Other ways and wrong ways of counting the indices of the plain layer. */
const indexAlternatives = (sliding: Sliding, { m }: Sums): Alternative[] => {
  const dy = indexed('dy', i, j)
  const shifted = times(dy, indexed('x', plus(i, h), plus(j, l)))
  return [
    underConvention(
      'With the operands in the other order: a valid correlation does not commute, and dY ⋆ X is dW turned by 180°.',
      weightGradient(call('correlate', sym('dy'), sym('x'))),
    ),
    underConvention(
      'With indices from 0.',
      weightGradient(doubleSum(shifted, i, j, num(0), [plus(m[0], minusOne), plus(m[1], minusOne)])),
    ),
    misconception(
      'when indices count from 0 and from 1 in the same formula.',
      weightGradient(doubleSum(shifted, i, j, one, m)),
    ),
    misconception(
      'when the sum runs over the whole input in place of the output.',
      weightGradient(doubleSum(times(dy, met(sliding)), i, j, one, [n, n])),
    ),
  ]
}

export const relatedInSymbols = (given: Given, { dw, m: [down, across] }: Sums): Quantity[] => {
  const { rate, operation } = given
  const alike = toUnicode(down) === toUnicode(across)
  const size = (name: 'm' | 'm_1' | 'm_2', at: 0 | 1): Quantity => ({
    ...quantity(name, outputSize(given, at)),
    symbol: toLatex(at === 0 ? down : across),
  })
  const weight = indexed('w', h, l)
  const updated = {
    symbol: 'w_{\\text{new},h,l}',
    aliases: ["w'_{h,l}", 'w_{h,l}^{\\text{new}}'],
  }
  return [
    // X ⋆ dY, the gradient as one valid correlation.
    ...(operation === 'correlation'
      ? [{ ...weightGradient(call('correlate', sym('x'), sym('dy'))), name: 'dw_general' }]
      : []),
    ...(alike ? [size('m', 0)] : [size('m_1', 0), size('m_2', 1)]),
    {
      name: 'local_derivative',
      symbol: '\\frac{\\partial y_{i,j}}{\\partial w_{h,l}}',
      value: met(given),
      about: 'how y[i,j] changes with w[h,l]',
    },
    {
      ...updated,
      name: 'w_new_entry',
      value: minus(weight, times(rate, dw)),
      about: 'one entry of the new kernel',
    },
    {
      ...updated,
      name: 'w_new_entry_short',
      value: minus(weight, times(rate, indexed('dw', h, l))),
      about: 'one entry of the new kernel, by dw',
    },
    {
      name: 'terms',
      symbol: 'm^2',
      value: alike ? power(down, num(2)) : times(down, across),
      about: 'products in the sum',
    },
  ]
}
