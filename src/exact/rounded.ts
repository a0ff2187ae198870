import { evaluateIn } from './evaluate.ts'
import type { Expression, Num } from './expression.ts'
import { decimalArithmetic } from './numeric/decimal.ts'
import { equals } from './rational.ts'
import type { Approximate } from './value.ts'

const arithmetic = decimalArithmetic(64)

/** Places behind the point that a number was written with: 4 for 0.0505, −4 for 3.2e5. */
const placesOf = (written: string): number => {
  const [, fraction = '', exponent = '0'] =
    /^[^.eE]*(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(written.trim()) ?? []
  return fraction.length - Number(exponent)
}

/** A rounding so coarse that it would agree with quite different values is no agreement. */
const coarsest = '0.05'

/**
 * Whether a decimal is the reference rounded to the digits that it shows: 0.0505 for √(2/784). A number that was not
 * written as a decimal agrees only when it is equal.
 */
export const agreesAsRounded = (reference: Expression | Approximate, claimed: Num): boolean => {
  if (reference.kind === 'number' && equals(reference.value, claimed.value)) return true
  if (claimed.written === undefined) return false
  const exact =
    reference.kind === 'approximate'
      ? arithmetic.apply('abs', [arithmetic.of({ n: 1n, d: 1n })])?.times(reference.decimal)
      : evaluateIn(reference, () => undefined, arithmetic)
  if (!exact?.isFinite()) return false
  const gap = exact.minus(arithmetic.of(claimed.value)).abs()
  const half = arithmetic.of({ n: 1n, d: 2n }).times(`1e${-placesOf(claimed.written)}`)
  return gap.lte(half.times('1.000000001')) && gap.lte(exact.abs().times(coarsest))
}
