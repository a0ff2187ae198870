import type { Expression } from './expression.ts'

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

/** Whether any part of the tree, itself included, passes the test. */
export const somePart = (e: Expression, test: (part: Expression) => boolean): boolean =>
  test(e) || childrenOf(e).some((child) => somePart(child, test))
