import { isExpression } from '../exact/value.ts'
import type { Reference } from '../model.ts'
import {
  isAccumulator,
  isContrasted,
  isLimit,
  isOfOtherColumn,
  isRemedied,
  isStart,
  isUsedLater,
  leadsToEntry,
} from './asides.ts'
import type { Assessed } from './assess.ts'
import { isSaid, reasonFor } from './because.ts'
import type { Claim } from './claims.ts'
import { freeSymbols } from './free-symbols.ts'
import type { Judgement } from './judge-scalar.ts'
import type { Meant } from './meant.ts'
import { isTied } from './meant.ts'
import { indexedName, nameKey } from './names.ts'
import { matchName } from './naming.ts'
import { sameValue } from './sameness.ts'
import { isCertainlyMeant } from './scope.ts'
import { saysShare } from './shares.ts'
import { shown } from './shown.ts'
import { sizesWritten } from './sizes.ts'
import { retractedBefore } from './spirals.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { isConclusion, isOffByFactor } from './weak-claims.ts'

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
const headName = ({ statement: { sides }, tie, base }: Claim): string | undefined => {
  const [head] = sides
  if (tie !== 'named' || head?.kind !== 'side' || head.format === 'words' || sides.length < 2)
    return undefined
  const indexed = indexedName(head.text)
  const isPlace = indexed && (indexed.style !== 'sub' || indexed.indices.length > 1 || base !== undefined)
  return isPlace ? indexed.base : nameKey(head.text)
}

const countsUnits = /^\s*(?:\p{L}+\s+)?(?:pixels|entries|inputs|positions|cells|numbers)\b/iu

/**
 * A text may give the value under another convention first, and then the one that is asked for; or add it afterwards in
 * a sentence that says which convention that is, without concluding with it.
 */
