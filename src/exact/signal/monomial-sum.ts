import type { Expression } from '../expression.ts'
import { spend } from '../normal/effort.ts'
import { factorInteger } from '../normal/prime.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import {
  addLinear,
  asLinear,
  constantLinear,
  isZeroLinear,
  type Linear,
  linear,
  replaceIn,
  scaleLinear,
  subtractLinear,
} from './linear.ts'

/** A rational times powers of atoms with linear exponents; an atom is a prime, `-1`, a symbol, `e` or `pi`. */
export type Monomial = {
  readonly coefficient: q.Rational
  readonly factors: ReadonlyMap<string, Linear>
  readonly key: string
}
/**
 * A sum of monomials by key. Different keys are linearly independent functions, so a sum is zero exactly when it has no
 * monomial left.
 */
export type MonomialSum = ReadonlyMap<string, Monomial>

/** Whether an atom begins with a digit: symbols and −1 do not. */
export const isPrime = (atom: string): boolean => atom >= '0' && atom < ':'

/** About 1,200 digits. */
const mostBits = 4096n

/** Whole powers of primes and of −1 go into the coefficient; (−1)^(2n) is 1. */
export const monomial = (coefficient: q.Rational, factors: ReadonlyMap<string, Linear>): Monomial => {
  if (factors.size === 0) return { coefficient, factors, key: '' }
  let scale = coefficient
  const kept: [string, Linear][] = []
  const keep = (atom: string, exponent: Linear): void => {
    if (!isZeroLinear(exponent)) kept.push([atom, exponent])
  }
  for (const [atom, exponent] of factors) {
    if (isPrime(atom)) {
      const whole = q.floor(exponent.constant)
      if (whole !== 0n) scale = q.multiply(scale, wholePower(atom, whole))
      keep(atom, whole === 0n ? exponent : addLinear(exponent, constantLinear(-whole)))
    } else if (atom === '-1') {
      const odd = new Map([...exponent.of].map(([name, c]) => [name, parity(c)]))
      if (q.isOne(parity(exponent.constant))) scale = q.negate(scale)
      keep(atom, linear(q.zero, odd))
    } else keep(atom, exponent)
  }
  if (kept.length === 0) return { coefficient: scale, factors: noFactors, key: '' }
  if (kept.length > 1) kept.sort(([a], [b]) => (a < b ? -1 : 1))
  let key = ''
  for (const [atom, exponent] of kept) key += `${key === '' ? '' : '*'}${atom}^(${exponent.key})`
  return { coefficient: scale, factors: new Map(kept), key }
}

const noFactors: Monomial['factors'] = new Map()
/** A number as a monomial. */
const constant = (coefficient: q.Rational): Monomial => ({ coefficient, factors: noFactors, key: '' })

const wholePower = (prime: string, exponent: bigint): q.Rational => {
  if ((exponent < 0n ? -exponent : exponent) * bitsOf(prime) > mostBits)
    throw new ReadError(
      'too-large',
      'Numbers of up to 1200 digits are written out exactly; a delay or an n this large gives longer ones.',
    )
  return q.raise(q.rational(BigInt(prime)), exponent)
}

const bitsOf = (prime: string): bigint => BigInt(Math.ceil(Math.log2(Number(prime))))

const parity = (c: q.Rational): q.Rational =>
  q.subtract(c, q.rational(2n * q.floor(q.divide(c, q.rational(2)))))

const emptySum: MonomialSum = new Map()
const addTerm = (sum: Map<string, Monomial>, term: Monomial): void => {
  const before = sum.get(term.key)
  const coefficient = before ? q.add(before.coefficient, term.coefficient) : term.coefficient
  if (q.isZero(coefficient)) sum.delete(term.key)
  else sum.set(term.key, before ? { ...term, coefficient } : term)
}
/** A sum that has one term at most. */
const sumOfOne = (term: Monomial): MonomialSum =>
  q.isZero(term.coefficient) ? emptySum : new Map([[term.key, term]])
