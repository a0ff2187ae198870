import { num, substitute } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import type { Piecewise } from '../exact/value.ts'
import { resolve } from './free-symbols.ts'
import type { Judgement } from './judge-scalar.ts'
import { areApart, evaluate } from './numeric.ts'
import type { Range } from './settings.ts'
import { holds } from './settings.ts'

const [firstPoint, lastPoint] = [-8, 24]
const fewestPoints = 1

/** The value of a piecewise function at an integer; undefined outside all pieces. */
export const pieceAt = (
  value: Piecewise,
  index: string,
  at: number,
  parameters: ReadonlyMap<string, Expression>,
): Expression | undefined => {
  const values = new Map<string, number>([[index, at]])
  for (const piece of value.pieces) {
    const inside = piece.when.every((chain) => {
      const sides = chain.sides.map((side) => resolve(side, parameters))
      return holds({ symbol: index, sides, signs: chain.relations }, values) === true
    })
    if (inside) return substitute(resolve(piece.value, parameters), new Map([[index, num(at)]]))
  }
  return undefined
}

/** The symbol in which a piecewise function is given: the one its conditions bound. */
export const indexOf = (value: Piecewise): string => {
  for (const piece of value.pieces)
    for (const chain of piece.when)
      for (const side of chain.sides)
        if (side.kind === 'symbol' && /^[a-z]$/.test(side.name)) return side.name
  return 'n'
}

/** Parameters left open are tried at a few whole numbers. */
const openValues = [1, 3, 7]

const settings = (open: readonly string[]): readonly ReadonlyMap<string, Expression>[] =>
  open.length === 0 ? [new Map()] : openValues.map((value) => new Map(open.map((name) => [name, num(value)])))

/**
 * Whether an expression is the function wherever its ranges hold, by values at integers: one that differs refutes it.
 */
export const judgeOnRange = (
  value: Piecewise,
  candidate: Expression,
  ranges: readonly Range[],
  parameters: ReadonlyMap<string, Expression>,
  open: readonly string[] = [],
): Judgement => {
  const index = indexOf(value)
  let points = 0
  for (const setting of settings(open)) {
    const all = new Map([...parameters, ...setting])
    const resolved = resolve(candidate, all)
    const inside = ranges.map((range) => ({ ...range, sides: range.sides.map((side) => resolve(side, all)) }))
    for (let at = firstPoint; at <= lastPoint; at++) {
      const here = new Map([[index, at]])
      const holding = inside.map((range) => holds(range, here))
      if (holding.includes(undefined)) return 'unknown'
      if (holding.includes(false)) continue
      const expected = pieceAt(value, index, at, all)
      if (!expected) continue
      const [left, right] = [evaluate(expected, here), evaluate(resolved, here)]
      if (Number.isFinite(left) && Math.abs(right) === Number.POSITIVE_INFINITY) return 'disagrees'
      if (areApart(left, right) || (left === 0) !== (right === 0 || Math.abs(right) < 1e-12))
        return Number.isNaN(right) ? 'unknown' : 'disagrees'
      if (!Number.isFinite(left) || !Number.isFinite(right)) return 'unknown'
      points += 1
    }
  }
  return points >= fewestPoints ? 'agrees' : 'unknown'
}

/** The integers of the window that lie in some of the ranges, from the first on; undefined where a range is open. */
const coveredBy = (
  index: string,
  ranges: readonly Range[],
  parameters: ReadonlyMap<string, Expression>,
): readonly boolean[] | undefined => {
  const inside = ranges.map((range) => ({
    ...range,
    sides: range.sides.map((side) => resolve(side, parameters)),
  }))
  const covered: boolean[] = []
  for (let at = firstPoint; at <= lastPoint; at++) {
    const holding = inside.map((range) => holds(range, new Map([[index, at]])))
    if (holding.includes(undefined)) return undefined
    covered.push(holding.includes(true))
  }
  return covered
}

/** Whether some integer at which the function is not zero lies in none of the ranges. */
export const hasGap = (
  value: Piecewise,
  ranges: readonly Range[],
  parameters: ReadonlyMap<string, Expression>,
): boolean => {
  const index = indexOf(value)
  const covered = coveredBy(index, ranges, parameters) ?? []
  return covered.some((isCovered, at) => {
    if (isCovered) return false
    const n = firstPoint + at
    const expected = pieceAt(value, index, n, parameters)
    return expected !== undefined && evaluate(expected, new Map([[index, n]])) !== 0
  })
}

/** Whether some integer between two of the ranges lies in none: `0` for n < 2, and then on from n = 5. */
export const hasHole = (
  index: string,
  ranges: readonly Range[],
  parameters: ReadonlyMap<string, Expression>,
): boolean => {
  const covered = coveredBy(index, ranges, parameters) ?? []
  return covered.slice(covered.indexOf(true), covered.lastIndexOf(true)).includes(false)
}
