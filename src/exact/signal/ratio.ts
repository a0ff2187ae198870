import * as q from '../rational.ts'
import {
  addSums,
  commonMonomial,
  divideMonomials,
  type Monomial,
  type MonomialSum,
  multiplyMonomials,
  multiplySums,
  negateSum,
  oneSum,
  raiseSum,
  subtractSums,
  sumOf,
} from './monomial-sum.ts'

/** A divisor a − b of two bases, with whole coefficients and its first monomial positive, and how often it divides. */
type Divisor = { readonly of: MonomialSum; readonly times: number }
/** A sum over a product of divisors, none of which is a number. */
export type Ratio = { readonly top: MonomialSum; readonly bottom: ReadonlyMap<string, Divisor> }

const noDivisors: Ratio['bottom'] = new Map()
export const ratio = (top: MonomialSum): Ratio => ({ top, bottom: noDivisors })
export const isZeroRatio = ({ top }: Ratio): boolean => top.size === 0

export const multiplyRatios = (a: Ratio, b: Ratio): Ratio => {
  if (a.bottom.size + b.bottom.size === 0) return ratio(multiplySums(a.top, b.top))
  const bottom = new Map(a.bottom)
  for (const [key, divisor] of b.bottom)
    bottom.set(key, { of: divisor.of, times: (bottom.get(key)?.times ?? 0) + divisor.times })
  return { top: multiplySums(a.top, b.top), bottom }
}

export const addRatios = (...ratios: readonly Ratio[]): Ratio => {
  if (ratios.every(({ bottom }) => bottom.size === 0)) return ratio(addSums(...ratios.map(({ top }) => top)))
  const bottom = new Map<string, Divisor>()
  for (const part of ratios)
    for (const [key, divisor] of part.bottom)
      if (divisor.times > (bottom.get(key)?.times ?? 0)) bottom.set(key, divisor)
  const tops = ratios.map((part) => {
    let { top } = part
    for (const [key, { of, times }] of bottom)
      top = multiplySums(top, raiseSum(of, times - (part.bottom.get(key)?.times ?? 0)))
    return top
  })
  return { top: addSums(...tops), bottom }
}

export const mapTop = ({ top, bottom }: Ratio, change: (top: MonomialSum) => MonomialSum): Ratio => ({
  top: change(top),
  bottom,
})

export const sameRatio = (a: Ratio, b: Ratio): boolean =>
  a === b || isZeroRatio(addRatios(a, mapTop(b, negateSum)))

const spelled = (sum: MonomialSum): string =>
  [...sum.values()].map(({ key, coefficient }) => `${q.formatRational(coefficient)}${key}`).join('+')

/** a divided by the difference of two bases, which is not 0. */
export const divideByDifference = (a: Ratio, left: MonomialSum, right: MonomialSum): Ratio => {
  const difference = [...subtractSums(left, right).values()].sort((x, y) => (x.key < y.key ? -1 : 1))
  const [first] = difference
  if (!first) throw new RangeError('equal bases have no difference to divide by')
  if (difference.length === 1)
    return mapTop(a, (top) => multiplySums(top, sumOf([divideMonomials(one, first)])))
  // 1 − 1/a becomes (a − 1)/a: divisors have whole coefficients and no negative powers.
  const scale = {
    ...commonMonomial(sumOf(difference)),
    coefficient: q.divide(contentOf(difference), q.rational(q.sign(first.coefficient))),
  }
  const of = sumOf(difference.map((term) => divideMonomials(term, scale)))
  const key = spelled(of)
  const bottom = new Map(a.bottom).set(key, { of, times: (a.bottom.get(key)?.times ?? 0) + 1 })
  return { top: multiplySums(a.top, sumOf([divideMonomials(one, scale)])), bottom }
}

const one: Monomial = { coefficient: q.one, factors: new Map(), key: '' }

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
/** The positive rational that leaves whole coefficients without a common divisor. */
export const contentOf = (terms: readonly Monomial[]): q.Rational => {
  const top = terms.reduce((common, { coefficient }) => gcd(common, coefficient.n), 0n)
  const bottom = terms.reduce((lcm, { coefficient: { d } }) => (lcm / gcd(lcm, d)) * d, 1n)
  return q.rational(top === 0n ? 1n : top, bottom)
}

/** The same value with divisors cancelled that divide the top exactly. */
export const cancel = (of: Ratio): Ratio => {
  const { top, bottom } = of
  if (bottom.size === 0) return of
  let rest = top
  const kept = new Map<string, Divisor>()
  for (const [key, { of, times }] of bottom) {
    let left = times
    for (let quotient = divideExactly(rest, of); quotient && left > 0; quotient = divideExactly(rest, of)) {
      rest = quotient
      left -= 1
      if (left === 0) break
    }
    if (left > 0) kept.set(key, { of, times: left })
  }
  return { top: rest, bottom: kept }
}

const mostQuotientTerms = 200

/** Long division by decreasing powers of one symbol of the divisor; undefined when something remains. */
const divideExactly = (top: MonomialSum, divisor: MonomialSum): MonomialSum | undefined => {
  const by = [...divisor.values()]
  const name = by.flatMap(({ factors }) => [...factors.keys()]).find((atom) => /^[a-z]/i.test(atom))
  if (name === undefined) return undefined
  const power = ({ factors }: Monomial): q.Rational => factors.get(name)?.constant ?? q.zero
  const [lead, ...others] = by.sort((x, y) => q.compare(power(y), power(x)))
  if (!lead) return undefined
  let rest = top
  let quotient: MonomialSum = new Map()
  const lowest = lowestPowers(top, name)
  for (let steps = 0; rest.size > 0; steps++) {
    if (steps > mostQuotientTerms) return undefined
    const highest = [...rest.values()].reduce((a, b) => (q.compare(power(b), power(a)) > 0 ? b : a))
    const part = divideMonomials(highest, lead)
    const floor = lowest.get(symbolicPart(highest, name))
    if (floor === undefined || q.compare(power(part), floor) < 0) return undefined
    quotient = addSums(quotient, sumOf([part]))
    rest = subtractSums(rest, sumOf([lead, ...others].map((term) => multiplyMonomials(term, part))))
  }
  return quotient
}

const symbolicPart = ({ factors }: Monomial, name: string): string =>
  (factors.get(name)?.key ?? '|').split('|')[0] ?? ''

/** The lowest whole power of a symbol among monomials with the same symbolic exponent of it. */
const lowestPowers = (top: MonomialSum, name: string): ReadonlyMap<string, q.Rational> => {
  const out = new Map<string, q.Rational>()
  for (const term of top.values()) {
    const key = symbolicPart(term, name)
    const power = term.factors.get(name)?.constant ?? q.zero
    const before = out.get(key)
    if (!before || q.compare(power, before) < 0) out.set(key, power)
  }
  return out
}

export const oneRatio: Ratio = ratio(oneSum)