export const sumOf = (terms: Iterable<Monomial>): MonomialSum => {
  const out = new Map<string, Monomial>()
  for (const term of terms) addTerm(out, term)
  return out
}
const rationalSum = (value: q.Rational): MonomialSum => sumOfOne(constant(value))
export const oneSum: MonomialSum = rationalSum(q.one)
/** One atom to a linear power. */
export const atomSum = (atom: string, exponent: Linear = constantLinear(1)): MonomialSum =>
  sumOfOne(monomial(q.one, new Map([[atom, exponent]])))

export const multiplyMonomials = (a: Monomial, b: Monomial): Monomial => {
  const coefficient = q.multiply(a.coefficient, b.coefficient)
  if (b.factors.size === 0) return { ...a, coefficient }
  if (a.factors.size === 0) return { ...b, coefficient }
  const factors = new Map(a.factors)
  for (const [atom, exponent] of b.factors) {
    const before = factors.get(atom)
    factors.set(atom, before ? addLinear(before, exponent) : exponent)
  }
  return monomial(coefficient, factors)
}
export const divideMonomials = (a: Monomial, b: Monomial): Monomial => {
  const factors = new Map<string, Linear>()
  for (const [atom, exponent] of b.factors) factors.set(atom, scaleLinear(exponent, minusOne))
  return multiplyMonomials(a, monomial(q.invert(b.coefficient), factors))
}
const minusOne = q.rational(-1)

export const addSums = (...sums: readonly MonomialSum[]): MonomialSum => {
  let only: MonomialSum = emptySum
  let several = false
  for (const sum of sums)
    if (sum.size > 0) {
      several ||= only.size > 0
      only = sum
    }
  if (!several) return only
  const out = new Map<string, Monomial>()
  for (const sum of sums) for (const term of sum.values()) addTerm(out, term)
  return out
}
export const multiplySums = (a: MonomialSum, b: MonomialSum): MonomialSum => {
  spend(a.size * b.size)
  if (isOneSum(a)) return b
  if (isOneSum(b)) return a
  const out = new Map<string, Monomial>()
  for (const left of a.values()) for (const right of b.values()) addTerm(out, multiplyMonomials(left, right))
  return out
}
const isOneSum = (a: MonomialSum): boolean => {
  const term = a.size === 1 ? a.get('') : undefined
  return term !== undefined && q.isOne(term.coefficient)
}
export const scaleSum = (a: MonomialSum, by: q.Rational): MonomialSum => {
  spend(a.size)
  if (q.isZero(by)) return emptySum
  if (q.isOne(by)) return a
  const out = new Map<string, Monomial>()
  for (const { coefficient, factors, key } of a.values())
    out.set(key, { coefficient: q.multiply(coefficient, by), factors, key })
  return out
}
export const negateSum = (a: MonomialSum): MonomialSum => scaleSum(a, minusOne)
export const subtractSums = (a: MonomialSum, b: MonomialSum): MonomialSum => addSums(a, negateSum(b))
export const raiseSum = (a: MonomialSum, times: number): MonomialSum => {
  let out = oneSum
  for (let i = 0; i < times; i++) out = multiplySums(out, a)
  return out
}
export const linearSum = (a: Linear): MonomialSum => {
  const out = new Map<string, Monomial>()
  addTerm(out, constant(a.constant))
  for (const [name, c] of a.of) addTerm(out, monomial(c, new Map([[name, oneLinear]])))
  return out
}
const oneLinear = constantLinear(1)

/** The sum with a linear form in place of a symbol, in exponents and in powers of the symbol itself. */
export const replaceSymbol = (a: MonomialSum, name: string, by: Linear): MonomialSum => {
  const out = new Map<string, Monomial>()
  for (const term of a.values()) {
    const rest = replaceInExponents(term, name, by)
    const degree = term.factors.get(name)
    if (!degree) addTerm(out, rest)
    else {
      const power = raiseSum(linearSum(by), Number(degree.constant.n))
      for (const part of multiplySums(sumOfOne(rest), power).values()) addTerm(out, part)
    }
  }
  return out
}

/** The symbol itself is left out. */
const replaceInExponents = (term: Monomial, name: string, by: Linear): Monomial => {
  if (term.factors.size === 0) return term
  const factors = new Map<string, Linear>()
  for (const [atom, exponent] of term.factors)
    if (atom !== name) factors.set(atom, replaceIn(exponent, name, by))
  return monomial(term.coefficient, factors)
}

