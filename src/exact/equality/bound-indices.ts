import type { Expression } from '../expression.ts'
import { parseRational } from '../rational.ts'
import { mapChildren, somePart } from '../tree.ts'

const isSeries = (e: Expression): e is Expression & { kind: 'call' } =>
  e.kind === 'call' && (e.name === 'sum' || e.name === 'prod')

const subscripted = /^(.+?)_([A-Za-z]+|\d+)$/

const indexOf = (text: string): Expression => {
  const value = parseRational(text)
  return value ? { kind: 'number', value } : { kind: 'symbol', name: text }
}

/** `x_i` as the entry x[i], `W_ij` as W[i, j], when the subscript names one of the indices. */
const entryOf = (name: string, bound: ReadonlySet<string>): Expression | undefined => {
  const [, base, subscript] = subscripted.exec(name) ?? []
  if (base === undefined || subscript === undefined) return undefined
  if (bound.has(subscript)) return { kind: 'indexed', name: base, indices: [indexOf(subscript)] }
  const letters = [...subscript]
  if (!letters.some((letter) => bound.has(letter))) return undefined
  return { kind: 'indexed', name: base, indices: letters.map(indexOf) }
}

const bind = (e: Expression, bound: ReadonlySet<string>): Expression => {
  if (e.kind === 'symbol') return entryOf(e.name, bound) ?? e
  if (!isSeries(e)) return mapChildren(e, (part) => bind(part, bound))
  const [body, index, ...ends] = e.args
  if (!body || index?.kind !== 'symbol') return e
  const inner = bind(body, new Set([...bound, index.name]))
  return { ...e, args: [inner, index, ...ends.map((end) => bind(end, bound))] }
}

const ranksIn = (e: Expression, found: Map<string, number>): void => {
  somePart(e, (part) => {
    if (part.kind === 'indexed') found.set(part.name, part.indices.length)
    return false
  })
}

/** x_1 beside the entries x[i] of a sum is the entry x[1]. */
const asEntries = (e: Expression, ranks: ReadonlyMap<string, number>): Expression => {
  if (e.kind !== 'symbol') return mapChildren(e, (part) => asEntries(part, ranks))
  const [, base = '', subscript = ''] = subscripted.exec(e.name) ?? []
  const rank = ranks.get(base)
  const parts = rank === 1 ? [subscript] : [...subscript]
  return rank === parts.length && subscript !== ''
    ? { kind: 'indexed', name: base, indices: parts.map(indexOf) }
    : e
}

/**
 * A letter that a sum runs over also runs through the subscripts below it: Σ x_i adds up different numbers and is not
 * n·x_i. Expressions without a sum or product sign stay as they are.
 */
export const withBoundIndices = (a: Expression, b: Expression): readonly [Expression, Expression] => {
  if (!somePart(a, isSeries) && !somePart(b, isSeries)) return [a, b]
  const [x, y] = [bind(a, new Set()), bind(b, new Set())]
  const ranks = new Map<string, number>()
  for (const e of [x, y]) ranksIn(e, ranks)
  return ranks.size === 0 ? [x, y] : [asEntries(x, ranks), asEntries(y, ranks)]
}
