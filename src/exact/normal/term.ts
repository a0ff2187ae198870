import { add, formatRational, multiply, negate, one, type Rational, sign } from '../rational.ts'

/** An exponent: a rational plus a sum of non-constant terms, so that 2^(n + 1/2) has one spelling. */
export type Exponent = { readonly constant: Rational; readonly rest: readonly Term[]; readonly key: string }

/** What a monomial is made of. Two atoms are one exactly when their keys are. */
export type Atom = { readonly key: string; readonly positive: boolean; readonly integer: boolean } & (
  | { readonly kind: 'symbol' }
  | { readonly kind: 'indexed' }
  | { readonly kind: 'constant'; readonly name: 'e' | 'pi' }
  /** A prime; `certain` is false for a large cofactor that was not factored. */
  | { readonly kind: 'prime'; readonly value: bigint; readonly certain: boolean }
  | { readonly kind: 'minus-one' }
  /** A sum that a fractional, symbolic or very large exponent keeps from being expanded. */
  | { readonly kind: 'base'; readonly of: Polynomial }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Quotient[] }
)

export type Factor = { readonly atom: Atom; readonly exponent: Exponent }
/** A rational times powers of atoms, sorted by the atoms' keys. */
export type Term = {
  readonly coefficient: Rational
  readonly factors: readonly Factor[]
  readonly key: string
}
/** Terms by the key of their factors; no coefficient is zero. */
export type Polynomial = ReadonlyMap<string, Term>
export type Quotient = { readonly top: Polynomial; readonly bottom: Polynomial }

const exponentKey = (constant: Rational, rest: readonly Term[]): string =>
  rest.length === 0
    ? formatRational(constant)
    : `{${rest.map((term) => `${formatRational(term.coefficient)}*${term.key}`).join('+')}+${formatRational(constant)}}`

export const makeExponent = (constant: Rational, rest: readonly Term[] = []): Exponent => ({
  constant,
  rest,
  key: exponentKey(constant, rest),
})

export const unit: Exponent = makeExponent(one)

export const makeTerm = (coefficient: Rational, factors: readonly Factor[]): Term => ({
  coefficient,
  factors,
  key: factors.map(({ atom, exponent }) => `${atom.key}^${exponent.key}`).join(' '),
})

export const isConstantExponent = (exponent: Exponent): boolean => exponent.rest.length === 0
export const isZeroExponent = (exponent: Exponent): boolean =>
  exponent.rest.length === 0 && exponent.constant.n === 0n

const addExponents = (a: Exponent, b: Exponent): Exponent => {
  const constant = add(a.constant, b.constant)
  if (a.rest.length === 0 && b.rest.length === 0) return makeExponent(constant)
  const sum = new Map(a.rest.map((term) => [term.key, term]))
  for (const term of b.rest) addTerm(sum, term)
  return makeExponent(constant, sortTerms(sum.values()))
}

export const negateExponent = (a: Exponent): Exponent =>
  makeExponent(
    negate(a.constant),
    a.rest.map((term) => ({ ...term, coefficient: negate(term.coefficient) })),
  )

export const addTerm = (sum: Map<string, Term>, term: Term): void => {
  const known = sum.get(term.key)
  if (!known) {
    if (term.coefficient.n !== 0n) sum.set(term.key, term)
    return
  }
  const coefficient = add(known.coefficient, term.coefficient)
  if (coefficient.n === 0n) sum.delete(term.key)
  else sum.set(term.key, { ...known, coefficient })
}

export const sortTerms = (terms: Iterable<Term>): Term[] =>
  [...terms].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))

/** The sign of an exponent in an order that addition keeps: by its first symbolic term, then by its constant. */
const exponentSign = ({ constant, rest }: Exponent): number => {
  const first = rest[0]
  return first ? sign(first.coefficient) : sign(constant)
}

/** Orders monomials lexicographically; multiplying both by a monomial keeps the order. */
export const compareTerms = (a: Term, b: Term): number => {
  let [i, j] = [0, 0]
  for (;;) {
    const [left, right] = [a.factors[i], b.factors[j]]
    if (!left && !right) return 0
    if (left && (!right || left.atom.key < right.atom.key)) return exponentSign(left.exponent)
    if (right && (!left || right.atom.key < left.atom.key)) return -exponentSign(right.exponent)
    if (left && right && left.exponent.key !== right.exponent.key)
      return exponentSign(addExponents(left.exponent, negateExponent(right.exponent)))
    i += 1
    j += 1
  }
}

export const multiplyFactors = (
  a: readonly Factor[],
  b: readonly Factor[],
  meet: (factor: Factor) => Factor | undefined,
): Factor[] => {
  const product: Factor[] = []
  let [i, j] = [0, 0]
  for (;;) {
    const [left, right] = [a[i], b[j]]
    if (!left && !right) return product
    if (left && (!right || left.atom.key < right.atom.key)) {
      product.push(left)
      i += 1
    } else if (right && (!left || right.atom.key < left.atom.key)) {
      product.push(right)
      j += 1
    } else if (left && right) {
      const exponent = addExponents(left.exponent, right.exponent)
      const factor = isZeroExponent(exponent) ? undefined : meet({ atom: left.atom, exponent })
      if (factor) product.push(factor)
      i += 1
      j += 1
    }
  }
}

export const scaleTerm = (term: Term, by: Rational): Term => ({
  ...term,
  coefficient: multiply(term.coefficient, by),
})

export const isIntegerValued = (term: Term): boolean =>
  term.factors.every(
    ({ atom, exponent }) =>
      exponent.rest.length === 0 && exponent.constant.d === 1n && exponent.constant.n > 0n && atom.integer,
  )

export const polynomialTerms = (a: Polynomial): readonly Term[] => [...a.values()]
