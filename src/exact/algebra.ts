import type { Call, Constant, Domain, Expression, Num, Sym } from './expression.ts'
import type { Rational } from './rational.ts'
import * as q from './rational.ts'
import { ReadError } from './read-error.ts'
import { rootOfInteger } from './root.ts'

/**
 * Constructors that simplify as a textbook would: numbers fold, like terms and equal bases collect, nothing is
 * expanded. They assume what a symbol's domain says; unsaid is a positive integer.
 */

export const num = (value: bigint | number | Rational): Num => ({
  kind: 'number',
  value: typeof value === 'object' ? value : q.rational(value),
})
export const fraction = (n: bigint | number, d: bigint | number): Num => num(q.rational(n, d))
export const sym = (name: string, domain?: Domain): Sym =>
  domain ? { kind: 'symbol', name, domain } : { kind: 'symbol', name }
export const pi: Constant = { kind: 'constant', name: 'pi' }
export const e: Constant = { kind: 'constant', name: 'e' }
export const infinity: Constant = { kind: 'constant', name: 'infinity' }
export const indexed = (name: string, ...indices: Expression[]): Expression => ({
  kind: 'indexed',
  name,
  indices,
})
export const call = (name: string, ...args: Expression[]): Call => ({ kind: 'call', name, args })

const keys = new WeakMap<Expression, string>()

/** One spelling for each tree, remembered for all but leaves; equal keys mean equal trees up to the order of terms and factors. */
export const keyOf = (x: Expression): string => {
  if (x.kind === 'symbol' || x.kind === 'constant') return x.name
  if (x.kind === 'number') return q.formatRational(x.value)
  const known = keys.get(x)
  if (known !== undefined) return known
  const key = spell(x)
  keys.set(x, key)
  return key
}

const spell = (x: Exclude<Expression, Num | Sym | Constant>): string => {
  switch (x.kind) {
    case 'indexed':
      return `${x.name}[${x.indices.map(keyOf).join()}]`
    case 'sum':
      return `(+ ${x.terms.map(keyOf).sort().join(' ')})`
    case 'product':
      return `(* ${x.factors.map(keyOf).sort().join(' ')})`
    case 'power':
      return `(^ ${keyOf(x.base)} ${keyOf(x.exponent)})`
    case 'call':
      return `${x.name}(${x.args.map(keyOf).join()})`
  }
}

export const isNumber = (x: Expression): x is Num => x.kind === 'number'
export const isNumberEqual = (x: Expression, value: number): boolean =>
  x.kind === 'number' && x.value.d === 1n && x.value.n === BigInt(value)

/** The rational factor of a term and the rest. */
export const splitCoefficient = (x: Expression): [Rational, Expression] => {
  if (x.kind === 'number') return [x.value, num(1)]
  if (x.kind !== 'product') return [q.one, x]
  const [first, ...rest] = x.factors
  if (first?.kind !== 'number') return [q.one, x]
  const [only] = rest
  return [first.value, rest.length === 1 && only ? only : { kind: 'product', factors: rest }]
}

const flattenSum = (terms: readonly Expression[], scale: Rational, out: [Rational, Expression][]): void => {
  for (const term of terms) {
    const [coefficient, rest] = splitCoefficient(term)
    const scaled = q.multiply(scale, coefficient)
    if (rest.kind === 'sum') flattenSum(rest.terms, scaled, out)
    else out.push([scaled, rest])
  }
}

/** A number times what has no number of its own. */
const scale = (coefficient: Rational, rest: Expression): Expression => {
  if (q.isOne(coefficient)) return rest
  if (rest.kind === 'product') return { kind: 'product', factors: [num(coefficient), ...rest.factors] }
  return { kind: 'product', factors: [num(coefficient), rest] }
}

/** Sum of terms; like terms collect, numbers come last. */
export const plus = (...terms: readonly Expression[]): Expression => {
  if (terms.every(isNumber)) return num(terms.reduce((sum, { value }) => q.add(sum, value), q.zero))
  const flat: [Rational, Expression][] = []
  flattenSum(terms, q.one, flat)
  const collected = new Map<string, [Rational, Expression]>()
  let constant = q.zero
  for (const [coefficient, rest] of flat) {
    if (rest.kind === 'number') {
      constant = q.add(constant, q.multiply(coefficient, rest.value))
      continue
    }
    const key = keyOf(rest)
    const [before] = collected.get(key) ?? [q.zero]
    collected.set(key, [q.add(before, coefficient), rest])
  }
  const out: Expression[] = []
  for (const [c, rest] of collected.values()) if (!q.isZero(c)) out.push(scale(c, rest))
  if (!q.isZero(constant)) out.push(num(constant))
  const [only] = out
  return out.length === 0 || !only ? num(0) : out.length === 1 ? only : { kind: 'sum', terms: out }
}

