import { call, num } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { multiply } from '../rational.ts'
import type { Exact } from '../value.ts'
import { divide, negate, power, product, productOf, quotient, scalar, sum, transpose } from './arithmetic.ts'
import { atom } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import { accept, deeper, isSign, next, peek, sees } from './cursor.ts'
import { mixedNumber } from './mixed-numbers.ts'
import { isCloser, syntax, type Token, tooDeep } from './token.ts'

/**
 * The grammar of formulas by precedence climbing: sum, product (written or implied, and quotients, from left to
 * right), sign, power (from right to left), postfix signs, atom. Both sources of tokens meet here.
 */

/** In a matrix typed with blanks, `1 -2` is two cells and `1 - 2` one. */
const startsCell = (cursor: Cursor, token: Token): boolean => {
  if (!cursor.cells || !token.spaced) return false
  return !peek(cursor, 1).spaced || !(isSign(token, '-') || isSign(token, '+'))
}

const addition = (cursor: Cursor): 1 | -1 | undefined => {
  const token = peek(cursor)
  if (token.kind !== 'sign') return undefined
  switch (token.text) {
    case '+':
      return 1
    case '-':
      return -1
    case '±':
    case '∓':
      cursor.sawPlusMinus = true
      return token.text === '±' ? cursor.upper : cursor.upper === 1 ? -1 : 1
    default:
      return undefined
  }
}

const further = (cursor: Cursor): 1 | -1 | undefined =>
  startsCell(cursor, peek(cursor)) ? undefined : addition(cursor)

/** A sum of products: the widest thing that is a single scalar, vector or matrix. */
export const expression = (cursor: Cursor): Exact =>
  deeper(cursor, () => {
    const terms = [term(cursor)]
    for (let sign = further(cursor); sign !== undefined; sign = further(cursor)) {
      next(cursor)
      const value = term(cursor)
      terms.push(sign === 1 ? value : negate(value))
    }
    return sum(terms)
  })

/** `negative` where a sign stands in front of all of them. */
type Factors = { values: Exact[]; onlyCrosses: boolean; negative: boolean }

/** The signs in front of a term, together. */
const leadingSign = (cursor: Cursor): 1 | -1 => {
  const lead = addition(cursor)
  if (lead === undefined) return 1
  next(cursor)
  return deeper(cursor, leadingSign) === lead ? 1 : -1
}

/** One term of a sum: a product of factors. */
export const term = (cursor: Cursor): Exact => {
  const negative = leadingSign(cursor) === -1
  const first = peek(cursor)
  const factors: Factors = { values: [factor(cursor)], onlyCrosses: true, negative }
  const mixed = mixedNumber(cursor, first, factors.values[0])
  if (mixed) factors.values = [postfix(cursor, mixed)]
  while (operator(cursor, factors) || implied(cursor, factors));
  const value = multiplied(factors)
  // The sign of a literal belongs to it, so that −3 is one number; −3·x is (−3)·x either way.
  return factors.negative ? negate(value) : value
}

const multiplied = ({ values, onlyCrosses }: Factors): Exact => {
  if (values.length === 1) return values[0] ?? num(1)
  const value = product(values)
  return onlyCrosses && value.kind === 'product' ? { ...value, times: '×' } : value
}

const operator = (cursor: Cursor, factors: Factors): boolean => {
  const token = peek(cursor)
  if (token.kind !== 'sign' || startsCell(cursor, token)) return false
  const { text } = token
  if (text === '*' || text === '×') {
    next(cursor)
    factors.values.push(signed(cursor))
    factors.onlyCrosses &&= text === '×'
    return true
  }
  const remainder = text === 'mod' || isRemainder(cursor)
  if (text !== '/' && text !== '//' && !remainder) return false
  next(cursor)
  factors.onlyCrosses = false
  const from = cursor.at
  const value = signed(cursor)
  if (text === '/') {
    refuseUnclearDivisor(cursor, from)
    divide(factors.values, value)
    return true
  }
  // `-7 // 2` divides −7, as programs do: the sign makes a difference to what is rounded down.
  const divided = scalar(product(factors.values))
  const before = factors.negative ? scalar(negate(divided)) : divided
  factors.negative = false
  factors.values = remainder
    ? [call('mod', before, scalar(value))]
    : [call('floor', scalar(quotient(before, value)))]
  return true
}

/** `5 % 3` of programs, blanks on both sides; `25 %` is a percentage. */
const isRemainder = (cursor: Cursor): boolean => {
  const [sign, behind] = [peek(cursor), peek(cursor, 1)]
  if (!isSign(sign, '%') || cursor.source === 'latex') return false
  return sign.spaced && behind.spaced && /^(?:number|name)$/.test(behind.kind)
}

