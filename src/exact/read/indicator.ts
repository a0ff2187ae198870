import { call, num } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import type { Chain, Relation } from '../value.ts'
import { negateScalar, productOf } from './arithmetic.ts'
import type { Cursor } from './cursor.ts'
import { accept, closerFor, closingOf, enclosed, expect, next, peek, sees } from './cursor.ts'
import { relation } from './relations.ts'
import { syntax } from './token.ts'

const openers = ['[', '(', '{', '⦃']

/** Whether `1[x > 0]` or `1_{x > 0}` stands behind a bold or blackboard one: a bracket with a relation inside. */
export const startsIndicator = (cursor: Cursor): boolean => {
  const open = sees(cursor, '_') ? 1 : 0
  if (!openers.includes(peek(cursor, open).text)) return false
  const close = closingOf(cursor, cursor.at + open)
  return cursor.tokens.slice(cursor.at + open, close).some(({ text }) => /^(?:[<>=]|[<>!]=)$/.test(text))
}

const minus = (a: Expression, b: Expression): Expression => ({ kind: 'sum', terms: [a, negateScalar(b)] })
const not = (e: Expression): Expression => minus(num(1), e)

/** 1 where the relation holds and 0 elsewhere, by u(t), which is 1 for t ≥ 0, and δ(t), which is 1 for t = 0. */
const holding: Readonly<Record<Relation, (a: Expression, b: Expression) => Expression>> = {
  '>=': (a, b) => call('u', minus(a, b)),
  '<=': (a, b) => call('u', minus(b, a)),
  '>': (a, b) => not(call('u', minus(b, a))),
  '<': (a, b) => not(call('u', minus(a, b))),
  '=': (a, b) => call('delta', minus(a, b)),
  '!=': (a, b) => not(call('delta', minus(a, b))),
}

const ofChain = ({ sides, relations }: Chain): Expression =>
  productOf(
    relations.flatMap((sign, at) => {
      const [left, right] = [sides[at], sides[at + 1]]
      return left && right ? [holding[sign](left, right)] : []
    }),
  )

/** `1[0 <= x < 1]`; the cursor stands behind the one. */
export const indicator = (cursor: Cursor): Expression => {
  accept(cursor, '_')
  const open = next(cursor).text
  const value = enclosed(cursor, relation)
  expect(cursor, closerFor(open))
  if (value.kind !== 'relation') throw syntax('An indicator holds a relation.')
  return ofChain(value.chain)
}
