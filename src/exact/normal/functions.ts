import { compare, isInteger, negate, one, type Rational, rational, sign } from '../rational.ts'
import { GivesUp } from './effort.ts'
import { ceilingOf, floorOf } from './floor.ts'
import { logarithm, power } from './logarithm.ts'
import { isZeroPolynomial, onlyTerm, polynomialOf, scalePolynomial } from './polynomial.ts'
import { absoluteAtom, constantE, contentOf, isPositive } from './power.ts'
import {
  addQuotients,
  divideQuotients,
  fromAtom,
  fromPolynomial,
  fromRational,
  invertQuotient,
  leadingTerm,
  multiplyQuotients,
  negateQuotient,
  quotientKey,
  quotientOne,
  quotientZero,
  rationalValue,
  scaleQuotient,
  subtractQuotients,
} from './quotient.ts'
import { makeTerm, type Polynomial, type Quotient } from './term.ts'

type Arguments = readonly Quotient[]
type Rule = (...of: Quotient[]) => Quotient

/** A function value that is not rewritten: one atom for equal arguments. */
export const opaque = (
  name: string,
  of: Arguments,
  known: { positive?: boolean; integer?: boolean } = {},
): Quotient =>
  fromAtom({
    kind: 'call',
    name,
    key: `c:${name}(${of.map(quotientKey).join(';')})`,
    positive: known.positive ?? false,
    integer: known.integer ?? false,
    of,
  })

const leadsNegative = ({ top }: Quotient): boolean =>
  !isZeroPolynomial(top) && sign(leadingTerm(top).coefficient) < 0

const absolutePart = (part: Polynomial): Quotient => {
  const only = onlyTerm(part)
  if (isPositive(part)) return fromPolynomial(part)
  if (only) {
    const size = only.coefficient.n < 0n ? negate(only.coefficient) : only.coefficient
    const factors = only.factors.map(({ atom, exponent }): Quotient => {
      const even =
        exponent.rest.length === 0 && isInteger(exponent.constant) && exponent.constant.n % 2n === 0n
      const kept = atom.positive || even ? atom : absoluteAtom(atom)
      return fromPolynomial(polynomialOf([makeTerm(one, [{ atom: kept, exponent }])]))
    })
    return factors.reduce(multiplyQuotients, fromRational(size))
  }
  const content = contentOf(part)
  const lead = sign(leadingTerm(part).coefficient) < 0 ? rational(-1) : one
  const rest = scalePolynomial(part, rational(lead.n * content.d, content.n))
  if (isPositive(rest)) return fromPolynomial(scalePolynomial(rest, content))
  return scaleQuotient(opaque('abs', [fromPolynomial(rest)], { positive: true }), content)
}

const absolute = ({ top, bottom }: Quotient): Quotient =>
  isZeroPolynomial(top) ? quotientZero : divideQuotients(absolutePart(top), absolutePart(bottom))

const half = rational(1, 2)
const larger = (a: Quotient, b: Quotient, direction: Rational): Quotient =>
  scaleQuotient(
    addQuotients(addQuotients(a, b), scaleQuotient(absolute(subtractQuotients(a, b)), direction)),
    half,
  )

const extreme =
  (name: string, direction: Rational) =>
  (...of: Quotient[]): Quotient => {
    const [first, second, ...more] = of
    if (!first) throw new GivesUp(`${name} of nothing`)
    if (!second) return first
    const values = of.map(rationalValue)
    if (values.every((value) => value !== undefined)) {
      const best = values.reduce((a, b) => (compare(a, b) * Number(direction.n) >= 0 ? a : b))
      return fromRational(best)
    }
    if (more.length === 0) return larger(first, second, direction)
    const sorted = [...new Map(of.map((value) => [quotientKey(value), value])).entries()].sort(([a], [b]) =>
      a < b ? -1 : 1,
    )
    return opaque(
      name,
      sorted.map(([, value]) => value),
    )
  }

const exponential = (x: Quotient): Quotient => power(fromAtom(constantE), x)
const sine = (x: Quotient): Quotient => {
  if (isZeroPolynomial(x.top)) return quotientZero
  return leadsNegative(x) ? negateQuotient(opaque('sin', [negateQuotient(x)])) : opaque('sin', [x])
}
const cosine = (x: Quotient): Quotient => {
  if (isZeroPolynomial(x.top)) return quotientOne
  return opaque('cos', [leadsNegative(x) ? negateQuotient(x) : x])
}
const odd =
  (name: string) =>
  (x: Quotient): Quotient =>
    leadsNegative(x) ? negateQuotient(opaque(name, [negateQuotient(x)])) : opaque(name, [x])
const hyperbolic =
  (direction: number) =>
  (x: Quotient): Quotient =>
    scaleQuotient(
      addQuotients(exponential(x), scaleQuotient(exponential(negateQuotient(x)), rational(direction))),
      half,
    )
