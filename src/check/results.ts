import { isExpression } from '../exact/value.ts'
import type { Finding, Reference } from '../model.ts'
import type { Assessed } from './assess.ts'
import { assess } from './assess.ts'
import type { Reason } from './because.ts'
import { isSaid, reasonFor } from './because.ts'
import type { Claim } from './claims.ts'
import { claimsOf } from './claims.ts'
import { columnClaims } from './column-claims.ts'
import { equivalenceFindings } from './equivalences.ts'
import { finalClaims, lastFormula, lastMatrices, lastShape, presenceClaims } from './final-claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { growthFindings } from './growth-words.ts'
import type { Judgement } from './judge.ts'
import { layerClaims, listsGiven } from './layer-claims.ts'
import type { Span } from './link-findings.ts'
import { linkFindings, withText } from './link-findings.ts'
import { matrixRowClaims } from './matrix-rows.ts'
import { indexedName, nameKey } from './names.ts'
import { pieceClaims, pointClaims, positionClaims, rowClaims } from './placed-claims.ts'
import { possiblyGiven } from './possibly-given.ts'
import { isCertainlyMeant, shapesOf, takenAsRead } from './scope.ts'
import { shapeClaims } from './shape-claims.ts'
import { shown } from './shown.ts'
import { retractedBefore } from './spirals.ts'
import type { Stance } from './stance.ts'
import type { Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import { withTextNames } from './text-names.ts'
import { trendFindings } from './trend-findings.ts'
import { undeterminedFindings } from './undetermined.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** What was found about each quantity asked for, and all findings in order of the text. */
export type Results = {
  readonly findings: readonly Finding[]
  readonly agreed: number
  readonly unknown: readonly Finding[]
  readonly settled: ReadonlySet<Known>
  readonly classOnly: ReadonlySet<Known>
  readonly undecided: ReadonlySet<Known>
  readonly asked: readonly Known[]
  /** Quantities that nothing is tied to, and that the text may yet give. */
  readonly possible: ReadonlySet<Known>
  readonly readable: boolean
  readonly whole: boolean
  /** Where in the text something was found to be right. */
  readonly confirmed: readonly Span[]
}

type Meant = { readonly assessed: Assessed; readonly stance: Stance }

const quoteOf = (analysis: Analysis, statement: Statement): Pick<Finding, 'quote' | 'at'> => ({
  quote: analysis.source.slice(
    Math.min(statement.from, statement.to),
    Math.max(statement.from, statement.to),
  ),
  at: statement.from,
})

const allClaims = (analysis: Analysis, solved: Vocabulary): Claim[] => {
  const vocabulary = withTextNames(analysis, solved)
  const placed = [
    ...positionClaims(analysis, vocabulary),
    ...pointClaims(analysis, vocabulary),
    ...pieceClaims(analysis, vocabulary),
    ...rowClaims(analysis, vocabulary),
    ...matrixRowClaims(analysis, vocabulary),
    ...columnClaims(analysis, vocabulary),
    ...layerClaims(analysis, vocabulary),
    ...shapeClaims(analysis, vocabulary),
  ]
  const taken = new Set(placed.map(({ statement }) => statement))
  return [
    ...placed,
    ...analysis.lines.flatMap((line) =>
      line.statements.flatMap((statement) =>
        taken.has(statement)
          ? []
          : claimsOf(line, statement, vocabulary, (name) =>
              localSettings(analysis, line, statement).has(name),
            ),
      ),
    ),
  ]
}

/** Of the quantities that a wrong claim may be about, the one of which its value can be explained. */
const explain = (
  assessed: Assessed,
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): { readonly target: Known; readonly reason?: Reason | undefined } => {
  const others = assessed.claim.targets.filter((target) => target !== assessed.target)
  for (const target of [assessed.target, ...others]) {
    const reason = reasonFor({ ...assessed, target }, analysis, vocabulary, references)
    if (reason) return { target, reason }
  }
  return { target: assessed.target }
}

const claimFinding = (
  assessed: Assessed,
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
  explained: boolean,
  settled: ReadonlySet<Known>,
): Finding => {
  const { claim } = assessed
  const { target, reason } = explained
    ? explain(assessed, analysis, vocabulary, references)
    : { target: assessed.target, reason: undefined }
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
    ...withText('expected', shown(assessed.expected ?? target.quantity.value)),
    ...withText('because', reason?.says),
  }
}

