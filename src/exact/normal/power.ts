import { add, isInteger, multiply, negate, one, type Rational, rational, sign } from '../rational.ts'
import { GivesUp } from './effort.ts'
import {
  atomPolynomial,
  canExpand,
  constantPolynomial,
  exponentPolynomial,
  multiplyPolynomials,
  negatePolynomial,
  onlyTerm,
  polynomialExponent,
  polynomialKey,
  polynomialOf,
  polynomialOne,
  scalePolynomial,
} from './polynomial.ts'
import { factorInteger } from './prime.ts'
import {
  asPolynomial,
  fromPolynomial,
  leadingTerm,
  makeQuotient,
  multiplyQuotients,
  quotientOne,
  quotientZero,
  raiseQuotient,
  rationalValue,
} from './quotient.ts'
import {
  type Atom,
  type Exponent,
  type Factor,
  isConstantExponent,
  isIntegerValued,
  makeExponent,
  makeTerm,
  negateExponent,
  type Polynomial,
  type Quotient,
  type Term,
} from './term.ts'

const minusOne: Atom = { kind: 'minus-one', key: '-1', positive: false, integer: true }
export const constantE: Atom = { kind: 'constant', name: 'e', key: 'e', positive: true, integer: false }

const baseAtom = (of: Polynomial): Atom => ({
  kind: 'base',
  key: `(${polynomialKey(of)})`,
  positive: isPositive(of),
  integer: false,
  of,
})

/** Whether every term is a positive number times powers of positive atoms. */
export const isPositive = (a: Polynomial): boolean =>
  a.size > 0 &&
  [...a.values()].every((term) => sign(term.coefficient) > 0 && hasPositiveFactors(term.factors))
const isEven = ({ constant, rest }: Exponent): boolean =>
  rest.length === 0 && isInteger(constant) && constant.n % 2n === 0n
const hasPositiveFactors = (factors: readonly Factor[]): boolean => factors.every(({ atom }) => atom.positive)

const isWhole = ({ constant, rest }: Exponent): boolean =>
  isInteger(constant) && rest.every((term) => isInteger(term.coefficient) && isIntegerValued(term))

/** An exponent as a sum: a quotient's lower part becomes a power −1 of that sum. */
export const asExponent = (value: Quotient): Exponent => {
  const whole = asPolynomial(value)
  if (whole) return polynomialExponent(whole)
  const below = atomPolynomial(baseAtom(value.bottom), makeExponent(rational(-1)))
  return polynomialExponent(multiplyPolynomials(value.top, below))
}

const multiplyExponents = (a: Exponent, b: Exponent): Exponent =>
  polynomialExponent(multiplyPolynomials(exponentPolynomial(a), exponentPolynomial(b)))

/** A power of atoms whose negative whole powers of sums go below the line. */
const powerOfAtom = (atom: Atom, exponent: Exponent): Quotient => {
  if (atom.kind !== 'base') return fromPolynomial(atomPolynomial(atom, exponent))
  const { n, d } = exponent.constant
  if (n >= 0n) return fromPolynomial(atomPolynomial(atom, exponent))
  const whole = (-n + d - 1n) / d
  if (!canExpand(atom.of, whole))
    return makeQuotient(polynomialOne, atomPolynomial(atom, negateExponent(exponent)))
  const top = atomPolynomial(atom, makeExponent(add(exponent.constant, rational(whole)), exponent.rest))
  return multiplyQuotients(fromPolynomial(top), raiseQuotient(fromPolynomial(atom.of), -Number(whole)))
}

const powerOfRational = (value: Rational, exponent: Exponent): Quotient => {
  let power = quotientOne
  for (const [number, direction] of [
    [value.n < 0n ? -value.n : value.n, one],
    [value.d, rational(-1)],
  ] as const)
    for (const { prime, times, certain } of factorInteger(number)) {
      const atom: Atom = {
        kind: 'prime',
        key: `p${prime}`,
        positive: true,
        integer: true,
        value: prime,
        certain,
      }
      const scaled = multiplyExponents(exponent, makeExponent(multiply(direction, rational(times))))
      power = multiplyQuotients(power, powerOfAtom(atom, scaled))
    }
  return power
}

const powerOfSign = (exponent: Exponent): Quotient => {
  const { constant, rest } = exponent
  if (rest.length > 0) return fromPolynomial(atomPolynomial(minusOne, exponent))
  if (constant.d % 2n === 0n) throw new GivesUp('an even root of a negative number')
  return fromPolynomial(constantPolynomial(constant.n % 2n === 0n ? one : negate(one)))
}

/** Powers that may be taken factor by factor: of positive atoms, whole powers, odd roots; √(x²) is |x|. */
const powerOfFactor = ({ atom, exponent: inner }: Factor, exponent: Exponent): Quotient | undefined => {
  const scaled = multiplyExponents(inner, exponent)
  if (atom.positive || isWhole(exponent)) return powerOfAtom(atom, scaled)
  if (!isConstantExponent(exponent) || !isConstantExponent(inner)) return undefined
  // An even root is defined only where its atom is not negative.
  if (inner.constant.d % 2n === 0n) return powerOfAtom(atom, scaled)
  if (!isInteger(inner.constant)) return undefined
  if (exponent.constant.d % 2n === 1n) return powerOfAtom(atom, scaled)
  return isEven(inner) ? powerOfAtom(absoluteAtom(atom), scaled) : undefined
}

/** |atom|, for an atom of unknown sign. */
export const absoluteAtom = (atom: Atom): Atom => {
  const of = fromPolynomial(atomPolynomial(atom))
  return {
    kind: 'call',
    name: 'abs',
    key: `c:abs(${polynomialKey(of.top)})`,
    positive: true,
    integer: atom.integer,
    of: [of],
  }
}

