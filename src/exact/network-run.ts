import { num } from './algebra.ts'
import type { Expression } from './expression.ts'
import { applyLayer, type LayerCost } from './network.ts'
import type { Activation, NetworkLayer } from './network-layer.ts'
import { ReadError } from './read-error.ts'
import { grow, type Reach } from './receptive-field.ts'

/** A layer with what it is given and what it makes of it. */
export type AppliedLayer = {
  readonly layer: NetworkLayer
  readonly given: Activation
  readonly cost: LayerCost
}

/** Throws ReadError where a layer does not take what the one before it gives. */
export const applyLayers = (from: Activation, layers: readonly NetworkLayer[]): AppliedLayer[] => {
  const rows: AppliedLayer[] = []
  for (const layer of layers) {
    const given = rows.at(-1)?.cost.activation ?? from
    rows.push({ layer, given, cost: applyLayer(layer, given) })
  }
  return rows
}

/** The formulas of more layers than these fill pages. */
const mostSymbolicLayers = 64

/** The same, but for networks with symbols that are too deep; they are refused before their formulas grow. */
export const applyWritableLayers = (from: Activation, layers: readonly NetworkLayer[]): AppliedLayer[] => {
  const first = applyLayers(from, layers.slice(0, mostSymbolicLayers))
  if (layers.length <= mostSymbolicLayers) return first
  if (!first.every(isNumeric))
    throw new ReadError(
      'too-large',
      `With symbols there may be ${mostSymbolicLayers} layers; there are ${layers.length}.`,
    )
  return applyLayers(from, layers)
}

const isNumeric = ({ cost }: AppliedLayer): boolean =>
  [...cost.activation, ...cost.weights].every(({ kind }) => kind === 'number')

const one = num(1)

/** Receptive field of the last feature map along both axes; a dense or global layer would see everything. */
export const receptiveFieldOf = (rows: readonly AppliedLayer[]): readonly [Expression, Expression] => {
  let [down, across]: [Reach, Reach] = [
    { field: one, jump: one },
    { field: one, jump: one },
  ]
  for (const { layer } of rows) {
    if (layer.kind === 'flatten' || layer.kind === 'dense' || layer.kind === 'global-pooling') break
    if (layer.kind !== 'convolution' && layer.kind !== 'pooling') continue
    const { kernel, stride } = layer
    const dilation = layer.kind === 'convolution' ? layer.dilation : [one, one]
    down = grow(down, { kernel: kernel[0], stride: stride[0], dilation: dilation[0] ?? one })
    across = grow(across, { kernel: kernel[1], stride: stride[1], dilation: dilation[1] ?? one })
  }
  return [down.field, across.field]
}
