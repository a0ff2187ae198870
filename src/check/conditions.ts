import type { Expression } from '../exact/expression.ts'
import type { Piecewise } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import type { Side } from './elements.ts'
import type { Judgement } from './judge-scalar.ts'
import type { CasesSide } from './statements.ts'
import { statementsOf } from './statements.ts'
import type { Analysis } from './text-analysis.ts'

/** Whether the pieces of a definition are told apart by other things than the range of an index (`x_{ij}` is the maximum). */
export const isConditional = (value: Piecewise): boolean =>
  !value.pieces.some((piece) =>
    piece.when.some((chain) => chain.sides.some((side) => side.kind === 'symbol')),
  )

const ofRest =
  /\b(?:otherwise|else(?:where)?|all other|every other|the (?:other|rest)|not\b.*\b(?:max|largest))\b/i
const ofMaximum = /max|largest|greatest|winner|attain/i
const unconditional = /\b(?:all|every|each|any)\b(?![^.;]*\b(?:other|max\w*|largest))/i

type Judge = (expected: Expression, written: Expression) => Judgement

/** The value of the first piece, whose condition is told, and that of the rest. */
const valuesOf = (value: Piecewise): readonly [Expression, Expression] | undefined => {
  const [told, rest] = value.pieces
  return told && rest && value.pieces.length === 2 ? [told.value, rest.value] : undefined
}

/** A `cases` environment row by row: the row of the rest, and the row with the condition. */
export const judgeConditionalCases = (
  value: Piecewise,
  side: CasesSide,
  analysis: Analysis,
  judge: Judge,
): Judgement => {
  const values = valuesOf(value)
  if (!values || side.rows.length !== 2) return 'unknown'
  const judged = side.rows.map((row, at) => {
    const last = statementsOf(row.value)[0]?.sides.at(-1)
    const read = last?.kind === 'side' ? analysis.read(last) : undefined
    const words = row.when.map((element) => ('text' in element ? element.text : '')).join(' ')
    const isRest = ofRest.test(words) || (at === 1 && words.trim() === '')
    return read && isExpression(read) ? judge(values[isRest ? 1 : 0], read) : 'unknown'
  })
  if (judged.includes('disagrees')) return 'disagrees'
  return judged.every((one) => one === 'agrees') ? 'agrees' : 'unknown'
}

/** One value with its condition in words, `dx = dy if x is the largest of its window`, or without any where there is one. */
export const judgeConditional = (
  value: Piecewise,
  claim: Claim,
  written: Expression,
  analysis: Analysis,
  judge: Judge,
): Judgement => {
  const values = valuesOf(value)
  if (!values) return 'unknown'
  const { flow } = claim.line
  const after =
    analysis.source.slice(claim.statement.to, claim.statement.to + 120).split(/[.;](?=\s)/)[0] ?? ''
  const before = flow.slice(0, claim.statement.at).split(/[.;]/).at(-1) ?? ''
  const [told, rest] = values.map((expected) => judge(expected, written))
  if (told === 'agrees') {
    if (ofMaximum.test(after) || (ofMaximum.test(before) && !/pooling\b[^¤]*$/i.test(before))) return 'agrees'
    return unconditional.test(after) || unconditional.test(before) ? 'disagrees' : 'unknown'
  }
  if (rest === 'agrees') return ofRest.test(`${before} ${after}`) ? 'agrees' : 'unknown'
  return told === 'disagrees' && rest === 'disagrees' ? 'disagrees' : 'unknown'
}

const indicator =
  /(?:\\cdot|\\,|\s)*(?:\\(?:mathbf|mathbb|mathds|boldsymbol|bm|mathrm)\s*\{?\s*(?:1|I)\s*\}?|𝟙|\\mathbbm\{1\})\s*_?\s*(?:\\left|\\[bB]igg?[lr]?)?\s*(\\?[[({].*)$/s

/** `dy · 𝟏{x is the maximum}`: a value with its condition as a factor. */
export const judgeIndicator = (
  value: Piecewise,
  side: Side,
  analysis: Analysis,
  judge: Judge,
): Judgement | undefined => {
  const found = indicator.exec(side.text)
  const values = valuesOf(value)
  if (!found || !values || !ofMaximum.test(found[1] ?? '')) return undefined
  const read = analysis.read({ ...side, text: side.text.slice(0, found.index) })
  return read && isExpression(read) ? judge(values[0], read) : 'unknown'
}
