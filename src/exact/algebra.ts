import { addTo, type Collection, placeIn } from './collection.ts'
import type { Call, Constant, Domain, Expression, Num, Sym } from './expression.ts'
import { joinRadical, powerOfNumbers } from './number-power.ts'
import type { Rational } from './rational.ts'
import * as q from './rational.ts'

/**
 * Constructors that simplify as a textbook would: numbers fold, like terms and equal bases collect, nothing is
 * expanded. They assume what a symbol's domain says; unsaid is a positive integer.
 */

export const num = (value: bigint | number | Rational): Num => ({
  kind: 'number',
  value: typeof value === 'object' ? value : q.rational(value),
})
const one = num(1)
const minusOne = num(-1)
const half = num(q.rational(1, 2))
export const fraction = (n: bigint | number, d: bigint | number): Num => num(q.rational(n, d))
export const sym = (name: string, domain?: Domain): Sym =>
  domain ? { kind: 'symbol', name, domain } : { kind: 'symbol', name }
export const pi: Constant = { kind: 'constant', name: 'pi' }
export const e: Constant = { kind: 'constant', name: 'e' }
export const indexed = (name: string, ...indices: Expression[]): Expression => ({
  kind: 'indexed',
  name,
  indices,
})
export const call = (name: string, ...args: Expression[]): Call => ({ kind: 'call', name, args })

export const isNumber = (x: Expression): x is Num => x.kind === 'number'
export const isNumberEqual = (x: Expression, value: number): boolean =>
  x.kind === 'number' && x.value.d === 1n && x.value.n === BigInt(value)
const isZero = (x: Expression): boolean => x.kind === 'number' && x.value.n === 0n
const isOne = (x: Expression): boolean => x.kind === 'number' && q.isOne(x.value)

/** The numbers put together, where there is nothing else. */
const fold = (
  parts: readonly Expression[],
  start: Rational,
  combine: (a: Rational, b: Rational) => Rational,
): Num | undefined => {
  let value = start
  for (const part of parts) {
    if (part.kind !== 'number') return undefined
    value = combine(value, part.value)
  }
  return num(value)
}

/** The rational factor of a term and the rest. */
export const splitCoefficient = (x: Expression): [Rational, Expression] => {
  if (x.kind === 'number') return [x.value, one]
  if (x.kind !== 'product') return [q.one, x]
  const [first, second] = x.factors
  if (first?.kind !== 'number') return [q.one, x]
  if (second && x.factors.length === 2) return [first.value, second]
  return [first.value, { kind: 'product', factors: x.factors.slice(1) }]
}

/** What a sum is made of: what differs, the coefficient of each, and the term as it stood where it came once. */
type Terms = Collection & {
  readonly coefficients: Rational[]
  readonly whole: (Expression | undefined)[]
  constant: Rational
}

const addTerms = (terms: readonly Expression[], scale: Rational, sum: Terms): void => {
  for (const term of terms) {
    const [coefficient, rest] = splitCoefficient(term)
    const scaled = q.multiply(scale, coefficient)
    if (rest.kind === 'sum') addTerms(rest.terms, scaled, sum)
    else if (rest.kind === 'number') sum.constant = q.add(sum.constant, q.multiply(scaled, rest.value))
    else {
      const at = placeIn(sum, rest)
      const before = sum.coefficients[at]
      if (before === undefined) {
        addTo(sum, rest)
        sum.coefficients.push(scaled)
        sum.whole.push(q.isOne(scale) && isScaled(term, rest) ? term : undefined)
      } else {
        sum.items[at] = rest
        sum.coefficients[at] = q.add(before, scaled)
        sum.whole[at] = undefined
      }
    }
  }
}

/** Whether `scale` would write this very term again. */
const isScaled = (term: Expression, rest: Expression): boolean => {
  if (term === rest) return true
  if (term.kind !== 'product' || term.times || isOne(term.factors[0] ?? one)) return false
  if (term.factors[0]?.kind === 'number' && term.factors[0].written !== undefined) return false
  return rest.kind !== 'product' || rest.factors.length === term.factors.length - 1
}

