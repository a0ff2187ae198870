import type { Expression } from './expression.ts'
import { spend, within } from './normal/effort.ts'
import type { Arithmetic } from './numeric/arithmetic.ts'
import { doubleArithmetic } from './numeric/double.ts'
import { divide, isZero, multiply, one, type Rational } from './rational.ts'

/** The values of symbols and of entries of arrays; the name of an entry is written as `dy[1,2]`. */
export type Point = (name: string) => Rational | undefined

const deepest = 150
const longestSeries = 2_000
const allowance = 30_000

type Scope<T> = {
  readonly at: Point
  readonly arithmetic: Arithmetic<T>
  readonly bound: ReadonlyMap<string, T>
  readonly depth: number
}

/** A fixed rational exponent such as 1/3, whose odd roots of negative numbers are real. */
const fixedRational = (e: Expression): Rational | undefined => {
  if (e.kind === 'number') return e.value
  if (e.kind === 'product') {
    let product = one
    for (const factor of e.factors) {
      const value = fixedRational(factor)
      if (!value) return undefined
      product = multiply(product, value)
    }
    return product
  }
  const base = e.kind === 'power' ? fixedRational(e.base) : undefined
  const isInverse = e.kind === 'power' && e.exponent.kind === 'number' && e.exponent.value.n === -1n
  return base && isInverse && !isZero(base) ? divide(one, base) : undefined
}

const reduce = <T>(
  parts: readonly Expression[],
  scope: Scope<T>,
  start: T,
  combine: (a: T, b: T) => T,
): T | undefined => {
  let total = start
  for (const part of parts) {
    const value = visit(part, scope)
    if (value === undefined) return undefined
    total = combine(total, value)
  }
  return total
}

const series = <T>(e: Expression & { kind: 'call' }, scope: Scope<T>): T | undefined => {
  const { arithmetic } = scope
  const [body, index, from, to] = e.args
  if (!body || index?.kind !== 'symbol' || !from || !to) return undefined
  const [first, last] = [visit(from, scope), visit(to, scope)]
  const [low, high] = [first, last].map((end) => (end === undefined ? undefined : arithmetic.toInteger(end)))
  if (low === undefined || high === undefined || high - low > longestSeries) return undefined
  let total = arithmetic.of(e.name === 'sum' ? { n: 0n, d: 1n } : one)
  for (let i = low; i <= high; i += 1) {
    const bound = new Map(scope.bound).set(index.name, arithmetic.of({ n: BigInt(i), d: 1n }))
    const value = visit(body, { ...scope, bound })
    if (value === undefined) return undefined
    total = e.name === 'sum' ? arithmetic.add(total, value) : arithmetic.multiply(total, value)
  }
  return total
}

const named = <T>(name: string, { at, arithmetic, bound }: Scope<T>): T | undefined => {
  const value = bound.get(name)
  if (value !== undefined) return value
  const rational = at(name)
  return rational && arithmetic.of(rational)
}

const visit = <T>(e: Expression, outer: Scope<T>): T | undefined => {
  if (outer.depth > deepest) return undefined
  const scope = { ...outer, depth: outer.depth + 1 }
  const { arithmetic } = scope
  spend(e.kind === 'power' || e.kind === 'call' ? arithmetic.cost.call : arithmetic.cost.value)
  switch (e.kind) {
    case 'number':
      return arithmetic.of(e.value)
    case 'symbol':
      return named(e.name, scope)
    case 'constant':
      return e.name === 'infinity' ? undefined : arithmetic[e.name]
    case 'indexed': {
      const indices = e.indices.map((index) => visit(index, scope))
      const written = indices.map((index) => (index === undefined ? undefined : arithmetic.write(index)))
      if (written.includes(undefined)) return undefined
      return named(`${e.name}[${written.join(',')}]`, scope)
    }
    case 'sum':
      return reduce(e.terms, scope, arithmetic.of({ n: 0n, d: 1n }), arithmetic.add)
    case 'product':
      return reduce(e.factors, scope, arithmetic.of(one), arithmetic.multiply)
    case 'power': {
      const [base, exponent] = [visit(e.base, scope), visit(e.exponent, scope)]
      if (base === undefined || exponent === undefined) return undefined
      return arithmetic.power(base, exponent, fixedRational(e.exponent))
    }
    case 'call': {
      if (e.name === 'sum' || e.name === 'prod') return series(e, scope)
      const args: T[] = []
      for (const arg of e.args) {
        const value = visit(arg, scope)
        if (value === undefined) return undefined
        args.push(value)
      }
      return arithmetic.apply(e.name, args)
    }
  }
}

/** The value at a point in the given arithmetic; undefined where there is none: √(−1), 1/0, an unknown function. */
export const evaluateIn = <T>(e: Expression, at: Point, arithmetic: Arithmetic<T>): T | undefined =>
  within(allowance, () => visit(e, { at, arithmetic, bound: new Map(), depth: 0 }))

/** The value as a double. */
export const evaluate = (e: Expression, at: Point): number | undefined => evaluateIn(e, at, doubleArithmetic)
