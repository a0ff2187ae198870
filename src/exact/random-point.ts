import type { Point } from './evaluate.ts'
import type { Domain, Expression } from './expression.ts'
import type { SymbolDomain } from './normal-form.ts'
import { randomFrom, seedOf } from './random.ts'
import { one, type Rational, rational } from './rational.ts'

/** How a symbol is sampled: a domain, an integer of any sign for the index of a signal, or a real exponent. */
export type Range = SymbolDomain | 'any-integer' | 'exponent'

const ofDomain: Readonly<Record<Domain, Range>> = {
  'positive-integer': 'integer',
  integer: 'any-integer',
  positive: 'positive',
  real: 'real',
}

const between = (random: () => number, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1))

/** Small and large integers in turn, so that quotients under ⌊ ⌋ take all remainders. */
const integerFrom = (random: () => number): Rational => {
  const high = [4, 9, 24, 40][between(random, 0, 3)] ?? 9
  return rational(between(random, 1, high))
}

const fractionFrom = (random: () => number, high: number): Rational =>
  rational(between(random, 1, high * 1009 - 1), 1009)

/** Mostly of middle size, at times near 0 or large: what differs in one corner only must be met there too. */
const sizeFrom = (random: () => number): Rational => {
  const chance = random()
  if (chance < 0.25) return rational(between(random, 1, 8), between(random, 1, 2))
  if (chance < 0.4) return rational(between(random, 1, 250), 1009)
  return fractionFrom(random, chance < 0.5 ? 30 : 4)
}

/** Between 0 and 1, at times near one of them. */
const shareFrom = (random: () => number): Rational => {
  const chance = random()
  if (chance >= 0.4) return fractionFrom(random, 1)
  const near = between(random, 1, 40)
  return rational(chance < 0.2 ? near : 1009 - near, 1009)
}

const realFrom = (random: () => number): Rational => {
  const size = sizeFrom(random)
  return random() < 0.5 ? rational(-size.n, size.d) : size
}

/** Exponents at which powers of negative numbers are real, or become so: ((−2)²)^(1/2) is not (−2)^(2·1/2). */
const telling = [
  rational(1, 2),
  rational(2),
  rational(3),
  rational(-1),
  rational(-2),
  rational(1),
  rational(3, 2),
  rational(-3, 2),
  rational(-1, 2),
]

const draw = (range: Range, random: () => number): Rational => {
  switch (range) {
    case 'integer':
      return integerFrom(random)
    case 'any-integer':
      return rational(between(random, -9, 24))
    case 'positive':
      return sizeFrom(random)
    case 'unit':
      return shareFrom(random)
    case 'real':
      return realFrom(random)
    case 'exponent':
      return random() < 0.8 ? (telling[between(random, 0, telling.length - 1)] ?? one) : realFrom(random)
  }
}

/** Functions whose arguments are whole numbers, and those that are defined for all integers. */
const wholeArguments: ReadonlySet<string> = new Set(['factorial', 'binomial', 'gcd', 'lcm', 'u', 'delta'])

const signals: ReadonlySet<string> = new Set(['u', 'delta'])

/** The narrower use of a symbol decides how it is sampled. */
const rank: Readonly<Record<Range, number>> = {
  real: 0,
  positive: 0,
  unit: 0,
  exponent: 1,
  integer: 2,
  'any-integer': 3,
}

export const findRanges = (e: Expression, range: Range, declared: Map<string, Range>): void => {
  switch (e.kind) {
    case 'number':
    case 'constant':
      return
    case 'symbol':
      if (e.domain) declared.set(e.name, ofDomain[e.domain])
      else if (rank[range] > (rank[declared.get(e.name) ?? range] ?? 0) || !declared.has(e.name))
        declared.set(e.name, range)
      return
    case 'indexed':
      for (const index of e.indices) findRanges(index, 'integer', declared)
      return
    case 'sum':
      for (const term of e.terms) findRanges(term, range, declared)
      return
    case 'product':
      for (const factor of e.factors) findRanges(factor, range, declared)
      return
    case 'power': {
      findRanges(e.base, range, declared)
      const negative = e.base.kind === 'number' && e.base.value.n < 0n
      const real = range === 'real' && e.base.kind !== 'constant' && e.base.kind !== 'number'
      findRanges(e.exponent, negative ? 'integer' : real ? 'exponent' : range, declared)
      return
    }
    case 'call': {
      const isSeries = e.name === 'sum' || e.name === 'prod' || e.name === 'product'
      e.args.forEach((arg, i) => {
        const whole = wholeArguments.has(e.name) || (isSeries && i > 1)
        findRanges(arg, whole ? (signals.has(e.name) ? 'any-integer' : 'integer') : range, declared)
      })
    }
  }
}

/** A deterministic point: each name has a value by its own, the seed and its range. */
export const randomPoint = (
  seed: number,
  domain: SymbolDomain,
  ranges: ReadonlyMap<string, Range> = new Map(),
): Point => {
  const values = new Map<string, Rational>()
  return (name) => {
    let value = values.get(name)
    if (!value) {
      const array = name.includes('[') && domain === 'integer' ? 'real' : domain
      value = draw(ranges.get(name) ?? array, randomFrom(seedOf(`${seed} ${name}`)))
      values.set(name, value)
    }
    return value
  }
}