/** A number times what has no number of its own. */
const scale = (coefficient: Rational, rest: Expression): Expression => {
  if (q.isOne(coefficient)) return rest
  if (rest.kind === 'product') return { kind: 'product', factors: [num(coefficient), ...rest.factors] }
  return { kind: 'product', factors: [num(coefficient), rest] }
}

/** Sum of terms; like terms collect, numbers come last. */
export const plus = (...terms: readonly Expression[]): Expression => {
  const folded = fold(terms, q.zero, q.add)
  if (folded) return folded
  const sum: Terms = { items: [], coefficients: [], whole: [], constant: q.zero }
  addTerms(terms, q.one, sum)
  const out: Expression[] = []
  for (let at = 0; at < sum.items.length; at++) {
    const c = sum.coefficients[at]
    const rest = sum.items[at]
    if (c && rest && !q.isZero(c)) out.push(sum.whole[at] ?? scale(c, rest))
  }
  if (!q.isZero(sum.constant)) out.push(num(sum.constant))
  const [only] = out
  return out.length === 0 || !only ? num(0) : out.length === 1 ? only : { kind: 'sum', terms: out }
}

export const minus = (a: Expression, b?: Expression): Expression =>
  b ? plus(a, times(minusOne, b)) : times(minusOne, a)

/** What a product is made of: the bases that differ, the exponent of each, and the factor as it stood where it came once. */
type Factors = Collection & {
  readonly exponents: Expression[]
  readonly whole: (Expression | undefined)[]
  coefficient: Rational
}

const addFactors = (factors: readonly Expression[], product: Factors): void => {
  for (const x of factors) {
    if (x.kind === 'product') addFactors(x.factors, product)
    else if (x.kind === 'number') product.coefficient = q.multiply(product.coefficient, x.value)
    else {
      const base = x.kind === 'power' ? x.base : x
      const exponent = x.kind === 'power' ? x.exponent : one
      const at = placeIn(product, base)
      const before = product.exponents[at]
      if (before === undefined) {
        addTo(product, base)
        product.exponents.push(exponent)
        product.whole.push(isSettled(x) ? x : undefined)
      } else {
        product.items[at] = base
        product.exponents[at] = plus(before, exponent)
        product.whole[at] = undefined
      }
    }
  }
}

/** Whether `power` would make this very factor again. */
const isSettled = (x: Expression): boolean => {
  if (x.kind !== 'power') return true
  const { base, exponent } = x
  if (isZero(exponent) || isOne(exponent) || base.kind === 'power' || base.kind === 'product') return false
  return base.kind !== 'number' || (exponent.kind !== 'number' && !q.isOne(base.value))
}

/** Product of factors; numbers fold to the front, equal bases add their exponents, roots of one index join. */
export const times = (...factors: readonly Expression[]): Expression => {
  const folded = fold(factors, q.one, q.multiply)
  if (folded) return folded
  const product: Factors = { items: [], exponents: [], whole: [], coefficient: q.one }
  addFactors(factors, product)
  const { coefficient } = product
  const rest: Expression[] = []
  let again = false
  for (let at = 0; at < product.items.length; at++) {
    const base = product.items[at]
    const exponent = product.exponents[at]
    if (!base || !exponent) continue
    const factor = product.whole[at] ?? power(base, exponent)
    if (factor.kind === 'number' || factor.kind === 'product') again = true
    if (isOne(factor)) continue
    if (joinRadical(rest, factor)) again = true
    else rest.push(factor)
  }
  if (q.isZero(coefficient)) return num(0)
  if (again) return times(num(coefficient), ...rest)
  const [only] = rest
  if (!only) return num(coefficient)
  if (rest.length === 1 && only.kind === 'sum' && !q.isOne(coefficient)) {
    const scaled = scaleSum(coefficient, only.terms)
    if (scaled) return scaled
  }
  if (q.isOne(coefficient)) return rest.length === 1 ? only : { kind: 'product', factors: rest }
  return { kind: 'product', factors: [num(coefficient), ...rest] }
}

