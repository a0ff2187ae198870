import { sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import type { Piecewise } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Assessed } from './assess.ts'
import type { Claim } from './claims.ts'
import { isConditional, judgeConditional, judgeConditionalCases, judgeIndicator } from './conditions.ts'
import { wholeIndex } from './entries.ts'
import { freeSymbols } from './free-symbols.ts'
import { judgeValue } from './judge.ts'
import type { Judgement } from './judge-scalar.ts'
import { evaluate } from './numeric.ts'
import { hasGap, hasHole, indexOf, judgeOnRange, pieceAt } from './pieces.ts'
import { sameScalar } from './sameness.ts'
import type { Range } from './settings.ts'
import { rangeOf } from './settings.ts'
import type { Settings } from './settings-in-force.ts'
import { judgeShown } from './shown-value.ts'
import type { CasesSide, Statement } from './statements.ts'
import { statementsOf } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localRange } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

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

/** Whether a definition by cases says nothing at a place where the function is not zero, or between two of its pieces. */
const leavesGap = (
  value: Piecewise,
  ranges: readonly Range[],
  settings: Settings,
  vocabulary: Vocabulary,
): boolean => {
  if (ranges.length < 2) return false
  const parameters = new Map(parametersFor(settings, vocabulary))
  parameters.delete(indexOf(value))
  return hasGap(value, ranges, parameters) || hasHole(indexOf(value), ranges, parameters)
}

/** The ranges that a row's condition gives; `n = 0, 1, …, 6` is a range too. */
const rangesOfRow = (
  statements: readonly Statement[],
  index: string,
  analysis: Analysis,
): readonly Range[] => {
  const found = statements.flatMap((statement) => rangeOf(statement, index, analysis.read) ?? [])
  const [first] = found
  const last = statements.at(-1)
  const [end] = last?.sides ?? []
  const [, start] = first?.sides ?? []
  const isList =
    found.length === 1 && statements.length > 2 && first?.signs[0] === '=' && last?.sides.length === 1
  const to = isList && end?.kind === 'side' ? analysis.read(end) : undefined
  if (!isList || !start || !to || !isExpression(to)) return found
  return [{ symbol: index, sides: [start, sym(index), to], signs: ['<=', '<='] }]
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
    const ranges = rangesOfRow(statementsOf(row.when), index, analysis)
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

/** Whether a definition by cases, one piece of it or one value of it is right. */
export const judgePiecewise = (
  claim: Claim,
  known: Known,
  value: Piecewise,
  settings: Settings,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Pick<Assessed, 'judgement' | 'expected'> => {
  const judge = (expected: Expression, written: Expression): Judgement =>
    judgeValue(known, expected, written, settings, vocabulary)
  if (claim.side.kind === 'cases' && isConditional(value))
    return { judgement: judgeConditionalCases(value, claim.side, analysis, judge) }
  if (claim.side.kind === 'cases')
    return { judgement: judgeCases(value, claim.side, settings, analysis, vocabulary) }
  if (isConditional(value)) {
    const told = judgeIndicator(value, claim.side, analysis, judge)
    if (told) return { judgement: told }
  }
  const claimed = analysis.read(claim.side)
  if (!claimed || !isExpression(claimed)) return { judgement: 'unknown' }
  if (isConditional(value)) return { judgement: judgeConditional(value, claim, claimed, analysis, judge) }
  const index = indexOf(value)
  const parameters = new Map(parametersFor(settings, vocabulary))
  parameters.delete(index)
  const [point] = (claim.indices ?? []).map(wholeIndex)
  if (claim.indices?.length === 1 && point !== undefined) {
    const expected = pieceAt(value, index, point, parameters)
    return expected
      ? { judgement: judgeShown(known, expected, claimed, claim, settings, vocabulary), expected }
      : { judgement: 'unknown' }
  }
  if (claim.indices && claim.indices[0] !== index) return { judgement: 'unknown' }
  const range = localRange(analysis, claim.line, claim.statement, index)
  if (range?.signs.length === 1 && range.signs[0] === '=') {
    const at = range.sides.map((side) => evaluate(side, new Map())).find(Number.isInteger)
    const expected = at === undefined ? undefined : pieceAt(value, index, at, parameters)
    return expected
      ? { judgement: judgeShown(known, expected, claimed, claim, settings, vocabulary), expected }
      : { judgement: 'unknown' }
  }
  if (range) return { judgement: judgePiece(value, claimed, [range], settings, vocabulary) }
  return { judgement: 'unknown' }
}

/** The form with its parameters open, where the claim's own sentence sets one of them otherwise ("for L = 3"). */
export const pieceForm = (
  known: Known,
  value: Piecewise,
  settings: Settings,
  vocabulary: Vocabulary,
): Piecewise => {
  const resets = [...settings.local].some(([name, set]) => {
    const standard = vocabulary.settable.has(name) ? vocabulary.parameters.get(name) : undefined
    return standard !== undefined && sameScalar(standard, set) === false
  })
  return resets ? (known.generalPieces ?? value) : value
}
