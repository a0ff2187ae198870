import { num, plus, sym, times } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { rational } from '../exact/rational.ts'
import { somePart } from '../exact/tree.ts'
import { freeSymbols, rewrite } from './free-symbols.ts'
import { areApart, evaluate, samplesFor } from './numeric.ts'
import { sameScalar } from './sameness.ts'

/** What no rule of numbers opens (`Var(x)`, `x_{ij}`) is one unknown more. */
export const withAtoms = (x: Expression, opaque: ReadonlySet<string>): Expression => {
  const isAtom = (node: Expression): boolean =>
    node.kind === 'indexed' || (node.kind === 'call' && opaque.has(node.name))
  return somePart(x, isAtom) ? rewrite(x, (node) => (isAtom(node) ? sym(`⟨${keyOf(node)}⟩`) : node)) : x
}

const largestDenominator = 720

/** The number, where it is a fraction of small denominator. */
const fractionNear = (number: number): Expression | undefined => {
  for (let d = 1; d <= largestDenominator; d++) {
    const n = number * d
    if (Math.abs(n - Math.round(n)) < 1e-9 * Math.max(1, Math.abs(n)))
      return Number.isSafeInteger(Math.round(n)) ? num(rational(Math.round(n), d)) : undefined
  }
  return undefined
}

const constantOf = (numbers: readonly number[]): Expression | undefined => {
  const [first] = numbers
  if (
    first === undefined ||
    !numbers.every((each) => Math.abs(each - first) <= 1e-9 * Math.max(1, Math.abs(first)))
  )
    return undefined
  return fractionNear(first)
}

/** The values of two formulas at a few points, where they differ at all of them. */
const pointsApart = (x: Expression, y: Expression): readonly (readonly [number, number])[] | undefined => {
  const points = samplesFor(x, y).map((values) => [evaluate(x, values), evaluate(y, values)] as const)
  return points.length > 0 && points.every(([a, b]) => areApart(a, b)) ? points : undefined
}

const hasLetters = (x: Expression): boolean => freeSymbols(x).size > 0

/**
 * Whether two formulas are unequal whatever their letters stand for, 0 left aside: they differ by a number or by a factor,
 * `3·C² = 27C²` and `T + 40 = T − 40`. Letters count as they are written, also those that cancel: `x − x = 2x`. Found at
 * points, and then proved.
 */
export const isImpossible = (x: Expression, y: Expression): boolean => {
  if (!hasLetters(x) && !hasLetters(y)) return false
  const points = pointsApart(x, y)
  if (!points) return false
  const difference = constantOf(points.map(([a, b]) => a - b))
  if (difference) return sameScalar(x, plus(y, difference)) === true
  // `E[x]·E[y] = 0` says something of its letters.
  return hasLetters(x) && hasLetters(y) && isMultiple(x, y)
}

/** Whether one formula is a number times the other, and not the same. */
export const isMultiple = (x: Expression, y: Expression): boolean => {
  const points = pointsApart(x, y)
  if (!points) return false
  const [large, small] = points.every(([, b]) => b !== 0) ? [x, y] : [y, x]
  const factor = constantOf(points.map(([a, b]) => (large === x ? a / b : b / a)))
  return factor !== undefined && sameScalar(large, times(factor, small)) === true
}
