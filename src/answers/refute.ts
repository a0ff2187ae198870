import { equal } from '../exact/equal.ts'
import { evaluateIn, type Point } from '../exact/evaluate.ts'
import type { Expression } from '../exact/expression.ts'
import { decimalArithmetic } from '../exact/numeric/decimal.ts'
import { randomPoint } from '../exact/random-point.ts'
import { rational } from '../exact/rational.ts'
import { somePart, symbolsOf } from '../exact/tree.ts'
import { type Exact, isExpression, type Piece, type Piecewise } from '../exact/value.ts'
import { hasSeries } from './series.ts'

/** Proofs that two values differ where comparing them in general takes too long or leaves it open. */
export const differs = (meant: Exact, given: Exact): boolean => {
  if (isExpression(meant) && isExpression(given)) return differSeries(meant, given)
  return meant.kind === 'piecewise' && given.kind === 'piecewise' && differPieces(meant, given)
}

const arithmetic = decimalArithmetic(40)
const seeds = [1, 2, 3, 4]

/**
 * Sums over entries of arrays have a different value for some small sizes and random entries: a witness, to 40 digits.
 * Sizes fall from one name to the next, so that `n − k + 1` is at least one whichever is the larger.
 */
const differSeries = (meant: Expression, given: Expression): boolean => {
  if (!hasSeries(meant) && !hasSeries(given)) return false
  const names = [...new Set([...symbolsOf(meant), ...symbolsOf(given)])].sort().reverse()
  return seeds.some((seed) => {
    const entries = randomPoint(seed, 'real')
    const at: Point = (name) => {
      const place = names.indexOf(name)
      if (place < 0) return entries(name)
      return rational(seed % 2 === 0 ? 1 + place : Math.max(1, 5 - place))
    }
    const [x, y] = [evaluateIn(meant, at, arithmetic), evaluateIn(given, at, arithmetic)]
    if (!x?.isFinite() || !y?.isFinite()) return false
    return x.minus(y).abs().gt(x.abs().plus(1).times('1e-20'))
  })
}

/**
 * Two definitions with the same cases in the same order differ where the values of one case do: a solution has no case
 * that never happens. A case that is an equation says nothing about other names than its own.
 */
const differPieces = (meant: Piecewise, given: Piecewise): boolean =>
  meant.pieces.length === given.pieces.length &&
  meant.pieces.every((piece, at) => isSameCase(piece, given.pieces[at])) &&
  meant.pieces.some((piece, at) => {
    const other = given.pieces[at]
    return (
      other !== undefined &&
      !isTied(piece, other) &&
      equal(piece.value, other.value, { domain: 'positive' }).equal === false
    )
  })

const isSameCase = ({ when }: Piece, other: Piece | undefined): boolean =>
  when.length === other?.when.length &&
  when.every(({ relations, sides }, at) => {
    const chain = other.when[at]
    return (
      relations.length === chain?.relations.length &&
      relations.every((relation, place) => relation === chain.relations[place]) &&
      sides.every((side, place) => {
        const same = chain.sides[place]
        return same !== undefined && equal(side, same, { domain: 'positive' }).equal === true
      })
    )
  })

/** Whether an equation of the case speaks of a name that the values have too. */
const isTied = ({ when, value }: Piece, other: Piece): boolean => {
  const equations = when.filter(({ relations }) => relations.includes('='))
  const heads = new Set(equations.flatMap(({ sides }) => sides.map(headOf)))
  if (heads.has(undefined)) return true
  return [value, other.value].some((one) =>
    somePart(one, (part) => (part.kind === 'indexed' || part.kind === 'symbol') && heads.has(part.name)),
  )
}

const headOf = (side: Expression): string | undefined =>
  side.kind === 'indexed' || side.kind === 'symbol' ? side.name : undefined
