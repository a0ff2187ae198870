import type { Finding } from '../model.ts'
import type { Subject } from './remark-subjects.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'

/** A false remark in words; the whole sentence is its quote, as the words stand all over it. */
export const remarkFinding = (
  { source }: Analysis,
  { sentence: { offsets, text } }: Line,
  subject: Subject | undefined,
  claimed: string,
  because: string,
): Finding => {
  const from = offsets[text.length - text.trimStart().length] ?? 0
  const to = (offsets[text.trimEnd().length - 1] ?? 0) + 1
  return {
    kind: 'disagrees',
    ...(subject?.known ? { quantity: subject.known.quantity.name } : {}),
    quote: source.slice(from, to),
    at: from,
    claimed,
    because,
  }
}
