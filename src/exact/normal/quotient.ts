import {
  add,
  compare,
  floor,
  invert,
  isOne,
  negate,
  one,
  type Rational,
  rational,
  sign,
  zero,
} from '../rational.ts'
import { cancelCommon } from './common-divisor.ts'
import { GivesUp } from './effort.ts'
import {
  addPolynomials,
  atomPolynomial,
  constantPolynomial,
  constantValue,
  isZeroPolynomial,
  multiplyPolynomials,
  negatePolynomial,
  onlyTerm,
  polynomialKey,
  polynomialOf,
  polynomialOne,
  powerOfPolynomial,
  powerOfTerm,
  scalePolynomial,
} from './polynomial.ts'
import {
  type Atom,
  compareTerms,
  makeExponent,
  makeTerm,
  type Polynomial,
  type Quotient,
  type Term,
} from './term.ts'

const isUnit = (a: Polynomial): boolean => {
  const value = constantValue(a)
  return value !== undefined && isOne(value)
}

export const fromPolynomial = (top: Polynomial): Quotient => ({ top, bottom: polynomialOne })
export const fromRational = (value: Rational): Quotient => fromPolynomial(constantPolynomial(value))
export const fromAtom = (atom: Atom): Quotient => fromPolynomial(atomPolynomial(atom))
export const quotientOne: Quotient = fromRational(one)
export const quotientZero: Quotient = fromRational(zero)

export const quotientKey = ({ top, bottom }: Quotient): string =>
  isUnit(bottom) ? polynomialKey(top) : `(${polynomialKey(top)})/(${polynomialKey(bottom)})`
/** The rational that `a` is, or undefined when it has symbols. */
export const rationalValue = ({ top, bottom }: Quotient): Rational | undefined =>
  isUnit(bottom) ? constantValue(top) : undefined
export const asPolynomial = ({ top, bottom }: Quotient): Polynomial | undefined =>
  isUnit(bottom) ? top : undefined

/** The term with the greatest monomial. */
export const leadingTerm = (a: Polynomial): Term => {
  let lead: Term | undefined
  for (const term of a.values()) if (!lead || compareTerms(term, lead) > 0) lead = term
  if (!lead) throw new GivesUp('division by zero')
  return lead
}

/** Whether a power of the atom obeys an equation: √2, √(x+1), |u|; a polynomial in it has no unique spelling below a line. */
const isAlgebraic = (atom: Atom): boolean =>
  atom.kind === 'prime' || atom.kind === 'base' || (atom.kind === 'call' && atom.name === 'abs')
const isWhole = (atom: Atom): boolean => atom.kind === 'call'

const exponentOf = (term: Term, atom: Atom): Rational =>
  term.factors.find((factor) => factor.atom.key === atom.key)?.exponent.constant ?? zero

const algebraicAtoms = (a: Polynomial): Atom[] => {
  const atoms = new Map<string, Atom>()
  for (const term of a.values())
    for (const { atom, exponent } of term.factors)
      if (isAlgebraic(atom) && exponent.constant.n !== 0n) atoms.set(atom.key, atom)
  return [...atoms.values()]
}

/** Clears √2, S^(1/3), |u| common to all terms below the line by multiplying both sides with the rest of the power. */
const clearCommonRoot = (quotient: Quotient, atom: Atom): Quotient => {
  const powers = [...quotient.bottom.values()].map((term) => exponentOf(term, atom))
  const least = powers.reduce((a, b) => (compare(a, b) < 0 ? a : b))
  if (sign(least) === 0) return quotient
  const missing = isWhole(atom) ? one : add(rational(-floor(negate(least))), negate(least))
  if (sign(missing) === 0) return quotient
  const factor = atomPolynomial(atom, makeExponent(missing))
  return {
    top: multiplyPolynomials(quotient.top, factor),
    bottom: multiplyPolynomials(quotient.bottom, factor),
  }
}

/** Clears a square root (or |u|) below the line with its conjugate: (a + b√r)(a − b√r) = a² − b²r. */
const clearSquareRoot = (quotient: Quotient, atom: Atom): Quotient => {
  const degree = isWhole(atom) ? one : rational(1, 2)
  const terms = [...quotient.bottom.values()]
  const powers = terms.map((term) => exponentOf(term, atom))
  if (!powers.every((power) => power.n === 0n || compare(power, degree) === 0)) return quotient
  const conjugate = polynomialOf(
    terms.map((term, i) => (powers[i]?.n === 0n ? term : { ...term, coefficient: negate(term.coefficient) })),
  )
  const bottom = multiplyPolynomials(quotient.bottom, conjugate)
  if (isZeroPolynomial(bottom)) return quotient
  return { top: multiplyPolynomials(quotient.top, conjugate), bottom }
}

