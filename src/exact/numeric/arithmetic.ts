import type { Rational } from '../rational.ts'

/** Real numbers of some precision. Every operation gives undefined where it has no real value. */
export type Arithmetic<T> = {
  /** What a value, and a power or function, cost in steps of a calculation. */
  readonly cost: { readonly value: number; readonly call: number }
  readonly e: T
  readonly pi: T
  readonly of: (value: Rational) => T
  readonly add: (a: T, b: T) => T
  readonly multiply: (a: T, b: T) => T
  /** `fixed` is the exponent where it is a fixed rational: an odd root of a negative number is real. */
  readonly power: (base: T, exponent: T, fixed: Rational | undefined) => T | undefined
  readonly apply: (name: string, of: readonly T[]) => T | undefined
  /** The integer that the value is, up to rounding. */
  readonly toInteger: (value: T) => number | undefined
  /** A spelling that rounding does not change, for the names of array entries. */
  readonly write: (value: T) => string
}
