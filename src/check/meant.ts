import { isExpression } from '../exact/value.ts'
import type { Assessed } from './assess.ts'
import { assess } from './assess.ts'
import type { Claim } from './claims.ts'
import { claimsOf } from './claims.ts'
import { columnClaims } from './column-claims.ts'
import { countedFromOneBase } from './counted-from.ts'
import { finalClaims, lastFormula } from './final-claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { isHedged } from './hedged.ts'
import type { Judgement } from './judge-scalar.ts'
import { lastMatrices, lastShape } from './last-values.ts'
import { layerClaims } from './layer-claims.ts'
import { matrixRowClaims } from './matrix-rows.ts'
import { isGeneralEntry } from './naming.ts'
import { isRightOfAnother } from './of-another.ts'
import { pieceClaims, pointClaims, positionClaims, rowClaims } from './placed-claims.ts'
import { presenceClaims } from './presence-claims.ts'
import { recursionClaims } from './recursion-claims.ts'
import { shapesOf } from './scope.ts'
import { shapeClaims } from './shape-claims.ts'
import { isOfOtherAmount } from './shares.ts'
import type { Stance } from './stance.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import { withTextNames } from './text-names.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** A claim that has been weighed, and how the text means it. */
export type Meant = { readonly assessed: Assessed; readonly stance: Stance }

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
    ...recursionClaims(analysis, vocabulary),
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

export const isTied = ({ claim }: Assessed): boolean =>
  claim.tie === 'named' || claim.tie === 'worded' || claim.tie === 'final'

/** A value of its own for a scalar that is asked for, by its name. */
const isStated = ({ claim, target, claimed }: Assessed): boolean =>
  claim.tie === 'named' &&
  claimed !== undefined &&
  isExpression(claimed) &&
  freeSymbols(claimed).size > 0 &&
  isExpression(target.quantity.value)

const isOpen = (judgement: Judgement): boolean => judgement === 'unknown' || judgement === 'convention'

/** The quantities of which something asserted or supposed is right. */
export const settledBy = (meant: readonly Meant[]): Set<Known> =>
  new Set(
    meant.flatMap(({ assessed, stance }) =>
      stance !== 'mention' && assessed.judgement === 'agrees' ? [assessed.target] : [],
    ),
  )

/** An entry of an array, a case of a definition by cases. */
export const isOfPart = ({ claim, claimed, target }: Assessed): boolean =>
  (claim.indices !== undefined && !claim.uniform && !isGeneralEntry(claim.indices)) ||
  (target.quantity.value.kind === 'piecewise' && claimed?.kind !== 'piecewise')

/** The quantities of which only entries or cases are right: another one that is wrong contradicts none of them. */
export const settledInPart = (meant: readonly Meant[]): ReadonlySet<Known> => {
  const wholes = settledBy(meant.filter(({ assessed }) => !isOfPart(assessed)))
  return new Set([...settledBy(meant)].filter((known) => !wholes.has(known)))
}

const wrongBy = (meant: readonly Meant[]): Set<Known> =>
  new Set(
    meant.flatMap(({ assessed, stance }) =>
      stance === 'claim' && assessed.judgement === 'disagrees' && isTied(assessed) ? [assessed.target] : [],
    ),
  )

/** Whether a bare value is that of something asked for. */
const fitsSomething = (
  line: Line,
  statement: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  const [side] = statement.sides
  const asked = vocabulary.known.filter((known) => known.asked)
  const targets = [...asked, ...shapesOf(asked, vocabulary)]
  const claim: Claim | undefined = side && { targets, side, sign: '=', tie: 'weak', line, statement }
  const judged = claim && assess(claim, analysis, vocabulary)?.judgement
  return judged === 'agrees' || judged === 'class'
}

/** A wrong value among several of one kind (`dx_max`, `dx_avg`) is about one that nothing in the text has right. */
const aboutWhatIsOpen = (meant: readonly Meant[]): readonly Meant[] => {
  const settled = settledBy(meant)
  return meant.map((one) => {
    const { assessed } = one
    const { target, claim } = assessed
    if (assessed.judgement !== 'disagrees' || !settled.has(target)) return one
    const other = claim.targets.find(
      (known) => known.asked && known.quantity.name === target.quantity.name && !settled.has(known),
    )
    return other ? { ...one, assessed: { ...assessed, target: other, expected: other.quantity.value } } : one
  })
}

/**
 * Every claim of a text, weighed: those tied by name, word or place, then finals, and for what is still open whatever stands
 * last or stands at all. `open` are the quantities asked for that no tied claim was about.
 */
export const meantBy = (
  analysis: Analysis,
  vocabulary: Vocabulary,
): { readonly meant: readonly Meant[]; readonly open: readonly Known[] } => {
  const asked = vocabulary.known.filter((known) => known.asked)
  const claims = allClaims(analysis, vocabulary)
  const assessOne = (claim: Claim): Assessed | undefined => assess(claim, analysis, vocabulary)
  const withStance = (assessed: Assessed): Meant => ({
    assessed,
    stance:
      isOfOtherAmount(assessed) ||
      (assessed.judgement === 'disagrees' &&
        isRightOfAnother(assessed.claim, assessed.target, analysis, vocabulary))
        ? 'mention'
        : analysis.stance(assessed.claim.line, assessed.claim.statement),
  })
  const meantOf = (from: readonly Claim[]): Meant[] =>
    from.flatMap((claim) => {
      const assessed = assessOne(claim)
      return assessed ? [withStance(assessed)] : []
    })
  const assessed = claims.flatMap((claim) => assessOne(claim) ?? [])
  let meant = countedFromOneBase(assessed, assessOne).map(withStance)
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
      stance === 'claim' && isOpen(assessed.judgement) && isStated(assessed) ? [assessed.target] : [],
    ),
  )
  const open = asked.filter(
    (known) => !settledBy(meant).has(known) && !wrongBy(meant).has(known) && !uncompared.has(known),
  )
  meant = [
    ...meant,
    ...meantOf(presenceClaims(analysis, vocabulary, [...open, ...shapesOf(open, vocabulary)]))
      .filter(({ assessed }) => assessed.judgement === 'agrees' || assessed.judgement === 'class')
      .map((one) =>
        isHedged(one.assessed, (line, statement) => fitsSomething(line, statement, analysis, vocabulary))
          ? { ...one, assessed: { ...one.assessed, judgement: 'unknown' as const } }
          : one,
      ),
  ]
  const left = open.filter((known) => !settledBy(meant).has(known))
  const claimed = new Set(meant.map(({ assessed }) => assessed.target))
  const byClass = new Set(
    meant.flatMap(({ assessed }) => (assessed.judgement === 'class' ? [assessed.target] : [])),
  )
  // A class that is asked for by itself answers that, and leaves the exact value to be said.
  const isApart = asked.some(({ quantity }) => quantity.value.kind === 'class')
  const unsaid = (known: Known): boolean => !claimed.has(known) || (isApart && byClass.has(known))
  meant = [
    ...meant,
    ...meantOf([
      ...lastFormula(analysis, vocabulary, left.filter(unsaid), named, false),
      ...lastFormula(
        analysis,
        vocabulary,
        left.filter((known) => !unsaid(known) && byClass.has(known)),
        named,
        true,
      ),
    ]),
  ]
  return { meant: aboutWhatIsOpen(meant), open }
}
