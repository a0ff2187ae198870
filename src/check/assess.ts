import { num, times } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { entryAt, tensor } from '../exact/tensor.ts'
import type { Exact, Piecewise, Tensor } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { guarded } from './guard.ts'
import type { Judgement, Settings } from './judge.ts'
import { agreesRoughly, judgeValue } from './judge.ts'
import { areApart, evaluate } from './numeric.ts'
import { hasGap, indexOf, judgeOnRange, pieceAt } from './pieces.ts'
import { inKnownNames } from './renaming.ts'
import { sameScalar } from './sameness.ts'
import type { Range } from './settings.ts'
import { rangeOf } from './settings.ts'
import { sizesWritten } from './sizes.ts'
import type { CasesSide } from './statements.ts'
import { statementsOf } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localRange, localSettings } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

export type Assessed = {
  readonly claim: Claim
  readonly judgement: Judgement
  readonly target: Known
  readonly claimed?: Exact
  readonly expected?: Exact
}

const wholeIndex = (text: string): number | undefined =>
  /^-?\d+$/.test(text.trim()) ? Number(text) : undefined

/** Entries of a tensor at a position as written; both 0-based and 1-based counting are open unless the text shows which. */
const entriesAt = (value: Tensor, indices: readonly string[]): readonly Expression[] => {
  const numbers = indices.map(wholeIndex)
  if (numbers.length !== value.shape.length || numbers.includes(undefined)) return []
  return [0, 1].flatMap((base) => {
    let at = 0
    for (const [axis, size] of value.shape.entries()) {
      const index = (numbers[axis] ?? 0) - base
      if (index < 0 || index >= size) return []
      at = at * size + index
    }
    return [entryAt(value, at)]
  })
}

const judgeShown = (
  known: Known,
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  settings: Settings,
  _analysis: Analysis,
  vocabulary: Vocabulary,
): Judgement => {
  const judged = judgeValue(known, expected, claimed, settings, vocabulary)
  if (judged !== 'disagrees' || !isExpression(claimed)) return judged
  const text = claim.side.kind === 'side' ? claim.side.text : ''
  const candidate = inKnownNames(claimed, vocabulary)
  const decimal = /\d\.\d/.test(text)
  if (
    freeSymbols(candidate).size === 0 &&
    freeSymbols(expected).size === 0 &&
    (decimal || claim.sign === '~=')
  )
    return isRounding(
      text,
      evaluate(candidate, new Map()),
      evaluate(expected, new Map()),
      claim.sign === '~=',
    )
      ? 'agrees'
      : 'disagrees'
  if (claim.sign === '~=' && agreesRoughly(expected, candidate)) return 'unknown'
  return judged
}

