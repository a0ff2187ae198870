import { Decimal } from 'decimal.js'
import { evaluateIn } from '../evaluate.ts'
import type { Expression } from '../expression.ts'
import { decimalArithmetic } from '../numeric/decimal.ts'
import { type Rational, rational } from '../rational.ts'
import { symbolsOf } from '../tree.ts'

const arithmetic = decimalArithmetic(40)

/** Sizes so far apart that a factor that grows, also as slowly as log log n, shows between them. */
const sizes: readonly bigint[] = [10n ** 40n, 10n ** 1200n]

const mostSymbols = 4
const paces = [1, 2, 3]

/** Every way for the symbols to grow together or at another pace: n = T, m = T². */
const directions = (count: number): readonly (readonly number[])[] =>
  count === 0 ? [[]] : directions(count - 1).flatMap((rest) => paces.map((pace) => [...rest, pace]))

/** ln(a/b) where every symbol is the size to its pace. */
const logRatio = (a: Expression, b: Expression, at: ReadonlyMap<string, Rational>): Decimal | undefined => {
  const [x, y] = [a, b].map((e) => evaluateIn(e, (name) => at.get(name), arithmetic))
  return x?.gt(0) && y?.gt(0) ? new Decimal(x.div(y)).ln() : undefined
}

/**
 * Whether a/b stays between two positive numbers in every direction in which the symbols grow: compared at two sizes
 * far apart. Undefined where a side has no value there.
 */
export const growAlike = (a: Expression, b: Expression): boolean | undefined => {
  const names = [...symbolsOf(b, symbolsOf(a))]
  if (names.length === 0 || names.length > mostSymbols) return undefined
  let alike = true
  for (const direction of directions(names.length)) {
    const [small, large] = sizes.map((size) => {
      const at = new Map(names.map((name, i) => [name, rational(size ** BigInt(direction[i] ?? 1))]))
      return logRatio(a, b, at)
    })
    if (!small || !large) return undefined
    const change = large.minus(small).abs()
    if (change.gt(0.3)) return false
    if (change.gt(1e-6)) alike = false
  }
  return alike ? true : undefined
}