const hyperbolicTangent = (x: Quotient): Quotient => {
  const grown = exponential(scaleQuotient(x, rational(2)))
  return divideQuotients(subtractQuotients(grown, quotientOne), addQuotients(grown, quotientOne))
}

const mostFactors = 200n

/** (P + c)! for a whole c is P!·(P+1)…(P+c), so that (n+1)! and n!·(n+1) are one. */
const factorial = (x: Quotient): Quotient => {
  const value = rationalValue(x)
  if (value && (!isInteger(value) || value.n < 0n)) throw new GivesUp('a factorial of no natural number')
  const constant = x.top.get('')?.coefficient
  const whole = x.bottom.size === 1 && constant && isInteger(constant) ? constant.n : 0n
  if (whole > mostFactors || whole < -mostFactors) throw new GivesUp('a large factorial')
  const rest = addQuotients(x, fromRational(rational(-whole)))
  let product = isZeroPolynomial(rest.top)
    ? quotientOne
    : opaque('factorial', [rest], { positive: true, integer: true })
  for (let i = 1n; i <= whole; i += 1n)
    product = multiplyQuotients(product, addQuotients(rest, fromRational(rational(i))))
  for (let i = 0n; i > whole; i -= 1n)
    product = divideQuotients(product, addQuotients(rest, fromRational(rational(i))))
  return product
}

const binomial = (n: Quotient, k: Quotient): Quotient => {
  const value = rationalValue(k)
  if (!value || !isInteger(value) || value.n < 0n || value.n > mostFactors)
    return divideQuotients(factorial(n), multiplyQuotients(factorial(k), factorial(subtractQuotients(n, k))))
  let product = quotientOne
  for (let i = 0n; i < value.n; i += 1n) {
    const factor = scaleQuotient(subtractQuotients(n, fromRational(rational(i))), rational(1n, i + 1n))
    product = multiplyQuotients(product, factor)
  }
  return product
}

const step = (x: Quotient): Quotient => {
  const value = rationalValue(x)
  return value ? fromRational(rational(sign(value) >= 0 ? 1 : 0)) : opaque('u', [x], { integer: true })
}
const impulse = (x: Quotient): Quotient => {
  const value = rationalValue(x)
  if (value) return fromRational(rational(sign(value) === 0 ? 1 : 0))
  return opaque('delta', [leadsNegative(x) ? negateQuotient(x) : x], { integer: true })
}

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['exp', exponential],
  ['ln', logarithm],
  ['log', (x, base) => (base ? divideQuotients(logarithm(x), logarithm(base)) : logarithm(x))],
  ['log2', (x) => divideQuotients(logarithm(x), logarithm(fromRational(rational(2))))],
  ['log10', (x) => divideQuotients(logarithm(x), logarithm(fromRational(rational(10))))],
  ['sqrt', (x) => power(x, fromRational(half))],
  ['cbrt', (x) => power(x, fromRational(rational(1, 3)))],
  ['abs', absolute],
  ['max', extreme('max', one)],
  ['min', extreme('min', rational(-1))],
  ['floor', floorOf],
  ['ceil', ceilingOf],
  ['mod', (a, b) => subtractQuotients(a, multiplyQuotients(b, floorOf(divideQuotients(a, b))))],
  ['sin', sine],
  ['cos', cosine],
  ['tan', (x) => divideQuotients(sine(x), cosine(x))],
  ['cot', (x) => divideQuotients(cosine(x), sine(x))],
  ['sec', (x) => invertQuotient(cosine(x))],
  ['csc', (x) => invertQuotient(sine(x))],
  ['sinh', hyperbolic(-1)],
  ['cosh', hyperbolic(1)],
  ['tanh', hyperbolicTangent],
  ['coth', (x) => invertQuotient(hyperbolicTangent(x))],
  ['sech', (x) => invertQuotient(hyperbolic(1)(x))],
  ['csch', (x) => invertQuotient(hyperbolic(-1)(x))],
  ['asin', odd('asin')],
  ['atan', odd('atan')],
  ['asinh', odd('asinh')],
  ['sigmoid', (x) => invertQuotient(addQuotients(quotientOne, exponential(negateQuotient(x))))],
  ['softplus', (x) => logarithm(addQuotients(quotientOne, exponential(x)))],
  ['relu', (x) => larger(x, quotientZero, one)],
  [
    'sign',
    (x) => {
      const value = rationalValue(x)
      return value ? fromRational(rational(sign(value))) : opaque('sign', [x], { integer: true })
    },
  ],
  ['factorial', factorial],
  ['binomial', binomial],
  ['u', step],
  ['delta', impulse],
])

/** The normal form of a function's value; an unknown function is one atom for equal arguments. */
export const applyFunction = (name: string, of: Arguments): Quotient => {
  const rule = rules.get(name)
  return rule && of.length > 0 ? rule(...of) : opaque(name, of)
}
