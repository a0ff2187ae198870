import { evaluateIn } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import { within } from '../normal/effort.ts'
import { multiplyPolynomials, polynomialKey, scalePolynomial } from '../normal/polynomial.ts'
import { makeQuotient } from '../normal/quotient.ts'
import { type Atom, makeExponent, makeTerm, type Polynomial, polynomialTerms } from '../normal/term.ts'
import { normalForm, type SymbolDomain } from '../normal-form.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import { randomPoint } from '../random-point.ts'
import { compare, divide, negate, one, rational, zero } from '../rational.ts'
import { somePart, symbolsOf } from '../tree.ts'
import type { Chain } from '../value.ts'
import { renameSymbol } from './condition.ts'
import { equalConditions } from './regions.ts'
import { equalScalars } from './scalars.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

/** A name that an equation gives a value to: y, w*, f(x). */
const isName = (e: Expression): boolean => e.kind === 'symbol' || e.kind === 'indexed'

/** A quantity of a figure, named by its points: AB, |AB|, NO/BO. */
const isFigure = (e: Expression): boolean => {
  if (e.kind === 'symbol') return /^[A-Z](?:_\w+)?$/.test(e.name)
  if (e.kind === 'call') return e.name === 'abs' && e.args.every(isFigure)
  if (e.kind === 'power') return e.exponent.kind === 'number' && isFigure(e.base)
  return e.kind === 'product' && e.factors.every(isFigure)
}

/** `w^* = 3` names the best w: a star is a mark of the name. */
const plainName = (name: string): string => name.replace(/\*|_star$/g, '')

const isConstant = (e: Expression): boolean =>
  !somePart(e, (part) => part.kind === 'symbol' || part.kind === 'indexed')

/** The name and the value of `x = … = value` or `value = x`; undefined for an equation that isolates no name. */
export const isolated = (
  chain: Chain,
): { readonly name: Expression; readonly value: Expression } | undefined => {
  if (!chain.relations.every((relation) => relation === '=')) return undefined
  const [first, last] = [chain.sides[0], chain.sides.at(-1)]
  if (!first || !last) return undefined
  if (isName(first)) return { name: first, value: last }
  const isValue = isConstant(last)
  if (isValue && isFigure(first)) return { name: first, value: last }
  return isName(last) && chain.sides.length === 2 ? { name: last, value: first } : undefined
}

/** What an equation gives as a value: that of the name it isolates, or the result of a calculation with numbers. */
export const resultOf = (chain: Chain): Expression | undefined => {
  const isCalculation = chain.sides.every(isConstant) && chain.relations.every((relation) => relation === '=')
  return isolated(chain)?.value ?? (isCalculation ? chain.sides.at(-1) : undefined)
}

const minus = (a: Expression, b: Expression): Expression => ({
  kind: 'sum',
  terms: [a, { kind: 'product', factors: [{ kind: 'number', value: rational(-1) }, b] }],
})

/** What is zero exactly when the equation holds. */
export const differenceOf = (chain: Chain): Expression | undefined => {
  const [left, right] = [chain.sides[0], chain.sides.at(-1)]
  return left && right ? minus(left, right) : undefined
}

/** The sum times the monomial that makes every exponent of a symbol positive: zero for the same values. */
const cleared = (sum: Polynomial): Polynomial => {
  const least = new Map<string, { atom: Atom; power: typeof zero }>()
  for (const term of polynomialTerms(sum))
    for (const { atom, exponent } of term.factors) {
      const known = least.get(atom.key)?.power ?? zero
      if (atom.kind !== 'call' && exponent.rest.length === 0 && compare(exponent.constant, known) < 0)
        least.set(atom.key, { atom, power: exponent.constant })
    }
  const factors = [...least.values()].map(({ atom, power }) => ({
    atom,
    exponent: makeExponent(negate(power)),
  }))
  const monomial = factors.map((factor): Polynomial => {
    const term = makeTerm(one, [factor])
    return new Map([[term.key, term]])
  })
  return monomial.reduce(multiplyPolynomials, sum)
}

const isNumber = (part: Polynomial): boolean =>
  polynomialTerms(part).every((term) =>
    term.factors.every(
      ({ atom, exponent }) =>
        (atom.kind === 'prime' || atom.kind === 'constant') && exponent.rest.length === 0,
    ),
  )

