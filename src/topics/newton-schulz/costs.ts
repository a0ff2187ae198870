import { isNumber, minus, num, over, power, splitCoefficient, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import * as q from '../../exact/rational.ts'
import type { AsymptoticClass, Exact } from '../../exact/value.ts'
import type { Quantity } from '../../model.ts'
import { bestOf, classDirect, classGram, costDirect, costGram, quantity, speedup } from './words.ts'

const two = num(2)

export type Layer = { readonly d_out: Expression; readonly d_in: Expression; readonly c: Expression }

/** What a product of an n×m by an m×p matrix costs. */
export const productCost = (c: Expression, n: Expression, m: Expression, p: Expression): Expression =>
  times(c, n, m, p)

export const costs = ({
  d_out,
  d_in,
  c,
}: Layer): { readonly direct: Expression; readonly gram: Expression } => ({
  direct: times(two, productCost(c, d_out, d_in, d_out)),
  gram: times(two, productCost(c, d_out, d_in, d_in)),
})

/** Classes are in the sizes as symbols, also where numbers were given: a class of fixed numbers says nothing. */
export const classes = ({ d_out, d_in }: Layer): { direct: AsymptoticClass; gram: AsymptoticClass } => {
  const [rows, columns] = [isNumber(d_out) ? sym('d_out') : d_out, isNumber(d_in) ? sym('d_in') : d_in]
  const without = (cost: Expression): AsymptoticClass => ({
    kind: 'class',
    symbol: 'Theta',
    of: splitCoefficient(cost)[1],
  })
  return {
    direct: without(times(power(rows, two), columns)),
    gram: without(times(rows, power(columns, two))),
  }
}

/** Which of two sizes is larger, where that holds whatever their symbols are. */
const compareSizes = (a: Expression, b: Expression): number | undefined => {
  const [difference, ratio] = [minus(a, b), over(a, b)]
  if (isNumber(difference)) return q.sign(difference.value)
  return isNumber(ratio) ? q.compare(ratio.value, q.one) : undefined
}

/** The cheaper order: a word for numbers, else the cost in two cases. */
const cheaper = ({ d_out, d_in, c }: Layer): Exact => {
  const order = compareSizes(d_out, d_in)
  if (order !== undefined) return { kind: 'word', word: order > 0 ? 'gram' : order < 0 ? 'direct' : 'either' }
  const { direct, gram } = costs({ d_out, d_in, c })
  return {
    kind: 'piecewise',
    pieces: [
      { when: [{ sides: [d_out, d_in], relations: ['>'] }], value: gram },
      { when: [{ sides: [d_out, d_in], relations: ['<='] }], value: direct },
    ],
  }
}

export const costAnswers = (layer: Layer): readonly Quantity[] => {
  const { direct, gram } = costs(layer)
  const theta = classes(layer)
  return [
    costDirect(direct),
    costGram(gram),
    classDirect(theta.direct),
    classGram(theta.gram),
    speedup(over(layer.d_out, layer.d_in)),
    bestOf(cheaper(layer)),
  ]
}

export const costRelated = ({ d_out, d_in, c }: Layer): readonly Quantity[] => [
  ...(isNumber(d_out) ? [quantity('d_out', 'd_{\\text{out}}', d_out, 'rows of W', ['n_{out}'])] : []),
  ...(isNumber(d_in) ? [quantity('d_in', 'd_{\\text{in}}', d_in, 'columns of W', ['n_{in}'])] : []),
  quantity('cost_outer', 'T(W W^\\top)', productCost(c, d_out, d_in, d_out), 'cost of WWᵀ', [
    'cost of WW^T',
    'computing WW^T',
  ]),
  quantity('cost_inner', 'T(W^\\top W)', productCost(c, d_out, d_in, d_in), 'cost of WᵀW', [
    'cost of W^T W',
    'computing W^T W',
  ]),
  quantity('cost_vector', 'T(Wx)', productCost(c, d_out, d_in, num(1)), 'cost of Wx for one x', [
    'cost of Wx',
  ]),
]
