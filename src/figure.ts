import type { Expression } from './exact/expression.ts'
import type { Exact, Tensor } from './exact/value.ts'

type Pair = readonly [number, number]

/** One plane and one filter: `kernel` as it slides, so already flipped for a true convolution. 1-D tensors are stems. */
export type ConvolutionFigure = {
  readonly kind: 'convolution'
  readonly x: Tensor
  readonly kernel: Tensor
  readonly y: Tensor
  readonly flipped: boolean
  readonly stride: Pair
  readonly dilation: Pair
  /** Zeros before and after, for rows and for columns. */
  readonly padding: readonly [Pair, Pair]
}

/** Finite signals side by side; `pieces` are spans of the index on which a closed form holds. */
export type SignalFigure = {
  readonly kind: 'signals'
  readonly index: string
  readonly signals: readonly {
    readonly name: string
    readonly from: number
    readonly values: readonly Expression[]
  }[]
  readonly pieces?: readonly { readonly from: number; readonly to: number; readonly says: string }[]
}

/** One plane. `winners` are positions in x, row by row from 0, one for each output; averages have none. */
export type PoolingFigure = {
  readonly kind: 'pooling'
  readonly x: Tensor
  readonly y: Tensor
  readonly window: Pair
  readonly stride: Pair
  readonly padding: Pair
  readonly winners?: readonly number[]
  readonly gradient?: { readonly dy: Tensor; readonly dx: Tensor }
}

export type ReceptiveFieldFigure = {
  readonly kind: 'receptive-field'
  /** From the input up. */
  readonly layers: readonly {
    readonly kernel: Expression
    readonly stride: Expression
    readonly dilation: Expression
    readonly field: Expression
    readonly jump: Expression
  }[]
}

export type NetworkFigure = {
  readonly kind: 'network'
  readonly input: readonly Expression[]
  readonly layers: readonly {
    readonly name: string
    readonly sizes: readonly Expression[]
    readonly parameters: Expression
  }[]
}

export type InitialisationFigure = {
  readonly kind: 'initialisation'
  readonly distribution: 'normal' | 'uniform'
  readonly variance: Expression
  readonly format: 'fp8-e4m3' | 'fp8-e5m2' | 'fp16' | 'bf16'
  /** Share of the weights that round to zero. */
  readonly underflow: Exact
  readonly codesUsed: Expression
}

/** RMS(Δy) for the worst x grows as α over `alpha`, the largest allowed one. */
export type UpdateSizeFigure = {
  readonly kind: 'update-size'
  readonly layer: string
  readonly alpha: Expression
  readonly rivals: readonly { readonly alpha: Expression; readonly says: string }[]
}

export type SingularValuesFigure = {
  readonly kind: 'singular-values'
  /** The given matrix first; entries are rational. */
  readonly iterates: readonly Tensor[]
}

/** What can be drawn of a solution, as plain exact data; how it looks is the renderer's business. */
export type Figure =
  | ConvolutionFigure
  | SignalFigure
  | PoolingFigure
  | ReceptiveFieldFigure
  | NetworkFigure
  | InitialisationFigure
  | UpdateSizeFigure
  | SingularValuesFigure