const conventionFinding = ({ claim, target, claimed }: Assessed, analysis: Analysis): Finding => ({
  kind: 'differs-by-convention',
  quantity: target.quantity.name,
  ...quoteOf(analysis, claim.statement),
  ...withText('claimed', shown(claimed)),
  ...withText('expected', shown(target.quantity.value)),
  because: 'It holds for the parameters as the text sets them, which are others here.',
})

/** The reason is looked for in a quantity's first divergences; those after them mostly follow. */
const mostReasons = 3
const isExplained = (target: Known, findings: readonly Finding[]): boolean =>
  new Set(findings.flatMap(({ quantity, quote }) => (quantity === target.quantity.name ? [quote] : [])))
    .size < mostReasons

const position = ({ claim }: Assessed): number => claim.statement.to

/** A wrong value that the text itself takes back, and puts right afterwards, is no claim any more. */
const isWithdrawn = (wrong: Assessed, meant: readonly Meant[], analysis: Analysis): boolean => {
  const later = meant.filter(
    ({ assessed, stance }) =>
      stance === 'claim' &&
      assessed.target.quantity.name === wrong.target.quantity.name &&
      position(assessed) > position(wrong),
  )
  if (later.length === 0 || later.at(-1)?.assessed.judgement !== 'agrees') return false
  return retractedBefore(analysis.lines, wrong.claim.line, later.at(-1)?.assessed.claim.line)
}

/** `R = 1 … R = 3 … R = 10`: a name that a recursion sets anew step by step claims with its last value. */
const isProgress = (wrong: Assessed, meant: readonly Meant[]): boolean => {
  if (wrong.target.quantity.value.kind !== 'number' || wrong.claimed?.kind !== 'number') return false
  const same = meant.flatMap(({ assessed }) =>
    assessed.target === wrong.target && assessed.claim.tie === 'named' && assessed.claimed ? [assessed] : [],
  )
  const steps = new Set(same.map(({ claimed }) => shown(claimed)))
  return wrong.claim.tie === 'named' && steps.size > 2 && same.at(-1)?.judgement === 'agrees'
}

/** `y` beside `y_2`: of two names for outputs, the one that is always right is the one asked for, and the other is another's. */
const isOtherName = (wrong: Assessed, meant: readonly Meant[]): boolean => {
  const { kind } = wrong.target.quantity.value
  const own = headName(wrong.claim)
  if (own === undefined || (kind !== 'piecewise' && kind !== 'tensor')) return false
  const same = meant.filter(
    ({ assessed, stance }) =>
      stance === 'claim' && assessed.target === wrong.target && headName(assessed.claim) !== undefined,
  )
  const judged = (mine: boolean, judgement: Judgement): boolean =>
    same.some(({ assessed }) => {
      const name = headName(assessed.claim) ?? ''
      return letterOf(name) === letterOf(own) && (name === own) === mine && assessed.judgement === judgement
    })
  return judged(false, 'agrees') && !judged(false, 'disagrees') && !judged(true, 'agrees')
}

