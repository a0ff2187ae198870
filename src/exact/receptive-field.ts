import { minus, num, plus, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import { windowSpan } from './window.ts'

/** A layer along one axis, as far as receptive fields go: a convolution or pooling alike, whatever its padding. */
export type WindowLayer = {
  readonly kernel: Expression
  readonly stride: Expression
  readonly dilation: Expression
}

/** Entries of the input that one entry sees, and the distance in the input to its neighbour. */
export type Reach = { readonly field: Expression; readonly jump: Expression }

/** A layer with the reach of its output. */
export type LayerReach = WindowLayer & Reach

/** Outputs below beyond the first that one window sees: K_eff − 1. */
export const neighbours = ({ kernel, dilation }: WindowLayer): Expression =>
  plus(windowSpan(kernel, dilation), num(-1))

/** R' = R + (K_eff − 1)J and J' = SJ (Araujo, Norris & Sim, Computing Receptive Fields of CNNs, Distill 2019). */
export const grow = ({ field, jump }: Reach, layer: WindowLayer): LayerReach => ({
  ...layer,
  field: plus(field, times(neighbours(layer), jump)),
  jump: times(jump, layer.stride),
})

/** The reach after each layer. */
export const reachOf = (start: Reach, layers: readonly WindowLayer[]): LayerReach[] => {
  const rows: LayerReach[] = []
  for (const layer of layers) rows.push(grow(rows.at(-1) ?? start, layer))
  return rows
}

/** By how much the last layer enlarges the field. */
export const lastGrowth = (start: Reach, rows: readonly LayerReach[]): Expression =>
  minus((rows.at(-1) ?? start).field, (rows.at(-2) ?? start).field)
