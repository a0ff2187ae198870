import type { Finding } from '../model.ts'
import type { Span } from './link-findings.ts'
import { withText } from './link-findings.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known } from './vocabulary.ts'

type Says = {
  readonly of?: Known | undefined
  readonly claimed?: string | undefined
  readonly expected?: string | undefined
  readonly because: string
}

/** A statement that is false, with its own words as the quote: what it claims, what is so, and why. */
export const statementFinding = (
  { source }: Analysis,
  { from, to }: Span,
  { of, claimed, expected, because }: Says,
): Finding => ({
  kind: 'disagrees',
  ...withText('quantity', of?.quantity.name),
  quote: source.slice(from, to),
  at: from,
  ...withText('claimed', claimed),
  ...withText('expected', expected),
  because,
})
