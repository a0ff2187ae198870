import { isIntegral, isNumber, num, power, squareRoot, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import * as q from '../../exact/rational.ts'
import {
  backwardGrowth,
  type Layer,
  ratio,
  spectralBound,
  stepNorm,
  type Update,
} from '../../exact/spectral-scale.ts'
import type { Quantity } from '../../model.ts'
import { alphaOf, boundOf, directionOf, growthOf, named, normOf, scaleOf, updateSymbols } from './words.ts'

const one = num(1)

const general = sym('c', 'positive')

export type Case = Layer & { readonly update: Update; readonly chosen: boolean }

export type Answers = {
  readonly bound: Expression
  readonly norm: Expression
  readonly alpha: Expression
  readonly growth: Expression
  readonly scale: Expression
}

export const answersOf = (layer: Case): Answers => {
  const [bound, norm, growth] = [spectralBound(layer), stepNorm(layer, layer.update), backwardGrowth(layer)]
  return { bound, norm, alpha: ratio(bound, norm), growth, scale: ratio(one, growth) }
}

/** Whether gradients grow: a size in symbols counts as more than 1, of another symbol nothing is known. */
const directionWord = (growth: Expression): string | undefined => {
  const squared = power(growth, num(2))
  if (isNumber(squared)) {
    const order = q.compare(squared.value, q.one)
    return order > 0 ? 'explode' : order < 0 ? 'vanish' : 'keep their size'
  }
  return isIntegral(squared) ? 'explode' : undefined
}

export const answerQuantities = (
  layer: Case,
  { bound, norm, alpha, growth, scale }: Answers,
): readonly Quantity[] => [
  boundOf(bound),
  normOf(layer.update)(norm),
  alphaOf(alpha),
  growthOf(growth),
  scaleOf(scale),
]

export const relatedOf = (layer: Case, answers: Answers): readonly Quantity[] => {
  const { d_in, d_out, c, update } = layer
  const free = answersOf({ ...layer, c: general })
  const other = update === 'sign' ? 'muon' : 'sign'
  const direction = directionWord(answers.growth)
  const isSymbolC = c.kind === 'symbol'
  return [
    ...(isNumber(d_in) ? [named('d_in', 'd_{\\text{in}}', 'fan in', ['n_{in}'])(d_in)] : []),
    ...(isNumber(d_out) ? [named('d_out', 'd_{\\text{out}}', 'fan out', ['n_{out}'])(d_out)] : []),
    ...(isSymbolC ? [] : [named('c', 'c', 'the factor in y = cWx', ['c_n'])(c)]),
    named('x_norm', '\\|x\\|_2', 'Euclidean norm of an x with RMS(x) = 1')(squareRoot(d_in)),
    named('dy_norm', '\\|\\Delta y\\|_2', 'largest Euclidean norm of Δy with RMS(Δy) ≤ 1')(squareRoot(d_out)),
    named('layer_norm', '\\|W_n\\|_2', 'spectral norm of a rank-one W with unit-scale entries', [
      '\\|W\\|_2',
      '\\|W_n\\|_F',
      '\\|W\\|_F',
      '\\|W_n^\\top\\|_2',
    ])(squareRoot(times(d_in, d_out))),
    named(
      `step_norm_${other}`,
      updateSymbols[other][0],
      'spectral norm of the other unit update',
    )(stepNorm(layer, other)),
    named(
      `alpha_${other}`,
      `\\alpha_{\\text{${other}}}`,
      `largest α for the update ${other}`,
    )(ratio(answers.bound, stepNorm(layer, other))),
    ...(isSymbolC
      ? []
      : [
          { ...boundOf(free.bound), name: 'spectral_bound_general' },
          { ...alphaOf(free.alpha), name: 'alpha_general' },
          { ...growthOf(free.growth), name: 'backward_growth_general' },
          { ...scaleOf(free.scale), name: 'backward_scale_general' },
        ]),
    ...(direction ? [directionOf({ kind: 'word', word: direction })] : []),
  ]
}
