import { call, num, squareRoot } from './algebra.ts'
import { erfBetween, erfOfRoot } from './error-function.ts'
import type { Expression } from './expression.ts'
import { countCodes, type NumberFormat, roundingInterval } from './number-format.ts'
import * as q from './rational.ts'
import type { Exact } from './value.ts'

/** Weights of a rational variance, of which `weights` are drawn. */
export type Population = {
  readonly variance: q.Rational
  readonly distribution: 'normal' | 'uniform'
  readonly weights: bigint
}

type Share = { readonly closed: Expression; readonly value: Exact }

/** Share of the weights between −x and x: erf has no closed value, a share of a uniform distribution has. */
export const shareWithin = (x: q.Rational, { variance, distribution }: Population): Share => {
  const square = q.divide(q.multiply(x, x), variance)
  if (distribution === 'normal') {
    const half = q.divide(square, q.rational(2))
    return { closed: call('erf', squareRoot(num(half))), value: erfOfRoot(half, 30) }
  }
  const third = q.divide(square, q.rational(3))
  const closed = q.compare(third, q.one) >= 0 ? num(1) : squareRoot(num(third))
  return { closed, value: closed }
}

/** Shares in doubles are right to this relative error and far better; nearer to a limit more digits decide. */
const doubt = 1e-9

/** Codes of both signs, ±0 being two, on which at least one of the weights is expected to fall. */
export const codesUsed = (format: NumberFormat, population: Population): number => {
  const { variance, distribution } = population
  const weights = Number(population.weights)
  if (distribution === 'uniform') {
    const bound = Math.sqrt(q.toNumber(q.multiply(variance, q.rational(3))))
    return (
      2 *
      countCodes(format, (code) => {
        const [from, to] = roundingInterval(code, format)
        return weights * (Math.min(to, bound) - Math.min(from, bound)) >= 2 * bound
      })
    )
  }
  const unit = Math.sqrt(2 * q.toNumber(variance))
  return (
    2 *
    countCodes(format, (code) => {
      const [from, to] = roundingInterval(code, format)
      const expected = (weights * erfBetween(from / unit, to / unit)) / 2
      return Math.abs(expected - 1) > doubt ? expected >= 1 : expectsOne(from, to, population)
    })
  )
}

/** The same decision with 50 digits; equality is impossible, since erf is transcendental here. */
const expectsOne = (from: number, to: number, { variance, weights }: Population): boolean => {
  const below = (x: number): q.Rational => {
    // Bounds of intervals are whole multiples of 2⁻²⁰⁰ in all formats, and doubles hold them exactly.
    const exact = q.rational(BigInt(x * 2 ** 200), 1n << 200n)
    const half = q.divide(q.multiply(exact, exact), q.multiply(q.rational(2), variance))
    return (x > 0 && q.parseRational(erfOfRoot(half, 50).decimal)) || q.zero
  }
  const share = q.subtract(below(to), below(from))
  return q.compare(q.multiply(share, q.rational(weights)), q.rational(2)) >= 0
}
