import { isExpression } from '../exact/value.ts'
import type { Reference } from '../model.ts'
import type { Assessed } from './assess.ts'
import { isSaid } from './because.ts'
import { freeSymbols } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { isMultiple } from './identities.ts'
import { sameValue } from './sameness.ts'
import type { Line } from './statements.ts'
import type { Vocabulary } from './vocabulary.ts'

/** "Xavier wants variance ¤": a number times what it is, which nothing else that the solver knows of is. */
export const isOffByFactor = (
  { claim: { line }, target, claimed }: Assessed,
  { known, alternatives }: Vocabulary,
  references: readonly Reference[],
): boolean => {
  const { value } = target.quantity
  if (!claimed || !isExpression(claimed) || !isExpression(value) || freeSymbols(value).size === 0)
    return false
  if (!guarded(() => isMultiple(claimed, value), false)) return false
  const others = [
    ...known.map(({ quantity }) => quantity.value),
    ...alternatives.flatMap(({ answers }) => answers.map((answer) => answer.value)),
  ]
  const reference = references[target.reference]
  const isOfOther =
    reference !== undefined &&
    alternatives.some(({ says, kind }) => kind === 'convention' && isSaid(says, reference, [line]))
  return !isOfOther && !others.some((other) => sameValue(other, claimed) === true)
}

const concludes =
  /^\W*(?:(?:final )?answers?|(?:in )?summary|summing up|to sum up|results?|(?:in )?conclusion|in short|tl;?dr|altogether)\b/iu

/** A line that tells once more what the text comes to. */
export const isConclusion = ({ flow, lead }: Line): boolean => concludes.test(flow) || concludes.test(lead)
