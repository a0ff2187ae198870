import type { Finding, Reference, Verdict, VerdictName } from '../model.ts'
import { checkAnswer } from './answer.ts'
import { check } from './check.ts'

/** A value that a writer names apart from the text, as what the text ends with. */
export type NamedValue = { readonly quantity: string; readonly value: string }

/** The name of an answer among those of several solutions. */
export const nameWithin = (name: string, label: string | undefined, several: boolean): string =>
  several ? `${name} (${label})` : name

/** The verdict on a text and on the values that it is said to end with; a difference between them is a finding. */
export const checkWithValues = (
  text: string,
  values: readonly NamedValue[],
  references: readonly Reference[],
): Verdict =>
  values.reduce((verdict, value) => withValue(verdict, value, references), check(text, references))

const withValue = (verdict: Verdict, named: NamedValue, references: readonly Reference[]): Verdict => {
  const several = references.length > 1
  for (const reference of references) {
    const answer = reference.solution.answers.find(
      ({ name }) => nameWithin(name, reference.label, several) === named.quantity,
    )
    if (!answer) continue
    const said = checkAnswer(named.value, [{ ...reference, asks: [answer.name] }])
    return merged(verdict, said, answer.name)
  }
  return verdict
}

const merged = (verdict: Verdict, said: Verdict, quantity: string): Verdict => {
  const inText = verdict.findings.find(
    (finding) => finding.quantity === quantity && wrong.has(finding.kind) && finding.expected !== undefined,
  )
  if (said.verdict === 'agrees') return inText ? withFinding(verdict, textDiffers(quantity)) : verdict
  if (!wrong.has(said.verdict)) return withUnchecked(verdict)
  const { claimed, expected } = said.findings[0] ?? {}
  // A text that agrees and names another value contradicts itself; else the value is one more that is wrong.
  const kind: VerdictName =
    said.verdict === 'differs-by-convention'
      ? said.verdict
      : verdict.verdict === 'agrees'
        ? 'contradicts-itself'
        : 'disagrees'
  return withFinding(verdict, {
    kind,
    quantity,
    quote: '',
    ...(claimed !== undefined && { claimed }),
    ...(expected !== undefined && { expected }),
    because: `The value named as the result of the text is another${claimed === undefined ? '' : `, ${claimed}`}.`,
  })
}

const wrong: ReadonlySet<VerdictName> = new Set(['disagrees', 'contradicts-itself', 'differs-by-convention'])

const textDiffers = (quantity: string): Finding => ({
  kind: 'contradicts-itself',
  quantity,
  quote: '',
  because: 'The value named as the result of the text is the solver’s; the text ends with another.',
})

/** From the worst on. */
const order: readonly VerdictName[] = [
  'disagrees',
  'contradicts-itself',
  'spirals',
  'differs-by-convention',
  'incomplete',
  'unverified',
  'agrees',
]

const withFinding = (verdict: Verdict, finding: Finding): Verdict => {
  const { disagree, ...claims } = verdict.claims
  const isRed = finding.kind !== 'differs-by-convention'
  return {
    verdict: order.find((name) => name === verdict.verdict || name === finding.kind) ?? finding.kind,
    claims: { ...claims, disagree: disagree + (isRed ? 1 : 0) },
    findings: [...verdict.findings, finding],
  }
}

/** A value that could not be compared is no reason to doubt the text, and none to count it as checked. */
const withUnchecked = (verdict: Verdict): Verdict => ({
  ...verdict,
  claims: { ...verdict.claims, unverified: verdict.claims.unverified + 1 },
})
