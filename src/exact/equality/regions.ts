import type { Point } from '../evaluate.ts'
import type { SymbolDomain } from '../normal-form.ts'
import { randomPoint } from '../random-point.ts'
import { add, ceiling, compare, floor, type Rational, rational } from '../rational.ts'
import type { Relation } from '../value.ts'
import { breakpoints, signAt } from './breakpoints.ts'
import {
  type Condition,
  comparisonsOf,
  conditionSymbols,
  mapCondition,
  nameEntries,
  renameSymbol,
  unnamed,
} from './condition.ts'
import { different, type Equality, same, undecided } from './verdict.ts'

const satisfied: Readonly<Record<Relation, (sign: number) => boolean>> = {
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
  '=': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
}

/** Whether a condition holds at a point; undefined where a side has no value and that matters. */
export const holds = (condition: Condition, point: Point): boolean | undefined => {
  if (condition.kind === 'compare') {
    const sign = signAt(condition.left, condition.right, point)
    return sign === undefined ? undefined : satisfied[condition.relation](sign)
  }
  const parts = condition.of.map((part) => holds(part, point))
  const decisive = condition.kind === 'any'
  if (parts.includes(decisive)) return decisive
  return parts.includes(undefined) ? undefined : !decisive
}

/** Both ends of every stretch on which no comparison changes, and a value inside each. */
const testValues = (breaks: readonly Rational[], whole: boolean): Rational[] => {
  if (whole) {
    const near = breaks.flatMap((value) => {
      const [low, high] = [floor(value), ceiling(value)]
      return [low - 1n, low, high, high + 1n]
    })
    return [...new Set([...near, -1n, 0n, 1n])].map((n) => rational(n))
  }
  const sorted = [...breaks].sort(compare)
  const [first, last] = [sorted[0] ?? rational(0), sorted.at(-1) ?? rational(0)]
  const between = sorted.flatMap((value, i) => {
    const next = sorted[i + 1]
    const middle = next && add(value, next)
    return middle ? [rational(middle.n, middle.d * 2n)] : []
  })
  return [add(first, rational(-1)), ...sorted, ...between, add(last, rational(1))]
}

type Critical = { readonly values: readonly Rational[]; readonly complete: boolean }

/** The values of one symbol at which to test conditions, all other symbols having values, as far as they are found. */
const foundValues = (
  conditions: readonly Condition[],
  symbol: string,
  point: Point,
  whole: boolean,
): Critical => {
  const found: Rational[] = []
  let complete = true
  for (const { left, right } of conditions.flatMap(comparisonsOf)) {
    const difference = {
      kind: 'sum',
      terms: [left, { kind: 'product', factors: [{ kind: 'number', value: rational(-1) }, right] }],
    } as const
    const breaks = breakpoints(difference, symbol, point)
    if (breaks) found.push(...breaks)
    else complete = false
  }
  return { values: testValues(found, whole), complete }
}

/** The values of one symbol at which to test conditions; undefined where not all can be found. */
export const criticalValues = (
  conditions: readonly Condition[],
  symbol: string,
  point: Point,
  whole: boolean,
): readonly Rational[] | undefined => {
  const { values, complete } = foundValues(conditions, symbol, point, whole)
  return complete ? values : undefined
}

export const pointWith =
  (point: Point, symbol: string, value: Rational): Point =>
  (name) =>
    name === symbol ? value : point(name)

const draws = 5

/** Every comparison is tested where any of them changes, so that work grows with the square of their number. */
const mostComparisons = 80

const compareAlong = (
  a: Condition,
  b: Condition,
  symbol: string,
  point: Point,
  whole: boolean,
): boolean | undefined => {
  const { values, complete } = foundValues([a, b], symbol, point, whole)
  let known = complete
  for (const value of values) {
    const here = pointWith(point, symbol, value)
    const [x, y] = [holds(a, here), holds(b, here)]
    if (x === undefined || y === undefined) known = false
    else if (x !== y) return false
  }
  return known ? true : undefined
}

/** Gives the number that an interval is about the name that the other condition uses. */
const shareName = (a: Condition, b: Condition): readonly [Condition, Condition] | undefined => {
  const [inA, inB] = [conditionSymbols(a), conditionSymbols(b)]
  const [hasA, hasB] = [inA.has('#'), inB.has('#')]
  if (hasA === hasB) return [a, b]
  const [own, other] = hasA ? [inA, inB] : [inB, inA]
  // A condition without symbols holds everywhere or nowhere.
  if (other.size === 0) return [a, b]
  const candidates = [...other].filter((name) => !own.has(name))
  const [name, ...more] = candidates
  if (name === undefined || more.length > 0) return undefined
  const rename = (condition: Condition): Condition =>
    mapCondition(condition, (e) => renameSymbol(e, name, unnamed))
  return hasA ? [a, rename(b)] : [rename(a), b]
}

/**
 * Whether two conditions on real numbers (integers, when `whole`) hold for the same values: tested at every value where
 * a comparison can change and between them, with other symbols at random.
 */
export const equalConditions = (
  first: Condition,
  second: Condition,
  domain: SymbolDomain,
  whole: boolean,
): Equality => {
  if (comparisonsOf(first).length + comparisonsOf(second).length > mostComparisons) return undecided('effort')
  const shared = shareName(mapCondition(first, nameEntries), mapCondition(second, nameEntries))
  if (!shared) return undecided('cases')
  const [a, b] = shared
  const [names, others] = [conditionSymbols(a), conditionSymbols(b)]
  const isShared = [...names].every((name) => others.has(name)) && names.size === others.size
  if (!isShared && names.size > 0 && others.size > 0) return different('symbols')
  const list = [...new Set([...names, ...others])].sort()
  if (list.length === 0) {
    const [x, y] = [holds(a, () => undefined), holds(b, () => undefined)]
    return x === undefined || y === undefined
      ? undecided('cases')
      : x === y
        ? same('cases')
        : different('cases')
  }
  let checked = 0
  for (const symbol of list)
    for (let seed = 1; seed <= (list.length === 1 ? 1 : draws); seed += 1) {
      const equal = compareAlong(a, b, symbol, randomPoint(seed, domain), whole)
      if (equal === false) return different('cases')
      if (equal) checked += 1
    }
  return checked >= (list.length === 1 ? 1 : draws) ? same('cases') : undecided('cases')
}
