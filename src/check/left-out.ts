import type { Expression } from '../exact/expression.ts'
import { isExpression, type Piecewise } from '../exact/value.ts'
import { casesLeftOut, rightOf } from './coverage.ts'
import type { Side } from './elements.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import type { Meant } from './meant.ts'
import { evaluate } from './numeric.ts'
import { indexOf, pieceAt } from './pieces.ts'
import { sameScalar } from './sameness.ts'
import type { AnySide, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** How a sequence goes on, in words: "it halves with each step". */
const goesOn =
  /\bhal(?:f|ve[sd]?|ving)\b|\b(?:each|every|per)\s+(?:step|sample|time)|\bfactor\b|\bdivid\w+|\bmultipl\w+|\bsame\b|\bmirror\w*|\bshift\w*/i

/** What comes after the cases that are given: "after that the output decays". */
const comesTo = /\b(?:after(?:wards)?|later|once|beyond|thereafter|then|past)\b/i

/** Letters and signs of which a formula for a case could be made. */
const written = /\d|[a-z]\s*[\^(_{]/i

/** `x(k) h(n − k)`: the definition in general. */
const appliedTo = (index: string): RegExp =>
  new RegExp(`(?<![a-z\\\\])[a-z]\\s*[([][^)\\]]*(?<![a-z])${index}(?![a-z])`)

/** `0 ≤ n ≤ 6`: where something holds, and not what. */
const isRange = ({ signs }: Statement): boolean =>
  signs.length > 0 && signs.every((sign) => /^[<>]/.test(sign))

type Cases = {
  readonly index: string
  readonly missing: Piecewise
  readonly given: readonly Expression[]
  readonly parameters: ReadonlyMap<string, Expression>
}

const [firstPoint, lastPoint] = [-8, 40]

/** Whether a number is one that a missing case takes. */
const isTaken = (read: Expression, { index, missing, parameters }: Cases): boolean => {
  const value = evaluate(read, new Map())
  for (let at = firstPoint; at <= lastPoint; at++) {
    const expected = pieceAt(missing, index, at, parameters)
    const taken = expected ? evaluate(expected, new Map()) : Number.NaN
    if (Math.abs(taken - value) <= 1e-9 * Math.abs(taken)) return true
  }
  return false
}

/** Whether a side, and so the chain that it is in, is a case that is given. */
const isGiven = (side: AnySide, { given, parameters }: Cases, analysis: Analysis): boolean => {
  const read = side.kind === 'side' ? analysis.read(side) : undefined
  if (!read || !isExpression(read)) return false
  return given.some((one) => guarded(() => sameScalar(resolve(read, parameters), one), null) === true)
}

const mayGive = (side: Side, statement: Statement, cases: Cases, analysis: Analysis): boolean => {
  if (side.format === 'words' || isRange(statement) || appliedTo(cases.index).test(side.text)) return false
  const read = analysis.read(side)
  if (!read) return written.test(side.text.replaceAll(/\\[lc]?dots/g, ''))
  if (!isExpression(read)) return read.kind !== 'class'
  if (freeSymbols(read).size === 0) return isTaken(read, cases)
  if (!freeSymbols(read).has(cases.index)) return false
  return read.kind !== 'symbol'
}

/**
 * Whether nothing in a text may give the cases of a definition that it leaves out: its formulas are those of other cases,
 * its numbers none that a missing case takes, and no word behind the last case says how the sequence goes on.
 */
export const saysNothingMore = (
  known: Known,
  meant: readonly Meant[],
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  const { value } = known.quantity
  if (value.kind !== 'piecewise') return false
  const right = rightOf(known, meant)
  const missing = casesLeftOut(value, right, analysis, vocabulary)
  const index = indexOf(value)
  const parameters = new Map([...analysis.definitions, ...vocabulary.parameters])
  parameters.delete(index)
  const given = value.pieces.filter((piece) => !missing.includes(piece)).map((piece) => piece.value)
  const cases: Cases = { index, missing: { ...value, pieces: missing }, given, parameters }
  const last = Math.max(...right.map(({ assessed }) => analysis.lines.indexOf(assessed.claim.line)))
  if (!analysis.lines.some((line, at) => at > last && comesTo.test(line.flow))) return false
  return analysis.lines.every(
    (line, at) =>
      !(at > last && goesOn.test(line.flow)) &&
      line.statements.every(
        (statement) =>
          statement.sides.some((side) => isGiven(side, cases, analysis)) ||
          statement.sides.every((side) => side.kind === 'side' && !mayGive(side, statement, cases, analysis)),
      ),
  )
}
