import {
  add,
  floor,
  isInteger,
  multiply,
  negate,
  one,
  type Rational,
  raise,
  rational,
  zero,
} from '../rational.ts'
import { GivesUp, spend } from './effort.ts'
import {
  type Atom,
  addTerm,
  type Exponent,
  type Factor,
  isIntegerValued,
  isZeroExponent,
  makeExponent,
  makeTerm,
  multiplyFactors,
  type Polynomial,
  scaleTerm,
  sortTerms,
  type Term,
  unit,
} from './term.ts'

/** Integers beyond this many bits are not written out. */
const mostBits = 20_000
/** A power of a sum with more terms than this is kept as a power. */
const mostTerms = 400

export const constantPolynomial = (value: Rational): Polynomial =>
  value.n === 0n ? new Map() : new Map([['', makeTerm(value, [])]])
export const polynomialOne: Polynomial = constantPolynomial(one)
export const polynomialOf = (terms: Iterable<Term>): Polynomial => {
  const sum = new Map<string, Term>()
  for (const term of terms) addTerm(sum, term)
  return sum
}
export const atomPolynomial = (atom: Atom, exponent: Exponent = unit): Polynomial =>
  isZeroExponent(exponent) ? polynomialOne : multiplyAll([settle({ atom, exponent })])

export const isZeroPolynomial = (a: Polynomial): boolean => a.size === 0
/** The rational that `a` is, or undefined when it has symbols. */
export const constantValue = (a: Polynomial): Rational | undefined => {
  if (a.size === 0) return zero
  return a.size === 1 ? a.get('')?.coefficient : undefined
}
export const onlyTerm = (a: Polynomial): Term | undefined => (a.size === 1 ? [...a.values()][0] : undefined)

const keys = new WeakMap<Polynomial, string>()
/** One spelling: equal polynomials have equal keys. */
export const polynomialKey = (a: Polynomial): string => {
  let key = keys.get(a)
  if (key === undefined) {
    key = sortTerms(a.values())
      .map(({ coefficient, key: factors }) => `${coefficient.n}/${coefficient.d}*${factors}`)
      .join('+')
    keys.set(a, key)
  }
  return key
}

export const addPolynomials = (a: Polynomial, b: Polynomial): Polynomial => {
  spend(b.size + 1)
  const sum = new Map(a)
  for (const term of b.values()) addTerm(sum, term)
  return sum
}
export const scalePolynomial = (a: Polynomial, by: Rational): Polynomial =>
  by.n === 0n ? new Map() : new Map([...a].map(([key, term]) => [key, scaleTerm(term, by)]))
export const negatePolynomial = (a: Polynomial): Polynomial => scalePolynomial(a, negate(one))

const checkBits = (value: bigint, exponent: bigint): void => {
  // Powers of ±1 and 0 grow no digits.
  if (value * value <= 1n) return
  const bits = BigInt(value.toString(16).length * 4)
  if (bits * (exponent < 0n ? -exponent : exponent) > BigInt(mostBits)) throw new GivesUp('too many digits')
}

/** A settled factor: what it leaves behind, a rational, and sums still to be multiplied in. */
type Settled = {
  readonly factor?: Factor
  readonly coefficient: Rational
  readonly sums: readonly Polynomial[]
}

const settlePrime = (factor: Factor, value: bigint): Settled => {
  const { constant, rest } = factor.exponent
  const whole = floor(constant)
  if (whole === 0n) return { factor, coefficient: one, sums: [] }
  checkBits(value, whole)
  const exponent = makeExponent(add(constant, rational(-whole)), rest)
  const coefficient = raise(rational(value), whole)
  return isZeroExponent(exponent)
    ? { coefficient, sums: [] }
    : { factor: { ...factor, exponent }, coefficient, sums: [] }
}

const settleSign = (factor: Factor): Settled => {
  const { constant, rest } = factor.exponent
  const whole = floor(constant)
  // (−1)^(2n) = 1 for an integer n, so integer coefficients count modulo 2.
  const odd = rest.flatMap((term) => {
    if (!isIntegerValued(term) || !isInteger(term.coefficient)) return [term]
    return term.coefficient.n % 2n === 0n ? [] : [{ ...term, coefficient: one }]
  })
  const exponent = makeExponent(add(constant, rational(-whole)), odd)
  const coefficient = whole % 2n === 0n ? one : negate(one)
  return isZeroExponent(exponent)
    ? { coefficient, sums: [] }
    : { factor: { ...factor, exponent }, coefficient, sums: [] }
}

const settlePower = (factor: Factor, every: bigint, of: Polynomial): Settled => {
  const { constant, rest } = factor.exponent
  const times = floor(constant) / every
  if (constant.n < 0n || times < 1n || !canExpand(of, times)) return { factor, coefficient: one, sums: [] }
  const exponent = makeExponent(add(constant, rational(-times * every)), rest)
  const sums = [powerOfPolynomial(of, Number(times))]
  return isZeroExponent(exponent)
    ? { coefficient: one, sums }
    : { factor: { ...factor, exponent }, coefficient: one, sums }
}

