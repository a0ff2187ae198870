import type { Expression } from './expression.ts'
import { GivesUp, spend, within } from './normal/effort.ts'
import { applyFunction, opaque } from './normal/functions.ts'
import { power } from './normal/logarithm.ts'
import { constantE } from './normal/power.ts'
import {
  addQuotients,
  asPolynomial,
  fromAtom,
  fromPolynomial,
  fromRational,
  multiplyQuotients,
  quotientKey,
  quotientOne,
  sameQuotient,
} from './normal/quotient.ts'
import { productOver, sumOver, sumToInfinity } from './normal/summation.ts'
import { type Atom, addTerm, polynomialTerms, type Quotient, type Term } from './normal/term.ts'

/**
 * What symbols without a domain of their own stand for: positive reals, positive integers, any reals, or reals
 * between 0 and 1.
 */
export type SymbolDomain = 'positive' | 'integer' | 'real' | 'unit'

/** The one spelling of an expression; equal keys are equal expressions. */
export type NormalForm = { readonly quotient: Quotient; readonly key: string; readonly decisive: boolean }

const allowance = 40_000
const deepest = 120

type Scope = {
  readonly domain: SymbolDomain
  readonly bound: ReadonlyMap<string, Quotient>
  readonly depth: number
}

const symbolAtom = (e: Expression & { kind: 'symbol' }, domain: SymbolDomain): Atom => {
  const own = e.domain
  const positive = own ? own === 'positive' || own === 'positive-integer' : domain !== 'real'
  const integer = own ? own === 'integer' || own === 'positive-integer' : domain === 'integer'
  return { kind: 'symbol', key: `s:${e.name}`, positive, integer }
}

const pi: Atom = { kind: 'constant', name: 'pi', key: 'pi', positive: true, integer: false }

const isInfinity = (e: Expression): boolean => e.kind === 'constant' && e.name === 'infinity'

const sumOfTerms = (terms: readonly Quotient[]): Quotient => {
  const sum = new Map<string, Term>()
  let others: Quotient | undefined
  for (const term of terms) {
    const whole = asPolynomial(term)
    if (whole) for (const part of polynomialTerms(whole)) addTerm(sum, part)
    else others = others ? addQuotients(others, term) : term
  }
  return others ? addQuotients(fromPolynomial(sum), others) : fromPolynomial(sum)
}

/** The index of a sum, by its depth, so that renaming it changes nothing. */
const boundAtom = (depth: number): Atom => ({
  kind: 'symbol',
  key: `s:#${depth}#`,
  positive: false,
  integer: true,
})

const seriesOf = (e: Expression & { kind: 'call' }, scope: Scope): Quotient => {
  const [body, index, from, to] = e.args
  if (body && index?.kind === 'symbol' && e.args.length === 2) {
    const bound = fromAtom(boundAtom(scope.depth))
    return opaque(e.name, [walk(body, { ...scope, bound: new Map(scope.bound).set(index.name, bound) })])
  }
  if (!body || index?.kind !== 'symbol' || !from || !to) throw new GivesUp(`an incomplete ${e.name}`)
  const atom = boundAtom(scope.depth)
  const value = (at: Quotient): Quotient =>
    walk(body, { ...scope, depth: scope.depth + 1, bound: new Map(scope.bound).set(index.name, at) })
  const first = walk(from, scope)
  if (isInfinity(to) && e.name === 'sum') return sumToInfinity(value, atom, first)
  return e.name === 'sum'
    ? sumOver(value, atom, first, walk(to, scope))
    : productOver(value, first, walk(to, scope))
}

const walk = (e: Expression, outer: Scope): Quotient => {
  spend(1)
  if (outer.depth > deepest) throw new GivesUp('nested too deeply')
  const scope = { ...outer, depth: outer.depth + 1 }
  switch (e.kind) {
    case 'number':
      return fromRational(e.value)
    case 'symbol':
      return scope.bound.get(e.name) ?? fromAtom(symbolAtom(e, scope.domain))
    case 'constant':
      if (e.name === 'infinity') throw new GivesUp('infinity in an expression')
      return fromAtom(e.name === 'e' ? constantE : pi)
    case 'indexed': {
      const indices = e.indices.map((index) => quotientKey(walk(index, scope))).join(',')
      return fromAtom({
        kind: 'indexed',
        key: `s:${e.name}[${indices}]`,
        positive: scope.domain !== 'real',
        integer: scope.domain === 'integer',
      })
    }
    case 'sum':
      return sumOfTerms(e.terms.map((term) => walk(term, scope)))
    case 'product':
      return e.factors.map((factor) => walk(factor, scope)).reduce(multiplyQuotients, quotientOne)
    case 'power':
      return power(walk(e.base, scope), walk(e.exponent, scope))
    case 'call':
      if (e.name === 'sum' || e.name === 'prod') return seriesOf(e, scope)
      if (e.name === 'transpose')
        return opaque(
          e.name,
          e.args.map((arg) => walk(arg, scope)),
        )
      return applyFunction(
        e.name,
        e.args.map((arg) => walk(arg, scope)),
      )
  }
}

/**
 * Whether two different normal forms of these atoms are different functions: sums of powers of symbols, primes and
 * one of e and pi are linearly independent (Lindemann–Weierstrass; Besicovitch for radicals), function values may not be.
 */
const isDecisive = ({ top, bottom }: Quotient): boolean => {
  const constants = new Set<string>()
  const isFree = ({ atom, exponent }: Term['factors'][number]): boolean => {
    if (atom.kind === 'constant') constants.add(atom.name)
    if (atom.kind === 'call' || atom.kind === 'base' || atom.kind === 'minus-one') return false
    if (atom.kind === 'prime' && !atom.certain) return false
    return exponent.rest.every((term) => term.factors.every(isFree))
  }
  return (
    [top, bottom].every((part) => polynomialTerms(part).every((term) => term.factors.every(isFree))) &&
    constants.size < 2
  )
}

const known: Readonly<Record<SymbolDomain, WeakMap<Expression, NormalForm | 'none'>>> = {
  positive: new WeakMap(),
  integer: new WeakMap(),
  real: new WeakMap(),
  unit: new WeakMap(),
}

/** The normal form, or undefined when the expression is too large or has no value. */
export const normalForm = (e: Expression, domain: SymbolDomain = 'integer'): NormalForm | undefined => {
  const found = known[domain].get(e)
  if (found) return found === 'none' ? undefined : found
  const quotient = within(allowance, () => walk(e, { domain, bound: new Map(), depth: 0 }))
  const form = quotient && { quotient, key: quotientKey(quotient), decisive: isDecisive(quotient) }
  known[domain].set(e, form ?? 'none')
  return form
}

/** Whether two normal forms are the same; undefined when telling takes too long. */
export const sameForm = (a: NormalForm, b: NormalForm): boolean | undefined =>
  a.key === b.key || within(allowance, () => sameQuotient(a.quotient, b.quotient))
