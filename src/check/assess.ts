import { num, substitute, sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import type { Exact, Shape } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { asShape, bases, commonEntry, entriesAt, filled } from './entries.ts'
import { freeSymbols, hasIndexed, resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { judgeValue } from './judge.ts'
import type { Judgement } from './judge-scalar.ts'
import { indexedName } from './names.ts'
import { isGeneralEntry } from './naming.ts'
import { judgePiecewise, pieceForm } from './piecewise-claims.ts'
import { sameScalar } from './sameness.ts'
import { isEntryOf, shapesOf } from './scope.ts'
import type { Settings } from './settings-in-force.ts'
import { judgeShown } from './shown-value.ts'
import { isCaseOf, isOfEqualSizes, isSpecialCase } from './special-case.ts'
import { isOfStrangeSize } from './strange-size.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { type WrongSize, wrongSizeOf } from './wrong-size.ts'

export type Assessed = {
  readonly claim: Claim
  readonly judgement: Judgement
  readonly target: Known
  readonly claimed?: Exact
  readonly expected?: Exact
  readonly wrongSize?: WrongSize
}

/** A premise, the variance v of the inputs or that of raw weights, may be set to 1 or to a number as the text likes. */
const isNormalized = ({ asked }: Known, value: Expression, claimed: Exact): boolean =>
  !asked &&
  isExpression(claimed) &&
  freeSymbols(claimed).size === 0 &&
  ((sameScalar(claimed, num(1)) === true && freeSymbols(value).size > 0) ||
    [...freeSymbols(value)].some((name) => sameScalar(value, sym(name)) === true))

const indexOf = (text: string): Expression | undefined => {
  if (/^\d+$/.test(text)) return num(Number(text))
  return /^[a-z]$/i.test(text) ? sym(text) : undefined
}

/** `dw_{kk}`, `dw_{11}`: the general entry `dw_{h,l}` at these indices. */
const entryOf = ({ quantity }: Known, value: Expression, { indices }: Claim): Expression | undefined => {
  const own = indexedName(quantity.symbol)?.indices ?? []
  if (!indices || own.length !== indices.length || own.some((index) => !/^[a-z]$/.test(index)))
    return undefined
  const at = indices.map((index) => indexOf(index.trim()))
  if (at.includes(undefined) || own.join() === indices.join()) return undefined
  return substitute(value, new Map(own.map((index, place) => [index, at[place] ?? sym(index)])))
}

/** What holds for an entry says nothing false of the others. */
const instanceOf = (ofEntry: Judgement, general: Judgement): Judgement =>
  ofEntry === 'agrees' ? 'agrees' : general === 'disagrees' ? ofEntry : general

const assessOne = (
  claim: Claim,
  known: Known,
  analysis: Analysis,
  vocabulary: Vocabulary,
  settings: Settings,
): Assessed => {
  const { value } = known.quantity
  const base = { claim, target: known }
  if (value.kind === 'piecewise') {
    const claimed = claim.side.kind === 'side' ? analysis.read(claim.side) : undefined
    const whole = pieceForm(known, value, settings, vocabulary)
    return {
      ...base,
      ...judgePiecewise(claim, known, whole, settings, analysis, vocabulary),
      ...(claimed ? { claimed } : {}),
    }
  }
  const claimed = claim.side.kind === 'side' ? analysis.read(claim.side) : undefined
  if (!claimed) return { ...base, judgement: 'unknown' }
  const entry = value.kind === 'tensor' ? commonEntry(claim, claimed) : undefined
  if (value.kind === 'tensor' && entry) {
    const all = filled(value.shape, entry)
    const wrongSize = wrongSizeOf(claim, value.shape)
    if (wrongSize) return { ...base, judgement: 'disagrees', wrongSize, claimed: all, expected: value }
    return {
      ...base,
      judgement: judgeValue(known, value, all, settings, vocabulary),
      claimed: all,
      expected: value,
    }
  }
  const isNumbered = claim.indices?.length === 1 && claimed.kind === 'tensor'
  if (value.kind === 'tensor' && claim.indices && !isNumbered) {
    const entries = entriesAt(value, claim.indices, claim.base === undefined ? bases : [claim.base])
    const judged = entries.map((entry) => judgeShown(known, entry, claimed, claim, settings, vocabulary))
    const judgement: Judgement = judged.includes('agrees')
      ? 'agrees'
      : judged.length > 0 && judged.every((one) => one === 'disagrees')
        ? 'disagrees'
        : 'unknown'
    const [expected] = entries
    return { ...base, judgement, claimed, ...(expected ? { expected } : {}) }
  }
  // `y_2 = [[…]]` numbers the outputs of a text.
  if (claim.indices && !isNumbered && !isGeneralEntry(claim.indices))
    return { ...base, judgement: 'unknown', claimed }
  if (isExpression(value)) {
    const entry = entryOf(known, value, claim)
    let judgement = judgeShown(known, value, claimed, claim, settings, vocabulary)
    if (judgement !== 'agrees' && entry)
      judgement = instanceOf(judgeShown(known, entry, claimed, claim, settings, vocabulary), judgement)
    if (claim.sign === '~' && judgement !== 'unknown')
      judgement = judgeValue(
        known,
        value,
        isExpression(claimed) ? { kind: 'class', symbol: 'Theta', of: claimed } : claimed,
        settings,
        vocabulary,
      )
    if (judgement === 'disagrees' && isNormalized(known, value, claimed)) judgement = 'unknown'
    if (judgement === 'disagrees' && isSpecialCase(value, claimed, claim, analysis, vocabulary))
      judgement = 'unknown'
    return { ...base, judgement, claimed, expected: value }
  }
  if (value.kind === 'shape') {
    const own = asShape(claim, claimed, value.sizes.length)
    const judged = isOfStrangeSize(value, own, analysis, vocabulary)
      ? 'disagrees'
      : judgeValue(known, value, own, settings, vocabulary)
    const isCase =
      judged === 'disagrees' &&
      (value.sizes.some((size) => isCaseOf(size, own, claim, analysis)) ||
        isOpenVolume(value, own, claim, settings))
    return { ...base, judgement: isCase ? 'unknown' : judged, claimed: own, expected: value }
  }
  const judgement = judgeValue(known, value, claimed, settings, vocabulary)
  const isOfAnother = judgement === 'agrees' && growsButDiffers(claim, known, claimed, settings, vocabulary)
  return { ...base, judgement: isOfAnother ? 'unknown' : judgement, claimed, expected: value }
}

/** `55×55×96` beside other numbers, for a formula that these leave open: of an example, weighed by what it gives in words. */
const isOpenVolume = ({ sizes }: Shape, own: Exact, { line }: Claim, { local }: Settings): boolean =>
  line.statements.length > 1 &&
  own.kind === 'shape' &&
  own.sizes.length === 3 &&
  own.sizes.every(({ kind }) => kind === 'number') &&
  sizes.some((size) => freeSymbols(resolve(size, local)).size > 0)

/** A cost by itself that grows as it should, and is not the exact one that the solver has for that growth. */
const growsButDiffers = (
  { tie }: Claim,
  { reference, quantity: { value } }: Known,
  claimed: Exact,
  settings: Settings,
  vocabulary: Vocabulary,
): boolean => {
  if (value.kind !== 'class' || !isExpression(claimed) || tie === 'named' || tie === 'worded') return false
  const judgedBy = (known: Known, one: Exact): Judgement =>
    judgeValue(known, known.quantity.value, one, settings, vocabulary)
  const exact = vocabulary.known.filter(
    (known) =>
      known.reference === reference &&
      known.answer &&
      isExpression(known.quantity.value) &&
      judgeValue(known, value, known.quantity.value, settings, vocabulary) === 'agrees',
  )
  return exact.length > 0 && exact.every((known) => judgedBy(known, claimed) === 'disagrees')
}

const rank: Readonly<Record<Judgement, number>> = {
  agrees: 5,
  convention: 4,
  class: 3,
  instance: 2,
  unknown: 1,
  disagrees: 0,
}

/** A formula is about the exact quantity of its name, not about its growth, where there are both. */
const exactFirst = ({ targets, side }: Claim, analysis: Analysis): readonly Known[] => {
  const value = side.kind === 'side' ? analysis.read(side) : undefined
  if (!value || value.kind === 'class') return targets
  const exact = targets.filter(({ quantity }) => quantity.value.kind !== 'class')
  return exact.length > 0 ? exact : targets
}

/** `A × B × C` tied to one size gives all sizes. */
const shapesFor = (
  { side }: Claim,
  targets: readonly Known[],
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Known[] => {
  const value = side.kind === 'side' ? analysis.read(side) : undefined
  if (value?.kind !== 'product' || !value.times) return targets
  if (!targets.every(({ quantity }) => isExpression(quantity.value))) return targets
  const rank = value.factors.length
  const shapes = shapesOf(targets, vocabulary).filter(
    ({ reference, quantity: { value: own } }) =>
      own.kind === 'shape' &&
      own.sizes.length === rank &&
      targets.some((target) => target.reference === reference),
  )
  return shapes.length > 0 ? shapes : targets
}

/** `[−1, −1]` for an array of two entries is of the array, and not of its size, which has another length. */
const arraysFor = ({ side }: Claim, targets: readonly Known[], analysis: Analysis): readonly Known[] => {
  const value = side.kind === 'side' ? analysis.read(side) : undefined
  if (value?.kind !== 'tensor' || value.shape.length !== 1) return targets
  const arrays = targets.filter(
    ({ quantity: { value: own } }) => own.kind === 'tensor' && own.shape.join() === value.shape.join(),
  )
  const isOfLength = ({ quantity: { value: own } }: Known): boolean =>
    own.kind === 'shape' && own.sizes.length === value.shape[0]
  return arrays.length > 0 && !targets.some(isOfLength) ? arrays : targets
}

/** A claim against the quantities it may be about; one that fits is the one it is about. */
export const assess = (claim: Claim, analysis: Analysis, vocabulary: Vocabulary): Assessed | undefined => {
  const settings: Settings = {
    definitions: analysis.definitions,
    chosen: analysis.chosen,
    local: new Map([
      ...localSettings(analysis, claim.line, claim.statement),
      ...[...(claim.sets ?? [])].map(([name, value]) => [name, num(value)] as const),
    ]),
  }
  let best: Assessed | undefined
  let wrongEntry: Assessed | undefined
  let wrongWhole: Assessed | undefined
  const targets = arraysFor(claim, exactFirst(claim, analysis), analysis)
  for (const target of shapesFor(claim, targets, analysis, vocabulary)) {
    const found = guarded(() => assessOne(claim, target, analysis, vocabulary, settings), {
      claim,
      target,
      judgement: 'unknown',
    })
    const better =
      !best ||
      rank[found.judgement] > rank[best.judgement] ||
      (found.judgement === best.judgement && closer(found, best))
    if (better) best = found
    if (found.judgement !== 'disagrees') continue
    if (isEntry(target)) wrongEntry = found
    else if (isWhole(found)) wrongWhole = found
  }
  // What is wrong of the general entry is wrong of the array, though the two cannot be compared.
  const whole = wrongEntry && best?.judgement === 'unknown' ? best.target : undefined
  if (wrongEntry && whole) return { ...wrongEntry, target: whole }
  // And the other way about: `W' = W + η dW` is no formula of an entry.
  if (wrongWhole && best?.judgement === 'unknown' && isEntryOf(best.target, wrongWhole.target))
    return wrongWhole
  return best?.judgement === 'agrees' && isOfEqualSizes(claim, vocabulary, analysis)
    ? { ...best, judgement: 'instance' }
    : best
}

/** Said of an array as a whole. */
const isWhole = ({ claim, claimed }: Assessed): boolean =>
  claim.indices === undefined && claimed !== undefined && isExpression(claimed) && !hasIndexed(claimed)

const isEntry = ({ quantity: { name } }: Known): boolean => /_entry(?:_|$)/.test(name)

const closer = (a: Assessed, b: Assessed): boolean => {
  const closeness = ({ target, claimed }: Assessed): number => {
    const { value } = target.quantity
    const sameShape =
      value.kind === 'tensor' && claimed?.kind === 'tensor' && value.shape.join() === claimed.shape.join()
    return (sameShape ? 2 : 0) + (target.asked ? 1 : 0)
  }
  return closeness(a) > closeness(b)
}
