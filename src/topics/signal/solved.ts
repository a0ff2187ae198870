import * as q from '../../exact/rational.ts'
import { convolve } from '../../exact/signal/convolution.ts'
import {
  addLinear,
  constantLinear,
  isNonNegative,
  isZeroLinear,
  type Linear,
  scaleLinear,
  subtractLinear,
} from '../../exact/signal/linear.ts'
import { delayedExpression, piecewiseOf } from '../../exact/signal/notation.ts'
import { type FormulaPiece, piecesOf } from '../../exact/signal/pieces.ts'
import type { Signal } from '../../exact/signal/signal.ts'
import { delayed } from '../../exact/signal/slips.ts'
import type { Piecewise } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'

/** The first delay of a signal, where symbols leave no doubt which it is. */
const beginOf = (x: Signal): Linear => {
  const first = x.find(({ delay }) => x.every((other) => isNonNegative(subtractLinear(other.delay, delay))))
  return first?.delay ?? constantLinear(0)
}

export type Solved = {
  readonly x: Signal
  readonly h: Signal
  /** How far x and h are delayed. */
  readonly delay: Linear
  readonly delayOfX: Linear
  readonly pieces: readonly FormulaPiece[]
  /** The output of the undelayed signals. */
  readonly undelayed: readonly FormulaPiece[]
  readonly y: Piecewise
}

export const convolved = (x: Signal, h: Signal): Solved => {
  const delayOfX = beginOf(x)
  const delay = addLinear(delayOfX, beginOf(h))
  const pieces = piecesOf(convolve(x, h))
  const undelayed = isZeroLinear(delay) ? pieces : delayed(pieces, scaleLinear(delay, q.rational(-1)))
  return { x, h, delay, delayOfX, pieces, undelayed, y: written(pieces, undelayed, delay) }
}

/** Formulas in n − k where they are no longer so: 127·2^(5−n) and 2 − 2^(5−n) of a signal delayed by 5. */
const written = (
  pieces: readonly FormulaPiece[],
  undelayed: readonly FormulaPiece[],
  delay: Linear,
): Piecewise => {
  const direct = piecewiseOf(pieces)
  if (isZeroLinear(delay)) return direct
  const moved = piecewiseOf(pieces, (_, at) => delayedExpression(undelayed[at]?.of, delay))
  return toText(moved).length <= toText(direct).length ? moved : direct
}

export const index: Linear = { constant: q.zero, of: new Map([['n', q.one]]), key: '1n|0' }