const mostConjugates = 24

const rationalize = (quotient: Quotient): Quotient => {
  let cleared = quotient
  for (const atom of algebraicAtoms(cleared.bottom)) {
    cleared = clearCommonRoot(cleared, atom)
    if (
      cleared.bottom.size > 1 &&
      cleared.bottom.size <= mostConjugates &&
      algebraicAtoms(cleared.bottom).some((a) => a.key === atom.key)
    )
      cleared = clearSquareRoot(cleared, atom)
  }
  return cleared
}

/** The term's inverse, without the powers that have no inverse of one spelling (√2, √(x+1)). */
const inverseOfFree = (term: Term): Term => {
  const free = term.factors.flatMap(({ atom, exponent }) => {
    if (!isAlgebraic(atom)) return [{ atom, exponent }]
    const symbolic = makeExponent(zero, exponent.rest)
    return exponent.rest.length > 0 ? [{ atom, exponent: symbolic }] : []
  })
  const inverse = onlyTerm(powerOfTerm(makeTerm(one, free), -1n))
  if (!inverse) throw new GivesUp('a term without an inverse')
  return { ...inverse, coefficient: invert(term.coefficient) }
}

/** One spelling for most quotients: roots cleared below the line, common factors cancelled, leading term below 1. */
export const makeQuotient = (top: Polynomial, bottom: Polynomial): Quotient => {
  if (isZeroPolynomial(bottom)) throw new GivesUp('division by zero')
  if (isZeroPolynomial(top)) return quotientZero
  if (isUnit(bottom)) return { top, bottom }
  let quotient = rationalize({ top, bottom })
  if (quotient.bottom.size > 1) {
    const cancelled = cancelCommon(quotient.top, quotient.bottom)
    if (cancelled) quotient = { top: cancelled[0], bottom: cancelled[1] }
  }
  const inverse = polynomialOf([inverseOfFree(leadingTerm(quotient.bottom))])
  return {
    top: multiplyPolynomials(quotient.top, inverse),
    bottom: multiplyPolynomials(quotient.bottom, inverse),
  }
}

export const addQuotients = (a: Quotient, b: Quotient): Quotient => {
  if (polynomialKey(a.bottom) === polynomialKey(b.bottom)) {
    const top = addPolynomials(a.top, b.top)
    return isUnit(a.bottom) ? { top, bottom: a.bottom } : makeQuotient(top, a.bottom)
  }
  return makeQuotient(
    addPolynomials(multiplyPolynomials(a.top, b.bottom), multiplyPolynomials(b.top, a.bottom)),
    multiplyPolynomials(a.bottom, b.bottom),
  )
}
export const negateQuotient = (a: Quotient): Quotient => ({ top: negatePolynomial(a.top), bottom: a.bottom })
export const scaleQuotient = (a: Quotient, by: Rational): Quotient =>
  by.n === 0n ? quotientZero : { top: scalePolynomial(a.top, by), bottom: a.bottom }
export const subtractQuotients = (a: Quotient, b: Quotient): Quotient => addQuotients(a, negateQuotient(b))
export const multiplyQuotients = (a: Quotient, b: Quotient): Quotient => {
  const top = multiplyPolynomials(a.top, b.top)
  if (isUnit(a.bottom) && isUnit(b.bottom)) return { top, bottom: a.bottom }
  return makeQuotient(top, multiplyPolynomials(a.bottom, b.bottom))
}
export const invertQuotient = (a: Quotient): Quotient => makeQuotient(a.bottom, a.top)
export const divideQuotients = (a: Quotient, b: Quotient): Quotient => multiplyQuotients(a, invertQuotient(b))

/** a to a whole power; both parts must be small enough to be written out. */
export const raiseQuotient = (a: Quotient, times: number): Quotient => {
  if (times < 0) return raiseQuotient(invertQuotient(a), -times)
  const top = powerOfPolynomial(a.top, times)
  return isUnit(a.bottom) ? { top, bottom: a.bottom } : makeQuotient(top, powerOfPolynomial(a.bottom, times))
}

/** Whether a = b, by cross-multiplication, which needs no common divisor. */
export const sameQuotient = (a: Quotient, b: Quotient): boolean =>
  quotientKey(a) === quotientKey(b) ||
  isZeroPolynomial(
    addPolynomials(
      multiplyPolynomials(a.top, b.bottom),
      negatePolynomial(multiplyPolynomials(b.top, a.bottom)),
    ),
  )
