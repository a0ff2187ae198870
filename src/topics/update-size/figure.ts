import { substitute } from '../../exact/algebra.ts'
import type { Instance } from '../../exact/spectral-scale.ts'
import { isExpression } from '../../exact/value.ts'
import type { Alternative, Figure } from '../../model.ts'
import type { Answers, Case } from './answers.ts'
import { shownLayer } from './witnesses.ts'

/** A slip by itself, without the words that lead up to it. */
const slipOf = (says: string): string => says.replace(/^This is what one gets (when )?/, '')

/** The answer and the α of slips on an instance: what each does to the worst x. */
export const figureOf = (
  layer: Case,
  instance: Instance,
  { alpha }: Answers,
  alternatives: readonly Alternative[],
): Figure => ({
  kind: 'update-size',
  layer: `On ${shownLayer(instance)}, ΔW = α·${layer.update === 'sign' ? 'sign(gradient)' : 'UVᵀ'}`,
  alpha: substitute(alpha, instance.values),
  rivals: alternatives.flatMap(({ kind, says, answers }) => {
    const rival = answers.find(({ name }) => name === 'alpha')?.value
    if (kind !== 'misconception' || !rival || !isExpression(rival)) return []
    return [{ says: slipOf(says), alpha: substitute(rival, instance.values) }]
  }),
})
