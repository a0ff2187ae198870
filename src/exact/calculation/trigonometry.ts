import {
  call,
  fraction,
  isNumberEqual,
  minus,
  num,
  over,
  pi,
  plus,
  splitCoefficient,
  squareRoot,
  times,
} from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { keyOf } from '../key.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'

/** r where x = r·π. */
const multipleOfPi = (x: Expression): q.Rational | undefined => {
  if (isNumberEqual(x, 0)) return q.zero
  const [coefficient, rest] = splitCoefficient(x)
  return keyOf(rest) === keyOf(pi) ? coefficient : undefined
}

const root = (n: number): Expression => squareRoot(num(n))
const half = fraction(1, 2)
const quarter = fraction(1, 4)

/** sin(π·n/d) for 0 < n/d ≤ 1/2, where square roots suffice for a short form. */
const sines: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['1/12', times(quarter, minus(root(6), root(2)))],
  ['1/10', times(quarter, plus(root(5), num(-1)))],
  ['1/8', times(half, squareRoot(minus(num(2), root(2))))],
  ['1/6', half],
  ['1/5', times(quarter, squareRoot(minus(num(10), times(num(2), root(5)))))],
  ['1/4', times(half, root(2))],
  ['3/10', times(quarter, plus(root(5), num(1)))],
  ['1/3', times(half, root(3))],
  ['3/8', times(half, squareRoot(plus(num(2), root(2))))],
  ['2/5', times(quarter, squareRoot(plus(num(10), times(num(2), root(5)))))],
  ['5/12', times(quarter, plus(root(6), root(2)))],
  ['1/2', num(1)],
])

/** sin(π·r) by its symmetries, or undefined. */
const sineOfMultiple = (r: q.Rational): Expression | undefined => {
  const turn = q.subtract(r, q.rational(2n * q.floor(q.divide(r, q.rational(2)))))
  if (q.compare(turn, q.one) >= 0) {
    const opposite = sineOfMultiple(q.subtract(turn, q.one))
    return opposite && minus(opposite)
  }
  if (q.isZero(turn)) return num(0)
  const folded = q.compare(turn, q.rational(1, 2)) > 0 ? q.subtract(q.one, turn) : turn
  return sines.get(q.formatRational(folded))
}

export const sine = (x: Expression): Expression => {
  const r = multipleOfPi(x)
  return (r && sineOfMultiple(r)) ?? odd('sin', x)
}

export const cosine = (x: Expression): Expression => {
  const r = multipleOfPi(x)
  return (r && sineOfMultiple(q.add(r, q.rational(1, 2)))) ?? even('cos', x)
}

/** Throws ReadError `domain` at an odd multiple of π/2. */
export const tangent = (x: Expression): Expression => {
  const r = multipleOfPi(x)
  const [top, bottom] = r ? [sineOfMultiple(r), sineOfMultiple(q.add(r, q.rational(1, 2)))] : []
  if (bottom && isNumberEqual(bottom, 0))
    throw new ReadError('domain', 'tan has no value at odd multiples of pi/2.')
  const known = r && tangents.get(q.formatRational(q.subtract(r, q.rational(q.floor(r)))))
  return known ?? (top && bottom ? over(top, bottom) : odd('tan', x))
}

const third = fraction(1, 3)
const tangents: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['1/12', minus(num(2), root(3))],
  ['1/8', plus(root(2), num(-1))],
  ['1/6', times(third, root(3))],
  ['1/4', num(1)],
  ['1/3', root(3)],
  ['3/8', plus(root(2), num(1))],
  ['5/12', plus(num(2), root(3))],
  ['7/12', minus(num(-2), root(3))],
  ['5/8', minus(num(-1), root(2))],
  ['2/3', minus(root(3))],
  ['3/4', num(-1)],
  ['5/6', times(fraction(-1, 3), root(3))],
  ['7/8', minus(num(1), root(2))],
  ['11/12', plus(num(-2), root(3))],
])

/** The angle in [0, π/2] whose sine is x. */
const angleOf = (x: Expression): Expression | undefined => {
  if (isNumberEqual(x, 0)) return num(0)
  for (const [r, value] of sines) {
    if (keyOf(value) === keyOf(x)) return times(num(q.parseRational(r) ?? q.zero), pi)
  }
  return undefined
}

const isNegative = (x: Expression): boolean => q.sign(splitCoefficient(x)[0]) < 0

/** f(−x) = −f(x): the sign comes out. */
export const odd = (name: string, x: Expression): Expression =>
  isNegative(x) ? minus(call(name, minus(x))) : isNumberEqual(x, 0) ? num(0) : call(name, x)
/** f(−x) = f(x): the sign goes. */
export const even = (name: string, x: Expression): Expression => call(name, isNegative(x) ? minus(x) : x)

export const arcsine = (x: Expression): Expression => {
  const angle = angleOf(isNegative(x) ? minus(x) : x)
  if (!angle) return call('asin', x)
  return isNegative(x) ? minus(angle) : angle
}

export const arccosine = (x: Expression): Expression => {
  const angle = angleOf(isNegative(x) ? minus(x) : x)
  if (!angle) return call('acos', x)
  return isNegative(x) ? plus(times(half, pi), angle) : minus(times(half, pi), angle)
}

export const arctangent = (x: Expression): Expression => {
  const size = isNegative(x) ? minus(x) : x
  const found = isNumberEqual(x, 0)
    ? num(0)
    : [...tangents].find(
        ([r, value]) =>
          keyOf(value) === keyOf(size) && q.compare(q.parseRational(r) ?? q.one, q.rational(1, 2)) < 0,
      )
  if (!found) return call('atan', x)
  if (!Array.isArray(found)) return num(0)
  const angle = times(num(q.parseRational(found[0]) ?? q.zero), pi)
  return isNegative(x) ? minus(angle) : angle
}
