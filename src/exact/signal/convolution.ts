import * as q from '../rational.ts'
import { remembered } from '../remembered.ts'
import {
  addLinear,
  type Linear,
  linear,
  negateLinear,
  replaceIn,
  scaleLinear,
  subtractLinear,
  symbolLinear,
} from './linear.ts'
import {
  addSums,
  linearSum,
  type Monomial,
  type MonomialSum,
  monomial,
  multiplySums,
  oneSum,
  scaleSum,
  subtractSums,
  sumOf,
} from './monomial-sum.ts'
import {
  addRatios,
  divideByDifference,
  isZeroRatio,
  mapTop,
  multiplyRatios,
  oneRatio,
  type Ratio,
  ratio,
} from './ratio.ts'
import type { Signal } from './signal.ts'

/** The base a of aⁿ: its atoms with their whole powers. */
type Base = { readonly atoms: ReadonlyMap<string, q.Rational>; readonly key: string }

/**
 * coefficient·e(base, order)[n − delay] with e(a, r)[m] = C(m+r, r)·aᵐ·u[m], the (r+1)-fold convolution of aᵐ·u[m] with
 * itself; order −1 is δ[m].
 */
export type Response = {
  readonly delay: Linear
  readonly base: Base
  readonly order: number
  readonly coefficient: Ratio
}

const unitBase: Base = { atoms: new Map(), key: '' }
const n = symbolLinear('n')

const baseOf = ({ factors }: Monomial): Base => {
  const atoms = new Map<string, q.Rational>()
  let key = ''
  for (const [atom, exponent] of factors) {
    const slope = exponent.of.get('n')
    if (atom === 'n' || !slope) continue
    atoms.set(atom, slope)
    key += `${key === '' ? '' : '*'}${atom}^${q.formatRational(slope)}`
  }
  return key === '' ? unitBase : { atoms, key }
}
const baseSum = ({ atoms }: Base): MonomialSum => basePower({ atoms, key: '' }, linear(q.one))
const basePower = ({ atoms }: Base, exponent: Linear): MonomialSum => {
  if (atoms.size === 0) return oneSum
  const factors = new Map<string, Linear>()
  for (const [atom, power] of atoms) factors.set(atom, scaleLinear(exponent, power))
  return sumOf([monomial(q.one, factors)])
}

/** C(m+r, r) as a polynomial in m, for a linear form in place of m. */
const binomial = (m: Linear, r: number): MonomialSum => {
  let out = oneSum
  for (let i = 1; i <= r; i++)
    out = scaleSum(multiplySums(out, linearSum(addLinear(m, linear(q.rational(i))))), q.rational(1, i))
  return out
}

/**
 * p(n)·aⁿ·u[n−k] as responses: p(m+k)·a^k in the basis C(m+r, r). h is convolved with x, and again with x turned
 * round.
 */
export const responsesOf = remembered((x: Signal): readonly Response[] =>
  x.flatMap(({ gate, delay, of }) => {
    if (gate === 'delta') return [{ delay, base: unitBase, order: -1, coefficient: ratio(of) }]
    const byBase = new Map<string, { base: Base; terms: Monomial[] }>()
    for (const term of of.values()) {
      const base = baseOf(term)
      const group = byBase.get(base.key)
      if (group) group.terms.push(term)
      else byBase.set(base.key, { base, terms: [term] })
    }
    return [...byBase.values()].flatMap(({ base, terms }) => {
      // With aᵐ taken out, what is left of the sum at n = m + k is a polynomial in m.
      const shifted = addSums(...terms.map((term) => inShiftedIndex(term, delay)))
      const polynomial = multiplySums(shifted, basePower(base, negateLinear(n)))
      return inBasis(polynomial).map(({ order, coefficient }) => ({
        delay,
        base,
        order,
        coefficient: ratio(coefficient),
      }))
    })
  }),
)

/** A monomial at n + k in place of n. */
const inShiftedIndex = (term: Monomial, k: Linear): MonomialSum => {
  const index = addLinear(n, k)
  const degree = Number(term.factors.get('n')?.constant.n ?? 0n)
  const exponents = [...term.factors].filter(([atom]) => atom !== 'n')
  const moved = new Map(exponents.map(([atom, exponent]) => [atom, replaceIn(exponent, 'n', index)]))
  let out = sumOf([monomial(term.coefficient, moved)])
  for (let i = 0; i < degree; i++) out = multiplySums(out, linearSum(index))
  return out
}

