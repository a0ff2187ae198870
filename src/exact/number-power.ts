import type { Expression, Num, Power } from './expression.ts'
import type { Rational } from './rational.ts'
import * as q from './rational.ts'
import { ReadError } from './read-error.ts'
import { rootOfInteger } from './root.ts'

const num = (value: Rational): Num => ({ kind: 'number', value })

const bitLimit = 200_000n

const isSmall = (n: bigint): boolean => n < 0x1fffffffffffffn && n > -0x1fffffffffffffn
const bitLength = (n: bigint): bigint => BigInt((n < 0n ? -n : n).toString(16).length * 4)

/** An integer power of a rational. Throws ReadError `too-large` past 200,000 bits, `domain` for 0 to a negative power. */
const raiseNumber = (base: Rational, exponent: bigint): Rational => {
  if (base.n === 0n && exponent < 0n) throw new ReadError('domain', 'Division by zero.')
  const times = exponent < 0n ? -exponent : exponent
  const trivial = base.d === 1n && (base.n === 0n || base.n === 1n || base.n === -1n)
  // The digits need no counting for low powers of what fits a double.
  const small = times <= 64n && isSmall(base.n) && isSmall(base.d)
  if (!trivial && !small && (bitLength(base.n) + bitLength(base.d)) * times > bitLimit)
    throw new ReadError('too-large', 'The power is too large to write out exactly.')
  return q.raise(base, exponent)
}

/** A rational to a rational power, with exact roots taken out. Throws ReadError as `raiseNumber` does. */
export const powerOfNumbers = (base: Rational, exponent: Rational): Expression => {
  if (q.isInteger(exponent)) return num(raiseNumber(base, exponent.n))
  if (q.isZero(base)) {
    if (q.sign(exponent) < 0) throw new ReadError('domain', 'Division by zero.')
    return num(q.zero)
  }
  if (q.sign(base) < 0) return { kind: 'power', base: num(base), exponent: num(exponent) }
  const whole = q.floor(exponent)
  const part: Rational = { n: exponent.n - whole * exponent.d, d: exponent.d }
  const root = rootOfInteger(base.d === 1n ? base.n : base.n * base.d ** (part.d - 1n), part)
  if (root === undefined) return { kind: 'power', base: num(base), exponent: num(exponent) }
  // n/d under a root of index r is n·d^(r−1) under it, divided by d.
  const divided = q.divide(q.rational(root.outside), q.raise(q.rational(base.d), part.n))
  const outside = num(q.multiply(raiseNumber(base, whole), divided))
  if (root.radical === undefined) return outside
  return q.isOne(outside.value) ? root.radical : { kind: 'product', factors: [outside, root.radical] }
}

type Radical = Power & { readonly base: Num; readonly exponent: Num }

/** A root of a positive number. */
const isRadical = (x: Expression): x is Radical =>
  x.kind === 'power' && x.base.kind === 'number' && x.exponent.kind === 'number' && q.sign(x.base.value) > 0

/** Joins a root to one of its index among the factors, if there is one: √2·√6 is √12, and so 2·√3. */
export const joinRadical = (factors: Expression[], factor: Expression): boolean => {
  if (!isRadical(factor)) return false
  const { base, exponent } = factor
  for (const [at, other] of factors.entries()) {
    if (!isRadical(other) || !q.equals(other.exponent.value, exponent.value)) continue
    factors[at] = powerOfNumbers(q.multiply(other.base.value, base.value), exponent.value)
    return true
  }
  return false
}
