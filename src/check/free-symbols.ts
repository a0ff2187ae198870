import { substitute } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { childrenOf, symbolsOf } from '../exact/tree.ts'

/** Symbols that stand for something outside: the index of a sum is bound by it. Entries of arrays count by name. */
export const freeSymbols = (x: Expression): ReadonlySet<string> => {
  const found = new Set<string>()
  addFree(x, found)
  return found
}

const addFree = (x: Expression, to: Set<string>): void => {
  if (x.kind === 'symbol' || x.kind === 'indexed') to.add(x.name)
  if (x.kind !== 'call' || (x.name !== 'sum' && x.name !== 'product')) {
    for (const child of childrenOf(x)) addFree(child, to)
    return
  }
  const [body, index, ...limits] = x.args
  const bound = index?.kind === 'symbol' ? index.name : undefined
  if (body) for (const name of freeSymbols(body)) if (name !== bound) to.add(name)
  for (const limit of limits) addFree(limit, to)
}

export const hasCall = (x: Expression, names: ReadonlySet<string>): boolean =>
  (x.kind === 'call' && names.has(x.name)) || childrenOf(x).some((child) => hasCall(child, names))

export const hasIndexed = (x: Expression): boolean => x.kind === 'indexed' || childrenOf(x).some(hasIndexed)

/** The expression with its nodes replaced from the leaves up. */
export const rewrite = (x: Expression, change: (y: Expression) => Expression): Expression => {
  const within = (y: Expression): Expression => rewrite(y, change)
  switch (x.kind) {
    case 'sum':
      return change(substitute({ kind: 'sum', terms: x.terms.map(within) }, new Map()))
    case 'product':
      return change(substitute({ kind: 'product', factors: x.factors.map(within) }, new Map()))
    case 'power':
      return change(
        substitute({ kind: 'power', base: within(x.base), exponent: within(x.exponent) }, new Map()),
      )
    case 'call':
      return change({ kind: 'call', name: x.name, args: x.args.map(within) })
    case 'indexed':
      return change({ kind: 'indexed', name: x.name, indices: x.indices.map(within) })
    default:
      return change(x)
  }
}

/** Substitutes until nothing changes, a few times: m = n − k + 1 may stand in another definition. */
export const resolve = (x: Expression, values: ReadonlyMap<string, Expression>): Expression => {
  let out = x
  for (let round = 0; round < 3; round++) {
    if (![...symbolsOf(out)].some((name) => values.has(name))) break
    out = substitute(out, values)
  }
  return out
}