/** A decimal stands for what rounds to it; after `≈` also for what it is the beginning of. */
const isRounding = (text: string, claimed: number, expected: number, rough: boolean): boolean => {
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0
  const exponent = /(?:10\^\{?|e)(-?\d+)/.exec(text)?.[1]
  const ulp = 10 ** (-digits + Number(exponent ?? 0)) * (text.includes('%') ? 0.01 : 1)
  const excess = Math.abs(expected) - Math.abs(claimed)
  const isCut = rough && claimed * expected >= 0 && excess >= 0 && excess < ulp
  return isCut || Math.abs(claimed - expected) <= (ulp / 2) * 1.0000001
}

const introducesCase = /\b(?:after|with|for|at|when|layer|step|case|first|=)\s*$/i

/** A statement about a special case ("after 2 layers: 2K − 1") is right for that case, and says nothing of the general one. */
const isInstance = (
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  if (!isExpression(claimed)) return false
  const candidate = inKnownNames(claimed, vocabulary)
  const missing = [...freeSymbols(expected)].filter((name) => !freeSymbols(candidate).has(name))
  if (missing.length === 0) return false
  const numbers = claim.line.statements.flatMap((other) => {
    if (!introducesCase.test(claim.line.flow.slice(0, other.at))) return []
    const [side] = other.sides
    const value =
      other !== claim.statement && other.sides.length === 1 && side?.kind === 'side'
        ? analysis.read(side)
        : undefined
    return value?.kind === 'number' ? [evaluate(value, new Map())] : []
  })
  const words: Readonly<Record<string, number>> = {
    first: 1,
    single: 1,
    one: 1,
    second: 2,
    two: 2,
    three: 3,
    third: 3,
  }
  for (const word of claim.line.flow.toLowerCase().match(/[a-z]+/g) ?? [])
    if (Object.hasOwn(words, word)) numbers.push(words[word] ?? 1)
  const point = new Map(
    [...freeSymbols(expected), ...freeSymbols(candidate)].map((name, at) => [name, 5 + 2 * at]),
  )
  return missing.some((name) =>
    numbers.some((number) => {
      const here = new Map([...point, [name, number]])
      const [left, right] = [evaluate(expected, here), evaluate(candidate, here)]
      return Number.isFinite(left) && Number.isFinite(right) && !areApart(left, right)
    }),
  )
}

const parametersFor = (settings: Settings, vocabulary: Vocabulary): ReadonlyMap<string, Expression> =>
  new Map([...settings.definitions, ...vocabulary.parameters, ...settings.local])

const openIn = (
  value: Piecewise,
  candidates: readonly Expression[],
  ranges: readonly Range[],
  parameters: ReadonlyMap<string, Expression>,
): string[] => {
  const index = indexOf(value)
  const used = [
    ...candidates,
    ...ranges.flatMap((range) => range.sides),
    ...value.pieces.map((piece) => piece.value),
  ]
  const names = new Set(used.flatMap((expression) => [...freeSymbols(expression)]))
  return [...names].filter((name) => name !== index && !parameters.has(name))
}

const judgePiece = (
  value: Piecewise,
  claimed: Expression,
  ranges: readonly Range[],
  settings: Settings,
  vocabulary: Vocabulary,
): Judgement => {
  const parameters = new Map(parametersFor(settings, vocabulary))
  parameters.delete(indexOf(value))
  const open = openIn(value, [claimed], ranges, parameters)
  if (open.length > 2) return 'unknown'
  const own = new Set(
    [...freeSymbols(claimed)].filter((name) => !parameters.has(name) && name !== indexOf(value)),
  )
  const foreign = [...own].some((name) => !vocabulary.symbols.has(name))
  const judged = judgeOnRange(value, claimed, ranges, parameters, open)
  return judged === 'disagrees' && foreign ? 'unknown' : judged
}

/** Whether a definition by cases says nothing at a place where the function is not zero. */
const leavesGap = (
  value: Piecewise,
  ranges: readonly Range[],
  settings: Settings,
  vocabulary: Vocabulary,
): boolean => {
  if (ranges.length < 2) return false
  const parameters = new Map(parametersFor(settings, vocabulary))
  parameters.delete(indexOf(value))
  return hasGap(value, ranges, parameters)
}

const judgeCases = (
  value: Piecewise,
  side: CasesSide,
  settings: Settings,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Judgement => {
  const index = indexOf(value)
  const covered: Range[] = []
  let out: Judgement = 'agrees'
  for (const row of side.rows) {
    const ranges = statementsOf(row.when).flatMap(
      (statement) => rangeOf(statement, index, analysis.read) ?? [],
    )
    const [statement] = statementsOf(row.value)
    const last = statement?.sides.at(-1)
    const read = last?.kind === 'side' ? analysis.read(last) : undefined
    if (!read || !isExpression(read) || ranges.length === 0) {
      out = 'unknown'
      continue
    }
    covered.push(...ranges)
    const judged = judgePiece(value, read, ranges, settings, vocabulary)
    if (judged === 'disagrees') return 'disagrees'
    if (judged !== 'agrees') out = 'unknown'
  }
  if (covered.length === side.rows.length && leavesGap(value, covered, settings, vocabulary))
    return 'disagrees'
  return side.rows.length === 0 ? 'unknown' : out
}

const judgePiecewise = (
  claim: Claim,
  known: Known,
  value: Piecewise,
  settings: Settings,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Pick<Assessed, 'judgement' | 'expected'> => {
  if (claim.side.kind === 'cases')
    return { judgement: judgeCases(value, claim.side, settings, analysis, vocabulary) }
  const claimed = analysis.read(claim.side)
  if (!claimed || !isExpression(claimed)) return { judgement: 'unknown' }
  const index = indexOf(value)
  const [point] = (claim.indices ?? []).map(wholeIndex)
  if (claim.indices?.length === 1 && point !== undefined) {
    const expected = pieceAt(value, index, point, parametersFor(settings, vocabulary))
    return expected
      ? { judgement: judgeShown(known, expected, claimed, claim, settings, analysis, vocabulary), expected }
      : { judgement: 'unknown' }
  }
  if (claim.indices && claim.indices[0] !== index) return { judgement: 'unknown' }
  const range = localRange(analysis, claim.line, claim.statement, index)
  if (range?.signs.length === 1 && range.signs[0] === '=') {
    const at = range.sides.map((side) => evaluate(side, new Map())).find(Number.isInteger)
    const expected =
      at === undefined ? undefined : pieceAt(value, index, at, parametersFor(settings, vocabulary))
    return expected
      ? { judgement: judgeShown(known, expected, claimed, claim, settings, analysis, vocabulary), expected }
      : { judgement: 'unknown' }
  }
  if (range) return { judgement: judgePiece(value, claimed, [range], settings, vocabulary) }
  return { judgement: 'unknown' }
}

const filled = (shape: readonly number[], value: Expression): Tensor =>
  tensor(
    shape,
    Array.from({ length: shape.reduce((size, n) => size * n, 1) }, () => value),
  )

/** The number that every entry is said to be: in words, by general indices (`y[i,j] = −40`), or as −40·𝟏. */
const commonEntry = (claim: Claim, claimed: Exact): Expression | undefined => {
  if (!isExpression(claimed)) return undefined
  const isGeneral = claim.indices?.every((index) => /^[a-z]$/.test(index.trim())) ?? false
  if (claim.uniform || (isGeneral && freeSymbols(claimed).size === 0)) return claimed
  const factors = claimed.kind === 'product' ? claimed.factors : []
  const rest = factors.filter((factor) => !(factor.kind === 'indexed' && factor.name === 'ones'))
  return rest.length === factors.length - 1 ? times(...rest) : undefined
}

/** The form with its parameters open, where the claim's own sentence sets one of them otherwise ("for L = 3"). */
const pieceForm = (known: Known, value: Piecewise, settings: Settings, vocabulary: Vocabulary): Piecewise => {
  const resets = [...settings.local].some(([name, set]) => {
    const standard = vocabulary.settable.has(name) ? vocabulary.parameters.get(name) : undefined
    return standard !== undefined && sameScalar(standard, set) === false
  })
  return resets ? (known.generalPieces ?? value) : value
}

/** `28×28×10` reads as a product; where sizes are asked for it is a shape. */
const asShape = (claim: Claim, claimed: Exact, rank: number): Exact => {
  const sizes = claim.side.kind === 'side' ? sizesWritten(claim.side.text) : undefined
  if (sizes) return { kind: 'shape', sizes: sizes.map((size) => num(size)) }
  if (claimed.kind === 'product' && claimed.times && claimed.factors.length === rank)
    return { kind: 'shape', sizes: claimed.factors }
  return isExpression(claimed) && rank === 1 ? { kind: 'shape', sizes: [claimed] } : claimed
}

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
    return {
      ...base,
      judgement: judgeValue(known, value, all, settings, vocabulary),
      claimed: all,
      expected: value,
    }
  }
  if (value.kind === 'tensor' && claim.indices) {
    const entries = entriesAt(value, claim.indices)
    const judged = entries.map((entry) =>
      judgeShown(known, entry, claimed, claim, settings, analysis, vocabulary),
    )
    const judgement: Judgement = judged.includes('agrees')
      ? 'agrees'
      : judged.length > 0 && judged.every((one) => one === 'disagrees')
        ? 'disagrees'
        : 'unknown'
    const [expected] = entries
    return { ...base, judgement, claimed, ...(expected ? { expected } : {}) }
  }
  if (claim.indices) return { ...base, judgement: 'unknown', claimed }
  if (isExpression(value)) {
    let judgement = judgeShown(known, value, claimed, claim, settings, analysis, vocabulary)
    if (claim.sign === '~' && judgement !== 'unknown')
      judgement = judgeValue(
        known,
        value,
        isExpression(claimed) ? { kind: 'class', symbol: 'Theta', of: claimed } : claimed,
        settings,
        vocabulary,
      )
    if (judgement === 'disagrees' && isSpecialCase(value, claimed, claim, analysis, vocabulary))
      judgement = 'unknown'
    return { ...base, judgement, claimed, expected: value }
  }
  if (value.kind === 'shape') {
    const own = asShape(claim, claimed, value.sizes.length)
    return {
      ...base,
      judgement: judgeValue(known, value, own, settings, vocabulary),
      claimed: own,
      expected: value,
    }
  }
  return {
    ...base,
    judgement: judgeValue(known, value, claimed, settings, vocabulary),
    claimed,
    expected: value,
  }
}

/** Whether the sentence is about numbers of its own: a symbol set, a size such as 4 × 9. */
const setsSomething = (claim: Claim, analysis: Analysis): boolean =>
  !claim.sets &&
  claim.line.statements.some(
    (other) =>
      other !== claim.statement &&
      other.sides.some((side) => side.kind === 'side' && sizesWritten(side.text) !== undefined),
  ) &&
  localSettings(analysis, claim.line, claim.statement).size > 0

const isSpecialCase = (
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  // A bare number for a formula, tied to it only by words, speaks of some instance.
  const isBareNumber = claimed.kind === 'number' && freeSymbols(expected).size > 0
  if (isBareNumber && (claim.tie !== 'named' || setsSomething(claim, analysis))) return true
  return isInstance(expected, claimed, claim, analysis, vocabulary)
}

const rank: Readonly<Record<Judgement, number>> = { agrees: 3, class: 2, unknown: 1, disagrees: 0 }

/** A formula is about the exact quantity of its name, not about its growth, where there are both. */
const exactFirst = ({ targets, side }: Claim, analysis: Analysis): readonly Known[] => {
  const value = side.kind === 'side' ? analysis.read(side) : undefined
  if (!value || value.kind === 'class') return targets
  const exact = targets.filter(({ quantity }) => quantity.value.kind !== 'class')
  return exact.length > 0 ? exact : targets
}

/** A claim against the quantities it may be about; one that fits is the one it is about. */
export const assess = (claim: Claim, analysis: Analysis, vocabulary: Vocabulary): Assessed | undefined => {
  const settings: Settings = {
    definitions: analysis.definitions,
    local: new Map([
      ...localSettings(analysis, claim.line, claim.statement),
      ...[...(claim.sets ?? [])].map(([name, value]) => [name, num(value)] as const),
    ]),
  }
  let best: Assessed | undefined
  for (const target of exactFirst(claim, analysis)) {
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
  }
  return best
}

const closer = (a: Assessed, b: Assessed): boolean => {
  const closeness = ({ target, claimed }: Assessed): number => {
    const { value } = target.quantity
    const sameShape =
      value.kind === 'tensor' && claimed?.kind === 'tensor' && value.shape.join() === claimed.shape.join()
    return (sameShape ? 2 : 0) + (target.asked ? 1 : 0)
  }
  return closeness(a) > closeness(b)
}
