import type { Finding, Verdict, VerdictName } from '../model.ts'
import type { Results } from './results.ts'
import type { Known } from './vocabulary.ts'

const red: ReadonlySet<VerdictName> = new Set(['disagrees', 'contradicts-itself', 'spirals'])

/** The worst applies: red before amber before grey before green. */
export const verdictFrom = (results: Results, spiral: Finding | undefined): Verdict => {
  const { findings, settled, classOnly, undecided, asked, possible, partly, wrong, doubtful } = results
  const open = asked.filter((known) => !settled.has(known))
  const byClass: Finding[] = open
    .filter((known) => classOnly.has(known) && !wrong.has(known))
    .map(({ quantity }) => ({
      kind: 'differs-by-convention',
      quantity: quantity.name,
      quote: '',
      because: 'Only the asymptotic class is given, where the exact value is asked for.',
    }))
  const missing: Finding[] = open
    .filter((known) => !classOnly.has(known) && !undecided.has(known) && !wrong.has(known))
    .map((known) => ({
      kind: possible.has(known) ? 'unverified' : 'incomplete',
      quantity: known.quantity.name,
      quote: '',
      because: possible.has(known)
        ? `${known.quantity.about} may be given in a way that could not be read.`
        : `${known.quantity.about} is ${partly.has(known) ? 'given in part only' : 'not given'}.`,
    }))
  const partial: Finding[] = open
    .filter((known) => partly.has(known) && undecided.has(known) && !wrong.has(known))
    .map(({ quantity: { name, about } }) => ({
      kind: 'unverified',
      quantity: name,
      quote: '',
      because: `${about} is given in part; the rest could not be found.`,
    }))
  const grey = open.some((known) => undecided.has(known) && !wrong.has(known)) ? results.unknown : []
  const all = [
    ...findings,
    ...(spiral ? [spiral] : []),
    ...byClass,
    ...missing,
    ...partial,
    ...grey,
    ...doubtful,
  ]
  const disagree = findings.filter(({ kind }) => red.has(kind)).length
  return {
    verdict: nameOf(all, results, open),
    claims: { agree: results.agreed, disagree, unverified: results.unknown.length + doubtful.length },
    findings: all,
  }
}

const nameOf = (findings: readonly Finding[], results: Results, open: readonly Known[]): VerdictName => {
  const first = findings.find(({ kind }) => kind === 'disagrees' || kind === 'contradicts-itself')
  if (first) return first.kind
  for (const kind of ['spirals', 'differs-by-convention', 'incomplete', 'unverified'] as const)
    if (findings.some((finding) => finding.kind === kind))
      return kind === 'incomplete' && !(results.readable && results.whole) ? 'unverified' : kind
  return results.settled.size > 0 && open.length === 0 && results.whole ? 'agrees' : 'unverified'
}
