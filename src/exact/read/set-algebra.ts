import type { Decimal } from 'decimal.js'
import { num } from '../algebra.ts'
import { evaluateIn } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import type { Exact, Interval } from '../value.ts'
import { isExpression } from '../value.ts'
import { reals } from './intervals.ts'
import { syntax } from './token.ts'

/** ∩ and ∖ of intervals and finite sets whose ends are numbers. */

const arithmetic = decimalArithmetic(60)

/** An end as a place on the line: beside a value, an open end lies a hair within. */
type Place = { readonly value: Decimal; readonly side: -1 | 0 | 1; readonly written: Expression }
type Stretch = { readonly from: Place; readonly to: Place }

const infinite = (e: Expression): 1 | -1 | undefined => {
  if (e.kind === 'constant' && e.name === 'infinity') return 1
  const inner = e.kind === 'product' ? e.factors.find((factor) => infinite(factor)) : undefined
  return inner ? -1 : undefined
}

const placeOf = (e: Expression, side: -1 | 0 | 1): Place => {
  const endless = infinite(e)
  const value = endless
    ? arithmetic.of({ n: BigInt(endless), d: 1n }).times('1e15000')
    : evaluateIn(e, () => undefined, arithmetic)
  if (!value) throw syntax('Only sets with numbers for ends are cut and subtracted.')
  return { value, side, written: e }
}

const compare = (a: Place, b: Place): number => {
  const gap = a.value.minus(b.value)
  return gap.abs().lt('1e-40') ? a.side - b.side : gap.s
}

const stretchesOf = (value: Exact): readonly Stretch[] => {
  if (value.kind === 'interval') {
    const from = placeOf(value.from, value.closedFrom ? 0 : 1)
    const to = placeOf(value.to, value.closedTo ? 0 : -1)
    return compare(from, to) > 0 ? [] : [{ from, to }]
  }
  if (value.kind === 'union') return value.parts.flatMap(stretchesOf)
  if (value.kind === 'set' && value.items.every(isExpression))
    return value.items.map((item) => ({ from: placeOf(item, 0), to: placeOf(item, 0) }))
  throw syntax('Only intervals and sets of numbers are cut and subtracted.')
}

const least = (a: Place, b: Place): Place => (compare(a, b) <= 0 ? a : b)
const most = (a: Place, b: Place): Place => (compare(a, b) >= 0 ? a : b)

const meet = (a: readonly Stretch[], b: readonly Stretch[]): readonly Stretch[] =>
  a.flatMap((x) =>
    b.flatMap((y) => {
      const [from, to] = [most(x.from, y.from), least(x.to, y.to)]
      return compare(from, to) > 0 ? [] : [{ from, to }]
    }),
  )

const isPoint = ({ from, to }: Stretch): boolean => compare(from, to) === 0 && from.side === 0

const intervalOf = ({ from, to }: Stretch): Interval => ({
  kind: 'interval',
  from: from.written,
  to: to.written,
  closedFrom: from.side === 0,
  closedTo: to.side === 0,
})

const setOf = (stretches: readonly Stretch[]): Exact => {
  const points = stretches.filter(isPoint).map(({ from }) => from.written)
  const intervals = stretches.filter((stretch) => !isPoint(stretch)).map(intervalOf)
  const [only, ...more] = intervals
  if (!only) return { kind: 'set', items: points }
  if (points.length === 0 && more.length === 0) return only
  const set: Exact[] = points.length > 0 ? [{ kind: 'set', items: points }] : []
  return { kind: 'union', parts: [...intervals, ...set] }
}

/** Everything on the line outside one stretch. */
const outside = ({ from, to }: Stretch): readonly Stretch[] => {
  const line = { from: placeOf(reals.from, 1), to: placeOf(reals.to, -1) }
  const below: Place = { ...from, side: from.side === 0 ? -1 : 0 }
  const above: Place = { ...to, side: to.side === 0 ? 1 : 0 }
  return [
    ...(infinite(from.written) ? [] : [{ from: line.from, to: below }]),
    ...(infinite(to.written) ? [] : [{ from: above, to: line.to }]),
  ]
}

/** A ∖ B. Throws ReadError for sets that are no intervals or sets of numbers. */
export const difference = (from: Exact, without: Exact): Exact =>
  setOf(stretchesOf(without).map(outside).reduce(meet, stretchesOf(from)))

/** A ∩ B. Throws ReadError for sets that are no intervals or sets of numbers. */
export const intersection = (a: Exact, b: Exact): Exact => setOf(meet(stretchesOf(a), stretchesOf(b)))

/** A ∪ B: finite sets become one; other parts stay beside one another. */
export const union = (parts: readonly Exact[]): Exact => {
  const sets = parts.map((part) => (part.kind === 'set' ? part.items : undefined))
  return sets.every((items) => items !== undefined)
    ? { kind: 'set', items: sets.flat() }
    : { kind: 'union', parts }
}

/** `ℝ_{≥0}`, `ℝ_{>0}` and their mirror images. */
export const halfLine = (relation: string): Interval => {
  const closed = relation.length > 1
  return relation.startsWith('>')
    ? { ...reals, from: num(0), closedFrom: closed }
    : { ...reals, to: num(0), closedTo: closed }
}