const isOtherConvention = (
  other: Assessed,
  meant: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): boolean => {
  const reference = references[other.target.reference]
  const reason = reasonFor(other, analysis, vocabulary, references)
  const isConvention = reference?.solution.alternatives.some(
    ({ kind, says }) => kind === 'convention' && says === reason?.says,
  )
  if (!reference || !reason || !isConvention) return false
  const { line, statement, tie } = other.claim
  const isSaidHere = isSaid(reason.says, reference, [line])
  const isAdded = isSaidHere && tie !== 'final'
  // "R (in each direction, so ¤ pixels)", "R per side, i.e. ¤ pixels"
  const isBracketed =
    /\([^()]*$/.test(line.flow.slice(0, statement.at)) || countsUnits.test(line.flow.slice(statement.end + 1))
  return meant.some(
    ({ assessed, stance }) =>
      stance === 'claim' &&
      assessed.target === other.target &&
      assessed.judgement === 'agrees' &&
      assessed.claim.tie !== 'weak' &&
      (isAdded ||
        (reason.kind === 'convention' && position(assessed) > position(other)) ||
        (isBracketed && assessed.claim.line === line && position(assessed) < position(other))),
  )
}

/** A listing that has one name take several values tries them; where one of them is right, the others are the tries. */
const isTry = (wrong: Assessed, meant: readonly Meant[]): boolean =>
  wrong.claim.line.sentence.kind === 'listing' &&
  wrong.claim.tie === 'named' &&
  meant.some(
    ({ assessed: { claim, target, judgement } }) =>
      claim.line === wrong.claim.line &&
      claim.statement !== wrong.claim.statement &&
      target === wrong.target &&
      claim.indices === undefined &&
      (judgement === 'agrees' || judgement === 'instance'),
  )

const arrayAfter = /^\s*(?:\w+\s+)?(?:array|matrix|result|output|map|grid|convolution)\b/i

/** "In the full 7×7 array, y[0,0] = −1": an entry of an array of another size. */
const isOfOtherSize = ({ claim: { indices, line, statement }, target }: Assessed): boolean => {
  const { value } = target.quantity
  if (value.kind !== 'tensor' || !indices) return false
  return line.statements.some(({ at, end, sides: [side] }) => {
    const sizes = at < statement.at && side?.kind === 'side' ? sizesWritten(side.text) : undefined
    return (
      sizes?.length === value.shape.length &&
      sizes.join() !== value.shape.join() &&
      arrayAfter.test(line.flow.slice(end + 1))
    )
  })
}

/**
 * "Flipped kernel, stride 1: ¤": what is right of something that is asked for is not claimed of what stands beside, nor what
 * has its value: "weights per filter: ¤; with F filters: ¤".
 */
const isRightOfAsked = (
  { claim, target, claimed }: Assessed,
  meant: readonly Meant[],
  { known }: Vocabulary,
): boolean =>
  !target.asked &&
  (meant.some(
    ({ assessed }) =>
      assessed.claim.side === claim.side && assessed.judgement === 'agrees' && assessed.target.asked,
  ) ||
    (claimed !== undefined &&
      claim.tie === 'worded' &&
      known.some(
        (one) => one.asked && freeSymbolsOf(one).size > 0 && sameValue(one.quantity.value, claimed) === true,
      )))

/**
 * "The gradient is multiplied by c‖W‖₂ = … = ¤": a formula that is worked out beside a word for one thing that is asked for, and is
 * another one.
 */
const isOfOtherFormula = (
  { claim: { tie, statement }, target, claimed }: Assessed,
  meant: readonly Meant[],
  vocabulary: Vocabulary,
): boolean => {
  const [head, ...sides] = statement.sides
  if (tie !== 'worded' || head?.kind !== 'side' || sides.length === 0 || claimed === undefined) return false
  if (matchName(head.text, vocabulary)?.known.includes(target)) return false
  return meant.some(
    ({ assessed, stance }) =>
      stance !== 'mention' &&
      assessed.judgement === 'agrees' &&
      assessed.target.asked &&
      assessed.target !== target &&
      sameValue(assessed.target.quantity.value, claimed) === true,
  )
}

const freeSymbolsOf = ({ quantity: { value } }: Known): ReadonlySet<string> =>
  isExpression(value) ? freeSymbols(value) : new Set()

/** `y = 1, 3/2, …`: the first of a list of values is no formula for all of them. */
const isListed = ({ claim: { line, statement, indices }, claimed, target }: Assessed): boolean => {
  const next = line.statements.find(({ at }) => at > statement.at)
  return (
    target.quantity.value.kind === 'piecewise' &&
    indices === undefined &&
    claimed?.kind === 'number' &&
    next?.sides.length === 1 &&
    /^\s*,\s*$/.test(line.flow.slice(statement.end + 1, next.at))
  )
}

/** The words between the statements on both sides of a claim. */
const wordsAround = ({ line, statement }: Claim): string => {
  const before = line.statements.findLast(({ end }) => end < statement.at)
  const after = line.statements.find(({ at }) => at > statement.end)
  const words = line.flow.slice(before?.end ?? 0, after?.at ?? line.flow.length)
  // "Each slice has its own, so ¤ …": what is concluded is about all.
  return words.split(/,\s*(?:so|hence|thus|therefore)\b/).at(-1) ?? words
}

/** A general word ("cost", "weights") names the whole only in the last place where it is used, and never "per" something. */
const isLastWord = (wrong: Assessed, meant: readonly Meant[]): boolean => {
  const same = meant.filter(({ assessed }) => assessed.target === wrong.target)
  const right = same.filter(({ assessed }) => assessed.judgement === 'agrees')
  if (right.length > 0)
    return (
      isConclusion(wrong.claim.line) &&
      right.every(({ assessed }) => assessed.claim.line !== wrong.claim.line) &&
      wrong.target.asked &&
      !saysShare(wordsAround(wrong.claim), wrong)
    )
  return same.at(-1)?.assessed === wrong && wrong.target.asked && !saysShare(wordsAround(wrong.claim), wrong)
}

/** Whether a wrong claim is what the text stands by, of a quantity that is certainly meant. */
export const stands = (
  wrong: Assessed,
  meant: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
  references: readonly Reference[],
): boolean =>
  !isWithdrawn(wrong, meant, analysis) &&
  !isProgress(wrong, meant) &&
  !isTry(wrong, meant) &&
  !isOfOtherSize(wrong) &&
  !isRightOfAsked(wrong, meant, vocabulary) &&
  !isOfOtherFormula(wrong, meant, vocabulary) &&
  !isListed(wrong) &&
  !leadsToEntry(wrong, meant) &&
  !isOfOtherColumn(wrong, meant, analysis) &&
  !isUsedLater(wrong, analysis) &&
  !isStart(wrong, analysis) &&
  !isAccumulator(wrong, analysis) &&
  !isRemedied(wrong, meant) &&
  !isLimit(wrong) &&
  !isContrasted(wrong, analysis, vocabulary) &&
  !isOtherName(wrong, meant) &&
  !isOtherConvention(wrong, meant, analysis, vocabulary, references) &&
  ((isTied(wrong) && isCertainlyMeant(wrong, references)) ||
    (!isTied(wrong) && isLastWord(wrong, meant)) ||
    isOffByFactor(wrong, vocabulary, references))
