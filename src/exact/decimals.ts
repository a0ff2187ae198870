import { Decimal } from 'decimal.js'
import { erf } from './error-function.ts'
import type { Expression } from './expression.ts'
import type { Rational } from './rational.ts'
import type { Approximate } from './value.ts'

type Numbers = typeof Decimal

/** Enough for every exponent that exact values here can have; past it a decimal is of no use. */
const range = { toExpNeg: -40, toExpPos: 40, maxE: 9e6, minE: -9e6, crypto: false } as const

const fromRational = ({ n, d }: Rational, D: Numbers): Decimal => new D(n.toString()).div(d.toString())

const functions: Readonly<Record<string, (args: readonly Decimal[], D: Numbers) => Decimal | undefined>> = {
  floor: ([x]) => x?.floor(),
  ceil: ([x]) => x?.ceil(),
  abs: ([x]) => x?.abs(),
  ln: ([x]) => x?.ln(),
  log2: ([x], D) => x && D.log2(x),
  log10: ([x], D) => x && D.log10(x),
  sin: ([x]) => x?.sin(),
  cos: ([x]) => x?.cos(),
  tan: ([x]) => x?.tan(),
  asin: ([x]) => x?.asin(),
  acos: ([x]) => x?.acos(),
  atan: ([x]) => x?.atan(),
  sinh: ([x]) => x?.sinh(),
  cosh: ([x]) => x?.cosh(),
  tanh: ([x]) => x?.tanh(),
  erf: ([x], D) => x && erf(x, D),
  sigmoid: ([x], D) => x && new D(1).div(x.neg().exp().plus(1)),
  max: (args, D) => D.max(...args),
  min: (args, D) => D.min(...args),
}

/** Square and cube roots are a hundred times faster than other powers. */
const rootOf = (x: Expression & { kind: 'power' }, D: Numbers): Decimal | undefined => {
  if (x.exponent.kind !== 'number') return undefined
  const { n, d } = x.exponent.value
  if ((d !== 2n && d !== 3n) || n < -64n || n > 64n) return undefined
  const base = evaluate(x.base, D)
  return base && (d === 2n ? base.sqrt() : base.cbrt()).pow(Number(n))
}

const evaluate = (x: Expression, D: Numbers): Decimal | undefined => {
  const all = (parts: readonly Expression[]): readonly Decimal[] | undefined => {
    const out = parts.map((part) => evaluate(part, D))
    return out.every((value) => value !== undefined) ? out : undefined
  }
  switch (x.kind) {
    case 'number':
      return fromRational(x.value, D)
    case 'constant':
      return x.name === 'pi' ? D.acos(-1) : x.name === 'e' ? D.exp(1) : undefined
    case 'sum':
      return all(x.terms)?.reduce((a, b) => a.plus(b))
    case 'product':
      return all(x.factors)?.reduce((a, b) => a.times(b))
    case 'power': {
      const root = rootOf(x, D)
      if (root) return root
      const [base, exponent] = all([x.base, x.exponent]) ?? []
      return base && exponent && D.pow(base, exponent)
    }
    case 'call': {
      const args = all(x.args)
      return args && functions[x.name]?.(args, D)
    }
    default:
      return undefined
  }
}

const numbers = new Map<number, Numbers>()

/** A constructor for each precision, kept: making one costs as much as a calculation. */
const numbersOf = (precision: number): Numbers => {
  const known = numbers.get(precision) ?? Decimal.clone({ ...range, precision })
  numbers.set(precision, known)
  return known
}

const at = (x: Expression, precision: number): Decimal | undefined => {
  try {
    const value = evaluate(x, numbersOf(precision))
    return value?.isFinite() ? value : undefined
  } catch (error) {
    // decimal.js knows π and ln 10 to 1,025 digits, and throws for arguments that would need more.
    if (error instanceof Error && error.message.includes('[DecimalError]')) return undefined
    throw error
  }
}

/**
 * The value of an expression without symbols to `digits` significant digits, the last correctly rounded as far as two
 * precisions agree on it; undefined when it has a symbol, is not real, or loses too many digits to cancellation.
 */
export const approximate = (x: Expression, digits = 30): Approximate | undefined => {
  for (const precision of [digits + 15, 2 * digits + 40, 4 * digits + 120]) {
    const [rough, fine] = [at(x, precision), at(x, precision + 20)]
    if (!rough || !fine) return undefined
    const [a, b] = [rough, fine].map((value) => value.toSignificantDigits(digits))
    // A decimal that ends is written without zeros, any other with all its digits.
    if (a && b?.eq(a) && !b.isZero())
      return { kind: 'approximate', decimal: fine.eq(b) ? b.toString() : b.toPrecision(digits), digits }
  }
  return undefined
}