const letterOf = (name: string): string => name.replace(/[_'\d].*$/, '')

/** The name that a claim gives its quantity, without a place in it. */
const headName = ({ statement: { sides }, tie }: Claim): string | undefined => {
  const [head] = sides
  if (tie !== 'named' || head?.kind !== 'side' || head.format === 'words' || sides.length < 2)
    return undefined
  const indexed = indexedName(head.text)
  const isPlace = indexed && (indexed.style !== 'sub' || indexed.indices.length > 1)
  return isPlace ? indexed.base : nameKey(head.text)
}

/** A text may give the value under another convention first, and then the one that is asked for. */
const isOtherConvention = (
  other: Assessed,
  meant: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): boolean =>
  meant.some(
    ({ assessed, stance }) =>
      stance === 'claim' &&
      assessed.target === other.target &&
      assessed.judgement === 'agrees' &&
      assessed.claim.tie !== 'weak' &&
      position(assessed) > position(other),
  ) && reasonFor(other, analysis, vocabulary, references)?.kind === 'convention'

const isTied = ({ claim }: Assessed): boolean =>
  claim.tie === 'named' || claim.tie === 'worded' || claim.tie === 'final'

/** A value of its own for a scalar that is asked for, by its name. */
const isStated = ({ claim, target, claimed }: Assessed): boolean =>
  claim.tie === 'named' &&
  claimed !== undefined &&
  isExpression(claimed) &&
  freeSymbols(claimed).size > 0 &&
  isExpression(target.quantity.value)

export const resultsOf = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): Results => {
  const asked = vocabulary.known.filter((known) => known.asked)
  const claims = allClaims(analysis, vocabulary)
  const meantOf = (from: readonly Claim[]): Meant[] =>
    from.flatMap((claim) => {
      const assessed = assess(claim, analysis, vocabulary)
      return assessed ? [{ assessed, stance: analysis.stance(claim.line, claim.statement) }] : []
    })
  let meant = meantOf(claims)
  const settledBy = (list: readonly Meant[]): Set<Known> =>
    new Set(
      list.flatMap(({ assessed, stance }) =>
        stance !== 'mention' && assessed.judgement === 'agrees' ? [assessed.target] : [],
      ),
    )
  const wrongBy = (list: readonly Meant[]): Set<Known> =>
    new Set(
      list.flatMap(({ assessed, stance }) =>
        stance === 'claim' && assessed.judgement === 'disagrees' && isTied(assessed) ? [assessed.target] : [],
      ),
    )
  const finals = finalClaims(
    analysis,
    vocabulary,
    new Set(claims.map(({ statement }) => statement)),
    settledBy(meant),
  )
  meant = [...meant, ...meantOf(finals)]
  // Entries that hold do not make the whole right.
  const wholes = settledBy(meant.filter(({ assessed }) => assessed.claim.indices === undefined))
  const unsettled = asked.filter((known) => !wholes.has(known) && !wrongBy(meant).has(known))
  const named = new Set([...claims, ...finals].map(({ statement }) => statement))
  meant = [
    ...meant,
    ...meantOf(lastMatrices(analysis, vocabulary, unsettled, named)),
    ...meantOf(lastShape(analysis, vocabulary, unsettled, named)),
  ]
  // Where a text gives a value by name that cannot be compared, the right one standing elsewhere in it says nothing.
  const uncompared = new Set(
    meant.flatMap(({ assessed, stance }) =>
      stance === 'claim' && assessed.judgement === 'unknown' && isStated(assessed) ? [assessed.target] : [],
    ),
  )
  const open = asked.filter(
    (known) => !settledBy(meant).has(known) && !wrongBy(meant).has(known) && !uncompared.has(known),
  )
  meant = [
    ...meant,
    ...meantOf(presenceClaims(analysis, [...open, ...shapesOf(open, vocabulary)])).filter(
      ({ assessed }) => assessed.judgement === 'agrees' || assessed.judgement === 'class',
    ),
  ]
  const none = open.filter(
    (known) => !settledBy(meant).has(known) && !meant.some(({ assessed }) => assessed.target === known),
  )
  meant = [...meant, ...meantOf(lastFormula(analysis, vocabulary, none, named))]
  const settled = settledBy(meant)
  const links = linkFindings(analysis, vocabulary)
  const trends = trendFindings(analysis, vocabulary)
  const findings: Finding[] = [
    ...links.findings,
    ...equivalenceFindings(analysis),
    ...trends.findings,
    ...growthFindings(analysis, vocabulary),
    ...undeterminedFindings(analysis, vocabulary),
  ]
  const classOnly = new Set<Known>()
  const byConvention = new Map<Known, Finding>()
  const undecided = new Set<Known>()
  const unknown: Finding[] = []
  const confirmed: Span[] = [...links.confirmed]
  let agreed = links.confirmed.length + trends.agreed
  for (const { assessed, stance } of meant) {
    if (stance === 'mention') continue
    if (assessed.judgement === 'agrees' || assessed.judgement === 'instance') {
      agreed += 1
      confirmed.push({ from: assessed.claim.side.from, to: assessed.claim.side.to })
    } else if (assessed.judgement === 'convention')
      byConvention.set(assessed.target, conventionFinding(assessed, analysis))
    else if (assessed.judgement === 'class') classOnly.add(assessed.target)
    else if (assessed.judgement === 'unknown') {
      undecided.add(assessed.target)
      if (assessed.target.asked && !settled.has(assessed.target))
        unknown.push({
          kind: 'unverified',
          quantity: assessed.target.quantity.name,
          ...quoteOf(analysis, assessed.claim.statement),
          ...withText('claimed', shown(assessed.claimed)),
        })
    } else if (
      stance === 'claim' &&
      !isWithdrawn(assessed, meant, analysis) &&
      !isProgress(assessed, meant) &&
      !isOtherName(assessed, meant) &&
      !isOtherConvention(assessed, meant, analysis, vocabulary, references) &&
      (isTied(assessed) || isLastWord(assessed, meant)) &&
      isCertainlyMeant(assessed, references)
    )
      findings.push(
        claimFinding(
          assessed,
          analysis,
          vocabulary,
          references,
          isExplained(assessed.target, findings),
          settled,
        ),
      )
  }
  for (const [known, finding] of byConvention) if (known.asked && !settled.has(known)) findings.push(finding)
  for (const known of trends.settled) settled.add(known)
  for (const known of listsGiven(analysis, open)) settled.add(known)
  for (const known of takenAsRead(asked, settled)) settled.add(known)
  return {
    findings: markFollowing(
      underOneConvention(findings, asked, vocabulary).sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
      settled,
    ),
    agreed,
    unknown,
    settled,
    classOnly,
    undecided,
    asked,
    possible: new Set(
      possiblyGiven(
        asked.filter((known) => !settled.has(known)),
        analysis,
      ),
    ),
    readable: analysis.lines.some((line) => line.statements.length > 0),
    whole: analysis.whole,
    confirmed,
  }
}

/** The words between the statements on both sides of a claim. */
const wordsAround = ({ line, statement }: Claim): string => {
  const before = line.statements.findLast(({ end }) => end < statement.at)
  const after = line.statements.find(({ at }) => at > statement.end)
  return line.flow.slice(before?.end ?? 0, after?.at ?? line.flow.length)
}

/** A general word ("cost", "weights") names the whole only in the last place where it is used, and never "per" something. */
const isLastWord = (wrong: Assessed, meant: readonly Meant[]): boolean => {
  const same = meant.filter(({ assessed }) => assessed.target === wrong.target)
  if (same.some(({ assessed }) => assessed.judgement === 'agrees' || assessed.judgement === 'class'))
    return false
  return (
    same.at(-1)?.assessed === wrong &&
    wrong.target.asked &&
    !/\b(?:per|each|every|single|one)\b/i.test(wordsAround(wrong.claim))
  )
}

/** The first divergence of a quantity is the one to look at; the same quantity wrong again carries it on. */
const markFollowing = (findings: readonly Finding[], settled: ReadonlySet<Known>): Finding[] => {
  const seen = new Set<string>()
  const right = new Set([...settled].map(({ quantity }) => quantity.name))
  return findings.map((finding) => {
    const { quantity } = finding
    if (quantity === undefined) return finding
    const follows = seen.has(quantity)
    seen.add(quantity)
    const contradicts = right.has(quantity) && finding.kind === 'disagrees'
    return {
      ...finding,
      ...(contradicts ? { kind: 'contradicts-itself' as const } : {}),
      ...(follows ? { follows } : {}),
    }
  })
}

/** Where what is asked for follows another convention, quantities beside it follow that one too; what is given does not. */
const underOneConvention = (
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
