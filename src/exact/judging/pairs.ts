import { evaluateIn } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import { randomPoint } from '../random-point.ts'
import { entriesOf } from '../tensor.ts'
import type { Exact } from '../value.ts'

const arithmetic = decimalArithmetic(40)
const draws = 6

const valuesAt = (entries: readonly Expression[], seed: number) =>
  entries.map((entry) => evaluateIn(entry, randomPoint(seed, 'positive'), arithmetic))

const isDistribution = (from: Expression, to: Expression): boolean => {
  const [x, y] = valuesAt([from, to], 1)
  return x !== undefined && y !== undefined && x.gt(0) && y.gt(0) && x.plus(y).minus(1).abs().lt('1e-30')
}

/** The ends of a pair that rises, or may: (2, 1) is no interval. */
const rises = (from: Expression, to: Expression): boolean =>
  Array.from({ length: draws }, (_, seed) => valuesAt([from, to], seed + 1)).every(
    ([x, y]) => x === undefined || y === undefined || x.lt(y),
  )

const namesVector = /=|\b(?:array|tensor|Size|Matrix|list|tuple)\s*[([]|\\begin|\\top|\^\{?T/

/**
 * Whether `(a, b)` stands beside `[a, b]` and nothing tells two spellings of one vector from an open and a closed
 * interval. Two positive numbers that sum to 1 are a distribution.
 */
export const mayDifferAsIntervals = (
  reference: Exact,
  candidate: Exact,
  written: readonly string[],
): boolean => {
  if (reference.kind !== 'tensor' || candidate.kind !== 'tensor') return false
  if (!reference.brackets || !candidate.brackets || reference.brackets === candidate.brackets) return false
  const [from, to] = entriesOf(reference)
  if (!from || !to || written.some((text) => namesVector.test(text))) return false
  return rises(from, to) && !isDistribution(from, to)
}

const isInfinite = (e: Expression): boolean =>
  e.kind === 'constant' ? e.name === 'infinity' : e.kind === 'product' && e.factors.some(isInfinite)

/** Whether an interval is closed at an infinite end: [0, ∞] is one of the extended line. */
export const reachesInfinity = (value: Exact): boolean => {
  if (value.kind === 'union') return value.parts.some(reachesInfinity)
  if (value.kind === 'tensor' && value.brackets === '[]') return entriesOf(value).some(isInfinite)
  if (value.kind !== 'interval') return false
  return (value.closedFrom && isInfinite(value.from)) || (value.closedTo && isInfinite(value.to))
}
