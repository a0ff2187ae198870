import { isNumber, num, over } from '../../exact/algebra.ts'
import { toLatex, toUnicode } from '../../exact/write/write.ts'
import type { Convention, Quantity, Step } from '../../model.ts'
import { classes, costs, type Layer } from './costs.ts'

const two = num(2)

export const costSteps = (layer: Layer, answers: readonly Quantity[]): readonly Step[] => {
  const { d_out, d_in, c } = layer
  const [r, k, factor] = [toLatex(d_out), toLatex(d_in), c.kind === 'sum' ? `(${toLatex(c)})` : toLatex(c)]
  const { direct, gram } = costs(layer)
  const of = (...names: string[]): Quantity[] => answers.filter(({ name }) => names.includes(name))
  const one = toLatex(over(direct, two))
  const inner = toLatex(over(gram, two))
  return [
    {
      rule: 'outer-product',
      says: 'WWᵀ multiplies a d_out × d_in by a d_in × d_out matrix; subtracting it from 3I costs no product.',
      latex: `T(W W^\\top) = ${factor} \\cdot ${r} \\cdot ${k} \\cdot ${r} = ${one}`,
      asks: 'What are the sizes of the two factors of WWᵀ, and what does their product cost?',
    },
    {
      rule: 'total-as-written',
      says: 'The bracket is d_out × d_out, so its product with W costs the same again.',
      latex: `T_{\\text{direct}} = ${one} + ${factor} \\cdot ${r} \\cdot ${r} \\cdot ${k} = ${toLatex(direct)} = ${toLatex(classes(layer).direct)}`,
      asks: 'What does the product of the bracket with W cost, and what is the total?',
      yields: of('cost_direct', 'class_direct'),
    },
    {
      rule: 'regroup',
      says: 'Matrix products are associative: (WWᵀ)W = W(WᵀW), and WᵀW is d_in × d_in.',
      latex:
        'p(W) = \\tfrac12\\left(3W - (W W^\\top) W\\right) = \\tfrac12\\left(3W - W (W^\\top W)\\right) = \\tfrac12 W\\left(3I - W^\\top W\\right)',
      asks: 'Which other bracketing of WWᵀW is there?',
    },
    {
      rule: 'total-with-gram',
      says: 'Both products now have d_in twice and d_out once.',
      latex: `T_{\\text{gram}} = ${factor} \\cdot ${k} \\cdot ${r} \\cdot ${k} + ${factor} \\cdot ${r} \\cdot ${k} \\cdot ${k} = ${inner} + ${inner} = ${toLatex(gram)} = ${toLatex(classes(layer).gram)}`,
      asks: 'What do the two products cost with the Gram matrix WᵀW?',
      yields: of('cost_gram', 'class_gram'),
    },
    {
      rule: 'compare',
      says: 'The ratio says which order is cheaper: the Gram matrix for a tall W (d_out > d_in), as written for a wide one.',
      latex: `\\frac{T_{\\text{direct}}}{T_{\\text{gram}}} = ${toLatex(over(d_out, d_in))}`,
      asks: 'How many times cheaper is the Gram order, and when is it cheaper at all?',
      yields: of('speedup', 'best'),
    },
  ]
}

export const costConventions = ({ c }: Layer): readonly Convention[] => [
  {
    name: 'shape',
    chosen: 'W is d_out × d_in',
    says: 'W has d_out rows and d_in columns; p(W) = ½(3I − WWᵀ)W.',
  },
  {
    name: 'cost',
    chosen: 'c·n·m·p',
    says: `A product of an n×m by an m×p matrix costs ${c.kind === 'symbol' || isNumber(c) ? toUnicode(c) : `(${toUnicode(c)})`}·n·m·p; only matrix products count.`,
  },
  {
    name: 'total',
    chosen: 'total and class',
    says: 'The total keeps the constant; the class is given beside it.',
  },
]