/** `a/bc` is (a/b)c to some and a/(bc) to others, so it is not read; `1/2 x` and `p/q(1-p)` go from left to right. */
const refuseUnclearDivisor = (cursor: Cursor, from: number): void => {
  const divisor = cursor.tokens[from]
  const follows = peek(cursor)
  const named = divisor?.kind === 'name' || divisor?.kind === 'constant'
  if (named && (follows.kind === 'name' || follows.kind === 'function') && startsFactor(cursor))
    throw syntax('It is unclear what is divided by: write a/(b*c) or (a/b)*c.')
}

/** A factor with signs of its own, as behind an operator: `2·−3`. */
const signed = (cursor: Cursor): Exact => {
  if (accept(cursor, '-')) return negate(deeper(cursor, signed))
  if (accept(cursor, '+')) return deeper(cursor, signed)
  return factor(cursor)
}

/** Whether an implied factor may start here. */
export const startsFactor = (cursor: Cursor): boolean => {
  const token = peek(cursor)
  if (cursor.cells && token.spaced) return false
  if (token.kind === 'name' || token.kind === 'function' || token.kind === 'constant') return true
  if (token.kind !== 'sign') return false
  if (token.text === '|' || token.text === '‖') return cursor.bars === 0
  return implicitStarts.has(token.text)
}
const implicitStarts = new Set([
  '(',
  '{',
  '[',
  '⦃',
  '⌊',
  '⌈',
  '√',
  'frac',
  'root',
  'binom',
  '∑',
  '∏',
  'begin',
  'accent',
])

const implied = (cursor: Cursor, factors: Factors): boolean => {
  const number = peek(cursor).kind === 'number'
  if (number ? !numberMayFollow(cursor) : !startsFactor(cursor)) return false
  factors.values.push(factor(cursor))
  factors.onlyCrosses = false
  return true
}

/** A number is an implied factor as the base of a power behind a bracket or fraction, `½ 2^n`, and in `2! 3!`. */
const numberMayFollow = (cursor: Cursor): boolean => {
  const before = cursor.tokens[cursor.at - 1]
  if (cursor.cells || !before) return false
  if (isSign(before, '!')) return true
  return isCloser(before) && sees(cursor, '^', 1)
}

/** `x^-1/2` and `x^1/2` mean a root to most who write them and x^(-1)/2 by the rules, so they are not read. */
const refuseUnclearExponent = (cursor: Cursor): void => {
  const negative = sees(cursor, '-') ? 1 : 0
  const [over, bar, under] = [peek(cursor, negative), peek(cursor, negative + 1), peek(cursor, negative + 2)]
  const root = over.kind === 'number' && (negative === 1 || over.text === '1')
  if (root && isSign(bar, '/') && !bar.spaced && under.kind === 'number' && !under.spaced)
    throw syntax('It is unclear what the exponent is: write x^(1/2) or (x^1)/2.')
}

/** A power: `-x^2` is −(x²) and `a^b^c` is a^(b^c). */
export const factor = (cursor: Cursor): Exact => {
  let value = postfix(cursor, atom(cursor))
  if (accept(cursor, '^')) {
    refuseUnclearExponent(cursor)
    value = power(value, deeper(cursor, signed))
  }
  return isSign(peek(cursor), '!') || (isSign(peek(cursor), '%') && !isRemainder(cursor))
    ? postfix(cursor, value)
    : value
}

const percent = num({ n: 1n, d: 100n })
const mostPostfixes = 20

const postfix = (cursor: Cursor, start: Exact): Exact => {
  let value = start
  for (let count = 0; ; count++) {
    if (count > mostPostfixes) throw tooDeep()
    if (sees(cursor, '!')) value = call('factorial', scalar(value))
    else if (sees(cursor, '%') && !isRemainder(cursor)) value = percentOf(scalar(value))
    else if (sees(cursor, 'ᵀ') || sees(cursor, "'")) value = transpose(value)
    else if (transposes(cursor)) {
      // `^⊤` and `^T` are four tokens in LaTeX (`^ ⦃ T ⦄`) and two in plain text.
      cursor.at += sees(cursor, '⦃', 1) ? 3 : 1
      value = transpose(value)
    } else return value
    next(cursor)
  }
}

const percentOf = (x: Expression): Expression =>
  x.kind === 'number' && x.written === undefined
    ? num(multiply(x.value, percent.value))
    : productOf([x, percent])

const transposes = (cursor: Cursor): boolean => {
  if (!sees(cursor, '^')) return false
  const grouped = sees(cursor, '⦃', 1)
  const mark = peek(cursor, grouped ? 2 : 1)
  if (grouped && !sees(cursor, '⦄', 3)) return false
  if (mark.kind === 'sign') return mark.text === '⊤' || mark.text === 'ᵀ'
  if (mark.kind !== 'name' || mark.text !== 'T' || cursor.options.symbols?.has('T')) return false
  // `^T` on a number is a power; so it is in plain text when more follows, as in `2^T`.
  return cursor.tokens[cursor.at - 1]?.kind !== 'number'
}
