import { Decimal } from 'decimal.js'
import { evaluateIn, type Point } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import { type Polynomial, polynomialTerms } from '../normal/term.ts'
import { normalForm } from '../normal-form.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import { type Rational, rational } from '../rational.ts'
import { childrenOf, mapChildren } from '../tree.ts'
import { realZeros } from './real-zeros.ts'

const digits = 64

const arithmetic = decimalArithmetic(digits)

const highestDegree = 8

const mostAbsolute = 3

/** A real number to 64 digits as a rational, so that it can stand at a point. */
const toRational = (value: Decimal): Rational => {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const power = Number(exponent) - fraction.length
  const n = BigInt(`${whole}${fraction}`)
  return power >= 0 ? rational(n * 10n ** BigInt(power)) : rational(n, 10n ** BigInt(-power))
}

/** A polynomial's coefficients in one symbol, the others having values; undefined when it is none, or too high. */
const coefficientsIn = (a: Polynomial, symbol: string, point: Point): Decimal[] | undefined => {
  const coefficients: Decimal[] = []
  let shift = 0
  const parts: [number, Decimal][] = []
  for (const term of polynomialTerms(a)) {
    let power = 0
    let value: Decimal | undefined = arithmetic.of(term.coefficient)
    for (const { atom, exponent } of term.factors) {
      const { n, d } = exponent.constant
      if (atom.key === `s:${symbol}`) {
        if (exponent.rest.length > 0 || d !== 1n || n > highestDegree || n < -highestDegree) return undefined
        power = Number(n)
        continue
      }
      if (exponent.rest.length > 0 || atom.key.includes(`s:${symbol}^`)) return undefined
      const base = atomValue(atom, point)
      const factor = base && arithmetic.power(base, arithmetic.of(exponent.constant), exponent.constant)
      if (!factor) return undefined
      value = value.times(factor)
    }
    shift = Math.min(shift, power)
    parts.push([power, value])
  }
  for (const [power, value] of parts) {
    const index = power - shift
    if (index > highestDegree) return undefined
    while (coefficients.length <= index) coefficients.push(arithmetic.of({ n: 0n, d: 1n }))
    coefficients[index] = (coefficients[index] ?? value).plus(value)
  }
  return coefficients
}

const atomValue = (
  atom: { kind: string; key: string } & Record<string, unknown>,
  point: Point,
): Decimal | undefined => {
  if (atom.kind === 'prime') return arithmetic.of({ n: atom.value as bigint, d: 1n }) // primes carry their value
  if (atom.kind === 'constant') return atom.key === 'e' ? arithmetic.e : arithmetic.pi
  const value = atom.kind === 'symbol' ? point(atom.key.slice(2)) : undefined
  return value && arithmetic.of(value)
}

/** The first |u|, max(u, v) or min(u, v) of an expression. */
const firstAbsolute = (e: Expression): (Expression & { kind: 'call' }) | undefined => {
  if (e.kind === 'call' && e.name === 'abs') return e
  if (e.kind === 'call' && (e.name === 'max' || e.name === 'min') && e.args.length === 2) return e
  for (const part of childrenOf(e)) {
    const found = firstAbsolute(part)
    if (found) return found
  }
  return undefined
}

const replaced = (e: Expression, part: Expression, by: Expression): Expression =>
  e === part ? by : mapChildren(e, (inner) => replaced(inner, part, by))

const minus = (e: Expression): Expression => ({
  kind: 'product',
  factors: [{ kind: 'number', value: rational(-1) }, e],
})

/**
 * Every value of `symbol` at which left − right may change its sign: zeros and poles, also of both readings of every
 * |u|, max and min. Undefined when they cannot be found.
 */
export const breakpoints = (
  difference: Expression,
  symbol: string,
  point: Point,
  depth = 0,
): readonly Rational[] | undefined => {
  const absolute = firstAbsolute(difference)
  if (absolute) {
    const [inner, other] = absolute.args
    if (!inner || depth >= mostAbsolute) return undefined
    const readings = [
      other ? ({ kind: 'sum', terms: [inner, minus(other)] } as const) : inner,
      replaced(difference, absolute, inner),
      replaced(difference, absolute, other ?? minus(inner)),
    ].map((reading) => breakpoints(reading, symbol, point, depth + 1))
    return readings.some((found) => found === undefined)
      ? undefined
      : readings.flatMap((found) => found ?? [])
  }
  const form = normalForm(difference, 'real')
  if (!form) return undefined
  const found: Rational[] = []
  for (const part of [form.quotient.top, form.quotient.bottom]) {
    const coefficients = coefficientsIn(part, symbol, point)
    if (!coefficients) return undefined
    found.push(...realZeros(coefficients).map(toRational))
    const lowest = Math.min(0, ...polynomialTerms(part).map((term) => lowestPower(term.factors, symbol)))
    if (lowest < 0) found.push(rational(0))
  }
  return found
}

const lowestPower = (
  factors: readonly { atom: { key: string }; exponent: { constant: Rational } }[],
  symbol: string,
): number => Number(factors.find(({ atom }) => atom.key === `s:${symbol}`)?.exponent.constant.n ?? 0n)

/** The sign of left − right at a point, 0 within rounding; undefined where one has no value. */
export const signAt = (left: Expression, right: Expression, point: Point): number | undefined => {
  const [x, y] = [evaluateIn(left, point, arithmetic), evaluateIn(right, point, arithmetic)]
  if (!x?.isFinite() || !y?.isFinite()) return undefined
  const gap = x.minus(y)
  const scale = Decimal.max(1, x.abs(), y.abs())
  return gap.abs().lte(scale.times('1e-35')) ? 0 : gap.s
}