const inBasis = (polynomial: MonomialSum): { order: number; coefficient: MonomialSum }[] => {
  const out: { order: number; coefficient: MonomialSum }[] = []
  let rest = polynomial
  const degreeOf = ({ factors }: Monomial): number => Number(factors.get('n')?.constant.n ?? 0n)
  while (rest.size > 0) {
    const order = Math.max(...[...rest.values()].map(degreeOf))
    const leading = [...rest.values()].filter((term) => degreeOf(term) === order)
    const withoutN = sumOf(
      leading.map(({ coefficient, factors }) => {
        const others = new Map(factors)
        others.delete('n')
        return monomial(coefficient, others)
      }),
    )
    let factorial = 1
    for (let i = 2; i <= order; i++) factorial *= i
    const coefficient = scaleSum(withoutN, q.rational(factorial))
    out.push({ order, coefficient })
    rest = subtractSums(rest, multiplySums(coefficient, binomial(n, order)))
  }
  return out
}

type Part = { readonly base: Base; readonly order: number; readonly coefficient: Ratio }
type Kernel = readonly Part[]

const collected = (parts: Kernel): Kernel => {
  const out = new Map<string, Part>()
  for (const part of parts) {
    const key = `${part.base.key};${part.order}`
    const before = out.get(key)
    out.set(key, before ? { ...part, coefficient: addRatios(before.coefficient, part.coefficient) } : part)
  }
  return [...out.values()]
}

/** e(a, r) ∗ e(b, s) for every r and s, by e(a, 0) ∗ e(b, 0) = (a·e(a, 0) − b·e(b, 0))/(a − b). */
const kernelsOf = (a: Base, b: Base): ((r: number, s: number) => Kernel) => {
  const known = new Map<string, Kernel>()
  const [left, right] = [baseSum(a), baseSum(b)]
  const scaled = (kernel: Kernel, by: MonomialSum): Kernel =>
    kernel.map((part) => ({
      ...part,
      coefficient: divideByDifference(
        mapTop(part.coefficient, (top) => multiplySums(top, by)),
        left,
        right,
      ),
    }))
  const kernel = (r: number, s: number): Kernel => {
    if (r < 0) return [{ base: b, order: s, coefficient: oneRatio }]
    if (s < 0) return [{ base: a, order: r, coefficient: oneRatio }]
    if (a.key === b.key) return [{ base: a, order: r + s + 1, coefficient: oneRatio }]
    const before = known.get(`${r};${s}`)
    if (before) return before
    const minusRight = scaleSum(right, q.rational(-1))
    const found = collected([...scaled(kernel(r, s - 1), left), ...scaled(kernel(r - 1, s), minusRight)])
    known.set(`${r};${s}`, found)
    return found
  }
  return kernel
}

/** The convolution of two right-sided signals. Bases spelled differently are taken to differ. */
export const convolve = (x: Signal, h: Signal): readonly Response[] => {
  const out = new Map<string, Response>()
  const kernels = new Map<string, ReturnType<typeof kernelsOf>>()
  const kernelOf = (a: Base, b: Base): ReturnType<typeof kernelsOf> => {
    const key = `${a.key};${b.key}`
    const found = kernels.get(key) ?? kernelsOf(a, b)
    kernels.set(key, found)
    return found
  }
  for (const one of responsesOf(x))
    for (const two of responsesOf(h)) {
      const delay = addLinear(one.delay, two.delay)
      const scale = multiplyRatios(one.coefficient, two.coefficient)
      for (const { base, order, coefficient } of kernelOf(one.base, two.base)(one.order, two.order)) {
        const key = `${delay.key};${base.key};${order}`
        const part = multiplyRatios(scale, coefficient)
        const before = out.get(key)
        out.set(key, { delay, base, order, coefficient: before ? addRatios(before.coefficient, part) : part })
      }
    }
  return [...out.values()].filter(({ coefficient }) => !isZeroRatio(coefficient))
}

/** The value at n of a response that has begun; δ is none of these. */
export const formulaOf = ({ delay, base, order, coefficient }: Response): Ratio => {
  const m = subtractLinear(n, delay)
  return mapTop(coefficient, (top) => multiplySums(top, multiplySums(binomial(m, order), basePower(base, m))))
}

/** δ[n−k] as u[n−k] − u[n−k−1], so that every response is a formula from its delay on. */
export const withoutImpulses = (responses: readonly Response[]): readonly Response[] =>
  responses.flatMap((response) => {
    if (response.order >= 0) return [response]
    const { delay, coefficient } = response
    const next = addLinear(delay, linear(q.one))
    const step = (at: Linear, of: Ratio): Response => ({
      delay: at,
      base: unitBase,
      order: 0,
      coefficient: of,
    })
    return [
      step(delay, coefficient),
      step(
        next,
        mapTop(coefficient, (top) => scaleSum(top, q.rational(-1))),
      ),
    ]
  })
