import { call, fraction, minus, num, over, plus, power, substitute, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { symbolsOf } from '../tree.ts'

const uses = (x: Expression, index: string): boolean => symbolsOf(x).has(index)

/** Bernoulli numbers with B₁ = +1/2, by their recurrence. */
const bernoulli = (most: number): readonly q.Rational[] => {
  const out: q.Rational[] = []
  for (let m = 0; m <= most; m++) {
    let [sum, choose] = [q.zero, q.one]
    for (let k = 0; k < m; k++) {
      sum = q.add(sum, q.multiply(choose, out[k] ?? q.zero))
      choose = q.multiply(choose, q.rational(m + 1 - k, k + 1))
    }
    out.push(q.divide(q.subtract(m === 0 ? q.one : q.zero, sum), q.rational(m + 1)))
  }
  return out.map((b, at) => (at === 1 ? q.negate(b) : b))
}

/** 1^m + 2^m + … + n^m, by Faulhaber's formula; the first few as textbooks write them. */
const powerSum = (m: number, n: Expression): Expression => {
  const next = plus(n, num(1))
  const twice = plus(times(num(2), n), num(1))
  if (m === 0) return n
  if (m === 1) return times(fraction(1, 2), n, next)
  if (m === 2) return times(fraction(1, 6), n, next, twice)
  if (m === 3) return times(fraction(1, 4), power(n, num(2)), power(next, num(2)))
  const numbers = bernoulli(m)
  let choose = q.one
  const terms = numbers.map((b, j) => {
    const term = times(num(q.multiply(choose, b)), power(n, num(m + 1 - j)))
    choose = q.multiply(choose, q.rational(m + 1 - j, j + 1))
    return term
  })
  return times(fraction(1, m + 1), plus(...terms))
}

const degreeLimit = 12n

/** One term `c·k^m` or `c·r^k` of the body, summed; undefined when it is of neither kind. */
const sumTerm = (
  term: Expression,
  index: string,
  from: Expression,
  to: Expression,
): Expression | undefined => {
  const factors = term.kind === 'product' ? term.factors : [term]
  const free = times(...factors.filter((x) => !uses(x, index)))
  const bound = factors.filter((x) => uses(x, index))
  const [factor] = bound
  if (!factor) return times(free, plus(to, minus(from), num(1)))
  if (bound.length > 1) return undefined
  const [base, exponent] = factor.kind === 'power' ? [factor.base, factor.exponent] : [factor, num(1)]
  if (base.kind === 'symbol' && exponent.kind === 'number') {
    if (!q.isInteger(exponent.value) || exponent.value.n < 1n || exponent.value.n > degreeLimit)
      return undefined
    const m = Number(exponent.value.n)
    return times(free, plus(powerSum(m, to), minus(powerSum(m, plus(from, num(-1))))))
  }
  const series = uses(base, index) ? undefined : geometric(base, exponent, index, from, to)
  return series && times(free, series)
}

/** Σ r^(a·k + b) for a whole number a: a geometric series with ratio r^a. */
const geometric = (
  base: Expression,
  exponent: Expression,
  index: string,
  from: Expression,
  to: Expression,
): Expression | undefined => {
  const slope = minus(
    substitute(exponent, new Map([[index, num(1)]])),
    substitute(exponent, new Map([[index, num(0)]])),
  )
  if (slope.kind !== 'number') return undefined
  const ratio = power(base, slope)
  const first = power(base, substitute(exponent, new Map([[index, from]])))
  const past = power(base, substitute(exponent, new Map([[index, plus(to, num(1))]])))
  // With a symbol for the ratio the formula would fail at 1.
  if (ratio.kind !== 'number' || q.isOne(ratio.value)) return undefined
  return over(minus(first, past), minus(num(1), ratio))
}

/** Σ body for index = from..to in closed form where the body is a polynomial or geometric; else the sum as it stands. */
export const closedSum = (
  body: Expression,
  index: Expression & { kind: 'symbol' },
  from: Expression,
  to: Expression,
): Expression => {
  const terms = body.kind === 'sum' ? body.terms : [body]
  const sums = terms.map((term) => sumTerm(term, index.name, from, to))
  if (!sums.every((sum) => sum !== undefined)) return call('sum', body, index, from, to)
  return plus(...sums)
}
