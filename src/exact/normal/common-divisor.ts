import { add, multiply, type Rational, rational, zero } from '../rational.ts'
import { type Dense, divideDense, gcdDense } from './dense.ts'
import { within } from './effort.ts'
import { multiplyPolynomials, polynomialOf } from './polynomial.ts'
import { type Atom, type Factor, makeExponent, makeTerm, type Polynomial, type Term } from './term.ts'

const mostVariables = 7
const mostSize = 60_000

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const lcm = (a: bigint, b: bigint): bigint => (a / gcd(a, b)) * b

/**
 * A generator of the monomials: an atom to 1/`root`, or to a symbolic part over `root`. Powers of distinct
 * generators are independent, which makes sums of monomials polynomials in them.
 */
type Generator = {
  readonly atom: Atom
  readonly part: Term | undefined
  root: bigint
  least: bigint
  most: bigint
}

const partsOf = (factor: Factor): [string, Term | undefined, Rational][] => [
  ...(factor.exponent.constant.n === 0n
    ? []
    : [[`${factor.atom.key}|`, undefined, factor.exponent.constant] as [string, undefined, Rational]]),
  ...factor.exponent.rest.map((term): [string, Term, Rational] => [
    `${factor.atom.key}|${term.key}`,
    term,
    term.coefficient,
  ]),
]

const generatorsOf = (polynomials: readonly Polynomial[]): Map<string, Generator> => {
  const generators = new Map<string, Generator>()
  const terms = polynomials.flatMap((polynomial) => [...polynomial.values()])
  for (const term of terms)
    for (const factor of term.factors)
      for (const [key, part, power] of partsOf(factor)) {
        const known = generators.get(key)
        if (known) known.root = lcm(known.root, power.d)
        else generators.set(key, { atom: factor.atom, part, root: power.d, least: 0n, most: 0n })
      }
  return generators
}

const powersOf = (term: Term, generators: ReadonlyMap<string, Generator>): Map<string, bigint> => {
  const powers = new Map<string, bigint>()
  for (const factor of term.factors)
    for (const [key, , power] of partsOf(factor))
      powers.set(key, (power.n * (generators.get(key)?.root ?? 1n)) / power.d)
  return powers
}

const findRanges = (polynomial: Polynomial, generators: ReadonlyMap<string, Generator>): void => {
  for (const term of polynomial.values()) {
    const powers = powersOf(term, generators)
    for (const [key, generator] of generators) {
      const power = powers.get(key) ?? 0n
      if (power < generator.least) generator.least = power
      if (power > generator.most) generator.most = power
    }
  }
}

const emptyDense = (sizes: readonly number[]): unknown =>
  sizes.length === 0 ? 0n : Array.from({ length: sizes[0] ?? 0 }, () => emptyDense(sizes.slice(1)))

const trimmed = (a: unknown): Dense => {
  if (!Array.isArray(a)) return a as bigint // only bigints and arrays are built
  const parts = a.map(trimmed)
  while (parts.length > 0) {
    const last = parts.at(-1)
    if (last === undefined || (typeof last === 'bigint' ? last !== 0n : last.length > 0)) break
    parts.pop()
  }
  return parts
}

const toDense = (polynomial: Polynomial, generators: ReadonlyMap<string, Generator>): Dense => {
  const scale = [...polynomial.values()].reduce((all, term) => lcm(all, term.coefficient.d), 1n)
  const sizes = [...generators.values()].map(({ least, most }) => Number(most - least) + 1)
  if (sizes.length === 0) return polynomial.get('')?.coefficient.n ?? 0n
  const dense = emptyDense(sizes) as unknown[] // there is at least one variable
  for (const term of polynomial.values()) {
    const powers = powersOf(term, generators)
    const indices = [...generators].map(([key, { least }]) => Number((powers.get(key) ?? 0n) - least))
    let row = dense
    for (const index of indices.slice(0, -1)) row = row[index] as unknown[] // an inner level
    row[indices.at(-1) ?? 0] = (term.coefficient.n * scale) / term.coefficient.d
  }
  return trimmed(dense)
}

const fromDense = (dense: Dense, generators: readonly Generator[]): Polynomial => {
  const terms: Term[] = []
  const visit = (part: Dense, powers: readonly bigint[]): void => {
    if (typeof part !== 'bigint') {
      part.forEach((inner, power) => {
        visit(inner, [...powers, BigInt(power)])
      })
      return
    }
    if (part === 0n) return
    const factors = generators.map(({ atom, part: symbolic, root }, i) => {
      const power = rational(powers[i] ?? 0n, root)
      const exponent = symbolic
        ? makeExponent(zero, [{ ...symbolic, coefficient: power }])
        : makeExponent(power)
      return { atom, exponent, power }
    })
    const product = factors
      .filter(({ power }) => power.n !== 0n)
      .reduce<Polynomial>(
        (all, { atom, exponent }) =>
          multiplyPolynomials(all, polynomialOf([makeTerm(rational(1n), [{ atom, exponent }])])),
        polynomialOf([makeTerm(rational(part), [])]),
      )
    terms.push(...product.values())
  }
  visit(dense, [])
  return polynomialOf(terms)
}

/** Both polynomials divided by their greatest common divisor, up to a common factor; undefined when too large. */
export const cancelCommon = (a: Polynomial, b: Polynomial): [Polynomial, Polynomial] | undefined => {
  const generators = generatorsOf([a, b])
  if (generators.size === 0 || generators.size > mostVariables) return undefined
  findRanges(a, generators)
  findRanges(b, generators)
  const parts = [...generators.values()]
  if (parts.reduce((size, { least, most }) => size * (Number(most - least) + 1), 1) > mostSize)
    return undefined
  return within(20_000, () => {
    const [x, y] = [toDense(a, generators), toDense(b, generators)]
    const level = generators.size
    const common = gcdDense(x, y, level)
    const [top, bottom] = [divideDense(x, common, level), divideDense(y, common, level)]
    if (top === undefined || bottom === undefined) return undefined
    // The scales by which both were made integral are given back as a rational factor.
    const scales = [a, b].map((p) => [...p.values()].reduce((all, t) => lcm(all, t.coefficient.d), 1n))
    const back = rational(scales[1] ?? 1n, scales[0] ?? 1n)
    const restored = [...fromDense(top, parts).values()].map((term) => ({
      ...term,
      coefficient: multiply(add(term.coefficient, zero), back),
    }))
    return [polynomialOf(restored), fromDense(bottom, parts)]
  })
}
