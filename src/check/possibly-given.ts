import { num, power } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { entriesOf } from '../exact/tensor.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import { freeSymbols } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { isPartlyThere } from './layer-claims.ts'
import { inKnownNames } from './renaming.ts'
import { sameScalar, sameValue } from './sameness.ts'
import type { AnySide, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { arraysIn } from './vocabulary.ts'

/** A listing in a named language, or with a line that only programs have. */
const programText =
  /```[ \t]*(?!text\b)[a-z]\w*|```[^`]*\n\s*(?:(?:for|while|if|def|class)\b[^\n]*:\s*\n|(?:import|from|return)\s)/i

const isShareOf = (read: Expression, value: Exact): boolean => {
  const own = freeSymbols(read)
  const [name] = own
  const arrays = arraysIn(value)
  const isAlone = read.kind === 'symbol' || read.kind === 'product'
  return isAlone && own.size === 1 && name !== undefined && name.length > 1 && arrays.has(name)
}

/** `gradient / √d`: what a word is divided or multiplied by. */
const isFactorOfWord = (side: AnySide, value: Exact, analysis: Analysis, vocabulary: Vocabulary): boolean => {
  if (side.kind !== 'side' || !isExpression(value) || !/^\s*[/÷·×*]/.test(side.text)) return false
  const factor = analysis.read({ ...side, text: side.text.replace(/^\s*[/÷·×*]/, '') })
  if (!factor || !isExpression(factor)) return false
  const known = inKnownNames(factor, vocabulary)
  return [known, power(known, num(-1))].some((one) => sameScalar(one, value) === true)
}

const stands = (value: Expression, { lines, read }: Analysis): boolean =>
  lines.some(({ statements }) =>
    statements.some(({ sides }) =>
      sides.some((side) => {
        const found = side.kind === 'side' ? read(side) : undefined
        return found !== undefined && isExpression(found) && sameScalar(found, value) === true
      }),
    ),
  )

/** Whether a side holds a quantity's value, or a part of it, in a form that ties it to nothing. */
const mayHold = (
  side: AnySide,
  statement: Statement,
  { quantity: { value } }: Known,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  const read = side.kind === 'side' ? analysis.read(side) : undefined
  if (!read) return isFactorOfWord(side, value, analysis, vocabulary)
  if (value.kind === 'tensor')
    return (
      value.shape.length > 1 &&
      read.kind === 'tensor' &&
      read.shape.at(-1) === value.shape.at(-1) &&
      // The kernel, turned or not, is no output.
      !vocabulary.known.some(
        (other) => other.quantity.value !== value && sameValue(other.quantity.value, read) === true,
      )
    )
  // `dy/4` for every entry, where entries are a part of those of dy.
  if (statement.sides.length === 1 && isExpression(read) && isShareOf(read, value)) return true
  if (value.kind === 'symbol' && read.kind === 'tensor' && read.shape.length === 1 && read.shape[0] !== 1)
    return entriesOf(read).some((entry) => sameScalar(entry, value) === true)
  if (value.kind === 'piecewise' && isExpression(read) && read.kind === 'indexed')
    return value.pieces.some((piece) => sameScalar(piece.value, read) === true)
  if (!isExpression(value) || !isExpression(read) || value.kind === 'symbol' || value.kind === 'number')
    return false
  // `dy_{p,q}` "times ¼"
  if (read.kind === 'indexed' && value.kind === 'product')
    return (
      value.factors.some((factor) => sameScalar(factor, read) === true) &&
      value.factors.every((factor) => factor.kind === 'indexed' || stands(factor, analysis))
    )
  // It stands there, and it could not be told of what.
  if (guarded(() => sameScalar(inKnownNames(read, vocabulary), value), null) === true) return true
  return (
    read.kind === 'product' &&
    read.factors.some((factor) => sameScalar(inKnownNames(factor, vocabulary), value) === true)
  )
}

const listings = /```[^\n]*\n([\s\S]*?)```/g

/** `dx = 0 0  1 2` somewhere in a listing, whose columns may stand in any order. */
const isInListing = ({ quantity: { symbol, value } }: Known, { source }: Analysis): boolean =>
  value.kind === 'tensor' &&
  /^[A-Za-z]\w*$/.test(symbol) &&
  [...source.matchAll(listings)].some(([, inside = '']) =>
    new RegExp(`(?<!\\w)${symbol}\\s*=\\s*[-−\\d[(]`).test(inside),
  )

/**
 * Quantities of which it cannot be said that a text leaves them out: their value stands in it as a factor of something else or
 * row by row, a part of its list does, or a part of the text (a program's listing) is not read.
 */
export const possiblyGiven = (
  open: readonly Known[],
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Known[] => {
  if (programText.test(analysis.source)) return open
  return open.filter(
    (known) =>
      isPartlyThere(known, analysis) ||
      isInListing(known, analysis) ||
      analysis.lines.some((line) =>
        line.statements.some(
          (statement) =>
            analysis.stance(line, statement) !== 'mention' &&
            statement.sides.some((side) => mayHold(side, statement, known, analysis, vocabulary)),
        ),
      ),
  )
}
