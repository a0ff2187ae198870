import type { Expression } from './expression.ts'

/** The parts of an expression, one level down. */
export const childrenOf = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'indexed':
      return e.indices
    case 'sum':
      return e.terms
    case 'product':
      return e.factors
    case 'power':
      return [e.base, e.exponent]
    case 'call':
      return e.args
    default:
      return []
  }
}

/** The expression with its parts, one level down, replaced; nothing is simplified. */
export const mapChildren = (e: Expression, change: (part: Expression) => Expression): Expression => {
  switch (e.kind) {
    case 'indexed':
      return { ...e, indices: e.indices.map(change) }
    case 'sum':
      return { ...e, terms: e.terms.map(change) }
    case 'product':
      return { ...e, factors: e.factors.map(change) }
    case 'power':
      return { ...e, base: change(e.base), exponent: change(e.exponent) }
    case 'call':
      return { ...e, args: e.args.map(change) }
    default:
      return e
  }
}

/** Whether any part of the tree, itself included, passes the test. */
export const somePart = (e: Expression, test: (part: Expression) => boolean): boolean =>
  test(e) || childrenOf(e).some((child) => somePart(child, test))

/** Names of the symbols in an expression, in order of appearance. */
export const symbolsOf = (e: Expression, found: Set<string> = new Set()): Set<string> => {
  if (e.kind === 'symbol') found.add(e.name)
  for (const child of childrenOf(e)) symbolsOf(child, found)
  return found
}
