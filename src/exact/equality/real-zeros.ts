import { Decimal } from 'decimal.js'

/** Zeros are calculated in the precision of the coefficients: the left operand's kind decides it. */
const at = (coefficients: readonly Decimal[], x: Decimal): Decimal =>
  coefficients.reduceRight((sum, c) => sum.times(x).plus(c), x.times(0))

const tiny = new Decimal('1e-40')

/** A zero between two points of opposite sign, by Newton's method kept inside the bracket. */
const zeroBetween = (coefficients: readonly Decimal[], from: Decimal, to: Decimal): Decimal => {
  const slopes = derivative(coefficients)
  const rising = at(coefficients, to).gt(0)
  let [low, high] = [from, to]
  let x = low.plus(high).div(2)
  for (let step = 0; step < 300 && high.minus(low).gt(tiny.times('1e-15')); step += 1) {
    const value = at(coefficients, x)
    if (value.isZero()) return x
    if (value.gt(0) === rising) high = x
    else low = x
    const slope = at(slopes, x)
    const newton = slope.isZero() ? low : x.minus(value.div(slope))
    const next = newton.gt(low) && newton.lt(high) ? newton : low.plus(high).div(2)
    if (next.minus(x).abs().lt(tiny.times('1e-15'))) return next
    x = next
  }
  return x
}

const derivative = (coefficients: readonly Decimal[]): Decimal[] =>
  coefficients.slice(1).map((c, i) => c.times(i + 1))

/** The real zeros of a polynomial, lowest coefficient first: between neighbouring zeros of its derivative. */
export const realZeros = (coefficients: readonly Decimal[]): Decimal[] => {
  const trimmed = [...coefficients]
  while (trimmed.at(-1)?.isZero()) trimmed.pop()
  const lead = trimmed.at(-1)
  const [constant, slope] = trimmed
  if (!lead || trimmed.length < 2 || !constant || !slope) return []
  if (trimmed.length === 2) return [constant.neg().div(slope)]
  // Cauchy's bound; comparing by methods keeps the coefficients' precision, which Decimal.max does not.
  const bound = trimmed
    .map((c) => c.div(lead).abs())
    .reduce((most, c) => (c.gt(most) ? c : most))
    .plus(1)
  const turns = [bound.neg(), ...realZeros(derivative(trimmed)), bound]
  const zeros: Decimal[] = []
  turns.forEach((turn, i) => {
    const value = at(trimmed, turn)
    const next = turns[i + 1]
    if (value.abs().lt(tiny)) zeros.push(turn)
    else if (next) {
      const after = at(trimmed, next)
      if (after.abs().gte(tiny) && after.gt(0) !== value.gt(0)) zeros.push(zeroBetween(trimmed, turn, next))
    }
  })
  return zeros
}
