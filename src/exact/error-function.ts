import { Decimal } from 'decimal.js'
import type { Rational } from './rational.ts'
import type { Approximate } from './value.ts'

type Numbers = typeof Decimal

/**
 * erf(x) at the precision of D, by erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1)/(2n+1)!! (DLMF 7.6.2), whose terms all have
 * one sign, so that nothing cancels.
 */
export const erf = (x: Decimal, D: Numbers): Decimal => {
  const digits = D.precision + 5
  // 1 − erf(x) < e^(−x²), which is below the last digit here.
  if (x.abs().gt(Math.sqrt(digits * Math.LN10) + 1)) return new D(x.isNegative() ? -1 : 1)
  const [square, enough] = [x.times(x), new D(10).pow(-digits)]
  let [term, sum] = [x, x]
  for (let n = 1; term.abs().gt(sum.abs().times(enough)); n++) {
    term = term
      .times(square)
      .times(2)
      .div(2 * n + 1)
    sum = sum.plus(term)
  }
  return sum.times(2).div(D.acos(-1).sqrt()).times(square.neg().exp())
}

const bits = 320n
const unit = 1n << bits
/** π·2³²⁰, from its first 110 decimals. */
const scaledPi =
  (31415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679821480865132n *
    unit) /
  10n ** 112n

const bitLength = (n: bigint): number => n.toString(2).length

const wholeRoot = (n: bigint): bigint => {
  let root = 1n << BigInt(Math.ceil(bitLength(n) / 2))
  for (;;) {
    const next = (root + n / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** Σ aₙ in fixed point, where a₀ = 1 and each term is the one before times t·step(n). */
const sumTerms = (t: bigint, step: (n: bigint) => readonly [bigint, bigint]): bigint => {
  let [term, sum] = [unit, unit]
  for (let n = 1n; term > 0n; n++) {
    const [over, under] = step(n)
    term = (term * t * over) / (under << bits)
    sum += term
  }
  return sum
}

/** Shown as `decimals.ts` shows numbers. */
const Shown = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 40 })

/**
 * erf(√t) for a rational t > 0, correct to `digits` ≤ 50 significant digits: the series above in integers, whose
 * truncations stay below 2⁻²⁵⁶ of the result.
 */
export const erfOfRoot = ({ n, d }: Rational, digits = 30): Approximate => {
  // Here 1 − erf(√t) < e^(−t) is beyond the last digit shown.
  if (n > 130n * d) return { kind: 'approximate', decimal: '1', digits }
  const t = (n << bits) / d
  const series = sumTerms(t, (k) => [2n, 2n * k + 1n])
  const exponential = sumTerms(t, (k) => [1n, k])
  const shift = bits + BigInt(Math.max(0, bitLength(d) - bitLength(n)))
  const root = wholeRoot((n << (2n * shift)) / d)
  // erf = 2·√t·series/(√π·e^t), as a whole number over 2^shift.
  const pi = wholeRoot(scaledPi << bits)
  const value = (2n * root * series * unit) / (pi * exponential)
  // Ten digits beyond those shown, which are then rounded.
  const places = digits + 10 - Math.floor((bitLength(value) - Number(shift)) * Math.log10(2))
  const scaled = (value * 10n ** BigInt(places)) >> shift
  return {
    kind: 'approximate',
    decimal: new Shown(`${scaled}e${-places}`).toSignificantDigits(digits).toString(),
    digits,
  }
}

/** The same series in doubles, for 0 ≤ x ≤ 3: relative error below 10⁻¹⁴. */
const erfSeries = (x: number): number => {
  let [term, sum] = [x, x]
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

/** 1 − erf(x) for x > 3 by its continued fraction (DLMF 7.9.3), evaluated from the far end. */
const erfcFraction = (x: number): number => {
  let tail = x
  for (let n = 60; n >= 1; n--) tail = x + n / 2 / tail
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail)
}

/** erf(b) − erf(a) for 0 ≤ a ≤ b in doubles, from the tails where both are near 1. */
export const erfBetween = (a: number, b: number): number => {
  if (b <= 3) return erfSeries(b) - erfSeries(a)
  if (a > 3) return erfcFraction(a) - erfcFraction(b)
  return 1 - erfSeries(a) - erfcFraction(b)
}