/** Rewrites p^(k+f), (−1)^(2k), S^(k+f), |u|^(2k) and sin^(2k) so that each power has one spelling. */
const settle = (factor: Factor): Settled => {
  const { atom, exponent } = factor
  if (atom.kind === 'prime') return settlePrime(factor, atom.value)
  if (atom.kind === 'minus-one') return settleSign(factor)
  if (atom.kind === 'base') return settlePower(factor, 1n, atom.of)
  if (atom.kind === 'call' && exponent.constant.n > exponent.constant.d) {
    const inner = atom.of[0]
    if (atom.name === 'abs' && inner)
      return settlePower(factor, 2n, multiplyPolynomials(inner.top, inner.top))
    if (atom.name === 'sin' && exponent.rest.length === 0) {
      const cosine: Atom = { ...atom, name: 'cos', key: atom.key.replace(/^c:sin/, 'c:cos') }
      const square = makeTerm(negate(one), [{ atom: cosine, exponent: makeExponent(rational(2)) }])
      return settlePower(factor, 2n, polynomialOf([makeTerm(one, []), square]))
    }
  }
  return { factor, coefficient: one, sums: [] }
}

const multiplyAll = (parts: readonly Settled[]): Polynomial => {
  let coefficient = one
  let factors: Factor[] = []
  const sums: Polynomial[] = []
  for (const part of parts) {
    coefficient = multiply(coefficient, part.coefficient)
    sums.push(...part.sums)
    if (part.factor) factors = multiplyFactors(factors, [part.factor], (factor) => factor)
  }
  let product: Polynomial = polynomialOf([makeTerm(coefficient, factors)])
  for (const sum of sums) product = multiplyPolynomials(product, sum)
  return product
}

const multiplyTerms = (a: Term, b: Term): Term | Polynomial => {
  spend(1 + a.factors.length + b.factors.length)
  let coefficient = multiply(a.coefficient, b.coefficient)
  if (a.factors.length === 0) return { ...b, coefficient }
  if (b.factors.length === 0) return { ...a, coefficient }
  const sums: Polynomial[] = []
  const factors = multiplyFactors(a.factors, b.factors, (factor) => {
    const settled = settle(factor)
    coefficient = multiply(coefficient, settled.coefficient)
    sums.push(...settled.sums)
    return settled.factor
  })
  const term = makeTerm(coefficient, factors)
  if (sums.length === 0) return term
  return sums.reduce<Polynomial>((product, sum) => multiplyPolynomials(product, sum), polynomialOf([term]))
}

export const multiplyPolynomials = (a: Polynomial, b: Polynomial): Polynomial => {
  spend(a.size * b.size)
  const sum = new Map<string, Term>()
  for (const left of a.values())
    for (const right of b.values()) {
      const product = multiplyTerms(left, right)
      if (product instanceof Map) for (const term of product.values()) addTerm(sum, term)
      else addTerm(sum, product as Term) // a Term: the Map was taken above
    }
  return sum
}

const choose = (n: number, k: number): number => {
  let result = 1
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i
  return result
}

/** Whether a^times is small enough to be written out as a sum. */
export const canExpand = (a: Polynomial, times: bigint): boolean => {
  if (a.size <= 1) return true
  return times <= 60n && choose(Number(times) + a.size - 1, Math.min(a.size - 1, Number(times))) <= mostTerms
}

/** a^times for a whole times ≥ 0, by repeated squaring. */
export const powerOfPolynomial = (a: Polynomial, times: number): Polynomial => {
  if (times === 0) return polynomialOne
  if (times === 1) return a
  const only = onlyTerm(a)
  if (only) return powerOfTerm(only, BigInt(times))
  const half = powerOfPolynomial(a, Math.floor(times / 2))
  const square = multiplyPolynomials(half, half)
  return times % 2 === 0 ? square : multiplyPolynomials(square, a)
}

/** A term to a whole power, positive or negative. */
export const powerOfTerm = (term: Term, times: bigint): Polynomial => {
  const by = rational(times)
  checkBits(term.coefficient.n, times)
  checkBits(term.coefficient.d, times)
  const factors = term.factors.map(({ atom, exponent }) =>
    settle({ atom, exponent: scaleExponent(exponent, by) }),
  )
  return multiplyAll([{ coefficient: raise(term.coefficient, times), sums: [] }, ...factors])
}

const scaleExponent = ({ constant, rest }: Exponent, by: Rational): Exponent =>
  makeExponent(
    multiply(constant, by),
    rest.map((term) => scaleTerm(term, by)),
  )

export const exponentPolynomial = ({ constant, rest }: Exponent): Polynomial =>
  polynomialOf([makeTerm(constant, []), ...rest])
export const polynomialExponent = (a: Polynomial): Exponent =>
  makeExponent(constantPart(a), sortTerms([...a.values()].filter((term) => term.key !== '')))
const constantPart = (a: Polynomial): Rational => a.get('')?.coefficient ?? zero
