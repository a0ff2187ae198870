import { num, plus, sym, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'

/** A linear form c + Σ cᵢ·sᵢ in symbols: a delay, or an exponent. */
export type Linear = {
  readonly constant: q.Rational
  readonly of: ReadonlyMap<string, q.Rational>
  /** One spelling a form. */
  readonly key: string
}

const none: ReadonlyMap<string, q.Rational> = new Map()

const spelled = (name: string, c: q.Rational): string => `${q.formatRational(c)}${name}`

export const linear = (constant: q.Rational, of: ReadonlyMap<string, q.Rational> = none): Linear => {
  if (of.size === 0) return onlyConstant(constant)
  if (of.size === 1)
    for (const [name, c] of of)
      return q.isZero(c)
        ? linear(constant)
        : { constant, of, key: `${spelled(name, c)}|${q.formatRational(constant)}` }
  const parts = [...of].filter(([, c]) => !q.isZero(c)).sort(([a], [b]) => (a < b ? -1 : 1))
  const key = `${parts.map(([name, c]) => spelled(name, c)).join('+')}|${q.formatRational(constant)}`
  return { constant, of: new Map(parts), key }
}
const onlyConstant = (constant: q.Rational): Linear => ({
  constant,
  of: none,
  key: `|${q.formatRational(constant)}`,
})
export const constantLinear = (value: bigint | number): Linear => onlyConstant(q.rational(value))
export const symbolLinear = (name: string): Linear => linear(q.zero, new Map([[name, q.one]]))

export const addLinear = (a: Linear, b: Linear): Linear => {
  if (b.of.size === 0) return q.isZero(b.constant) ? a : linear(q.add(a.constant, b.constant), a.of)
  if (a.of.size === 0) return q.isZero(a.constant) ? b : linear(q.add(a.constant, b.constant), b.of)
  const of = new Map(a.of)
  for (const [name, c] of b.of) of.set(name, q.add(of.get(name) ?? q.zero, c))
  return linear(q.add(a.constant, b.constant), of)
}
export const scaleLinear = (a: Linear, by: q.Rational): Linear => {
  if (q.isOne(by)) return a
  const constant = q.multiply(a.constant, by)
  if (a.of.size === 0) return linear(constant)
  const of = new Map<string, q.Rational>()
  for (const [name, c] of a.of) of.set(name, q.multiply(c, by))
  return linear(constant, of)
}
const minusOne = q.rational(-1)
export const negateLinear = (a: Linear): Linear => scaleLinear(a, minusOne)
export const subtractLinear = (a: Linear, b: Linear): Linear =>
  b.of.size === 0 ? addLinear(a, onlyConstant(q.negate(b.constant))) : addLinear(a, negateLinear(b))

/** The form with `by` in place of one symbol. */
export const replaceIn = (a: Linear, name: string, by: Linear): Linear => {
  const c = a.of.get(name)
  if (!c) return a
  const scaled = scaleLinear(by, c)
  if (a.of.size === 1) return addLinear(scaled, onlyConstant(a.constant))
  const rest = new Map(a.of)
  rest.delete(name)
  return addLinear(scaled, linear(a.constant, rest))
}

export const isZeroLinear = (a: Linear): boolean => a.of.size === 0 && q.isZero(a.constant)
export const isConstantLinear = (a: Linear): boolean => a.of.size === 0

/** Whether a ≥ 0 for all positive integers in place of its symbols, as far as the signs of its coefficients tell. */
export const isNonNegative = (a: Linear): boolean => {
  if (a.of.size === 0) return a.constant.n >= 0n
  let least = a.constant
  for (const c of a.of.values()) {
    if (q.sign(c) < 0) return false
    least = q.add(least, c)
  }
  return q.sign(least) >= 0
}

/** The linear form that an expression is; undefined when it is none. */
export const asLinear = (e: Expression): Linear | undefined => {
  switch (e.kind) {
    case 'number':
      return linear(e.value)
    case 'symbol':
      return symbolLinear(e.name)
    case 'sum': {
      let sum = linear(q.zero)
      for (const term of e.terms) {
        const part = asLinear(term)
        if (!part) return undefined
        sum = addLinear(sum, part)
      }
      return sum
    }
    case 'product': {
      let product = linear(q.one)
      for (const factor of e.factors) {
        const part = asLinear(factor)
        if (!part) return undefined
        if (isConstantLinear(part)) product = scaleLinear(product, part.constant)
        else if (isConstantLinear(product)) product = scaleLinear(part, product.constant)
        else return undefined
      }
      return product
    }
    default:
      return undefined
  }
}

export const linearExpression = ({ constant, of }: Linear): Expression => {
  if (of.size === 0) return num(constant)
  const terms: Expression[] = []
  for (const [name, c] of of) terms.push(q.isOne(c) ? sym(name) : times(num(c), sym(name)))
  return terms.length === 1 && terms[0] && q.isZero(constant) ? terms[0] : plus(...terms, num(constant))
}
