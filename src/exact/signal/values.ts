import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import {
  addLinear,
  constantLinear,
  isConstantLinear,
  isNonNegative,
  type Linear,
  subtractLinear,
} from './linear.ts'
import { ratioExpression } from './notation.ts'
import { type FormulaPiece, formulaAt } from './pieces.ts'

/** Whether a ≤ b; undefined where that rests on symbols. */
const isAtMost = (a: Linear, b: Linear): boolean | undefined => {
  if (isConstantLinear(a) && isConstantLinear(b)) return q.compare(a.constant, b.constant) <= 0
  if (isNonNegative(subtractLinear(b, a))) return true
  return isNonNegative(addLinear(subtractLinear(a, b), constantLinear(-1))) ? false : undefined
}

/** The value at a whole number n; undefined where the piece rests on symbols. */
const valueAt = (pieces: readonly FormulaPiece[], n: number): Expression | undefined => {
  const at = constantLinear(n)
  for (const piece of pieces) {
    const conditions = [...piece.from.map((k) => isAtMost(k, at)), ...piece.to.map((k) => isAtMost(at, k))]
    if (conditions.includes(false)) continue
    if (conditions.includes(undefined)) return undefined
    return ratioExpression(formulaAt(piece.of, at))
  }
  return undefined
}

/** The values from..to, or undefined where one of them rests on symbols. */
export const valuesBetween = (
  pieces: readonly FormulaPiece[],
  from: number,
  to: number,
): readonly Expression[] | undefined => {
  const out: Expression[] = []
  for (let n = from; n <= to; n++) {
    const value = valueAt(pieces, n)
    if (!value) return undefined
    out.push(value)
  }
  return out
}

/** The last n at which something changes, where that is a number. */
export const lastChange = (pieces: readonly FormulaPiece[]): number | undefined => {
  const bounds = pieces.flatMap(({ from }) => from)
  if (bounds.length === 0 || !bounds.every(isConstantLinear)) return undefined
  return Math.max(...bounds.map(({ constant }) => Number(constant.n)))
}
