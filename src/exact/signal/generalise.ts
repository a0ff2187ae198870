import * as q from '../rational.ts'
import { addLinear, isConstantLinear, type Linear, subtractLinear, symbolLinear } from './linear.ts'
import { addSums, isPrime } from './monomial-sum.ts'
import type { Signal } from './signal.ts'

/** The length N of f[n]·(u[n−k] − u[n−k−N]) for numbers k and N; undefined for any other signal. */
export const pulseLength = (x: Signal): bigint | undefined => {
  const [first, second] = x
  if (x.length !== 2 || !first || !second || first.gate !== 'u' || second.gate !== 'u') return undefined
  if (addSums(first.of, second.of).size > 0) return undefined
  const length = subtractLinear(second.delay, first.delay)
  return isConstantLinear(length) && q.sign(length.constant) > 0 ? length.constant.n : undefined
}

/** The same pulse with a symbol for its length. */
export const withLength = ([first, second]: Signal, name: string): Signal =>
  first && second ? [first, { ...second, delay: addLinear(first.delay, symbolLinear(name)) }] : []

const slopeOf = (exponent: Linear): q.Rational => exponent.of.get('n') ?? q.zero

/** The symbols a of all aⁿ in a signal. */
export const basesOf = (x: Signal): readonly string[] =>
  x.flatMap(({ of }) =>
    [...of.values()].flatMap(({ factors }) =>
      [...factors].flatMap(([atom, exponent]) =>
        isPrime(atom) || atom === '-1' || atom === 'n' || q.isZero(slopeOf(exponent)) ? [] : [atom],
      ),
    ),
  )

/** The number a of all aⁿ in the signals, where it is one and the same, and not 1. */
export const numericBase = (...signals: readonly Signal[]): q.Rational | undefined => {
  let found: q.Rational | undefined
  for (const { of } of signals.flat())
    for (const { factors } of of.values()) {
      let base = q.one
      for (const [atom, exponent] of factors) {
        const slope = slopeOf(exponent)
        if (atom === 'n' || q.isZero(slope)) continue
        if (!isPrime(atom) && atom !== '-1') return undefined
        base = q.multiply(base, q.raise(q.rational(BigInt(atom)), slope.n))
      }
      if (q.isOne(base)) continue
      if (found && !q.equals(found, base)) return undefined
      found = base
    }
  return found
}