/** Whether the two sums are the same up to a rational factor. */
const isMultiple = (a: Polynomial, b: Polynomial): boolean => {
  const [lead] = polynomialTerms(a)
  const other = lead && b.get(lead.key)
  if (!other || a.size !== b.size) return false
  const factor = divide(other.coefficient, lead.coefficient)
  return polynomialKey(scalePolynomial(a, factor)) === polynomialKey(b)
}

const points = 10

/** Whether a/b is one number at random points. */
const constantRatio = (a: Expression, b: Expression, domain: SymbolDomain): boolean | undefined => {
  const arithmetic = decimalArithmetic(64)
  let [ratio, agreeing] = [undefined as string | undefined, 0]
  for (let seed = 1; seed <= 4 * points && agreeing < points; seed += 1) {
    const at = randomPoint(seed, domain)
    const [x, y] = [evaluateIn(a, at, arithmetic), evaluateIn(b, at, arithmetic)]
    if (!x?.isFinite() || !y?.isFinite() || y.isZero()) continue
    const here = x.div(y)
    if (ratio !== undefined && here.minus(ratio).abs().gt(here.abs().times('1e-42'))) return false
    ratio ??= here.toString()
    agreeing += 1
  }
  return agreeing >= 8 ? true : undefined
}

/** Whether a = 0 and b = 0 are one equation up to a factor that is a number other than 0. */
export const equalZeros = (a: Expression, b: Expression, domain: SymbolDomain): Equality => {
  const [x, y] = [normalForm(a, domain), normalForm(b, domain)]
  if (!x || !y) return undecided('normal form')
  const [top, bottom] = [x.quotient.top, y.quotient.top]
  if (top.size === 0 || bottom.size === 0) {
    if (top.size === bottom.size) return same('normal form')
    return x.decisive && y.decisive ? different('normal form') : undecided('normal form')
  }
  // A number other than 0 is never 0: both equations hold nowhere.
  if (isNumber(top) && isNumber(bottom)) return same('normal form')
  if (isMultiple(top, bottom)) return same('normal form')
  const ratio = within(60_000, () => makeQuotient(cleared(top), cleared(bottom)))
  if (ratio && isNumber(ratio.top) && isNumber(ratio.bottom)) return same('normal form')
  if (ratio && x.decisive && y.decisive) return different('normal form')
  return constantRatio(a, b, domain) ? same('sampling') : bySolutions(a, b, domain)
}

/** The solutions themselves, where both sides hold functions, such as |x|, that a factor cannot be told for. */
const bySolutions = (a: Expression, b: Expression, domain: SymbolDomain): Equality => {
  const zeroSide = { kind: 'number', value: zero } as const
  const [x, y] = [a, b].map((left) => ({ kind: 'compare', left, relation: '=', right: zeroSide }) as const)
  return x && y ? equalConditions(x, y, domain, false) : undecided('cases')
}

const sameName = (a: Expression, b: Expression, domain: SymbolDomain): boolean => {
  if (a.kind === 'symbol' && b.kind === 'symbol') return plainName(a.name) === plainName(b.name)
  return a.kind === b.kind && equalScalars(a, b, domain).equal === true
}

/** f(x) = x + 1 and f(n) = n + 1 define one function: the second in the first one's argument. */
const withArgumentOf = (
  a: { readonly name: Expression; readonly value: Expression },
  b: { readonly name: Expression; readonly value: Expression },
): typeof b => {
  if (a.name.kind !== 'indexed' || b.name.kind !== 'indexed' || a.name.name !== b.name.name) return b
  const [to, from] = [a.name.indices, b.name.indices]
  const [x, y] = [to[0], from[0]]
  if (to.length !== 1 || from.length !== 1 || x?.kind !== 'symbol' || y?.kind !== 'symbol') return b
  if (x.name === y.name || symbolsOf(b.value).has(x.name)) return b
  return { name: a.name, value: renameSymbol(b.value, y.name, x) }
}

/** Equations: the same name isolated with equal values, or the same up to a constant factor. */
export const equalEquations = (a: Chain, b: Chain, domain: SymbolDomain): Equality => {
  const x = isolated(a)
  const other = isolated(b)
  const y = x && other && withArgumentOf(x, other)
  if (x && y && sameName(x.name, y.name, domain)) return equalScalars(x.value, y.value, domain)
  const [left, right] = [differenceOf(a), differenceOf(b)]
  if (!left || !right || a.sides.length > 2 || b.sides.length > 2) return undecided('equations')
  return equalZeros(left, right, domain)
}
