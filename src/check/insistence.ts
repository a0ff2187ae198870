import type { Reference, Verdict } from '../model.ts'
import { checkAnswer } from './answer.ts'

/** "but the key says √d_out": what stands after the last verb that reports a value. */
const reported =
  /^[\s\S]*\b(?:says?|said|states?|claims?|gives?|gets?|got|has|have|is|was|be|comes? out as)\b(?:\s+that)?\s*:?\s+(\S[\s\S]*?)[\s.!?]*$/i

/**
 * The verdict on what a student insists on. Where nobody reads a claim in the whole, because it is reported of somebody
 * else, the value that is reported is checked as an answer.
 */
export const checkInsistence = (text: string, references: readonly Reference[]): Verdict => {
  const whole = checkAnswer(text, references)
  const { agree, disagree, unverified } = whole.claims
  if (agree + disagree + unverified > 0) return whole
  const value = reported.exec(text)?.[1]
  return value === undefined ? whole : checkAnswer(value, references)
}
