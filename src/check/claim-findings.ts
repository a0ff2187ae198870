import { type Exact, isExpression } from '../exact/value.ts'
import type { Finding, Reference } from '../model.ts'
import type { Assessed } from './assess.ts'
import type { Reason } from './because.ts'
import { answerOf, isSaid, reasonFor } from './because.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { withText } from './link-findings.ts'
import { sameValue } from './sameness.ts'
import { shown } from './shown.ts'
import type { Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import type { WrongSize } from './wrong-size.ts'

const quoteOf = (analysis: Analysis, statement: Statement): Pick<Finding, 'quote' | 'at'> => ({
  quote: analysis.source.slice(
    Math.min(statement.from, statement.to),
    Math.max(statement.from, statement.to),
  ),
  at: statement.from,
})

/** Of the quantities that a wrong claim may be about, the one of which its value can be explained. */
const explain = (
  assessed: Assessed,
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
  among: ReadonlySet<string> | undefined,
): { readonly target: Known; readonly reason?: Reason | undefined } => {
  const others = assessed.claim.targets.filter((target) => target !== assessed.target)
  for (const target of [assessed.target, ...others]) {
    const reason = reasonFor({ ...assessed, target }, analysis, vocabulary, references, among)
    if (reason) return { target, reason }
  }
  return { target: assessed.target }
}

/** A matrix whose entries may be right, and whose size is not. */
const sizeFinding = (
  { claim, target }: Assessed,
  { statement, claimed, expected }: WrongSize,
  analysis: Analysis,
): Finding => ({
  kind: 'disagrees',
  quantity: target.quantity.name,
  quote: analysis.source.slice(statement.from, claim.statement.to),
  at: statement.from,
  claimed: `[${claimed.join(', ')}]`,
  expected: `[${expected.join(', ')}]`,
  because: `The matrix is ${expected.join(' × ')}.`,
})

/** What a claimed value should be, where the text sets a number for each symbol that it lacks; else the formula. */
const expectedFor = ({ claim, claimed, expected, target }: Assessed, analysis: Analysis): Exact => {
  const formula = expected ?? target.quantity.value
  if (!claimed || !isExpression(claimed) || !isExpression(formula)) return formula
  const used = freeSymbols(claimed)
  const value = resolve(formula, localSettings(analysis, claim.line, claim.statement))
  return [...freeSymbols(value)].every((name) => used.has(name)) ? value : formula
}

export const claimFinding = (
  assessed: Assessed,
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
  among: ReadonlySet<string> | undefined,
  settled: ReadonlySet<Known>,
): Finding => {
  const { claim, wrongSize } = assessed
  if (wrongSize) return sizeFinding(assessed, wrongSize, analysis)
  const { target, reason } = explain(assessed, analysis, vocabulary, references, among)
  const reference = references[target.reference]
  // A text that has the value asked for, and then another convention's without a word of it, contradicts itself.
  const isUnsaid =
    settled.has(target) &&
    assessed.claimed?.kind !== 'call' &&
    reference !== undefined &&
    !isSaid(reason?.says ?? '', reference, [claim.line])
  return {
    kind: reason?.kind === 'convention' && !isUnsaid ? 'differs-by-convention' : 'disagrees',
    quantity: target.quantity.name,
    ...quoteOf(analysis, claim.statement),
    ...withText('claimed', shown(assessed.claimed)),
    ...withText('expected', shown(expectedFor({ ...assessed, target }, analysis))),
    ...withText('because', reason?.says),
  }
}

export const conventionFinding = ({ claim, target, claimed }: Assessed, analysis: Analysis): Finding => ({
  kind: 'differs-by-convention',
  quantity: target.quantity.name,
  ...quoteOf(analysis, claim.statement),
  ...withText('claimed', shown(claimed)),
  ...withText('expected', shown(target.quantity.value)),
  because: 'It holds for the parameters as the text sets them, which are others here.',
})

/** A value that cannot be compared in general, of a convention that the text says it follows: no biases for F of them. */
export const followed = (
  assessed: Assessed,
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): Finding | undefined => {
  if (!assessed.target.asked || assessed.claimed === undefined) return undefined
  const reason = reasonFor(assessed, analysis, vocabulary, references)
  return reason?.kind === 'convention'
    ? { ...conventionFinding(assessed, analysis), because: reason.says }
    : undefined
}

/** A quantity's first divergences are compared with every alternative; those after them with the reasons found by then. */
const mostReasons = 3
export const reasonsLeft = (target: Known, findings: readonly Finding[]): ReadonlySet<string> | undefined => {
  const own = findings.filter(({ quantity }) => quantity === target.quantity.name)
  if (new Set(own.map(({ quote }) => quote)).size < mostReasons) return undefined
  return new Set(own.flatMap(({ because }) => (because === undefined ? [] : [because])))
}

export const unknownFinding = ({ claim, target, claimed }: Assessed, analysis: Analysis): Finding => ({
  kind: 'unverified',
  quantity: target.quantity.name,
  ...quoteOf(analysis, claim.statement),
  ...withText('claimed', shown(claimed)),
})

export const doubtfulFinding = (assessed: Assessed, analysis: Analysis): Finding => ({
  ...unknownFinding(assessed, analysis),
  because: 'The text gives the right value elsewhere; whether this one is meant for it could not be told.',
})

/** What is right in a text: quantities, and those of which only entries or cases are. */
export type Right = { readonly settled: ReadonlySet<Known>; readonly inPart: ReadonlySet<Known> }

/**
 * The first divergence of a quantity is the one to look at; the same quantity wrong again carries it on. A wrong entry or
 * case, of those in `parts`, contradicts no other that is right.
 */
export const markFollowing = (
  findings: readonly Finding[],
  { settled, inPart }: Right,
  parts: ReadonlySet<Finding>,
): Finding[] => {
  const seen = new Set<string>()
  const namesOf = (known: Iterable<Known>): ReadonlySet<string> =>
    new Set([...known].map(({ quantity }) => quantity.name))
  const right = namesOf(settled)
  const wholly = namesOf([...settled].filter((known) => !inPart.has(known)))
  return findings.map((finding) => {
    const { quantity } = finding
    if (quantity === undefined) return finding
    const follows = seen.has(quantity)
    seen.add(quantity)
    const contradicts = finding.kind === 'disagrees' && (parts.has(finding) ? wholly : right).has(quantity)
    return {
      ...finding,
      ...(contradicts ? { kind: 'contradicts-itself' as const } : {}),
      ...(follows ? { follows } : {}),
    }
  })
}

/** A convention that a text keeps to nowhere else is none: what it changes and is right as it stands tells so. */
export const throughout = (
  findings: readonly Finding[],
  settled: ReadonlySet<Known>,
  references: readonly Reference[],
): Finding[] =>
  findings.map((finding) => {
    if (finding.kind !== 'differs-by-convention') return finding
    const isBroken = references.some(({ solution }, at) => {
      const followed = solution.alternatives.find(
        ({ chosen }) => chosen !== undefined && chosen === finding.because,
      )
      return [...settled].some(({ reference, quantity }) => {
        const other = reference === at && followed && answerOf(quantity, followed.answers)
        return other && other.name !== finding.quantity && sameValue(other.value, quantity.value) === false
      })
    })
    return isBroken ? { ...finding, kind: 'disagrees' } : finding
  })

/** Where what is asked for follows another convention, quantities beside it follow that one too; what is given does not. */
export const underOneConvention = (
  findings: readonly Finding[],
  asked: readonly Known[],
  vocabulary: Vocabulary,
): Finding[] => {
  const given = new Set(vocabulary.known.flatMap(({ quantity }) => (quantity.given ? [quantity.name] : [])))
  const names = new Set(asked.map(({ quantity }) => quantity.name))
  const isAsked = ({ quantity }: Finding): boolean => quantity !== undefined && names.has(quantity)
  const differs = findings.some((finding) => finding.kind === 'differs-by-convention' && isAsked(finding))
  return findings.filter(
    (finding) =>
      !differs || finding.quantity === undefined || isAsked(finding) || given.has(finding.quantity),
  )
}
