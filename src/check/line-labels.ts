import type { Line, Statement } from './statements.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import type { Found } from './wording.ts'

/** The words before the colon that opens a line. */
const labelOf = ({ flow }: Line): string | undefined =>
  /^\W*([\p{L}\s-]{2,40}?)\W*:/u.exec(flow)?.[1]?.toLowerCase().trim()

/** "Total: ¤ parameters" is about the total parameters. */
export const labelWithNoun = (
  line: Line,
  statement: Statement,
  { phrases }: Vocabulary,
): Found | undefined => {
  const label = labelOf(line)
  const noun = /^\s*([\p{L} ]+?)\s*(?:$|[^\p{L} ])/u
    .exec(line.flow.slice(statement.end + 1))?.[1]
    ?.toLowerCase()
  const known = phrases
    .filter(({ words, bound }) => !bound && noun !== undefined && words === `${label} ${noun}`)
    .map((phrase) => phrase.known)
  return known.length > 0 ? { known, weak: false } : undefined
}

/** "Weights: ¤ per filter, times the filters = ¤": what the label names, at the end of its line. */
export const labelledBy = (line: Line, { phrases }: Vocabulary): Found | undefined => {
  const label = labelOf(line)
  // "Variance: one term: ¤"
  if (/:\s*(?:\w+\s+)?(?:one|each|every|single)\s+(?:term|summand|product|entry)\b/i.test(line.flow))
    return undefined
  const known = phrases
    .filter(({ words, after, bound }) => !after && !bound && words === label)
    .map((phrase) => phrase.known)
  return known.length > 0 ? { known, weak: false } : undefined
}

/** "Biases: …, so ¤ biases": the last value of a line that is labelled with the quantity. */
export const isLabelled = (
  line: Line,
  statement: Statement,
  known: readonly Known[],
  { phrases }: Vocabulary,
): boolean => {
  const label = labelOf(line)
  const between = line.flow.slice(line.flow.indexOf(':'), statement.at)
  const isRepeated =
    label !== undefined &&
    line.flow
      .slice(statement.end + 1)
      .trimStart()
      .toLowerCase()
      .startsWith(label)
  return (
    line.statements.at(-1) === statement &&
    (isRepeated || !/\b(?:each|every|per|one|single|any)\b/i.test(between)) &&
    phrases.some((phrase) => !phrase.bound && phrase.words === label && known.includes(phrase.known))
  )
}
