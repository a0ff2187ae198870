import { floor, rational, subtract } from '../rational.ts'
import { polynomialOf } from './polynomial.ts'
import {
  addQuotients,
  asPolynomial,
  fromAtom,
  fromPolynomial,
  negateQuotient,
  quotientKey,
  rationalValue,
} from './quotient.ts'
import { isIntegerValued, makeTerm, polynomialTerms, type Quotient, type Term } from './term.ts'

const floorAtom = (of: Quotient): Quotient => {
  const value = rationalValue(of)
  if (value) return fromPolynomial(polynomialOf([makeTerm(rational(floor(value)), [])]))
  return fromAtom({
    kind: 'call',
    name: 'floor',
    key: `c:floor(${quotientKey(of)})`,
    positive: false,
    integer: true,
    of: [of],
  })
}

/** ⌊x⌋ with every whole multiple of an integer taken out: ⌊(a+s)/s⌋ = ⌊a/s⌋ + 1, ⌊3n/2⌋ = n + ⌊n/2⌋. */
export const floorOf = (x: Quotient): Quotient => {
  const whole = asPolynomial(x)
  if (!whole) return floorAtom(x)
  const [outside, inside]: [Term[], Term[]] = [[], []]
  for (const term of polynomialTerms(whole)) {
    if (!isIntegerValued(term)) {
      inside.push(term)
      continue
    }
    const integer = rational(floor(term.coefficient))
    outside.push({ ...term, coefficient: integer })
    inside.push({ ...term, coefficient: subtract(term.coefficient, integer) })
  }
  return addQuotients(fromPolynomial(polynomialOf(outside)), floorAtom(fromPolynomial(polynomialOf(inside))))
}

/** ⌈x⌉ = −⌊−x⌋. */
export const ceilingOf = (x: Quotient): Quotient => negateQuotient(floorOf(negateQuotient(x)))
