import { isAccepted } from '../check/accepted.ts'
import { equal } from '../exact/equal.ts'
import { entriesOf } from '../exact/tensor.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { fits } from './assign.ts'
import { compare, type Outcome } from './compare.ts'
import { apart, namesIt, saidIn } from './labels.ts'
import { isName, readFor, withoutLabel } from './read-values.ts'
import { finestCut, sidesOf } from './segments.ts'

/**
 * Whether a tidied text has a formula that is said of nothing else and is not what is asked, or cannot be read: of two answers
 * neither is the answer. What is said of something else is a claim, which the checker judges.
 */
export const hasStray = (key: AnswerKey, text: string): boolean =>
  finestCut(text).some((piece) => {
    const { rest } = withoutLabel(piece, key.asked)
    const { sides, named } = sidesHere(rest, key)
    return sides.some((side) => isStray(side, key, named))
  })

type Sides = { readonly sides: readonly string[]; readonly named: boolean }

/** The sides that could be meant for what is asked, and whether they are said of it; none where another name is defined. */
const sidesHere = (piece: string, key: AnswerKey): Sides => {
  const sides = sidesOf(piece)
  const [head = '', ...rest] = sides
  if (rest.length === 0) return { sides, named: false }
  const { words, value, plain } = apart(head, key.names, key.asked)
  const named = key.asked.some((one) => namesIt(head, one) || saidIn(words, one) > 0)
  if (named || (plain && value === '')) return { sides: rest, named }
  return { sides: isName(value, key.names) ? [] : sides, named }
}

/** A sign or a digit, which words have not. */
const formula = /[^\p{L}\s.,:;'’-]/u

/** Of what is named the checker has decided what is left open here. */
const isStray = (side: string, key: AnswerKey, named: boolean): boolean => {
  const { value: written, plain } = apart(side, key.names, key.asked)
  if (!plain || written === '') return false
  const value = readFor(written, key.asked, key.names)
  // Cases under conditions of their own are read by the checker alone.
  if (!value) return formula.test(written) && !(named && written.includes('\\begin{cases}'))
  const meant = key.asked.filter(({ quantity }) => fits(quantity.value, value))
  if (meant.length > 0) {
    const outcomes = meant.map((asked) => outcomeOf(key, asked, value, written))
    return !outcomes.some((is) => is === 'right' || (named && is === 'unsure'))
  }
  const items = key.asked.flatMap(({ quantity }) => itemsOf(quantity.value))
  return items.length > 0 && !items.some((item) => equal(item, value, { domain: 'positive' }).equal === true)
}

const outcomeOf = ({ accepts }: AnswerKey, asked: Asked, value: Exact, written: string): Outcome['is'] => {
  const outcome = compare(asked, value, written)
  return (outcome.is === 'convention' || outcome.is === 'wrong') && isAccepted(outcome.because, accepts)
    ? 'right'
    : outcome.is
}

/** What a matrix or a row of values is made of, however deep. */
const itemsOf = (value: Exact): readonly Exact[] => {
  if (value.kind === 'shape') return [value, ...value.sizes]
  if (value.kind === 'list' || value.kind === 'set')
    return value.items.flatMap((item) => [item, ...itemsOf(item)])
  return value.kind === 'tensor' ? entriesOf(value) : isExpression(value) ? [value] : []
}