/** A coefficient goes into a sum where that leaves only integers, or only turns the sign. */
const scaleSum = (coefficient: Rational, terms: readonly Expression[]): Expression | undefined => {
  const integral = terms.every((term) => q.isInteger(q.multiply(coefficient, splitCoefficient(term)[0])))
  const turns = coefficient.n === -1n && coefficient.d === 1n
  if (!turns && (q.isInteger(coefficient) || !integral)) return undefined
  return plus(...terms.map((term) => times(num(coefficient), term)))
}

export const over = (a: Expression, b: Expression): Expression => times(a, power(b, minusOne))
export const squareRoot = (x: Expression): Expression => power(x, half)

export const isPositive = (x: Expression): boolean => {
  switch (x.kind) {
    case 'number':
      return q.sign(x.value) > 0
    case 'symbol':
      return x.domain !== 'real' && x.domain !== 'integer'
    case 'constant':
      return true
    case 'product':
      return x.factors.every(isPositive)
    case 'sum':
      return x.terms.every(isPositive)
    case 'power':
      return isPositive(x.base)
    default:
      return false
  }
}

export const isIntegral = (x: Expression): boolean => {
  switch (x.kind) {
    case 'number':
      return q.isInteger(x.value)
    case 'symbol':
      return x.domain === undefined || x.domain === 'positive-integer' || x.domain === 'integer'
    case 'sum':
      return x.terms.every(isIntegral)
    case 'product':
      return x.factors.every(isIntegral)
    case 'power':
      return isIntegral(x.base) && isIntegral(x.exponent) && isPositive(x.exponent)
    case 'call':
      return x.name === 'floor' || x.name === 'ceil'
    default:
      return false
  }
}

/** x^y with exact roots of rationals taken out: 12^(1/2) is 2·3^(1/2). */
export const power = (base: Expression, exponent: Expression): Expression => {
  if (isZero(exponent)) return one
  if (isOne(exponent)) return base
  if (isOne(base)) return one
  if (base.kind === 'number' && exponent.kind === 'number') return powerOfNumbers(base.value, exponent.value)
  const integral = exponent.kind === 'number' && q.isInteger(exponent.value)
  if (base.kind === 'power' && (integral || isPositive(base.base)))
    return power(base.base, times(base.exponent, exponent))
  if (base.kind === 'product' && (integral || base.factors.every(isPositive)))
    return times(...base.factors.map((factor) => power(factor, exponent)))
  return { kind: 'power', base, exponent }
}

export const floor = (x: Expression): Expression => {
  if (x.kind === 'number') return num(q.floor(x.value))
  return isIntegral(x) ? x : call('floor', x)
}
export const ceiling = (x: Expression): Expression => {
  if (x.kind === 'number') return num(q.ceiling(x.value))
  return isIntegral(x) ? x : call('ceil', x)
}

/** The expression with symbols replaced, simplified again. */
export const substitute = (x: Expression, values: ReadonlyMap<string, Expression>): Expression => {
  const within = (y: Expression): Expression => substitute(y, values)
  switch (x.kind) {
    case 'number':
    case 'constant':
      return x
    case 'symbol':
      return values.get(x.name) ?? x
    case 'indexed':
      return { kind: 'indexed', name: x.name, indices: x.indices.map(within) }
    case 'sum':
      return plus(...x.terms.map(within))
    case 'product':
      return times(...x.factors.map(within))
    case 'power':
      return power(within(x.base), within(x.exponent))
    case 'call':
      if (x.name === 'floor' && x.args[0]) return floor(within(x.args[0]))
      if (x.name === 'ceil' && x.args[0]) return ceiling(within(x.args[0]))
      return { kind: 'call', name: x.name, args: x.args.map(within) }
  }
}

/** Reads a raw tree through the constructors above. */
export const simplify = (x: Expression): Expression => substitute(x, new Map())
