import type { Finding, Reference } from '../model.ts'
import {
  claimFinding,
  conventionFinding,
  doubtfulFinding,
  followed,
  markFollowing,
  reasonsLeft,
  throughout,
  underOneConvention,
  unknownFinding,
} from './claim-findings.ts'
import { comparisonFindings } from './comparison-findings.ts'
import { isPartlyGiven, namesOpenCase } from './coverage.ts'
import { definedSizeFindings } from './defined-sizes.ts'
import { denialFindings } from './denial-findings.ts'
import { distinct } from './distinct.ts'
import { equivalenceFindings } from './equivalences.ts'
import { arraySizeFindings } from './examples/array-size-findings.ts'
import { layerExampleFindings } from './examples/layer-example-findings.ts'
import { stackExampleFindings } from './examples/stack-example-findings.ts'
import { strideFindings } from './examples/stride-findings.ts'
import { growthFindings } from './growth-words.ts'
import { guarded } from './guard.ts'
import { listsGiven } from './layer-claims.ts'
import { saysNothingMore } from './left-out.ts'
import type { Span } from './link-findings.ts'
import { linkFindings } from './link-findings.ts'
import { matrixFindings } from './matrix-identities.ts'
import { isOfPart, meantBy, settledBy, settledInPart } from './meant.ts'
import { isSaidOfAnother } from './of-another.ts'
import { isOfOtherKnown, isOutweighed } from './outweighed.ts'
import { peakFindings } from './peak-findings.ts'
import { possiblyGiven } from './possibly-given.ts'
import { ratioFindings } from './ratio-findings.ts'
import { classFindings } from './remarks/class-findings.ts'
import { conclusionFindings } from './remarks/conclusion-findings.ts'
import { dependenceFindings } from './remarks/dependence-findings.ts'
import { depthFindings } from './remarks/depth-findings.ts'
import { incrementFindings } from './remarks/increment-findings.ts'
import { rateFindings } from './remarks/rate-findings.ts'
import { scalingFindings } from './remarks/scaling-findings.ts'
import { totalFindings } from './remarks/total-findings.ts'
import { isEntryOf, takenAsRead, wrongOf } from './scope.ts'
import { inequalityFindings } from './solved-inequalities.ts'
import { stands } from './standing-claims.ts'
import { tableFindings } from './table-links.ts'
import type { Analysis } from './text-analysis.ts'
import { trendFindings } from './trend-findings.ts'
import { undeterminedFindings } from './undetermined.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** What was found about each quantity asked for, and all findings in order of the text. */
export type Results = {
  readonly findings: readonly Finding[]
  readonly agreed: number
  readonly unknown: readonly Finding[]
  /** Other values beside right ones, of which it cannot be told what they are of. */
  readonly doubtful: readonly Finding[]
  readonly settled: ReadonlySet<Known>
  readonly classOnly: ReadonlySet<Known>
  readonly undecided: ReadonlySet<Known>
  /** Quantities of which a part is given, and not all. */
  readonly partly: ReadonlySet<Known>
  readonly wrong: ReadonlySet<Known>
  readonly asked: readonly Known[]
  /** Quantities that nothing is tied to, and that the text may yet give. */
  readonly possible: ReadonlySet<Known>
  readonly readable: boolean
  readonly whole: boolean
  /** Where in the text something was found to be right. */
  readonly confirmed: readonly Span[]
}

