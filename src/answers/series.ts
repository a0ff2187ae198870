import { substitute } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { childrenOf, somePart, symbolsOf } from '../exact/tree.ts'
import { toText } from '../exact/write/write.ts'

export const isSeries = (part: Expression): boolean =>
  part.kind === 'call' && (part.name === 'sum' || part.name === 'prod')

export const hasSeries = (e: Expression): boolean => somePart(e, isSeries)

const letters = ['i', 'j', 'p', 'q', 'r', 's', 't', 'u']

/**
 * Sums whose counting letters and whose order of factors are chosen alike, so that those who write `Σ_a Σ_b dy x` and
 * `Σ_i Σ_j x dy` are compared once. Entries of arrays are numbers, which commute.
 */
export const inOneNotation = (e: Expression): Expression => {
  if (!hasSeries(e)) return e
  const bound = new Set(boundIn(e))
  const free = [...symbolsOf(e)].filter((name) => !bound.has(name))
  const fresh = letters.filter((letter) => !free.includes(letter))
  return bound.size > fresh.length ? e : lettered(e, fresh)
}

const boundIn = (e: Expression): readonly string[] => {
  const index = e.kind === 'call' && isSeries(e) ? e.args[1] : undefined
  return [...(index?.kind === 'symbol' ? [index.name] : []), ...childrenOf(e).flatMap(boundIn)]
}

const lettered = (e: Expression, fresh: readonly string[]): Expression => {
  if (e.kind === 'call' && isSeries(e)) {
    const [body, index, ...limits] = e.args
    const [letter, ...rest] = fresh
    if (!body || index?.kind !== 'symbol' || letter === undefined) return e
    const named: Expression = { kind: 'symbol', name: letter }
    const inside = substitute(body, new Map([[index.name, named]]))
    return { ...e, args: [lettered(inside, rest), named, ...limits] }
  }
  if (e.kind !== 'product') return e
  const factors = e.factors.map((factor) => lettered(factor, fresh))
  return { kind: 'product', factors: factors.toSorted((a, b) => (toText(a) < toText(b) ? -1 : 1)) }
}
