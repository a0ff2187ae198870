import type { Rational } from './rational.ts'

/** What a symbol stands for; `positive-integer` where nothing is said (sizes, counts, indices). */
export type Domain = 'positive-integer' | 'integer' | 'positive' | 'real'

/** `written` holds the digits as they were read, so that a rounded decimal's places are known. */
export type Num = { readonly kind: 'number'; readonly value: Rational; readonly written?: string }
/** A named unknown in ASCII: `d_in`, `K`, `sigma_x`, `lambda`. */
export type Sym = { readonly kind: 'symbol'; readonly name: string; readonly domain?: Domain }
export type Constant = { readonly kind: 'constant'; readonly name: 'e' | 'pi' | 'infinity' }
/** An entry of a named array, `dy[i, j]`; indices are 1-based unless the convention beside it says otherwise. */
export type Indexed = {
  readonly kind: 'indexed'
  readonly name: string
  readonly indices: readonly Expression[]
}
type Sum = { readonly kind: 'sum'; readonly terms: readonly Expression[] }
/** `times` says that × stands between all factors, so that it may also be read as a shape: `32×14×14`. */
type Product = {
  readonly kind: 'product'
  readonly factors: readonly Expression[]
  readonly times?: '×'
}
export type Power = { readonly kind: 'power'; readonly base: Expression; readonly exponent: Expression }
/**
 * A function of the field: floor, ceil, ln, log2, log10, abs, max, min, sin, cos, tan, sinh, cosh, tanh, sigmoid,
 * transpose, factorial, u (unit step), delta (unit impulse), and `sum(body, index, from, to)` for a finite sum.
 */
export type Call = { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }

/** A scalar expression as it is written; its mathematical identity is its normal form (`normal-form.ts`). */
export type Expression = Num | Sym | Constant | Indexed | Sum | Product | Power | Call
