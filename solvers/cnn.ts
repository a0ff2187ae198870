import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { plus, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import { readActivation, readLayers } from '../src/exact/layer-notation.ts'
import { flatSize, parametersOf } from '../src/exact/network.ts'
import type { Activation, NetworkLayer } from '../src/exact/network-layer.ts'
import { type AppliedLayer, applyWritableLayers } from '../src/exact/network-run.ts'
import { ReadError } from '../src/exact/read-error.ts'
import { field } from '../src/fields.ts'
import type { Convention, Figure, Quantity, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/network/alternatives.ts'
import { stepsOf } from '../src/topics/network/steps.ts'
import { answersOf, layerQuantities, listOf, quantity, shapeOf } from '../src/topics/network/words.ts'

const input = z.strictObject({
  input: field({ about: 'Input as width x height x channels', example: '28x28x1' }, readActivation),
  layers: field(
    {
      about: 'Layers in order: conv3-10 p1, relu, pool2, flatten, fc-3',
      example: 'conv3-10 p1, relu, pool2, flatten, fc-3',
    },
    (raw) => readLayers(raw),
  ),
})

export default {
  title: 'Sizes of a convolutional network',
  idea: 'Follow shapes and parameters layer by layer: convolutions hold the work, dense layers most of the weights.',
  input,
  examples: [
    {
      says: 'A small network for 28×28 pictures',
      input: { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, pool2, flatten, fc-3' },
      answers: { total_parameters: '2483', receptive_field: '10', total_macs: '248430' },
      source: 'numel() of the parameters of that torch.nn.Sequential; MACs and receptive field by hand',
    },
    {
      says: 'LeNet-5 with pooling that learns nothing',
      input: {
        input: '32x32x1',
        layers:
          'conv5-6, tanh, avgpool2, conv5-16, tanh, avgpool2, conv5-120, tanh, flatten, fc-84, tanh, fc-10',
      },
      answers: { total_parameters: '61706' },
      source: 'LeCun et al. (1998), fully connected C3; numel() in PyTorch',
    },
  ],
  solve({ input: from, layers }) {
    const rows = apply(from, layers)
    const answers = answersOf(rows)
    return {
      answers,
      steps: stepsOf(rows, answers),
      conventions: conventions(rows),
      alternatives: distinctAnswers(alternativesOf(from, layers, rows), answers),
      get figure() {
        return figureOf(from, rows)
      },
      get related() {
        return relatedOf(from, rows)
      },
    }
  },
} satisfies Solver<typeof input>

const apply = (from: Activation, layers: readonly NetworkLayer[]): AppliedLayer[] => {
  try {
    return applyWritableLayers(from, layers)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new InputError(
      error.kind,
      error.message,
      { field: 'layers', example: 'conv3-10 p1, pool2, flatten, fc-3' },
      { cause: error },
    )
  }
}

/** Layers whose sizes have names of their own. */
const namedLayers = 100

const relatedOf = (from: Activation, rows: readonly AppliedLayer[]): Quantity[] => [
  quantity('macs', listOf(rows.map(({ cost }) => cost.macs))),
  {
    name: 'input',
    symbol: '\\text{input}',
    value: shapeOf(from),
    about: 'shape of the input',
    aliases: ['Input'],
  },
  ...rows.slice(0, namedLayers).flatMap((row, at) => layerQuantities(row, at + 1)),
  ...rows.flatMap((row, at) => weightsOf(row, at + 1)),
  {
    name: 'total_activations',
    symbol: '\\text{total activations}',
    value: plus(...rows.map(({ cost }) => flatSize(cost.activation))),
    about: 'entries of all outputs',
  },
]

const weightsOf = ({ layer, cost }: AppliedLayer, mark: number): Quantity[] =>
  layer.kind === 'convolution' || layer.kind === 'dense'
    ? [
        {
          name: `weights_${mark}`,
          symbol: `\\text{weights}_{${mark}}`,
          value: times(...cost.weights),
          about: `weights of layer ${mark}, ${layer.text}, without biases`,
        },
      ]
    : []

const conventions = (rows: readonly AppliedLayer[]): Convention[] => {
  const out: Convention[] = [
    {
      name: 'order',
      chosen: 'width × height × channels',
      says: 'Shapes are width × height × channels, as the input is written; the lists have one entry a layer, the input left out.',
    },
    {
      name: 'notation',
      chosen: 'convK-F',
      says: 'convK-F has F filters of K×K with stride 1, no padding and a bias each, unless options say otherwise; poolK has stride K.',
    },
    { name: 'rounding', chosen: 'floor', says: 'A last window that does not fit is dropped.' },
    {
      name: 'macs',
      chosen: 'convolutions and dense layers',
      says: 'MACs are counted in convolutions and dense layers, those with padded zeros included, biases not.',
    },
    {
      name: 'receptive field',
      chosen: 'last feature map',
      says: 'The receptive field is that of the last feature map, before flattening; a dense layer after it sees everything.',
    },
  ]
  if (rows.some(({ layer, given }) => layer.kind === 'dense' && given.length === 3))
    out.push({
      name: 'flatten',
      chosen: 'implied',
      says: 'A dense layer after a feature map flattens it first.',
    })
  return out
}

/** More layers do not fit a picture. */
const drawnLayers = 24

const figureOf = (input: Activation, rows: readonly AppliedLayer[]): Figure | undefined =>
  rows.length > drawnLayers
    ? undefined
    : {
        kind: 'network',
        input,
        layers: rows.map(({ layer, cost }) => ({
          name: layer.text,
          sizes: cost.activation,
          parameters: parametersOf(cost),
        })),
      }
