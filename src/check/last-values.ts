import type { Tensor } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { isOfKind, isOfOther, isUnnamed, resultWords, valueAt, wordsSince } from './final-claims.ts'
import { isRightOfAnother } from './of-another.ts'
import { sameValue } from './sameness.ts'
import { ofOther, rankOf, shapesAsked } from './shape-claims.ts'
import { areSizes } from './sizes.ts'
import type { Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Where a matrix is asked for and nowhere named, the last one of its size is meant. */
export const lastMatrices = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  open: readonly Known[],
  taken: ReadonlySet<Statement>,
): readonly Claim[] => {
  const out = new Map<string, Claim>()
  for (const line of analysis.lines)
    for (const statement of line.statements) {
      const side = statement.sides.at(-1)
      const value = valueAt(side, analysis)
      if (
        !side ||
        areSizes(side) ||
        taken.has(statement) ||
        value?.kind !== 'tensor' ||
        !isUnnamed(statement, analysis)
      )
        continue
      const targets = open.filter((known) => isOfKind(known, value))
      if (targets.length === 0 || isOfOther(line, statement, value, vocabulary)) continue
      const claim: Claim = { targets, side, sign: '=', tie: 'final', line, statement }
      if (targets.some((target) => isRightOfAnother(claim, target, analysis, vocabulary))) continue
      out.set(value.shape.join(), claim)
    }
  const found = [...out.values()]
  const isGiven = ({ value }: Matrix): boolean =>
    vocabulary.known.some((known) => !known.asked && sameValue(known.quantity.value, value) === true)
  const sizes = new Set(
    matricesIn(analysis)
      .filter((matrix) => !isGiven(matrix))
      .map(({ value }) => value.shape.join()),
  )
  const left = open.filter(
    ({ quantity: { value } }) => value.kind === 'tensor' && !sizes.has(value.shape.join()),
  )
  const used = new Set([...taken, ...found.map(({ statement }) => statement)])
  const other = left.length === 1 ? lastOfOtherSize(analysis, vocabulary, left, used) : undefined
  return other ? [...found, other] : found
}

type Matrix = Pick<Claim, 'line' | 'statement' | 'side'> & { readonly value: Tensor }

const matricesIn = (analysis: Analysis): readonly Matrix[] =>
  analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement): Matrix[] => {
      const side = statement.sides.at(-1)
      const value = valueAt(side, analysis)
      return side && value?.kind === 'tensor' && value.shape.length === 2
        ? [{ line, statement, side, value }]
        : []
    }),
  )

/**
 * Where no matrix has the size of the one asked for, the last one in the text is meant where it is called the result, or
 * where the text has as many as are asked for.
 */
const lastOfOtherSize = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  open: readonly Known[],
  taken: ReadonlySet<Statement>,
): Claim | undefined => {
  const matrices = matricesIn(analysis)
  const last = matrices.at(-1)
  const targets = open.filter(
    ({ quantity: { value } }) => value.kind === 'tensor' && value.shape.length === 2,
  )
  if (!last || targets.length === 0 || taken.has(last.statement)) return undefined
  const { line, statement, side, value } = last
  if (!isUnnamed(statement, analysis) || isOfOther(line, statement, value, vocabulary)) return undefined
  const alone = matrices.filter((one) => isUnnamed(one.statement, analysis))
  const asked = vocabulary.known.filter((known) => known.asked && known.quantity.value.kind === 'tensor')
  const isCounted = asked.length > 1 && alone.length === asked.length
  const isResult = resultWords.test(wordsSince(line, statement)) || statement.strong || statement.boxed
  if (!isResult && !isCounted) return undefined
  return { targets, side, sign: '=', tie: 'final', line, statement }
}

/** Where sizes are asked for and nowhere tied, the last shape that stands by itself is the output's. */
export const lastShape = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  open: readonly Known[],
  taken: ReadonlySet<Statement>,
): readonly Claim[] => {
  const all = analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement): Claim[] => {
      const [side] = statement.sides
      const rank = statement.sides.length === 1 ? rankOf(side, analysis) : undefined
      if (!side || rank === undefined || rank < 2 || taken.has(statement) || line.sentence.cell) return []
      const targets = shapesAsked(rank, vocabulary)
      const isOpen = targets.some(({ reference }) => open.some((known) => known.reference === reference))
      const stands = line.statements.at(-1) === statement && !ofOther.test(wordsSince(line, statement))
      return isOpen && stands ? [{ targets, side, sign: '=', tie: 'final', line, statement }] : []
    }),
  )
  return all.slice(-1)
}
