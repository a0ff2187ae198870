import {
  call,
  ceiling,
  floor,
  fraction,
  isNumber,
  isNumberEqual,
  isPositive,
  minus,
  num,
  plus,
  power,
  squareRoot,
  times,
} from '../algebra.ts'
import { floorOf, signOf } from '../enclosed.ts'
import type { Expression } from '../expression.ts'
import { keyOf } from '../key.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { symbolsOf } from '../tree.ts'
import { denestedPower, denestedRoot } from './denest.ts'

/** −1, 0 or 1 where it is certain. */
const signumOf = (x: Expression): -1 | 0 | 1 | undefined => {
  if (isNumber(x)) return q.sign(x.value) < 0 ? -1 : q.isZero(x.value) ? 0 : 1
  if (isPositive(x)) return 1
  if (isPositive(minus(x))) return -1
  return symbolsOf(x).size === 0 ? signOf(x) : undefined
}

export const absolute = (x: Expression): Expression => {
  const sign = signumOf(x)
  return sign === undefined ? call('abs', x) : sign < 0 ? minus(x) : x
}

export const signum = (x: Expression): Expression => {
  const sign = signumOf(x)
  return sign === undefined ? call('sign', x) : num(sign)
}

export const floored = (x: Expression): Expression => {
  const known = isNumber(x) || symbolsOf(x).size > 0 ? undefined : floorOf(x)
  return known === undefined ? floor(x) : num(known)
}

export const ceiled = (x: Expression): Expression => {
  const known = isNumber(x) || symbolsOf(x).size > 0 ? undefined : floorOf(x)
  return known === undefined ? ceiling(x) : num(known + 1n)
}

/** To the nearest multiple of 10^−places; a half goes away from zero. */
export const rounded = (x: Expression, places = 0): Expression => {
  const scale = power(num(10), num(places))
  const sign = signumOf(x)
  if (sign === undefined) return call('round', ...(places === 0 ? [x] : [x, num(places)]))
  const size = floored(plus(times(scale, sign < 0 ? minus(x) : x), fraction(1, 2)))
  return times(num(sign < 0 ? -1 : 1), size, power(scale, num(-1)))
}

export const realPower = (base: Expression, exponent: Expression): Expression => {
  const whole = isNumber(exponent) && q.isInteger(exponent.value)
  if (!whole && signumOf(base) === -1)
    throw new ReadError('domain', 'A negative number to a power that is not whole is not a real number.')
  if (isNumberEqual(base, 0) && signumOf(exponent) === -1) throw new ReadError('domain', 'Division by zero.')
  return denestedPower(base, exponent) ?? power(base, exponent)
}

export const realRoot = (x: Expression, index: bigint): Expression => {
  if (index < 1n) throw new ReadError('domain', 'The index of a root must be at least 1.')
  if (signumOf(x) !== -1)
    return index === 2n ? (denestedRoot(x) ?? squareRoot(x)) : power(x, fraction(1n, index))
  if (index % 2n === 0n)
    throw new ReadError(
      'domain',
      'The root of a negative number is not a real number; only real numbers are worked out.',
    )
  return minus(power(minus(x), fraction(1n, index)))
}

/** The greatest or least of some values; those whose order is not certain stay. */
export const extreme = (name: 'max' | 'min', args: readonly Expression[]): Expression => {
  const kept: Expression[] = []
  for (const x of args) {
    const beaten = kept.some((y) => keyOf(x) === keyOf(y) || beats(name, y, x))
    if (beaten) continue
    const rest = kept.filter((y) => !beats(name, x, y))
    kept.splice(0, kept.length, ...rest, x)
  }
  const [only] = kept
  return kept.length === 1 && only ? only : call(name, ...kept)
}

const beats = (name: 'max' | 'min', a: Expression, b: Expression): boolean => {
  const sign = signumOf(minus(a, b))
  return sign === 0 || sign === (name === 'max' ? 1 : -1)
}
