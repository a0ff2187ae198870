import type { Finding, Verdict } from '../model.ts'

/** Whether a sentence names a convention that is accepted: each phrase is a part of the sentence that names one. */
export const isAccepted = (because: string | undefined, accepts: readonly string[]): boolean => {
  const says = because?.toLowerCase()
  return says !== undefined && accepts.some((phrase) => says.includes(phrase.toLowerCase()))
}

/** A verdict in which values under accepted conventions agree; what else was found stays. */
export const withAccepted = (verdict: Verdict, accepts: readonly string[]): Verdict => {
  const settles = ({ kind, because }: Finding): boolean =>
    (kind === 'differs-by-convention' || kind === 'disagrees') && isAccepted(because, accepts)
  const settled = verdict.findings.filter(settles)
  if (settled.length === 0) return verdict
  const findings = verdict.findings.filter((finding) => !settles(finding))
  const { agree, disagree, unverified } = verdict.claims
  const wrong = settled.filter(({ kind }) => kind === 'disagrees').length
  return {
    verdict: findings[0]?.kind ?? 'agrees',
    claims: { agree: agree + settled.length, disagree: disagree - wrong, unverified },
    findings,
  }
}
