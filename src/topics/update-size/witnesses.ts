import { isNumberEqual, num, substitute, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import {
  backwardGrowth,
  type Instance,
  instancesOf,
  ratio,
  rms,
  stepNorm,
  type Update,
  worstResponse,
} from '../../exact/spectral-scale.ts'
import { symbolsOf } from '../../exact/tree.ts'
import { isExpression } from '../../exact/value.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Quantity, Witness } from '../../model.ts'
import { type Answers, answerQuantities, answersOf, type Case } from './answers.ts'
import { alphaOf, named } from './words.ts'

const one = num(1)

const instanceQuantities = ({ d_in, d_out, c }: Instance): readonly Quantity[] => [
  named('d_out', 'd_{\\text{out}}', 'fan out of the instance')(d_out),
  named('d_in', 'd_{\\text{in}}', 'fan in of the instance')(d_in),
  named('c', 'c', 'factor of the instance')(c),
]

export const shownLayer = ({ d_in, d_out, c }: Instance): string =>
  `a ${toUnicode(d_out)} × ${toUnicode(d_in)} layer with c = ${toUnicode(c)}`

const worstCase = {
  sign: 'S the all-ones matrix and x = (1, …, 1)',
  muon: 'S = UVᵀ = [I 0] and x = √d_in·e₁',
} as const

/** RMS(Δy) of ΔW = α·S for the worst x of RMS 1. */
const responseWitness = (instance: Instance, update: Update, alpha: Expression): Witness => {
  const worst = rms(worstResponse(instance, update), times(instance.c, alpha))
  const verdict = isNumberEqual(worst, 1) ? '' : ', not 1'
  return {
    says: `On ${shownLayer(instance)}, ΔW = α·S, ${worstCase[update]} of RMS 1: α = ${toUnicode(alpha)} gives RMS(Δy) = ${toUnicode(worst)}${verdict}.`,
    quantities: [
      ...instanceQuantities(instance),
      alphaOf(alpha),
      named('rms_dy', '\\text{RMS}(\\Delta y)', 'worst-case RMS(Δy)')(worst),
    ],
  }
}

/** What an instance says of a claimed value: the measured quantity, and what it would have to be. */
const measure = (
  instance: Instance,
  update: Update,
  quantity: string,
  claimed: Expression,
): Witness | undefined => {
  const norm = stepNorm(instance, update)
  if (quantity === 'alpha') return responseWitness(instance, update, claimed)
  if (quantity === 'spectral_bound') return responseWitness(instance, update, ratio(claimed, norm))
  const growth = backwardGrowth(instance)
  const ones = 'W all ones and g = (1, …, 1)'
  const measured: Readonly<Record<string, readonly [string, Expression]>> = {
    step_norm: [`${worstCase[update]} give ‖Sx‖₂/‖x‖₂`, norm],
    backward_growth: [`${ones} give ‖cWᵀg‖₂/‖g‖₂`, growth],
    backward_scale: [`${ones} give ‖g‖₂/‖cWᵀg‖₂`, ratio(one, growth)],
  }
  const [says, value] = measured[quantity] ?? []
  if (!says || !value) return undefined
  return {
    says: `On ${shownLayer(instance)}, ${says} = ${toUnicode(value)}, not ${toUnicode(claimed)}.`,
    quantities: [...instanceQuantities(instance), named(quantity, quantity, 'measured')(value)],
  }
}

/** The answer, and a rival: c counted twice, or the dimension factors dropped where c = 1 hides that. */
export const instanceWitnesses = (layer: Case, answers: Answers, instance: Instance): readonly Witness[] => {
  const rivals = [ratio(answers.alpha, layer.c), ratio(ratio(one, layer.c), answers.norm)]
  const [right, ...others] = [answers.alpha, ...rivals].map((alpha) => substitute(alpha, instance.values))
  const rival = others.find((alpha) => right && !isNumberEqual(ratio(alpha, right), 1))
  return [right, rival].flatMap((alpha) => (alpha ? [responseWitness(instance, layer.update, alpha)] : []))
}

export const refuteOf =
  (layer: Case) =>
  (quantity: string, claimed: Expression): Witness | undefined => {
    const truth = new Map(answerQuantities(layer, answersOf(layer)).map(({ name, value }) => [name, value]))
    const right = truth.get(quantity)
    if (!right || !isExpression(right)) return undefined
    for (const instance of instancesOf(layer)) {
      const [value, expected] = [substitute(claimed, instance.values), substitute(right, instance.values)]
      const same = isNumberEqual(ratio(value, expected), 1)
      if (symbolsOf(value).size === 0 && !same) return measure(instance, layer.update, quantity, value)
    }
    return undefined
  }
