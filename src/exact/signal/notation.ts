import { minus, num, over, plus, power, substitute, sym, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { remembered } from '../remembered.ts'
import type { Chain, Piece, Piecewise } from '../value.ts'
import { toLatex } from '../write/write.ts'
import {
  addLinear,
  isConstantLinear,
  type Linear,
  linear,
  linearExpression,
  scaleLinear,
  subtractLinear,
} from './linear.ts'
import {
  commonMonomial,
  divideMonomials,
  isPrime,
  type Monomial,
  type MonomialSum,
  monomial,
  sumOf,
} from './monomial-sum.ts'
import type { FormulaPiece } from './pieces.ts'
import { contentOf, isZeroRatio, type Ratio } from './ratio.ts'
import type { Signal } from './signal.ts'

/** Symbols other than n stand for what the solver was told; in a formula they are plain symbols. */
const atomExpression = (atom: string): Expression => {
  if (atom === 'e' || atom === 'pi') return { kind: 'constant', name: atom }
  if (atom === '-1') return num(-1)
  return isPrime(atom) ? num(BigInt(atom)) : sym(atom)
}

type Power = readonly [atom: string, exponent: Linear]

/** Powers of numbers by symbol of the exponent: 2^n·3^(−n) is (2/3)^n, and 2^(L−n) stays one power. */
const numberPowers = (factors: readonly Power[]): readonly Expression[] => {
  if (factors.length === 0) return []
  const whole = factors.every(
    ([, { constant, of }]) => q.isZero(constant) && [...of.values()].every(q.isInteger),
  )
  if (factors.length === 1 || !whole)
    return factors.map(([atom, exponent]) => wholePower(atomExpression(atom), exponent))
  const names = new Set(factors.flatMap(([, exponent]) => [...exponent.of.keys()]))
  return [...names].map((name) => {
    let base = q.one
    for (const [atom, exponent] of factors) {
      const slope = exponent.of.get(name)
      if (slope) base = q.multiply(base, q.raise(q.rational(BigInt(atom)), slope.n))
    }
    return base.n === 1n ? power(num(base.d), minus(sym(name))) : power(num(base), sym(name))
  })
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** 2^(2n) is 4^n. */
const wholePower = (base: Expression, exponent: Linear): Expression => {
  const common = [...exponent.of.values()].reduce((all, c) => gcd(all, c.d === 1n ? c.n : 1n), 0n)
  if (common <= 1n || !q.isZero(exponent.constant)) return power(base, linearExpression(exponent))
  return power(power(base, num(common)), linearExpression(scaleLinear(exponent, q.rational(1n, common))))
}

const monomialExpression = ({ coefficient, factors }: Monomial): Expression => {
  if (factors.size === 0) return num(coefficient)
  const [numbers, others]: [Power[], Power[]] = [[], []]
  for (const power of factors) (isPrime(power[0]) || power[0] === '-1' ? numbers : others).push(power)
  // c·n·aⁿ: exponentials come last.
  others.sort(([, a], [, b]) => Number(a.of.size > 0) - Number(b.of.size > 0))
  return times(
    num(coefficient),
    ...others.map(([atom, exponent]) => power(atomExpression(atom), linearExpression(exponent))),
    ...numberPowers(numbers),
  )
}

const degree = (term: Monomial): number => {
  const own = term.factors.get('n')
  return own && isConstantLinear(own) ? Number(own.constant.n) : 0
}

const totalDegree = (term: Monomial): number =>
  [...term.factors.values()].reduce((sum, { constant }) => sum + q.toNumber(constant), 0)

/** Positive terms first, by falling powers of n and then of the rest, numbers last. */
const inOrder = (sum: readonly Monomial[]): readonly Monomial[] =>
  sum.toSorted(
    (a, b) =>
      Number(a.factors.size === 0) - Number(b.factors.size === 0) ||
      q.sign(b.coefficient) - q.sign(a.coefficient) ||
      degree(b) - degree(a) ||
      totalDegree(b) - totalDegree(a) ||
      (a.key < b.key ? -1 : 1),
  )

const plainSum = (terms: readonly Monomial[]): Expression => plus(...inOrder(terms).map(monomialExpression))

/** 0, −1, 1, −2, 2, …: factors come out as n(n + 1). */
const nearZeros = Array.from({ length: 81 }, (_, at) => (at % 2 === 1 ? -(at + 1) / 2 : at / 2))

/** Whole zeros of a polynomial in n alone, as factors (n − z); what is left has none. */
const linearFactors = (terms: readonly Monomial[]): readonly Expression[] | undefined => {
  if (!terms.every(({ factors }) => factors.size === 0 || (factors.size === 1 && factors.has('n'))))
    return undefined
  let coefficients = Array.from({ length: Math.max(...terms.map(degree)) + 1 }, (_, at) =>
    terms.reduce((c, term) => (degree(term) === at ? q.add(c, term.coefficient) : c), q.zero),
  )
  const found: Expression[] = []
  for (const zero of nearZeros) {
    while (coefficients.length > 1 && canBeZero(coefficients, zero)) {
      const quotient = divideByZero(coefficients, zero)
      if (!quotient) break
      coefficients = quotient
      found.push(plus(sym('n'), num(-zero)))
    }
    if (coefficients.length === 1) break
  }
  if (coefficients.length > 1) return undefined
  const [rest] = coefficients
  return rest ? [num(rest), ...found] : undefined
}

/** With whole coefficients, a zero other than 0 divides the last of them. */
const canBeZero = (coefficients: readonly q.Rational[], zero: number): boolean => {
  const [last] = coefficients
  if (!last || zero === 0) return last?.n === 0n
  const scale = coefficients.reduce((lcm, { d }) => (lcm / gcd(lcm, d)) * d, 1n)
  return ((last.n * scale) / last.d) % BigInt(zero) === 0n
}

/** Synthetic division by n − zero, lowest power first; undefined when it leaves a remainder. */
const divideByZero = (coefficients: readonly q.Rational[], zero: number): q.Rational[] | undefined => {
  const [by, quotient] = [q.rational(zero), [...coefficients]]
  let carry = q.zero
  for (let at = coefficients.length - 1; at >= 0; at--) {
    carry = q.add(coefficients[at] ?? q.zero, q.multiply(carry, by))
    quotient[at] = carry
  }
  const [remainder, ...rest] = quotient
  return remainder && q.isZero(remainder) ? rest : undefined
}

/** A common power and content before a bracket: (2^L − 1)·2^(−n). */
const factored = (terms: readonly Monomial[]): Expression => {
  const [only] = terms
  if (terms.length === 1 && only) return monomialExpression(only)
  const common = new Map(commonMonomial(sumOf(terms)).factors)
  common.delete('n')
  const content = contentOf(terms)
  const lead = inOrder(terms).find(({ coefficient }) => q.sign(coefficient) > 0) ? content : q.negate(content)
  const outside = monomial(lead, common)
  const inside = terms.map((term) => divideMonomials(term, { ...outside, coefficient: lead }))
  const polynomial = linearFactors(inside)
  const bracket = polynomial ? times(...polynomial) : plainSum(inside)
  return times(num(lead), bracket, monomialExpression({ ...outside, coefficient: q.one }))
}

/** Terms with the same exponential in n together. */
const groups = (sum: MonomialSum): readonly (readonly Monomial[])[] => {
  const out = new Map<string, Monomial[]>()
  for (const term of sum.values()) {
    let key = ''
    for (const [atom, exponent] of term.factors) {
      const slope = atom === 'n' ? undefined : exponent.of.get('n')
      if (slope) key += `${key === '' ? '' : '*'}${atom}^${q.formatRational(slope)}`
    }
    const group = out.get(key)
    if (group) group.push(term)
    else out.set(key, [term])
  }
  if (out.size === 1) return [...out.values()]
  // The part without an exponential leads, as in 2 − 2^(−n).
  return [...out].sort(([a], [b]) => (a === '' ? -1 : b === '' ? 1 : 0)).map(([, terms]) => terms)
}

const isExponential = (terms: readonly Monomial[]): boolean =>
  terms.some(({ factors }) => {
    for (const [atom, exponent] of factors) if (atom !== 'n' && exponent.of.has('n')) return true
    return false
  })

/** A formula as a textbook prints it; the answer's own pieces stand in many of the slips too. */
export const ratioExpression = remembered(({ top, bottom }: Ratio): Expression => {
  if (top.size === 0) return num(0)
  const parts = groups(top)
  if (bottom.size === 0) {
    const [only] = parts
    if (parts.length === 1 && only)
      return isExponential(only) || linearFactors(only) ? factored(only) : plainSum(only)
    return plus(...parts.map((terms) => (isExponential(terms) ? factored(terms) : plainSum(terms))))
  }
  const under = [...bottom.values()].map(({ of, times: often }) =>
    power(plainSum([...of.values()]), num(often)),
  )
  return over(factored([...top.values()]), times(...under))
})

const n = linear(q.zero, new Map([['n', q.one]]))

const chainsOf = ({ from, to }: Pick<FormulaPiece, 'from' | 'to'>): readonly Chain[] => {
  const index = sym('n')
  const [low, high] = [from[0], to[0]]
  if (from.length === 1 && to.length === 1 && low && high) {
    const first = linearExpression(low)
    if (low.key === high.key) return [{ sides: [index, first], relations: ['='] }]
    return [{ sides: [first, index, linearExpression(high)], relations: ['<=', '<='] }]
  }
  return [
    ...from.map((k): Chain => ({ sides: [index, linearExpression(k)], relations: ['>='] })),
    ...to.map(
      (k): Chain => ({
        sides: [index, linearExpression(addLinear(k, linear(q.one)))],
        relations: ['<'],
      }),
    ),
  ]
}

/** The condition of a piece in LaTeX. */
export const conditionsOf = (piece: Pick<FormulaPiece, 'from' | 'to'>): string => {
  const chains = chainsOf(piece)
  if (chains.length === 0) return '\\text{all } n'
  return chains.map((chain) => toLatex({ kind: 'relation', chain })).join(',\\ ')
}

/** Pieces for reading; a result that is 0 on both sides ends with "0 otherwise". */
export const piecewiseOf = (
  pieces: readonly FormulaPiece[],
  write: (of: Ratio, at: number) => Expression = ratioExpression,
): Piecewise => {
  const shown = pieces.map((piece, at): Piece => ({ when: chainsOf(piece), value: write(piece.of, at) }))
  const zeros = pieces.filter(({ of }) => isZeroRatio(of)).length
  if (zeros === pieces.length) return { kind: 'piecewise', pieces: [{ when: [], value: num(0) }] }
  if (zeros < 2) return { kind: 'piecewise', pieces: shown }
  const kept = shown.filter((_, at) => !isZeroRatio(pieces[at]?.of ?? { top: new Map(), bottom: new Map() }))
  return { kind: 'piecewise', pieces: [...kept, { when: [], value: num(0) }] }
}

/** A signal as an expression in n. */
export const signalExpression = (x: Signal): Expression =>
  plus(
    ...x.map(({ gate, delay, of }) => {
      const argument = linearExpression(subtractLinear(n, delay))
      const gateOf: Expression = { kind: 'call', name: gate, args: [argument] }
      return times(factored([...of.values()]), gateOf)
    }),
  )

/** A formula of an undelayed signal at n − k. */
export const delayedExpression = (of: Ratio | undefined, k: Linear): Expression => {
  const moved = linearExpression(subtractLinear(n, k))
  return of ? substitute(ratioExpression(of), new Map([['n', moved]])) : num(0)
}
