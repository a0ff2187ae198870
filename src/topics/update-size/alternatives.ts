import { call, isNumber, num, over, plus, power, squareRoot, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import * as q from '../../exact/rational.ts'
import { dividedBy, ratio, stepNorm } from '../../exact/spectral-scale.ts'
import type { Alternative, Quantity } from '../../model.ts'
import type { Answers, Case } from './answers.ts'
import { alphaOf, boundOf, growthOf, normOf, scaleOf, updateSymbols } from './words.ts'

const one = num(1)

const slip = (says: string, ...answers: readonly Quantity[]): Alternative => ({
  kind: 'misconception',
  says: `This is what one gets when ${says}.`,
  answers,
})

const forwardSlips = (layer: Case, { bound, norm }: Answers): readonly Alternative[] => {
  const { d_in, d_out, c } = layer
  const [byNorm, byFactor] = [dividedBy(norm), dividedBy(c)]
  /** The bound that a slip gives, and the α that follows from it. */
  const wrong = (value: Expression, says: string): Alternative =>
    slip(says, boundOf(value), alphaOf(byNorm(value)))
  return [
    wrong(byFactor(bound), 'c is counted twice: the bound on ‖ΔW‖₂ already contains it'),
    wrong(over(one, c), 'the dimension factors of the two RMS norms are dropped'),
    wrong(byFactor(squareRoot(d_out)), 'RMS(x) = 1 is read as ‖x‖₂ = 1: it means ‖x‖₂ = √d_in'),
    wrong(byFactor(squareRoot(over(one, d_in))), 'RMS(Δy) ≤ 1 is read as ‖Δy‖₂ ≤ 1: it means ‖Δy‖₂ ≤ √d_out'),
    wrong(byFactor(squareRoot(over(d_in, d_out))), 'd_in and d_out change places in the RMS norms'),
    wrong(squareRoot(over(d_out, d_in)), 'c is left out'),
    wrong(power(bound, num(2)), 'the square root of the RMS norm is forgotten'),
  ]
}

const smaller = (a: Expression, b: Expression): Expression =>
  isNumber(a) && isNumber(b) ? (q.compare(a.value, b.value) <= 0 ? a : b) : call('min', a, b)

const normSlips = (layer: Case, { bound }: Answers): readonly Alternative[] => {
  const { d_in, d_out, update } = layer
  const [norm, entry] = [normOf(update), alphaOf]
  const wrong = (value: Expression, says: string): Alternative =>
    slip(says, norm(value), entry(ratio(bound, value)))
  if (update === 'sign')
    return [
      wrong(one, 'the sign matrix is taken to have spectral norm 1, like its entries'),
      wrong(
        plus(squareRoot(d_in), squareRoot(d_out)),
        'the signs are taken as independent: the sign of a rank-one gradient has rank one',
      ),
      wrong(times(d_in, d_out), 'the square root of the Frobenius norm is forgotten'),
    ]
  return [
    wrong(squareRoot(smaller(d_in, d_out)), 'the Frobenius norm of UVᵀ stands in for its spectral norm'),
  ]
}

const backwardSlips = ({ d_in, d_out, c }: Case, { growth, scale }: Answers): readonly Alternative[] => {
  const wrong = (value: Expression, says: string): Alternative =>
    slip(says, growthOf(value), scaleOf(ratio(one, value)))
  return [
    wrong(squareRoot(times(d_in, d_out)), 'the factor c in front of W is forgotten in the backward pass'),
    wrong(times(power(c, num(2)), squareRoot(times(d_in, d_out))), 'c is counted twice'),
    wrong(
      times(c, plus(squareRoot(d_in), squareRoot(d_out))),
      'W is taken to have independent entries: a rank-one W has spectral norm √(d_in·d_out)',
    ),
    wrong(times(c, squareRoot(d_in)), 'only the fan in is kept of the norm of W'),
    slip(
      'the growth is given where the factor that undoes it is asked for, or the other way round',
      growthOf(scale),
      scaleOf(growth),
    ),
  ]
}

const wordsFor = { sign: ['sign'], muon: ['muon', 'orthogonal', 'polar'] } as const

/** The same question for the other update: a convention where the update was left open, else a slip. */
const otherUpdate = (layer: Case, { bound }: Answers): Alternative => {
  const update = layer.update === 'sign' ? 'muon' : 'sign'
  const norm = stepNorm(layer, update)
  return {
    kind: layer.chosen ? 'misconception' : 'convention',
    says: `This is what one gets for ${update === 'sign' ? 'the sign of a rank-one gradient' : 'Muon’s update UVᵀ'}.`,
    // By the name of what is asked, so that the two compare, with the other update's own symbol.
    answers: [
      { ...normOf(layer.update)(norm), symbol: updateSymbols[update][0] },
      alphaOf(ratio(bound, norm)),
    ],
    rightOf: { other: wordsFor[update], asked: wordsFor[layer.update] },
  }
}

export const alternativesOf = (layer: Case, answers: Answers): readonly Alternative[] => [
  otherUpdate(layer, answers),
  ...forwardSlips(layer, answers),
  ...normSlips(layer, answers),
  ...backwardSlips(layer, answers),
]
