import { num, plus, power, times } from '../../exact/algebra.ts'
import type { Activation, NetworkLayer } from '../../exact/network-layer.ts'
import { type AppliedLayer, applyLayers, receptiveFieldOf } from '../../exact/network-run.ts'
import { ReadError } from '../../exact/read-error.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { misconception, underConvention, unlessChosen } from '../alternative.ts'
import { answersOf, fieldValue, listOf, parameterAnswers, quantity, shapeOf } from './words.ts'

export const alternativesOf = (
  from: Activation,
  layers: readonly NetworkLayer[],
  rows: readonly AppliedLayer[],
): Alternative[] => {
  /** The network with every layer changed, or as it was where the changed one does not fit together. */
  const changed = (change: (layer: NetworkLayer) => NetworkLayer): readonly AppliedLayer[] => {
    try {
      return applyLayers(from, layers.map(change))
    } catch (error) {
      if (error instanceof ReadError) return rows
      throw error
    }
  }
  return [
    unlessChosen(
      'Without a bias in any layer.',
      misconception('when the biases are left out.', ...parameterAnswers(changed(withoutBias))),
    ),
    misconception('when the padding is left out.', ...answersOf(changed(withoutPadding))),
    misconception(
      'when the channels of a convolution’s input are forgotten: a filter spans all of them.',
      ...parameterAnswers(rows.map(withoutChannels)),
    ),
    underConvention(
      'With channels first, as PyTorch writes shapes.',
      quantity('activations', listOf(rows.map(({ cost }) => shapeOf(channelsFirst(cost.activation))))),
    ),
    underConvention(
      'Counted as floating-point operations: a multiplication and an addition are two.',
      quantity('total_macs', times(num(2), plus(...rows.map(({ cost }) => cost.macs)))),
    ),
    underConvention('Counted as an area: input entries in both axes together.', areaOf(rows)),
    underConvention(
      'Of an output of the last layer, where a dense or global layer sees the whole input.',
      ...(rows.some(({ cost }) => cost.activation.length === 1) ? [wholeInput(from)] : []),
    ),
  ]
}

const withoutBias = (layer: NetworkLayer): NetworkLayer =>
  layer.kind === 'convolution' || layer.kind === 'dense' ? { ...layer, bias: false } : layer

const withoutPadding = (layer: NetworkLayer): NetworkLayer =>
  layer.kind === 'convolution' ? { ...layer, padding: [num(0), num(0)] } : layer

/** Weights as if a filter had one channel only. */
const withoutChannels = (row: AppliedLayer): AppliedLayer => {
  const { layer, cost } = row
  if (layer.kind !== 'convolution') return row
  return { ...row, cost: { ...cost, weights: [...layer.kernel, layer.filters] } }
}

const channelsFirst = (activation: Activation): Activation =>
  activation.length === 1 ? activation : [activation[2], activation[1], activation[0]]

const areaOf = (rows: readonly AppliedLayer[]): Quantity => {
  const [down, across] = receptiveFieldOf(rows)
  const alike = toUnicode(down) === toUnicode(across)
  return quantity('receptive_field', alike ? power(down, num(2)) : times(down, across))
}

const wholeInput = (from: Activation): Quantity =>
  quantity('receptive_field', from.length === 1 ? from[0] : fieldValue([from[0], from[1]]))
