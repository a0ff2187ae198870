import type { VerdictName } from '../model.ts'
import type { Flag } from './flags.ts'

/** The words of labelled explanations for what was found. */
const labels: Partial<Record<VerdictName, string>> = {
  disagrees: 'disagree',
  'contradicts-itself': 'self-contradicts',
  spirals: 'spirals',
  'differs-by-convention': 'convention-differs',
  incomplete: 'omits',
}

/** What the staff decided makes the label; an undecided or ambiguous case teaches nothing. */
const labelOf = ({ decision, verdict }: Flag): string | undefined => {
  if (decision === 'checker wrong') return 'agree'
  return decision === 'model wrong' || decision === 'key wrong' ? labels[verdict] : undefined
}

/** A decided flag as a labelled explanation, one line of JSON that `exacta eval` reads. */
export const exportLine = (flag: Flag): string | undefined => {
  const verdict = labelOf(flag)
  if (verdict === undefined) return undefined
  const { id, solutions, explanation, model, prompt, level, decision, note, at } = flag
  const row = {
    id: `flag-${id}`,
    topic: solutions[0]?.command ?? '',
    model,
    explanation,
    verdict,
    references: solutions,
    why: note ?? '',
    decision,
    prompt,
    level,
    at: new Date(at).toISOString(),
  }
  return `${JSON.stringify(row)}\n`
}
