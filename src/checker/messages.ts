import type { PartRules } from '../answers/answer-key.ts'
import type { QuickCheck } from '../answers/quick-check.ts'
import type { Growing } from '../check/growing.ts'
import type { NamedValue } from '../check/named-values.ts'
import type { Reference, Verdict } from '../model.ts'

export type Work =
  | { readonly kind: 'judge'; readonly text: string; readonly values: readonly NamedValue[] }
  | { readonly kind: 'answer'; readonly text: string; readonly rules: PartRules }
  | { readonly kind: 'grow'; readonly text: string }

/** What crosses to the thread that checks: plain data; the references only where it has not got them yet. */
export type Job = {
  readonly work: Work
  readonly about: number
  readonly references?: readonly Reference[]
  /** References that are asked for no more. */
  readonly forget?: number | undefined
}

export type Answer =
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  | { readonly kind: 'answered'; readonly checked: QuickCheck }
  | { readonly kind: 'grown'; readonly growing: Growing | undefined }
  | { readonly kind: 'failed'; readonly because: string }
