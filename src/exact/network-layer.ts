import type { Expression } from './expression.ts'

/** One size along each of the two axes, in the order in which the input's sizes are written. */
export type Axes = readonly [Expression, Expression]

export type ConvolutionLayer = {
  readonly kind: 'convolution'
  readonly text: string
  readonly kernel: Axes
  readonly stride: Axes
  readonly padding: Axes
  readonly dilation: Axes
  readonly groups: Expression
  readonly filters: Expression
  readonly bias: boolean
}
export type PoolingLayer = {
  readonly kind: 'pooling'
  readonly text: string
  readonly kernel: Axes
  readonly stride: Axes
  readonly padding: Axes
}
type DenseLayer = {
  readonly kind: 'dense'
  readonly text: string
  readonly units: Expression
  readonly bias: boolean
}
/** Layers without sizes of their own; `pointwise` keeps the shape and learns nothing. */
type PlainLayer = {
  readonly kind: 'global-pooling' | 'flatten' | 'normalization' | 'pointwise'
  readonly text: string
}
export type NetworkLayer = ConvolutionLayer | PoolingLayer | DenseLayer | PlainLayer

/** Sizes of an activation: two axes and channels, or one for a flat vector. */
export type Activation = readonly [Expression, Expression, Expression] | readonly [Expression]
