import type { Finding, Reference, Verdict } from '../model.ts'
import { guarded } from './guard.ts'
import { resultsOf } from './results.ts'
import { spiralOf } from './spirals.ts'
import type { Analysis } from './text-analysis.ts'
import { analyse } from './text-analysis.ts'
import { uncheckedIn } from './unchecked.ts'
import { verdictFrom } from './verdict.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

// The same references are checked against again and again: a class's answers to one part.
const vocabularies = new WeakMap<readonly Reference[], Vocabulary>()

const vocabularyFor = (references: readonly Reference[]): Vocabulary => {
  const vocabulary = vocabularies.get(references) ?? vocabularyOf(references)
  vocabularies.set(references, vocabulary)
  return vocabulary
}

/** Every claim of an explanation against the solutions it is about; a text nobody can read is `unverified`. */
export const check = (explanation: string, references: readonly Reference[]): Verdict =>
  guarded(() => judged(explanation, references), unread)

/** A formula without a value (1/0) was met where nobody looked for one: nothing has been checked. */
const unread: Verdict = {
  verdict: 'unverified',
  claims: { agree: 0, disagree: 0, unverified: 0 },
  findings: [],
}

const judged = (explanation: string, references: readonly Reference[]): Verdict => {
  const vocabulary = vocabularyFor(references)
  const analysis = analyse(explanation, vocabulary)
  const results = resultsOf(analysis, vocabulary, references)
  const verdict = verdictFrom(results, spiralFinding(analysis))
  const unchecked = uncheckedIn(analysis, results.confirmed, verdict.findings)
  return unchecked.length === 0 ? verdict : { ...verdict, unchecked }
}

const spiralFinding = (analysis: Analysis): Finding | undefined => {
  const line = spiralOf(analysis.lines)
  if (!line) return undefined
  const { offsets, text } = line.sentence
  const start = text.length - text.trimStart().length
  const [from, to] = [offsets[start] ?? 0, (offsets[text.trimEnd().length - 1] ?? 0) + 1]
  return {
    kind: 'spirals',
    quote: analysis.source.slice(from, to),
    at: from,
    because: 'The text takes itself back again and again.',
  }
}
