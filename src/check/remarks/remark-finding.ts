import type { Finding } from '../../model.ts'
import { withText } from '../link-findings.ts'
import { shown } from '../shown.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Subject } from './remark-subjects.ts'

/** What a remark says, why it is false, and what is so; where that is not told, the formula that it is about. */
type Remark = { readonly claimed: string; readonly because: string; readonly expected?: string }

/** A false remark in words; the whole sentence is its quote, as the words stand all over it. */
export const remarkFinding = (
  { source }: Analysis,
  { sentence: { offsets, text } }: Line,
  subject: Subject | undefined,
  { claimed, because, expected }: Remark,
): Finding => {
  const from = offsets[text.length - text.trimStart().length] ?? 0
  const to = (offsets[text.trimEnd().length - 1] ?? 0) + 1
  return {
    kind: 'disagrees',
    ...(subject?.known ? { quantity: subject.known.quantity.name } : {}),
    quote: source.slice(from, to),
    at: from,
    claimed,
    ...withText('expected', expected ?? shown(subject?.values[0])),
    because,
  }
}
