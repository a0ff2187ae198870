import type { Constant, Expression, Num, Sym } from './expression.ts'
import * as q from './rational.ts'

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

/** Whether two trees have equal keys, without spelling them where a look tells. */
export const sameTree = (a: Expression, b: Expression): boolean => {
  if (a === b) return true
  switch (a.kind) {
    case 'symbol':
    case 'constant':
      return (b.kind === 'symbol' || b.kind === 'constant') && a.name === b.name
    case 'number':
      return b.kind === 'number' && q.equals(a.value, b.value)
    case 'indexed':
      return b.kind === 'indexed' && a.name === b.name && sameTrees(a.indices, b.indices)
    case 'sum':
      return b.kind === 'sum' && sameInAnyOrder(a, b, a.terms, b.terms)
    case 'product':
      return b.kind === 'product' && sameInAnyOrder(a, b, a.factors, b.factors)
    case 'power':
      return b.kind === 'power' && sameTree(a.base, b.base) && sameTree(a.exponent, b.exponent)
    case 'call':
      return b.kind === 'call' && a.name === b.name && sameTrees(a.args, b.args)
  }
}

const sameTrees = (a: readonly Expression[], b: readonly Expression[]): boolean => {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) {
    const [one, other] = [a[at], b[at]]
    if (!one || !other || !sameTree(one, other)) return false
  }
  return true
}

/** Past this many parts spelling is cheaper than looking at every pair. */
const mostPairs = 8

const sameInAnyOrder = (
  a: Expression,
  b: Expression,
  parts: readonly Expression[],
  others: readonly Expression[],
): boolean => {
  if (parts.length !== others.length) return false
  if (parts.length > mostPairs) return sameTrees(parts, others) || keyOf(a) === keyOf(b)
  let taken = 0
  for (let at = 0; at < parts.length; at++) {
    const place = placeAmong(others, parts[at], at, taken)
    if (place < 0) return false
    taken |= 1 << place
  }
  return true
}

/** Where the part is among those not taken yet; most stand at the same place. */
const placeAmong = (
  others: readonly Expression[],
  part: Expression | undefined,
  likely: number,
  taken: number,
): number => {
  if (!part) return -1
  for (let step = 0; step < others.length; step++) {
    const at = (likely + step) % others.length
    const other = others[at]
    if (other && (taken & (1 << at)) === 0 && sameTree(part, other)) return at
  }
  return -1
}