export const minus = (a: Expression, b?: Expression): Expression =>
  b ? plus(a, times(num(-1), b)) : times(num(-1), a)

/** Product of factors; numbers fold to the front, equal bases add their exponents. */
export const times = (...factors: readonly Expression[]): Expression => {
  if (factors.every(isNumber))
    return num(factors.reduce((product, { value }) => q.multiply(product, value), q.one))
  let coefficient = q.one
  const bases = new Map<string, [Expression, Expression]>()
  const visit = (x: Expression): void => {
    if (x.kind === 'product') {
      for (const factor of x.factors) visit(factor)
      return
    }
    if (x.kind === 'number') {
      coefficient = q.multiply(coefficient, x.value)
      return
    }
    const [base, exponent] = x.kind === 'power' ? [x.base, x.exponent] : [x, num(1)]
    const key = keyOf(base)
    const before = bases.get(key)
    bases.set(key, [base, before ? plus(before[1], exponent) : exponent])
  }
  for (const factor of factors) visit(factor)
  const rest: Expression[] = []
  let again = false
  for (const [base, exponent] of bases.values()) {
    const factor = power(base, exponent)
    if (factor.kind === 'number' || factor.kind === 'product') again = true
    if (!isNumberEqual(factor, 1)) rest.push(factor)
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

export const over = (a: Expression, b: Expression): Expression => times(a, power(b, num(-1)))
export const squareRoot = (x: Expression): Expression => power(x, fraction(1, 2))

const bitLimit = 200_000n

const bitLength = (n: bigint): bigint => BigInt((n < 0n ? -n : n).toString(16).length * 4)

/** An integer power of a rational. Throws ReadError `too-large` past 200,000 bits, `domain` for 0 to a negative power. */
export const raiseNumber = (base: Rational, exponent: bigint): Rational => {
  if (base.n === 0n && exponent < 0n) throw new ReadError('domain', 'Division by zero.')
  const size = bitLength(base.n) + bitLength(base.d)
  const trivial = base.d === 1n && (base.n === 0n || base.n === 1n || base.n === -1n)
  if (!trivial && size * (exponent < 0n ? -exponent : exponent) > bitLimit)
    throw new ReadError('too-large', 'The power is too large to write out exactly.')
  return q.raise(base, exponent)
}

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
  if (isNumberEqual(exponent, 0)) return num(1)
  if (isNumberEqual(exponent, 1)) return base
  if (isNumberEqual(base, 1)) return num(1)
  if (base.kind === 'number' && exponent.kind === 'number') return powerOfNumbers(base.value, exponent.value)
  const integral = exponent.kind === 'number' && q.isInteger(exponent.value)
  if (base.kind === 'power' && (integral || isPositive(base.base)))
    return power(base.base, times(base.exponent, exponent))
  if (base.kind === 'product' && (integral || base.factors.every(isPositive)))
    return times(...base.factors.map((factor) => power(factor, exponent)))
  return { kind: 'power', base, exponent }
}

const powerOfNumbers = (base: Rational, exponent: Rational): Expression => {
  if (q.isInteger(exponent)) return num(raiseNumber(base, exponent.n))
  if (q.isZero(base)) {
    if (q.sign(exponent) < 0) throw new ReadError('domain', 'Division by zero.')
    return num(0)
  }
  if (q.sign(base) < 0) return { kind: 'power', base: num(base), exponent: num(exponent) }
  const whole = q.floor(exponent)
  const part = q.subtract(exponent, q.rational(whole))
  const root = rootOfInteger(base.n * base.d ** (part.d - 1n), part)
  if (root === undefined) return { kind: 'power', base: num(base), exponent: num(exponent) }
  // n/d under a root of index r is n·d^(r−1) under it, divided by d.
  const scale = q.multiply(raiseNumber(base, whole), q.raise(q.rational(1n, base.d), part.n))
  const outside = num(q.multiply(scale, q.rational(root.outside)))
  if (root.radical === undefined) return outside
  return q.isOne(outside.value) ? root.radical : { kind: 'product', factors: [outside, root.radical] }
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
