import type { Finding, Reference } from '../model.ts'
import { sentenceEnds } from './finished.ts'
import { type Results, resultsOf } from './results.ts'
import { retractions, spiralOf } from './spirals.ts'
import type { Line } from './statements.ts'
import { analyse } from './text-analysis.ts'
import { vocabularyOf } from './vocabulary.ts'

/** What of a text that is still being written holds so far. */
export type Growing = {
  /** The end of a sentence: every claim before it has been checked, and nothing was found. */
  readonly upTo: number
  readonly claims: { readonly agree: number; readonly unverified: number }
}

/**
 * The finished sentences of a text up to the first one with a finding, or one that the text takes back. What is asked
 * for may still come, so that it is missing is no finding yet; and what stands where a result would may turn out to be
 * none, so that more may hold later. Undefined where the text is past what is read.
 */
export const checkGrowing = (text: string, references: readonly Reference[]): Growing | undefined => {
  const ends = sentenceEnds(text)
  const vocabulary = vocabularyOf(references)
  for (let upTo = ends.at(-1) ?? 0; upTo > 0; ) {
    const analysis = analyse(text.slice(0, upTo), vocabulary)
    if (!analysis.whole) return undefined
    const results = resultsOf(analysis, vocabulary, references)
    const doubt = firstDoubt(results, analysis.lines)
    if (doubt === undefined)
      return { upTo, claims: { agree: results.agreed, unverified: results.unknown.length } }
    // Without what followed, what comes before may read otherwise: it is checked again by itself.
    upTo = ends.findLast((end) => end <= doubt && end < upTo) ?? 0
  }
  return { upTo: 0, claims: { agree: 0, unverified: 0 } }
}

const firstDoubt = (results: Results, lines: readonly Line[]): number | undefined => {
  const spiral = spiralOf(lines)
  const found = results.findings.filter(isDoubt).map(({ at = 0 }) => at)
  const takenBack = [...retractions(lines), ...(spiral ? [spiral] : [])].map(({ number }) =>
    startOf(lines[Math.max(0, number - 1)]),
  )
  const doubts = [...found, ...takenBack]
  return doubts.length === 0 ? undefined : Math.min(...doubts)
}

const isDoubt = ({ kind }: Finding): boolean => kind !== 'incomplete' && kind !== 'unverified'

const startOf = (line: Line | undefined): number => {
  const { text = '', offsets = [] } = line?.sentence ?? {}
  return offsets[text.length - text.trimStart().length] ?? 0
}
