import type { Assessed } from './assess.ts'
import type { Meant } from './meant.ts'

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
