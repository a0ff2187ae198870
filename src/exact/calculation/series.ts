import { isNumber, num, plus, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { isExpression } from '../value.ts'
import { closedSum } from './finite-sum.ts'
import type { Value } from './matrices.ts'

const termLimit = 100_000n

export const bound = (value: Value): Expression => {
  if (!isExpression(value)) throw new ReadError('domain', 'The ends of a sum must be numbers or symbols.')
  return value
}

/** Term by term between numbers, in closed form where an end is a symbol; `at` gives the term of an index. */
export const seriesOf = (
  name: 'sum' | 'prod',
  k: Expression & { kind: 'symbol' },
  from: Expression,
  to: Expression,
  at: (k: Expression) => Value,
): Value =>
  isNumber(from) && isNumber(to)
    ? termwise(name, from.value, to.value, at)
    : symbolic(name, bound(at(k)), k, from, to)

const symbolic = (
  name: 'sum' | 'prod',
  body: Expression,
  k: Expression & { kind: 'symbol' },
  from: Expression,
  to: Expression,
): Expression =>
  name === 'sum' ? closedSum(body, k, from, to) : { kind: 'call', name: 'prod', args: [body, k, from, to] }

const termwise = (
  name: 'sum' | 'prod',
  from: q.Rational,
  to: q.Rational,
  at: (k: Expression) => Value,
): Value => {
  if (!q.isInteger(from) || !q.isInteger(to))
    throw new ReadError('domain', 'The ends of a sum must be whole numbers.')
  const count = to.n - from.n + 1n
  if (count > termLimit)
    throw new ReadError('too-large', `At most ${termLimit} terms can be worked out; this has ${count}.`)
  const terms: Expression[] = []
  for (let k = from.n; k <= to.n; k++) terms.push(bound(at(num(k))))
  return name === 'sum'
    ? balanced(terms, (a, b) => plus(a, b), num(0))
    : balanced(terms, (a, b) => times(a, b), num(1))
}

/** Halves first, so that fractions with large denominators meet late. */
const balanced = (
  parts: readonly Expression[],
  join: (a: Expression, b: Expression) => Expression,
  empty: Expression,
): Expression => {
  const [only] = parts
  if (parts.length <= 1) return only ?? empty
  const middle = parts.length >> 1
  return join(balanced(parts.slice(0, middle), join, empty), balanced(parts.slice(middle), join, empty))
}
