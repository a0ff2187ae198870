import type { Expression } from '../expression.ts'
import { normalForm, type SymbolDomain, sameForm } from '../normal-form.ts'
import { equals, sign } from '../rational.ts'
import { sample } from '../sample.ts'
import { childrenOf } from '../tree.ts'
import { withBoundIndices } from './bound-indices.ts'
import { equalMatrixProducts, hasInverses, hasMatrices } from './matrix-products.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

/** ∞ as a value; the end of an endless sum is none. */
const hasInfinity = (e: Expression): boolean => {
  if (e.kind === 'constant') return e.name === 'infinity'
  const parts = e.kind === 'call' && e.name === 'sum' ? e.args.slice(0, 3) : childrenOf(e)
  return parts.some(hasInfinity)
}

/** +1 or −1 for ±∞ written plainly; undefined for other expressions, also for 2·∞, whose sense is open. */
export const signOfInfinity = (e: Expression): 1 | -1 | undefined => {
  if (e.kind === 'constant' && e.name === 'infinity') return 1
  const [first, second, ...more] = e.kind === 'product' ? e.factors : []
  if (first?.kind !== 'number' || !second || more.length > 0) return undefined
  const inner = signOfInfinity(second)
  if (!inner || first.value.d !== 1n || (first.value.n !== 1n && first.value.n !== -1n)) return undefined
  return sign(first.value) === inner ? 1 : -1
}

const equalInfinities = (a: Expression, b: Expression, domain: SymbolDomain): Equality => {
  const [x, y] = [signOfInfinity(a), signOfInfinity(b)]
  if (x && y) return x === y ? same('infinity') : different('infinity')
  const finite = x ? b : a
  const known = (x || y) && !hasInfinity(finite) && normalForm(finite, domain)
  return known ? different('infinity') : undecided('infinity')
}

/**
 * Whether the order of factors may matter: A⁻¹b is written like a quotient, and only capitals tell that A may be a
 * matrix. Sizes and counts, which are positive, commute.
 */
const mayNotCommute = (a: Expression, b: Expression, domain: SymbolDomain): boolean =>
  domain === 'real' && (hasInverses(a) || hasInverses(b)) && equalMatrixProducts(a, b).equal === false

/**
 * Whether two expressions are the same function of their symbols: by their normal forms, which prove both equality and,
 * for sums of powers of independent atoms, difference; else by their values at random points.
 */
export const equalScalars = (first: Expression, second: Expression, domain: SymbolDomain): Equality => {
  if (first.kind === 'number' && second.kind === 'number')
    return equals(first.value, second.value) ? same('number') : different('number')
  const [a, b] = withBoundIndices(first, second)
  if (hasInfinity(a) || hasInfinity(b)) return equalInfinities(a, b, domain)
  if (hasMatrices(a) || hasMatrices(b)) return equalMatrixProducts(a, b)
  const x = normalForm(a, domain)
  const y = x && normalForm(b, domain)
  if (x && y) {
    const agree = sameForm(x, y)
    if (agree) return mayNotCommute(a, b, domain) ? undecided('order of factors') : same('normal form')
    if (agree === false && x.decisive && y.decisive) return different('normal form')
  }
  switch (sample(a, b, domain)) {
    case 'same':
      return same('sampling')
    case 'different':
      return different('sampling')
    case 'undecided':
      return undecided('sampling')
  }
}
