import { isInteger, rational, sign } from '../rational.ts'
import { GivesUp } from './effort.ts'
import {
  exponentPolynomial,
  multiplyPolynomials,
  onlyTerm,
  polynomialOf,
  scalePolynomial,
} from './polynomial.ts'
import { absoluteAtom, asExponent, constantE, contentOf, isPositive, raiseToPower } from './power.ts'
import { factorInteger } from './prime.ts'
import {
  addQuotients,
  asPolynomial,
  fromAtom,
  fromPolynomial,
  fromRational,
  invertQuotient,
  multiplyQuotients,
  negateQuotient,
  quotientKey,
  quotientOne,
  quotientZero,
  rationalValue,
  scaleQuotient,
  subtractQuotients,
} from './quotient.ts'
import {
  type Atom,
  type Factor,
  makeTerm,
  type Polynomial,
  polynomialTerms,
  type Quotient,
  type Term,
} from './term.ts'

const logarithmAtom = (of: Quotient): Quotient =>
  fromAtom({
    kind: 'call',
    name: 'ln',
    key: `c:ln(${quotientKey(of)})`,
    positive: false,
    integer: false,
    of: [of],
  })

const logarithmOfInteger = (n: bigint): Quotient =>
  factorInteger(n).reduce(
    (sum, { prime, times }) =>
      addQuotients(sum, scaleQuotient(logarithmAtom(fromRational(rational(prime))), rational(times))),
    quotientZero,
  )

const logarithmOfAtom = (atom: Atom): Quotient => {
  if (atom.key === constantE.key) return quotientOne
  if (atom.kind === 'prime') return logarithmOfInteger(atom.value)
  return logarithmAtom(fromAtom(atom))
}

const logarithmOfTerm = (term: Term): Quotient => {
  const size = term.coefficient.n < 0n ? -term.coefficient.n : term.coefficient.n
  let sum = subtractQuotients(logarithmOfInteger(size), logarithmOfInteger(term.coefficient.d))
  const stuck: Factor[] = []
  for (const factor of term.factors) {
    const { atom, exponent } = factor
    const even = exponent.rest.length === 0 && isInteger(exponent.constant) && exponent.constant.n % 2n === 0n
    if (!atom.positive && !even) {
      stuck.push(factor)
      continue
    }
    const positive = atom.positive ? atom : absoluteAtom(atom)
    const times = fromPolynomial(exponentPolynomial(exponent))
    sum = addQuotients(sum, multiplyQuotients(times, logarithmOfAtom(positive)))
  }
  if (sign(term.coefficient) > 0 && stuck.length === 0) return sum
  if (stuck.length === 0) throw new GivesUp('the logarithm of a negative number')
  const rest = polynomialOf([makeTerm(rational(sign(term.coefficient)), stuck)])
  return addQuotients(sum, logarithmAtom(fromPolynomial(rest)))
}

const logarithmOfPart = (part: Polynomial): Quotient => {
  const only = onlyTerm(part)
  if (only) return logarithmOfTerm(only)
  const content = contentOf(part)
  const rest = scalePolynomial(part, rational(content.d, content.n))
  return addQuotients(logarithmOfTerm(makeTerm(content, [])), logarithmAtom(fromPolynomial(rest)))
}

/** ln of products, powers and quotients of positive parts as sums. Throws GivesUp for 0 and negative numbers. */
export const logarithm = (x: Quotient): Quotient => {
  if (x.top.size === 0) throw new GivesUp('the logarithm of zero')
  const whole = asPolynomial(x)
  if (whole) return logarithmOfPart(whole)
  if (isPositive(x.top) || isPositive(x.bottom))
    return subtractQuotients(logarithmOfPart(x.top), logarithmOfPart(x.bottom))
  const inverse = invertQuotient(x)
  return quotientKey(inverse) < quotientKey(x) ? negateQuotient(logarithmAtom(inverse)) : logarithmAtom(x)
}

const isLogarithm = ({ atom, exponent }: Factor): boolean =>
  atom.kind === 'call' && atom.name === 'ln' && exponent.rest.length === 0 && exponent.key === '1'

/** e^(k·ln b) is b^k; a term with two logarithms stays in the exponent. */
const exponentialOf = (exponent: Polynomial): Quotient => {
  let product = quotientOne
  const kept: Term[] = []
  for (const term of polynomialTerms(exponent)) {
    const logarithms = term.factors.filter(isLogarithm)
    const [single] = logarithms
    const base = single?.atom.kind === 'call' ? single.atom.of[0] : undefined
    if (logarithms.length !== 1 || !base) {
      kept.push(term)
      continue
    }
    const others = polynomialOf([
      makeTerm(
        term.coefficient,
        term.factors.filter((factor) => factor !== single),
      ),
    ])
    product = multiplyQuotients(product, raiseToPower(base, fromPolynomial(others)))
  }
  return multiplyQuotients(product, raiseToPower(fromAtom(constantE), fromPolynomial(polynomialOf(kept))))
}

const hasLogarithm = (exponent: Quotient): boolean =>
  polynomialTerms(exponent.top).some((term) => term.factors.some(isLogarithm))

/** base^exponent; with a logarithm in the exponent by way of e, so that x^(ln y) and y^(ln x) are one. */
export const power = (base: Quotient, exponent: Quotient): Quotient => {
  if (rationalValue(exponent) || !hasLogarithm(exponent)) return raiseToPower(base, exponent)
  const whole = exponentPolynomial(asExponent(exponent))
  if (quotientKey(base) === quotientKey(fromAtom(constantE))) return exponentialOf(whole)
  if (!isPositive(base.top) || !isPositive(base.bottom)) return raiseToPower(base, exponent)
  const inExponent = asPolynomial(logarithm(base))
  if (!inExponent) return raiseToPower(base, exponent)
  return exponentialOf(multiplyPolynomials(whole, inExponent))
}
