import type { Reference, Verdict } from '../model.ts'
import { checkAnswer } from './answer.ts'

/** Verbs that report a value: "the key says √d_out". */
const reporting =
  /\b(?:says?|said|states?|claims?|gives?|gets?|got|has|have|is|was|be|comes? out as)\b(?:\s+that)?(?:\s+it\s+is)?\s*:?\s+/gi

/** Where a reported value ends: at the end of the sentence, or where another clause begins. */
const clauseEnd = /[,;]\s+(?=[a-z]{2,}\b)|[.!?]+(?:\s|$)/i

/** What is said to be the value, the likeliest first. */
const reportedValues = (text: string): readonly string[] =>
  [...text.matchAll(reporting)].flatMap(({ index, 0: verb }) => {
    const rest = text.slice(index + verb.length).trim()
    const [clause = rest] = rest.split(clauseEnd)
    return clause === rest ? [rest] : [clause, rest]
  })

const hasClaims = ({ claims: { agree, disagree, unverified }, findings }: Verdict): boolean =>
  agree + disagree + unverified > 0 || findings.some(({ kind }) => kind !== 'incomplete')

/**
 * The verdict on what a student insists on. Where nobody reads a claim in the whole, because it is reported of somebody
 * else, the value that is reported is checked as an answer.
 */
export const checkInsistence = (text: string, references: readonly Reference[]): Verdict => {
  const whole = checkAnswer(text, references)
  if (hasClaims(whole)) return whole
  for (const value of reportedValues(text)) {
    const verdict = checkAnswer(value, references)
    if (hasClaims(verdict)) return verdict
  }
  return whole
}
