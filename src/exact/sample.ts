import type { Decimal } from 'decimal.js'
import { evaluate, evaluateIn, type Point } from './evaluate.ts'
import type { Expression } from './expression.ts'
import { within } from './normal/effort.ts'
import type { SymbolDomain } from './normal-form.ts'
import { decimalArithmetic } from './numeric/decimal.ts'
import { findRanges, type Range, randomPoint } from './random-point.ts'
import { somePart } from './tree.ts'

/** What evaluation at random points says: the same, different, or that too few points have a value. */
export type Sampled = 'same' | 'different' | 'undecided'

const allowance = 40_000

const triedPoints = 60

const triedWithExponents = 200

/** Functions with corners or steps differ from others in one region only, which more points must find. */
const triedWithCorners = 400

const corners: ReadonlySet<string> = new Set([
  'abs',
  'max',
  'min',
  'floor',
  'ceil',
  'round',
  'sign',
  'relu',
  'mod',
  'u',
])

const hasCorner = (e: Expression): boolean =>
  somePart(
    e,
    (part) =>
      (part.kind === 'call' && corners.has(part.name)) ||
      (part.kind === 'power' && part.exponent.kind === 'number' && part.exponent.value.d !== 1n),
  )

const exactPoints = 10

const fewestPoints = 8

const valueAt = (e: Expression, at: Point, digits: number): Decimal | undefined => {
  const value = evaluateIn(e, at, decimalArithmetic(digits))
  return value?.isFinite() ? value : undefined
}

/**
 * Whether both have the same value at a point: 64 digits agree to 45; where they do not, 130 digits tell a rounding
 * error, which shrinks, from a difference, which stays.
 */
const compareAt = (a: Expression, b: Expression, at: Point): boolean | undefined => {
  const [x, y] = [valueAt(a, at, 64), valueAt(b, at, 64)]
  if (!x || !y) return undefined
  const gap = x.minus(y).abs()
  if (gap.lte(x.abs().times('1e-45')) || gap.isZero()) return true
  const [finer, other] = [valueAt(a, at, 130), valueAt(b, at, 130)]
  if (!finer || !other) return undefined
  return finer.minus(other).abs().lte(gap.times('1e-30'))
}

const clearlyApart = (x: number, y: number): boolean =>
  Math.abs(x - y) > 1e-9 * Math.max(Math.abs(x), Math.abs(y))

/**
 * Compares two expressions by their values at random admissible points: first in doubles to find a point where they
 * differ, which is then confirmed, then with 64 digits to confirm that they agree. Where only one of them has a value
 * at many points, their domains differ and nothing is said.
 */
export const sample = (a: Expression, b: Expression, domain: SymbolDomain): Sampled =>
  within(allowance, () => compareByPoints(a, b, domain)) ?? 'undecided'

const compareByPoints = (a: Expression, b: Expression, domain: SymbolDomain): Sampled => {
  const ranges = new Map<string, Range>()
  findRanges(a, domain, ranges)
  findRanges(b, domain, ranges)
  const isConstant = ranges.size === 0 && !somePart(a, isEntry) && !somePart(b, isEntry)
  let [oneSided, agreeing] = [0, 0]
  const points: Point[] = []
  const usual = [...ranges.values()].includes('exponent') ? triedWithExponents : triedPoints
  const tried = hasCorner(a) || hasCorner(b) ? triedWithCorners : usual
  for (let seed = 1; seed <= (isConstant ? 1 : tried); seed += 1) {
    const at = randomPoint(seed, domain, ranges)
    const [x, y] = [evaluate(a, at), evaluate(b, at)]
    if (x === undefined || y === undefined) {
      if (x !== y && !isSpecial(at, ranges)) oneSided += 1
      if (isConstant) points.push(at)
      continue
    }
    if (clearlyApart(x, y) && compareAt(a, b, at) === false) return 'different'
    points.push(at)
  }
  if (oneSided > 2 || (isConstant && oneSided > 0)) return 'undecided'
  for (const at of points.slice(0, exactPoints)) {
    const same = compareAt(a, b, at)
    if (same === false) return 'different'
    if (same) agreeing += 1
  }
  return agreeing >= (isConstant ? 1 : fewestPoints) ? 'same' : 'undecided'
}

/** Whole and half numbers meet poles such as that of 1/(x − 2), where a removed factor leaves only one value. */
const isSpecial = (at: Point, ranges: ReadonlyMap<string, Range>): boolean =>
  [...ranges].some(([name, range]) => {
    const value = range === 'real' || range === 'positive' ? at(name) : undefined
    return value !== undefined && value.d <= 2n
  })

const isEntry = (part: Expression): boolean => part.kind === 'indexed'
