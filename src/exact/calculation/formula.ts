import type { Rational } from '../rational.ts'
import type { Exact } from '../value.ts'

export type Infix = '+' | '-' | '*' | '/' | '^' | 'mod' | '.*' | './' | '.^'
export type Operator = Infix | 'negate' | '!' | 'transpose'

/**
 * What was typed, before anything is worked out. The grammar has no assignment, definition, property, string, range
 * or comparison, so none of them can reach the evaluation.
 */
export type Formula =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly args: readonly Formula[]
      readonly implicit?: boolean
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Formula[] }
  | { readonly kind: 'array'; readonly items: readonly Formula[] }
  /** A part already worked out, in the steps of a derivation. */
  | { readonly kind: 'value'; readonly value: Exact }

export const operation = (operator: Operator, ...args: Formula[]): Formula => ({
  kind: 'operation',
  operator,
  args,
})

/** How the ambiguous parts of the notation are read; the defaults are those of mathjs. */
export type Reading = {
  /** `log(x)` to base e, or to base 10. */
  readonly log: 'natural' | 'common'
  /** `sin(x)` with x in radians, or in degrees. */
  readonly angle: 'radians' | 'degrees'
  /** `-3^2` as −(3²), or as (−3)². */
  readonly minus: 'after-power' | 'before-power'
  /** `1/n x` as 1/(n·x), or as (1/n)·x. */
  readonly juxtaposition: 'before-division' | 'as-written'
}

export const usual: Reading = {
  log: 'natural',
  angle: 'radians',
  minus: 'after-power',
  juxtaposition: 'before-division',
}