export const resultsOf = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): Results => {
  const asked = vocabulary.known.filter((known) => known.asked)
  const { meant, open } = meantBy(analysis, vocabulary)
  const settled = settledBy(meant)
  const links = linkFindings(analysis, vocabulary)
  const trends = trendFindings(analysis, vocabulary)
  let whole = analysis.whole
  // What fails on a formula without a value (1/0) has not been checked.
  const told = (find: () => readonly Finding[]): readonly Finding[] => {
    const found = guarded(find, undefined)
    if (!found) whole = false
    return found ?? []
  }
  const findings: Finding[] = [
    ...links.findings,
    ...trends.findings,
    ...[
      () => equivalenceFindings(analysis),
      () => growthFindings(analysis, vocabulary),
      () => scalingFindings(analysis, vocabulary),
      () => rateFindings(analysis, vocabulary),
      () => dependenceFindings(analysis, vocabulary),
      () => incrementFindings(analysis, vocabulary),
      () => totalFindings(analysis, vocabulary),
      () => classFindings(analysis, vocabulary),
      () => conclusionFindings(analysis, vocabulary),
      () => depthFindings(analysis, vocabulary),
      () => peakFindings(analysis, vocabulary),
      () => denialFindings(analysis, vocabulary),
      () => matrixFindings(analysis, references),
      () => layerExampleFindings(analysis, vocabulary, settled),
      () => stackExampleFindings(analysis, vocabulary),
      () => ratioFindings(analysis),
      () => arraySizeFindings(analysis, vocabulary),
      () => strideFindings(analysis, vocabulary, references),
      () => comparisonFindings(analysis, vocabulary),
      () => inequalityFindings(analysis),
      () => undeterminedFindings(analysis, vocabulary),
      () => tableFindings(analysis),
      () => definedSizeFindings(analysis, vocabulary),
    ].flatMap(told),
  ]
  const classOnly = new Set<Known>()
  const byConvention = new Map<Known, Finding>()
  const undecided = new Set<Known>()
  const unknown: Finding[] = []
  const doubtful: Finding[] = []
  const parts = new Set<Finding>()
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
      const said = followed(assessed, analysis, vocabulary, references)
      if (said) {
        byConvention.set(assessed.target, said)
        continue
      }
      undecided.add(assessed.target)
      // What is open of the general entry is open of the array.
      const about = [assessed.target, ...asked.filter((known) => isEntryOf(assessed.target, known))]
      for (const known of about) undecided.add(known)
      if (about.some((known) => known.asked && !settled.has(known)))
        unknown.push(unknownFinding(assessed, analysis))
    } else if (stance !== 'claim' || !stands(assessed, meant, analysis, vocabulary, references)) continue
    else if (isOutweighed(assessed, meant) && isOfOtherKnown(assessed, vocabulary)) continue
    else if (isOutweighed(assessed, meant) || isSaidOfAnother(assessed, meant, analysis, vocabulary))
      doubtful.push(doubtfulFinding(assessed, analysis))
    else {
      const finding = claimFinding(
        assessed,
        analysis,
        vocabulary,
        references,
        reasonsLeft(assessed.target, findings),
        settled,
      )
      if (isOfPart(assessed)) parts.add(finding)
      findings.push(finding)
    }
  }
  for (const [known, finding] of byConvention) if (known.asked && !settled.has(known)) findings.push(finding)
  for (const known of trends.settled) settled.add(known)
  for (const known of listsGiven(analysis, open)) settled.add(known)
  for (const known of takenAsRead(asked, settled)) settled.add(known)
  const marked = markFollowing(
    underOneConvention(throughout(distinct(findings), settled, references), asked, vocabulary).sort(
      (a, b) => (a.at ?? 0) - (b.at ?? 0),
    ),
    { settled, inPart: settledInPart(meant) },
    parts,
  )
  const partly = new Set([...settled].filter((known) => isPartlyGiven(known, meant, analysis, vocabulary)))
  // What is left out is told where the text comes to it; else it may be given in a way that was not read.
  for (const known of partly) {
    settled.delete(known)
    if (namesOpenCase(known, meant, analysis) || saysNothingMore(known, meant, analysis, vocabulary))
      undecided.delete(known)
    else undecided.add(known)
  }
  return {
    findings: marked,
    agreed,
    unknown,
    doubtful,
    settled,
    classOnly,
    undecided,
    partly,
    wrong: wrongOf(marked, vocabulary),
    asked,
    possible: new Set(
      possiblyGiven(
        asked.filter((known) => !settled.has(known)),
        analysis,
        vocabulary,
      ),
    ),
    readable: analysis.lines.some((line) => line.statements.length > 0),
    whole,
    confirmed,
  }
}
