import { num, over, plus, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import type { Activation, ConvolutionLayer, NetworkLayer, PoolingLayer } from './network-layer.ts'
import * as q from './rational.ts'
import { ReadError } from './read-error.ts'
import { windowCount, windowSpan } from './window.ts'
import { toUnicode } from './write/write.ts'

/** What a layer makes of its input, and what that takes. `weights` and `macs` are kept as factors, to be shown. */
export type LayerCost = {
  readonly activation: Activation
  readonly weights: readonly Expression[]
  readonly biases: Expression
  readonly macs: Expression
}

const none: Pick<LayerCost, 'weights' | 'biases' | 'macs'> = { weights: [], biases: num(0), macs: num(0) }

export const flatSize = (activation: Activation): Expression => times(...activation)

export const parametersOf = ({ weights, biases }: LayerCost): Expression =>
  plus(weights.length === 0 ? num(0) : times(...weights), biases)

const positions = (layer: ConvolutionLayer | PoolingLayer, size: Expression, at: 0 | 1): Expression => {
  const dilation = layer.kind === 'convolution' ? layer.dilation[at] : num(1)
  const { kernel, stride, padding } = layer
  const count = windowCount({ size, kernel: kernel[at], stride: stride[at], padding: padding[at], dilation })
  if (count) return count
  const span = toUnicode(windowSpan(kernel[at], dilation))
  const padded = toUnicode(plus(size, times(num(2), padding[at])))
  throw new ReadError(
    'domain',
    `"${layer.text}": the window covers ${span}, more than its padded input, ${padded}.`,
  )
}

const convolve = (layer: ConvolutionLayer, [first, second, channels]: Activation): LayerCost => {
  if (!second || !channels)
    throw new ReadError('domain', `"${layer.text}" needs a picture; its input is a flat vector.`)
  for (const [name, size] of [
    ['channels of its input', channels],
    ['filters', layer.filters],
  ] as const) {
    const share = over(size, layer.groups)
    if (share.kind === 'number' && !q.isInteger(share.value))
      throw new ReadError(
        'domain',
        `"${layer.text}": ${toUnicode(layer.groups)} groups must divide the ${toUnicode(size)} ${name}.`,
      )
  }
  const [down, across] = [positions(layer, first, 0), positions(layer, second, 1)]
  const weights = [layer.kernel[0], layer.kernel[1], over(channels, layer.groups), layer.filters]
  return {
    activation: [down, across, layer.filters],
    weights,
    biases: layer.bias ? layer.filters : num(0),
    macs: times(down, across, ...weights),
  }
}

const pool = (layer: PoolingLayer, [first, second, channels]: Activation): LayerCost => {
  if (!second || !channels)
    throw new ReadError('domain', `"${layer.text}" needs a picture; its input is a flat vector.`)
  for (const at of [0, 1] as const) {
    const [window, padding] = [layer.kernel[at], layer.padding[at]]
    const numeric = window.kind === 'number' && padding.kind === 'number'
    if (numeric && 2n * padding.value.n > window.value.n)
      throw new ReadError('domain', `"${layer.text}": the padding may be half the window at most.`)
  }
  return { ...none, activation: [positions(layer, first, 0), positions(layer, second, 1), channels] }
}

/** The activation after a layer, its weights, biases and multiply-adds; those with padded zeros count. */
export const applyLayer = (layer: NetworkLayer, given: Activation): LayerCost => {
  switch (layer.kind) {
    case 'convolution':
      return convolve(layer, given)
    case 'pooling':
      return pool(layer, given)
    case 'dense': {
      const size = flatSize(given)
      const weights = [size, layer.units]
      const biases = layer.bias ? layer.units : num(0)
      return { activation: [layer.units], weights, biases, macs: times(...weights) }
    }
    case 'flatten':
      return { ...none, activation: [flatSize(given)] }
    case 'global-pooling':
      if (given.length === 1)
        throw new ReadError('domain', `"${layer.text}" needs a picture; its input is a flat vector.`)
      return { ...none, activation: [given[2]] }
    case 'normalization':
      // A scale and a shift a channel (Ioffe & Szegedy 2015, section 3.2).
      return { ...none, activation: given, weights: [given[2] ?? given[0]], biases: given[2] ?? given[0] }
    case 'pointwise':
      return { ...none, activation: given }
  }
}
