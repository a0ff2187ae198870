import { type Polynomial, polynomialTerms, type Term } from '../normal/term.ts'
import { normalForm } from '../normal-form.ts'
import { toNumber } from '../rational.ts'
import type { AsymptoticClass } from '../value.ts'
import { growAlike } from './growth.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

/** How fast a term grows in one symbol: first its exponential rate, then its power, then its power of ln. */
type Growth = readonly [rate: number, power: number, logarithm: number]
type Growths = ReadonlyMap<string, Growth>

const still: Growth = [0, 0, 0]

const logarithmOf = (key: string): string | undefined => /^c:ln\(1\/1\*(s:[^ ^()]+)\^1\)$/.exec(key)?.[1]

/** The growth of a term in each symbol; undefined for growth that has no place in this order. */
const growthOf = (term: Term): Growths | undefined => {
  const growths = new Map<string, [number, number, number]>()
  const of = (key: string): [number, number, number] => {
    const known = growths.get(key) ?? [0, 0, 0]
    growths.set(key, known)
    return known
  }
  for (const { atom, exponent } of term.factors) {
    const power = toNumber(exponent.constant)
    const logged = logarithmOf(atom.key)
    if (atom.kind === 'symbol' || atom.kind === 'indexed') {
      if (exponent.rest.length > 0) return undefined
      of(atom.key)[1] += power
    } else if (logged && exponent.rest.length === 0) of(logged)[2] += power
    else if (atom.kind === 'prime' || atom.kind === 'constant') {
      const base = atom.kind === 'prime' ? Number(atom.value) : atom.name === 'e' ? Math.E : Math.PI
      for (const part of exponent.rest) {
        const [only, ...more] = part.factors
        if (!only || more.length > 0 || only.exponent.key !== '1') return undefined
        of(only.atom.key)[0] += Math.log(base) * toNumber(part.coefficient)
      }
    } else if (!(atom.kind === 'call' && atom.name === 'ln' && atom.of.every((part) => isNumber(part.top))))
      return undefined
  }
  return growths
}

const isNumber = (part: Polynomial): boolean =>
  polynomialTerms(part).every((term) => term.factors.length === 0)

const compareGrowth = (a: Growth, b: Growth): number => {
  for (let i = 0; i < 3; i += 1) {
    const gap = (a[i] ?? 0) - (b[i] ?? 0)
    if (Math.abs(gap) > 1e-12) return gap
  }
  return 0
}

/** Whether a grows at least as fast as b, whichever symbols grow. */
const dominates = (a: Growths, b: Growths): boolean =>
  [...new Set([...a.keys(), ...b.keys()])].every(
    (key) => compareGrowth(a.get(key) ?? still, b.get(key) ?? still) >= 0,
  )

/** The terms that no other term dominates. */
const leading = (sum: Polynomial): Growths[] | undefined => {
  const growths = polynomialTerms(sum).map(growthOf)
  const known = growths.filter((growth) => growth !== undefined)
  if (known.length < growths.length) return undefined
  // n − m is 0 where both grow alike, so that its fastest terms do not tell its size.
  const isPositive = polynomialTerms(sum).every(({ coefficient }) => coefficient.n > 0n)
  if (!isPositive && new Set(known.flatMap((growth) => [...growth.keys()])).size > 1) return undefined
  return known.filter((one, i) =>
    known.every((other, j) => i === j || !dominates(other, one) || (dominates(one, other) && i < j)),
  )
}

const sameGrowths = (a: Growths[], b: Growths[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => dominates(one, other) && dominates(other, one)))

/**
 * Classes compare by their fastest terms, without constant factors. Θ(f) and O(f) say different things, and are used
 * for one another, so between different letters only a different f is decided.
 */
export const equalClasses = (a: AsymptoticClass, b: AsymptoticClass): Equality => {
  const [x, y] = [normalForm(a.of), normalForm(b.of)]
  if (!x || !y) return undecided('growth')
  const isPlain = x.quotient.bottom.size === 1 && y.quotient.bottom.size === 1
  const [left, right] = isPlain ? [leading(x.quotient.top), leading(y.quotient.top)] : []
  const agree = x.key === y.key || (left && right ? sameGrowths(left, right) : growAlike(a.of, b.of))
  if (agree === undefined) return undecided('growth')
  if (!agree) return different('growth')
  return a.symbol === b.symbol ? same('growth') : undecided('letter of the class')
}