const supported =
  'Sums of c·a^n·u[n-k], c·u[n-k], c·delta[n-k] and n·a^n·u[n-k] are supported, with numbers or symbols for c, a and k.'

const largestBase = 10n ** 15n

/** Atoms of a positive or negative rational, raised to a linear power. */
const rationalPower = (base: q.Rational, exponent: Linear): Monomial => {
  if (q.isZero(base)) throw new ReadError('domain', 'The base of a power must not be 0.')
  if (base.n > largestBase || base.n < -largestBase || base.d > largestBase)
    throw new ReadError('too-large', 'A base may have up to 15 digits above and below the bar.')
  const factors = new Map<string, Linear>()
  if (q.sign(base) < 0) factors.set('-1', exponent)
  const magnitude = base.n < 0n ? -base.n : base.n
  for (const { prime, times } of factorInteger(magnitude))
    factors.set(`${prime}`, scaleLinear(exponent, q.rational(times)))
  for (const { prime, times } of factorInteger(base.d))
    factors.set(`${prime}`, scaleLinear(exponent, q.rational(-times)))
  return monomial(q.one, factors)
}

const raiseExpression = (base: Expression, exponent: Linear): MonomialSum => {
  switch (base.kind) {
    case 'number':
      if (exponent.of.size === 0 && !q.isInteger(exponent.constant)) throw new ReadError('domain', supported)
      return sumOf([rationalPower(base.value, exponent)])
    case 'symbol':
      return atomSum(base.name, exponent)
    case 'constant':
      return atomSum(base.name, exponent)
    case 'product':
      return base.factors.map((factor) => raiseExpression(factor, exponent)).reduce(multiplySums, oneSum)
    case 'power': {
      const inner = asLinear(base.exponent)
      if (inner && exponent.of.size === 0)
        return raiseExpression(base.base, scaleLinear(inner, exponent.constant))
      if (inner && inner.of.size === 0)
        return raiseExpression(base.base, scaleLinear(exponent, inner.constant))
      throw new ReadError('domain', supported)
    }
    default: {
      const times = exponent.of.size === 0 && q.isInteger(exponent.constant) ? exponent.constant.n : -1n
      if (times < 0n || times > 8n)
        throw new ReadError('domain', `A base must be a number, a symbol or a product of these. ${supported}`)
      return raiseSum(sumOfExpression(base), Number(times))
    }
  }
}

/** An expression as a sum of monomials. Throws ReadError `domain` for what is none. */
export const sumOfExpression = (e: Expression): MonomialSum => {
  switch (e.kind) {
    case 'number':
      return rationalSum(e.value)
    case 'symbol':
    case 'constant':
      if (e.kind === 'constant' && e.name === 'infinity') throw new ReadError('domain', supported)
      return atomSum(e.name)
    case 'sum':
      return addSums(...e.terms.map(sumOfExpression))
    case 'product':
      return e.factors.map(sumOfExpression).reduce(multiplySums, oneSum)
    case 'power': {
      const exponent = asLinear(e.exponent)
      if (!exponent) throw new ReadError('domain', `An exponent must be linear, like n-2. ${supported}`)
      return raiseExpression(e.base, exponent)
    }
    default:
      throw new ReadError('domain', supported)
  }
}

/** The lowest power of each atom that all monomials share, where exponents can be compared. */
export const commonMonomial = (a: MonomialSum): Monomial => {
  const terms = [...a.values()]
  const atoms = new Set(terms.flatMap(({ factors }) => [...factors.keys()]))
  const common = new Map<string, Linear>()
  for (const atom of atoms) {
    const exponents = terms.map(({ factors }) => factors.get(atom) ?? constantLinear(0))
    const lowest = exponents.find((low) => exponents.every((one) => isNonNegativeDifference(one, low)))
    if (lowest) common.set(atom, lowest)
  }
  return monomial(q.one, common)
}

const isNonNegativeDifference = (a: Linear, b: Linear): boolean => {
  const difference = subtractLinear(a, b)
  return [...difference.of.values()].every((c) => q.sign(c) >= 0) && q.sign(difference.constant) >= 0
}
