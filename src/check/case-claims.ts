import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols } from './free-symbols.ts'
import type { Line, Statement } from './statements.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Whether the sentence gives every symbol of a quantity a value. */
export const isWhollySet = ({ quantity: { value } }: Known, isSet: (name: string) => boolean): boolean => {
  const symbols = isExpression(value) ? [...freeSymbols(value)] : []
  return symbols.length > 0 && symbols.every(isSet)
}

const pronoun = /\b(?:it|this|that|which|we)\s+(?:is|gives?|gets?|obtain|equals?|becomes?|yields?|have)\s*$/i

/** `K = 5` and nothing else. */
const onlySets = /^[\s$*`]*\\?[A-Za-z]\w*\s*=\s*[\d.]+[\s$*`]*$/

/** A value by itself in a cell whose row and column set a symbol each. */
const isAlone = ({ flow, statements, sentence: { cell } }: Line, { sides }: Statement): boolean =>
  cell !== undefined &&
  cell.column > 0 &&
  [cell.header, cell.row].every((label) => onlySets.test(label)) &&
  statements.length === 1 &&
  sides.length === 1 &&
  !/\p{L}/u.test(flow)

/** "L = 3: ¤", "L = 3 gives ¤": the value at a point, by itself. */
const isAtPoint = ({ flow, statements }: Line, { at, end, sides }: Statement): boolean => {
  const before = statements.findLast((other) => other.end < at)
  if (sides.length !== 1 || before?.signs[0] !== '=') return false
  const between = flow.slice(before.end + 1, at)
  if (/^\s*(?:gives|yields|leads to|⇒)\s*$/i.test(between))
    return /^\s*(?:$|[.,;:)]|(?:and|for|pixels?)\b)/.test(flow.slice(end + 1))
  return /^\s*:\s*$/.test(between) && !/\p{L}/u.test(flow.slice(0, at))
}

/** "With K = 3 and L = 2 it is 5": the one quantity asked for, in a case that the sentence sets up wholly. */
export const caseClaims = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
  isSet: (name: string) => boolean,
): Claim[] => {
  const asked = vocabulary.known.filter((known) => known.asked)
  const [target] = asked
  const [side] = statement.sides
  if (
    !target ||
    asked.length !== 1 ||
    side?.kind !== 'side' ||
    !(
      pronoun.test(line.flow.slice(0, statement.at)) ||
      isAtPoint(line, statement) ||
      isAlone(line, statement)
    )
  )
    return []
  if (!isWhollySet(target, isSet)) return []
  return [{ targets: [target], side, sign: '=', tie: 'named', line, statement }]
}
