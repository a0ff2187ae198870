import { add, divide, isInteger, multiply, negate, one, type Rational, rational, zero } from '../rational.ts'
import { GivesUp } from './effort.ts'
import { opaque } from './functions.ts'
import { atomPolynomial, polynomialOf } from './polynomial.ts'
import { raiseToPower } from './power.ts'
import {
  addQuotients,
  divideQuotients,
  fromAtom,
  fromPolynomial,
  fromRational,
  multiplyQuotients,
  quotientKey,
  quotientOne,
  quotientZero,
  raiseQuotient,
  rationalValue,
  scaleQuotient,
  subtractQuotients,
} from './quotient.ts'
import { type Atom, makeExponent, makeTerm, polynomialTerms, type Quotient, type Term } from './term.ts'

const mostTerms = 400n
const mostPower = 12

/** The value of the body at an index. */
export type Body = (index: Quotient) => Quotient

const overNumbers = (
  body: Body,
  from: bigint,
  to: bigint,
  combine: typeof addQuotients,
  empty: Quotient,
): Quotient => {
  if (to - from >= mostTerms) throw new GivesUp('a long sum')
  let total = empty
  for (let i = from; i <= to; i += 1n) total = combine(total, body(fromRational(rational(i))))
  return total
}

const binomials = (n: number): bigint[] => {
  const row = [1n]
  for (let k = 1; k <= n; k += 1) row.push(((row[k - 1] ?? 0n) * BigInt(n - k + 1)) / BigInt(k))
  return row
}

/** The Bernoulli numbers B_0 … B_n with B_1 = +1/2. */
const bernoulli = (n: number): Rational[] => {
  const numbers: Rational[] = []
  for (let m = 0; m <= n; m += 1) {
    const row = binomials(m + 1)
    const sum = numbers.reduce((all, b, k) => add(all, multiply(rational(row[k] ?? 0n), b)), zero)
    numbers.push(m === 0 ? one : divide(negate(sum), rational(m + 1)))
  }
  if (numbers.length > 1) numbers[1] = rational(1, 2)
  return numbers
}

/** 1^p + … + n^p, by Faulhaber's formula. */
const powerSum = (n: Quotient, p: number): Quotient => {
  const [row, numbers] = [binomials(p + 1), bernoulli(p)]
  return numbers.reduce((sum, b, j) => {
    const coefficient = divide(multiply(rational(row[j] ?? 0n), b), rational(p + 1))
    return addQuotients(sum, scaleQuotient(raiseQuotient(n, p + 1 - j), coefficient))
  }, quotientZero)
}

type Split = { readonly power: number; readonly ratio: Quotient; readonly rest: Quotient }

/** A term as rest · k^power · ratio^k; undefined when it depends on k in another way. */
const splitTerm = (term: Term, index: Atom): Split | undefined => {
  let [power, ratio, rest] = [0, quotientOne, fromRational(term.coefficient)]
  for (const { atom, exponent } of term.factors) {
    if (atom.key === index.key) {
      if (exponent.rest.length > 0 || !isInteger(exponent.constant) || exponent.constant.n < 0n)
        return undefined
      power = Number(exponent.constant.n)
      continue
    }
    if (atom.key.includes(index.key)) return undefined
    const [moving, still] = [
      exponent.rest.filter((t) => t.key.includes(index.key)),
      exponent.rest.filter((t) => !t.key.includes(index.key)),
    ]
    const base = fromAtom(atom)
    for (const part of moving) {
      const own = part.factors.find((factor) => factor.atom.key === index.key)
      const others = part.factors.filter((factor) => factor !== own)
      if (
        own?.exponent.key !== '1' ||
        others.some((factor) => `${factor.atom.key}${factor.exponent.key}`.includes(index.key))
      )
        return undefined
      const slope = fromPolynomial(polynomialOf([makeTerm(part.coefficient, others)]))
      ratio = multiplyQuotients(ratio, raiseToPower(base, slope))
    }
    rest = multiplyQuotients(
      rest,
      fromPolynomial(atomPolynomial(atom, makeExponent(exponent.constant, still))),
    )
  }
  return { power, ratio, rest }
}

const sumOfSplit = ({ power, ratio, rest }: Split, from: Quotient, to: Quotient): Quotient | undefined => {
  const before = subtractQuotients(from, quotientOne)
  if (quotientKey(ratio) === quotientKey(quotientOne)) {
    if (power > mostPower) return undefined
    return multiplyQuotients(rest, subtractQuotients(powerSum(to, power), powerSum(before, power)))
  }
  if (power > 0) return undefined
  const after = raiseToPower(ratio, addQuotients(to, quotientOne))
  const series = divideQuotients(
    subtractQuotients(after, raiseToPower(ratio, from)),
    subtractQuotients(ratio, quotientOne),
  )
  return multiplyQuotients(rest, series)
}

/** Σ body from `from` to `to`: written out between numbers, by a formula for powers and geometric series, else one atom. */
export const sumOver = (body: Body, index: Atom, from: Quotient, to: Quotient): Quotient => {
  const [first, last] = [rationalValue(from), rationalValue(to)]
  if (first && last && isInteger(first) && isInteger(last))
    return overNumbers(body, first.n, last.n, addQuotients, quotientZero)
  const general = body(fromAtom(index))
  const asAtom = () => opaque('sum', [general, from, to])
  if (quotientKey({ top: general.bottom, bottom: quotientOne.bottom }).includes(index.key)) return asAtom()
  let total = quotientZero
  for (const term of polynomialTerms(general.top)) {
    const split = splitTerm(term, index)
    const part = split && sumOfSplit(split, from, to)
    if (!part) return asAtom()
    total = addQuotients(total, part)
  }
  return divideQuotients(total, fromPolynomial(general.bottom))
}

/** Σ body from `from` on, for a geometric series with a rational ratio between −1 and 1. Throws GivesUp for others. */
export const sumToInfinity = (body: Body, index: Atom, from: Quotient): Quotient => {
  const general = body(fromAtom(index))
  let total = quotientZero
  for (const term of polynomialTerms(general.top)) {
    const split = splitTerm(term, index)
    const ratio = split && rationalValue(split.ratio)
    if (!split || !ratio || split.power > 0 || ratio.n ** 2n >= ratio.d ** 2n || general.bottom.size > 1)
      throw new GivesUp('an infinite sum')
    const series = divideQuotients(
      raiseToPower(split.ratio, from),
      subtractQuotients(quotientOne, split.ratio),
    )
    total = addQuotients(total, multiplyQuotients(split.rest, series))
  }
  return total
}

export const productOver = (body: Body, from: Quotient, to: Quotient): Quotient => {
  const [first, last] = [rationalValue(from), rationalValue(to)]
  if (!first || !last || !isInteger(first) || !isInteger(last)) throw new GivesUp('a symbolic product')
  return overNumbers(body, first.n, last.n, multiplyQuotients, quotientOne)
}
