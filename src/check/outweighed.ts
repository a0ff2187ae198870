import { isExpression } from '../exact/value.ts'
import type { Assessed } from './assess.ts'
import { freeSymbols } from './free-symbols.ts'
import type { Meant } from './meant.ts'
import { sameValue } from './sameness.ts'
import type { Vocabulary } from './vocabulary.ts'

const concludes =
  /\b(?:so|thus|therefore|hence|final(?:ly)?|answer|result|conclusion|conclude|overall|total|in all|take-?away|summar(?:y|i[sz]e|i[sz]ing)|to sum up|in (?:short|sum|brief|a nutshell)|bottom line|remember|moral)\b|[⇒∴]/i

/**
 * A wrong value that only the words around it tie to a quantity that is asked for, in no
 * conclusion, before a right value: it may as well be of something else on the way, and cannot be decided.
 */
export const isOutweighed = (
  { claim: { line, statement, tie }, target }: Assessed,
  meant: readonly Meant[],
): boolean => {
  if (!target.asked || (tie !== 'worded' && tie !== 'weak')) return false
  if (statement.strong || statement.boxed || concludes.test(line.flow.slice(0, statement.at))) return false
  return meant.some(
    ({ assessed, stance }) =>
      stance === 'claim' &&
      assessed.target === target &&
      assessed.judgement === 'agrees' &&
      assessed.claim.tie !== 'weak' &&
      assessed.claim.statement.to > statement.to,
  )
}

/** "One product: variance σ_x²σ_g²": the value of something else that the solver knows, which nobody asked for. */
export const isOfOtherKnown = ({ target, claimed }: Assessed, { known }: Vocabulary): boolean =>
  claimed !== undefined &&
  isExpression(claimed) &&
  freeSymbols(claimed).size > 0 &&
  known.some((other) => other !== target && !other.asked && sameValue(other.quantity.value, claimed) === true)