const powerOfMonomial = (term: Term, exponent: Exponent): Quotient | undefined => {
  let power = powerOfRational(term.coefficient, exponent)
  if (sign(term.coefficient) < 0) {
    if (!isWhole(exponent) && !(isConstantExponent(exponent) && exponent.constant.d % 2n === 1n))
      return undefined
    power = multiplyQuotients(power, powerOfSign(exponent))
  }
  const stuck: Factor[] = []
  for (const factor of term.factors) {
    const part = powerOfFactor(factor, exponent)
    if (part) power = multiplyQuotients(power, part)
    else stuck.push(factor)
  }
  const [single, ...others] = stuck
  if (!single) return power
  // With one factor of unknown sign left, the power is defined only where that factor is positive.
  const alone = others.length === 0 && isConstantExponent(exponent) && isConstantExponent(single.exponent)
  if (alone && single.exponent.constant.d === 1n)
    return multiplyQuotients(power, powerOfAtom(single.atom, multiplyExponents(single.exponent, exponent)))
  const kept = polynomialOf([makeTerm(one, stuck)])
  return multiplyQuotients(power, powerOfAtom(baseAtom(kept), exponent))
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** The greatest rational that leaves integer coefficients without a common factor. */
export const contentOf = (a: Polynomial): Rational => {
  let [top, bottom] = [0n, 1n]
  for (const { coefficient } of a.values()) {
    top = gcd(top, coefficient.n)
    bottom = (bottom / gcd(bottom, coefficient.d)) * coefficient.d
  }
  return rational(top, bottom)
}

/** The monomial of positive atoms that divides every term, as a term with coefficient 1. */
const commonMonomial = (a: Polynomial): Term => {
  const lead = leadingTerm(a)
  const terms = [...a.values()]
  const factors = lead.factors.flatMap(({ atom }) => {
    if (!atom.positive || atom.kind === 'prime' || atom.kind === 'base') return []
    const powers = terms.map((term) => term.factors.find((factor) => factor.atom.key === atom.key)?.exponent)
    const [first] = powers
    if (!first || !powers.every((power) => power && isConstantExponent(power))) return []
    const least = powers.reduce((low, power) =>
      low && power && power.constant.n * low.constant.d < low.constant.n * power.constant.d ? power : low,
    )
    return least ? [{ atom, exponent: least }] : []
  })
  return makeTerm(one, factors)
}

const inverseOf = (term: Term): Polynomial =>
  polynomialOf([
    makeTerm(
      one,
      term.factors.map(({ atom, exponent }) => ({ atom, exponent: negateExponent(exponent) })),
    ),
  ])

/** A sum to a power that is not written out: its rational content and common monomial come out, the rest is one atom. */
const powerOfSum = (sum: Polynomial, exponent: Exponent): Quotient => {
  const content = contentOf(sum)
  const monomial = commonMonomial(sum)
  let rest = scalePolynomial(multiplyPolynomials(sum, inverseOf(monomial)), rational(content.d, content.n))
  let power = powerOfRational(content, exponent)
  const common = powerOfMonomial(monomial, exponent)
  if (common) power = multiplyQuotients(power, common)
  const only = onlyTerm(rest)
  if (only) return multiplyQuotients(power, powerOfMonomial(only, exponent) ?? quotientOne)
  if (isWhole(exponent) && sign(leadingTerm(rest).coefficient) < 0) {
    rest = negatePolynomial(rest)
    power = multiplyQuotients(power, powerOfSign(exponent))
  }
  return multiplyQuotients(power, powerOfAtom(baseAtom(rest), exponent))
}

const powerOfPart = (part: Polynomial, exponent: Exponent): Quotient => {
  const only = onlyTerm(part)
  if (!only) return powerOfSum(part, exponent)
  const power = powerOfMonomial(only, exponent)
  if (power) return power
  if (isConstantExponent(exponent) && only.factors.length === 0)
    throw new GivesUp('an even root of a negative number')
  const size = only.coefficient.n < 0n ? negate(only.coefficient) : only.coefficient
  const kept = scalePolynomial(part, rational(size.d, size.n))
  return multiplyQuotients(powerOfRational(size, exponent), powerOfAtom(baseAtom(kept), exponent))
}

/** base^exponent in normal form. Throws GivesUp where it has none: 0 to a negative power, √(−1), too many digits. */
export const raiseToPower = (base: Quotient, exponent: Quotient): Quotient => {
  const times = rationalValue(exponent)
  if (base.top.size === 0) {
    if (!times || sign(times) <= 0) throw new GivesUp('zero to a power that is not positive')
    return quotientZero
  }
  if (times && isInteger(times)) {
    const whole = times.n < 0n ? -times.n : times.n
    if (whole <= 100_000n && canExpand(base.top, whole) && canExpand(base.bottom, whole))
      return raiseQuotient(base, Number(times.n))
  }
  const power = asExponent(exponent)
  const below = rationalValue({ top: base.bottom, bottom: polynomialOne })
  if (below && below.n === below.d) return powerOfPart(base.top, power)
  if (isPositive(base.bottom) || isPositive(base.top) || isWhole(power))
    return multiplyQuotients(powerOfPart(base.top, power), powerOfPart(base.bottom, negateExponent(power)))
  // A quotient of two sums of unknown sign stays together: √(a/b) is not √a/√b where both are negative.
  const joined = multiplyPolynomials(
    base.top,
    atomPolynomial(baseAtom(base.bottom), makeExponent(rational(-1))),
  )
  return powerOfPart(joined, power)
}
