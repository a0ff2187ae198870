import { num, sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { entriesOf, vectorOf } from '../exact/tensor.ts'
import { type Exact, isExpression, type Piecewise, type Tensor } from '../exact/value.ts'
import { wholeIndex } from './entries.ts'
import { resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import type { Meant } from './meant.ts'
import { evaluate } from './numeric.ts'
import { hasGap, indexOf, pieceAt } from './pieces.ts'
import { sameScalar, sameValue } from './sameness.ts'
import { type Range, rangeOf } from './settings.ts'
import type { Analysis } from './text-analysis.ts'
import { localRange } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** The part of a definition by cases that a claim is about: a range, a point; undefined where it gives all. */
const partOf = ({ assessed: { claim } }: Meant, index: string, analysis: Analysis): Range | undefined => {
  if (claim.side.kind === 'cases') return undefined
  const point = claim.indices?.length === 1 ? wholeIndex(claim.indices[0] ?? '') : undefined
  if (point !== undefined) return { symbol: index, sides: [sym(index), num(point)], signs: ['='] }
  return localRange(analysis, claim.line, claim.statement, index)
}

/** Two values of a case show which one is meant. */
const enoughPoints = 2

/** A formula, the terms of its sum and the factors of those: `(2 − 2⁻ⁿ) u(n) − …` has the formula of a case in it. */
const partsOf = (read: Expression): readonly Expression[] => {
  const terms = read.kind === 'sum' ? [read, ...read.terms] : [read]
  return terms.flatMap((term) => (term.kind === 'product' ? [term, ...term.factors] : [term]))
}

const readSides = ({ lines, read }: Analysis): readonly Exact[] =>
  lines.flatMap(({ statements }) =>
    statements.flatMap(({ sides }) =>
      sides.flatMap((side) => (side.kind === 'side' ? (read(side) ?? []) : [])),
    ),
  )

/** Whether a formula stands in the text, for the parameters as they are set. */
const isThere = (
  value: Expression,
  parameters: ReadonlyMap<string, Expression>,
  analysis: Analysis,
): boolean =>
  readSides(analysis).some(
    (read) =>
      isExpression(read) &&
      partsOf(read).some((one) => guarded(() => sameScalar(resolve(one, parameters), value), null) === true),
  )

/** The cases in which the function is not zero that are given neither by their range, nor by their formula, nor by two of their values. */
export const casesLeftOut = (
  value: Piecewise,
  right: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
): Piecewise['pieces'] => {
  const index = indexOf(value)
  const parts = right.map((one) => partOf(one, index, analysis))
  const ranges = parts.filter((part) => part !== undefined)
  if (ranges.length < parts.length) return []
  const parameters = new Map([...analysis.definitions, ...vocabulary.parameters])
  parameters.delete(index)
  return value.pieces.filter((piece) => {
    const alone: Piecewise = { ...value, pieces: [piece] }
    if (!hasGap(alone, ranges, parameters)) return false
    const points = ranges.filter(({ signs, sides }) => {
      const at = signs[0] === '=' && sides.length === 2 ? evaluate(sides[1] ?? num(0), new Map()) : Number.NaN
      return Number.isInteger(at) && pieceAt(alone, index, at, parameters) !== undefined
    })
    return points.length < enoughPoints && !isThere(piece.value, parameters, analysis)
  })
}

/** Whether an array stands in the text by itself, whole or row by row. */
const isArrayThere = (value: Tensor, analysis: Analysis): boolean => {
  const arrays = readSides(analysis).filter((read) => read.kind === 'tensor')
  const rows = rowsOf(value).map((row) => arrays.some((one) => sameValue(one, row) === true))
  return arrays.some((one) => sameValue(one, value) === true) || (rows.length > 0 && !rows.includes(false))
}

const rowsOf = (value: Tensor): readonly Tensor[] => {
  const [height = 0, width = 0] = value.shape.length === 2 ? value.shape : []
  const entries = entriesOf(value)
  return Array.from({ length: height }, (_, row) =>
    vectorOf(...entries.slice(row * width, (row + 1) * width)),
  )
}

const lacksEntries = (value: Tensor, right: readonly Meant[], analysis: Analysis): boolean => {
  const places = new Set<string>()
  for (const { assessed } of right) {
    const { claim } = assessed
    const at = claim.indices?.map(wholeIndex)
    if (!at || at.includes(undefined) || assessed.claimed?.kind === 'tensor') return false
    places.add(at.join())
  }
  return places.size < value.entries.length && !isArrayThere(value, analysis)
}

/** The claims about a quantity that hold. */
export const rightOf = (known: Known, meant: readonly Meant[]): readonly Meant[] =>
  meant.filter(
    ({ assessed, stance }) =>
      assessed.target === known && stance !== 'mention' && assessed.judgement === 'agrees',
  )

/** Whether the right claims about a quantity give single entries of an array, or some cases of a definition, and no more. */
export const isPartlyGiven = (
  known: Known,
  meant: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  const { value } = known.quantity
  const right = rightOf(known, meant)
  if (right.length === 0) return false
  if (value.kind === 'tensor') return lacksEntries(value, right, analysis)
  return value.kind === 'piecewise' && casesLeftOut(value, right, analysis, vocabulary).length > 0
}

/** "For n ≥ 7 the pulse has ended": whether the text comes to a case of a definition and says no value of it. */
export const namesOpenCase = (known: Known, meant: readonly Meant[], analysis: Analysis): boolean => {
  const { value } = known.quantity
  if (value.kind !== 'piecewise') return false
  const index = indexOf(value)
  return (
    analysis.lines.some(
      ({ statements }) =>
        statements.length === 1 &&
        statements.some((statement) => rangeOf(statement, index, analysis.read) !== undefined),
    ) &&
    !meant.some(
      (one) =>
        one.assessed.target === known &&
        one.assessed.judgement === 'unknown' &&
        partOf(one, index, analysis) !== undefined,
    )
  )
}
