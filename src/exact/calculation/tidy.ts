import { call, e, num, over, pi, plus, power, sym, times } from '../algebra.ts'
import { approximate } from '../decimals.ts'
import type { Expression } from '../expression.ts'
import type { Atom, Exponent, Polynomial, Quotient, Term } from '../normal/term.ts'
import { normalForm } from '../normal-form.ts'
import type { Rational } from '../rational.ts'
import { symbolsOf } from '../tree.ts'
import { toText } from '../write/write.ts'

const exponentOf = (exponent: Exponent): Expression =>
  plus(num(exponent.constant), ...exponent.rest.map(termOf))

/** Primes under one root stand under it together: √2·√3 is √6. */
const termOf = (term: Term): Expression => {
  const roots = new Map<string, readonly [bigint, Exponent]>()
  const others: Expression[] = []
  for (const { atom, exponent } of term.factors) {
    const shared = roots.get(exponent.key)?.[0] ?? 1n
    if (atom.kind === 'prime') roots.set(exponent.key, [shared * atom.value, exponent])
    else others.push(power(atomOf(atom), exponentOf(exponent)))
  }
  const radicals = [...roots.values()].map(([base, exponent]) => power(num(base), exponentOf(exponent)))
  return times(num(term.coefficient), ...radicals, ...others)
}

const polynomialOf = (polynomial: Polynomial): Expression => plus(...[...polynomial.values()].map(termOf))

const quotientOf = ({ top, bottom }: Quotient): Expression => over(polynomialOf(top), polynomialOf(bottom))

class Unwritable extends Error {}

const atomOf = (atom: Atom): Expression => {
  switch (atom.kind) {
    case 'symbol':
      if (!atom.key.startsWith('s:') || atom.key.includes('#')) throw new Unwritable(atom.key)
      return sym(atom.key.slice(2), 'positive')
    case 'constant':
      return atom.name === 'e' ? e : pi
    case 'prime':
      return num(atom.value)
    case 'base':
      return polynomialOf(atom.of)
    case 'call':
      return call(atom.name, ...atom.of.map(quotientOf))
    default:
      throw new Unwritable(atom.key)
  }
}

const hasCall = (x: Expression): boolean => /[a-z]\w*\(/i.test(toText(x).replaceAll(/sqrt\(|nthRoot\(/g, '('))

/** Whether both are certainly one value: by 40 digits, or, with symbols, by an exact form without functions. */
const isSame = (a: Expression, b: Expression): boolean => {
  if (symbolsOf(a).size > 0) return !hasCall(b)
  const [x, y] = [approximate(a, 40), approximate(b, 40)]
  return b.kind === 'number' || (x !== undefined && x.decimal === y?.decimal)
}

const sizeOfNumber = ({ n, d }: Rational): number => (n * n === 1n && d !== 1n ? 0 : 1) + (d === 1n ? 0 : 1)

/** How many numbers and names one has to write. */
const weight = (x: Expression): number => {
  const all = (parts: readonly Expression[]): number => parts.reduce((sum, part) => sum + weight(part), 0)
  switch (x.kind) {
    case 'number':
      return sizeOfNumber(x.value)
    case 'sum':
      return all(x.terms)
    case 'product':
      return all(x.factors)
    case 'power':
      return weight(x.base) + weight(x.exponent)
    case 'call':
      return 1 + all(x.args)
    default:
      return 1
  }
}

/** Below this, a number multiplied out is read at a glance. */
const glance = 12

/** Whether there is a sum to multiply out, or to clear from a denominator. */
const holdsSum = (x: Expression): boolean => {
  if (x.kind === 'sum') return x.terms.some(holdsSum)
  if (x.kind === 'power') return x.base.kind === 'sum'
  if (x.kind !== 'product') return false
  const isTimesMore = x.factors.filter(({ kind }) => kind !== 'number').length > 1
  return x.factors.some((factor) => holdsSum(factor) || (isTimesMore && factor.kind === 'sum'))
}

const isTidier = (other: Expression, x: Expression): boolean => {
  const [before, after] = [weight(x), weight(other)]
  return after < before || (symbolsOf(x).size === 0 && holdsSum(x) && after <= Math.max(before, glance))
}

/** The expression multiplied out, with roots cleared from denominators, where that is the shorter way to write it. */
export const tidied = (x: Expression): Expression => {
  if (x.kind === 'number') return x
  const form = normalForm(x)
  if (!form) return x
  try {
    const other = quotientOf(form.quotient)
    return isTidier(other, x) && isSame(x, other) ? other : x
  } catch (error) {
    if (error instanceof Unwritable) return x
    throw error
  }
}
