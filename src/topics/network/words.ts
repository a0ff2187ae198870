import { plus } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { parametersOf } from '../../exact/network.ts'
import { type AppliedLayer, receptiveFieldOf } from '../../exact/network-run.ts'
import type { Exact } from '../../exact/value.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Quantity } from '../../model.ts'
import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  parameters: {
    symbol: '\\text{parameters}',
    about: 'learnable parameters of each layer, in order',
    aliases: ['parameters per layer', 'number of parameters', 'params', 'weights and biases'],
  },
  activations: {
    symbol: '\\text{activations}',
    about: 'shape of each layer’s output, in order',
    aliases: ['activation shapes', 'output shapes', 'output size', 'dimensions of activations'],
  },
  total_parameters: {
    symbol: '\\text{total parameters}',
    about: 'parameters of all layers',
    aliases: [
      'total',
      'total number of parameters',
      'parameters in total',
      'trainable parameters in total',
      'learnable parameters in total',
      'total number of trainable parameters',
      'total number of learnable parameters',
      'total trainable parameters',
      'total learnable parameters',
      'overall params',
      'overall parameters',
    ],
  },
  total_macs: {
    symbol: '\\text{total MACs}',
    about: 'multiplications with addition in all layers',
    aliases: ['total multiply-adds', 'MACs'],
  },
  receptive_field: {
    symbol: 'R',
    about: 'receptive field of the last feature map',
    aliases: ['receptive field', 'RF'],
  },
  macs: {
    symbol: '\\text{MACs}',
    about: 'multiply-adds of each layer, in order',
    aliases: ['MACs per layer'],
  },
})

export const shapeOf = (sizes: readonly Expression[]): Exact => ({ kind: 'shape', sizes })
export const listOf = (items: readonly Exact[]): Exact => ({ kind: 'list', items })

/** One size where both axes have the same. */
export const fieldValue = ([down, across]: readonly [Expression, Expression]): Exact =>
  toUnicode(down) === toUnicode(across) ? down : shapeOf([down, across])

export const answersOf = (rows: readonly AppliedLayer[]): Quantity[] => [
  ...parameterAnswers(rows),
  quantity('activations', listOf(rows.map(({ cost }) => shapeOf(cost.activation)))),
  quantity('total_macs', plus(...rows.map(({ cost }) => cost.macs))),
  quantity('receptive_field', fieldValue(receptiveFieldOf(rows))),
]

export const parameterAnswers = (rows: readonly AppliedLayer[]): Quantity[] => {
  const parameters = rows.map(({ cost }) => parametersOf(cost))
  return [quantity('parameters', listOf(parameters)), quantity('total_parameters', plus(...parameters))]
}

/** Parameters and output of the layer of that number, from 1. */
export const layerQuantities = ({ layer, cost }: AppliedLayer, mark: number): Quantity[] => [
  {
    name: `parameters_${mark}`,
    symbol: `\\text{parameters}_{${mark}}`,
    value: parametersOf(cost),
    about: `parameters of layer ${mark}, ${layer.text}`,
    aliases: [`parameters of layer ${mark}`],
  },
  {
    name: `activations_${mark}`,
    symbol: `\\text{activations}_{${mark}}`,
    value: shapeOf(cost.activation),
    about: `output of layer ${mark}, ${layer.text}`,
    aliases: [`output of layer ${mark}`],
  },
]
