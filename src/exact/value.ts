import type { Expression } from './expression.ts'

/**
 * A vector, matrix or array of any rank, row-major. `entries` is a Float64Array exactly when every entry is an
 * integer of magnitude at most 2^53 (all exact in a double); otherwise an array of expressions.
 */
export type Tensor = {
  readonly kind: 'tensor'
  readonly shape: readonly number[]
  readonly entries: Float64Array | readonly Expression[]
  /** How a pair was written: `(0, 1)` and `[0, 1]` may also be intervals. */
  readonly brackets?: '()' | '[]'
}

/** `28 × 28 × 10`: sizes in order, numbers or symbols. */
export type Shape = { readonly kind: 'shape'; readonly sizes: readonly Expression[] }
/** Values in order, of any kinds and sizes: a parameter count a layer, a shape a layer. */
export type List = { readonly kind: 'list'; readonly items: readonly Exact[] }
type FiniteSet = { readonly kind: 'set'; readonly items: readonly Exact[] }

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>='
/** `0 <= n <= L - 1`: one more side than relations. */
export type Chain = { readonly sides: readonly Expression[]; readonly relations: readonly Relation[] }
export type RelationValue = { readonly kind: 'relation'; readonly chain: Chain }

/** One piece; `when` is a conjunction of chains, and empty means "otherwise". */
export type Piece = { readonly when: readonly Chain[]; readonly value: Expression }
export type Piecewise = { readonly kind: 'piecewise'; readonly pieces: readonly Piece[] }

export type Interval = {
  readonly kind: 'interval'
  readonly from: Expression
  readonly to: Expression
  readonly closedFrom: boolean
  readonly closedTo: boolean
}
export type Union = { readonly kind: 'union'; readonly parts: readonly Exact[] }
/** An asymptotic class: `Theta(n^2)`. */
export type AsymptoticClass = {
  readonly kind: 'class'
  readonly symbol: 'O' | 'Theta' | 'Omega'
  readonly of: Expression
}
/** A number without closed form: its decimal digits, correct to `digits` significant ones. */
export type Approximate = { readonly kind: 'approximate'; readonly decimal: string; readonly digits: number }
/** An answer that is a word of the field: "not determined", "explode". */
type Word = { readonly kind: 'word'; readonly word: string }
type Truth = { readonly kind: 'truth'; readonly value: boolean }

/** Any exact value that an answer, an input or a claim can be. All notations derive from it. */
export type Exact =
  | Expression
  | Tensor
  | Shape
  | List
  | FiniteSet
  | RelationValue
  | Piecewise
  | Interval
  | Union
  | AsymptoticClass
  | Approximate
  | Word
  | Truth

const scalarKinds: ReadonlySet<string> = new Set([
  'number',
  'symbol',
  'constant',
  'indexed',
  'sum',
  'product',
  'power',
  'call',
])

export const isExpression = (value: Exact): value is Expression => scalarKinds.has(value.kind)
