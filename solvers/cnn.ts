import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { num, plus, power, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { type NetworkLayer, readLayers, readSize } from '../src/exact/layer-notation.ts'
import { type Activation, applyLayer, flatSize, type LayerCost, parametersOf } from '../src/exact/network.ts'
import { ReadError } from '../src/exact/read-error.ts'
import type { Exact } from '../src/exact/value.ts'
import { windowSpan } from '../src/exact/window.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { field } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solver, Step } from '../src/model.ts'

const one = num(1)

/** `28x28x1`, `[28,28,1]`, or one size for a flat vector; two sizes have one channel. */
const readActivation = (raw: unknown): Activation => {
  const parts = Array.isArray(raw)
    ? raw
    : String(raw)
        .replace(/^\s*[[(]|[\])]\s*$/g, '')
        .split(/\s*[x×*,]\s*/)
  const [first, second, channels, ...more] = parts.map((part) => readSize(part, 'The input'))
  if (!first || more.length > 0)
    throw new ReadError('domain', 'This must be width × height × channels, or one size for a flat vector.')
  return second ? [first, second, channels ?? one] : [first]
}

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

type Row = { readonly layer: NetworkLayer; readonly given: Activation; readonly cost: LayerCost }

const run = (from: Activation, layers: readonly NetworkLayer[]): Row[] => {
  const rows: Row[] = []
  for (const layer of layers) {
    const given = rows.at(-1)?.cost.activation ?? from
    rows.push({ layer, given, cost: applyLayer(layer, given) })
  }
  return rows
}

/** The formulas of more layers than these fill pages. */
const mostSymbolicLayers = 64

const runOrRefuse = (from: Activation, layers: readonly NetworkLayer[]): Row[] => {
  try {
    const first = run(from, layers.slice(0, mostSymbolicLayers))
    if (layers.length <= mostSymbolicLayers) return first
    if (
      !first.every(({ cost }) => [...cost.activation, ...cost.weights].every(({ kind }) => kind === 'number'))
    )
      throw new ReadError(
        'too-large',
        `With symbols there may be ${mostSymbolicLayers} layers; there are ${layers.length}.`,
      )
    return run(from, layers)
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

const drawnLayers = 24

const figureOf = (input: Activation, rows: readonly Row[]): Figure | undefined =>
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

type Growth = readonly [Expression, Expression]

/** Receptive field of the last feature map along both axes; a dense or global layer would see everything. */
const fieldOf = (rows: readonly Row[]): Growth => {
  let [field, jump]: [Growth, Growth] = [
    [one, one],
    [one, one],
  ]
  for (const { layer } of rows) {
    if (layer.kind === 'flatten' || layer.kind === 'dense' || layer.kind === 'global-pooling') break
    if (layer.kind !== 'convolution' && layer.kind !== 'pooling') continue
    const along = (at: 0 | 1): Expression => {
      const dilation = layer.kind === 'convolution' ? layer.dilation[at] : one
      return plus(field[at], times(plus(windowSpan(layer.kernel[at], dilation), num(-1)), jump[at]))
    }
    field = [along(0), along(1)]
    jump = [times(jump[0], layer.stride[0]), times(jump[1], layer.stride[1])]
  }
  return field
}

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
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
    aliases: ['total', 'total number of parameters', 'overall params', 'overall parameters'],
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
}

const quantity = (name: string, value: Exact): Quantity => ({
  name,
  value,
  ...(names[name] ?? { symbol: name, about: name }),
})

const shape = (sizes: readonly Expression[]): Exact => ({ kind: 'shape', sizes })
const list = (items: readonly Exact[]): Exact => ({ kind: 'list', items })
const fieldValue = ([a, b]: Growth): Exact => (toUnicode(a) === toUnicode(b) ? a : shape([a, b]))

const answersOf = (rows: readonly Row[]): Quantity[] => [
  ...parameterAnswers(rows),
  quantity('activations', list(rows.map(({ cost }) => shape(cost.activation)))),
  quantity('total_macs', plus(...rows.map(({ cost }) => cost.macs))),
  quantity('receptive_field', fieldValue(fieldOf(rows))),
]

const parameterAnswers = (rows: readonly Row[]): Quantity[] => {
  const parameters = rows.map(({ cost }) => parametersOf(cost))
  return [quantity('parameters', list(parameters)), quantity('total_parameters', plus(...parameters))]
}

const bracketed = (x: Expression): string => (x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x))

/** `3 \cdot 3 \cdot 1 \cdot 10 + 10 = 100`. */
const parametersLatex = ({ cost }: Row): string => {
  const total = toLatex(parametersOf(cost))
  if (cost.weights.length < 2) return total
  const weights = cost.weights.map(bracketed).join(' \\cdot ')
  const biases = toLatex(cost.biases)
  return `${weights}${biases === '0' ? '' : ` + ${biases}`} = ${total}`
}

const rule: Readonly<Record<NetworkLayer['kind'], readonly [string, string]>> = {
  convolution: [
    'each filter has a weight for every entry of its window in every channel, and a bias',
    'How many weights and biases does it have, and how often does its window fit?',
  ],
  pooling: ['nothing to learn; the window strides over each channel', 'How often does the window fit?'],
  'global-pooling': ['one number a channel', 'How many numbers remain?'],
  flatten: ['the same numbers as one vector', 'How many numbers are that?'],
  dense: [
    'every output has a weight for every input, and a bias',
    'How many inputs and outputs does it connect?',
  ],
  normalization: ['a scale and a shift a channel', 'How many channels are scaled and shifted?'],
  pointwise: ['entry by entry: no parameters, the same shape', 'Does it change the shape?'],
}

const layerQuantities = (row: Row, mark: number): Quantity[] => [
  {
    name: `parameters_${mark}`,
    symbol: `\\text{parameters}_{${mark}}`,
    value: parametersOf(row.cost),
    about: `parameters of layer ${mark}, ${row.layer.text}`,
    aliases: [`parameters of layer ${mark}`],
  },
  {
    name: `activations_${mark}`,
    symbol: `\\text{activations}_{${mark}}`,
    value: shape(row.cost.activation),
    about: `output of layer ${mark}, ${row.layer.text}`,
    aliases: [`output of layer ${mark}`],
  },
]

const shownLayers = 24

const stepsOf = (rows: readonly Row[], answers: readonly Quantity[]): Step[] => [
  ...rows.slice(0, shownLayers).map((row, at): Step => {
    const [says, asks] = rule[row.layer.kind]
    return {
      rule: `layer-${at + 1}`,
      says: `${row.layer.text}: ${says}.`,
      asks: `${row.layer.text}: ${asks.charAt(0).toLowerCase()}${asks.slice(1)}`,
      latex: `${parametersLatex(row)},\\quad ${toLatex(shape(row.given))} \\to ${toLatex(shape(row.cost.activation))}`,
      yields: layerQuantities(row, at + 1),
    }
  }),
  {
    rule: 'totals',
    says: rows.length > shownLayers ? 'And so on; then add the layers up.' : 'Add the layers up.',
    asks: 'How many parameters are there in all?',
    latex: `\\text{total} = ${
      rows
        .map(({ cost }) => toLatex(parametersOf(cost)))
        .filter((term) => term !== '0')
        .slice(0, shownLayers)
        .join(' + ') || '0'
    }${rows.length > shownLayers ? ' + \\cdots' : ''} = ${toLatex(totalOf(answers))}`,
    yields: answers.filter(({ name }) => name.startsWith('total')),
  },
]

const totalOf = (answers: readonly Quantity[]): Exact =>
  answers.find(({ name }) => name === 'total_parameters')?.value ?? num(0)

const conventions = (rows: readonly Row[]): Convention[] => {
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

const withoutBias = (layer: NetworkLayer): NetworkLayer =>
  layer.kind === 'convolution' || layer.kind === 'dense' ? { ...layer, bias: false } : layer
const withoutPadding = (layer: NetworkLayer): NetworkLayer =>
  layer.kind === 'convolution' ? { ...layer, padding: [num(0), num(0)] } : layer

/** Weights as if a filter had one channel only. */
const withoutChannels = (row: Row): Row =>
  row.layer.kind === 'convolution'
    ? {
        ...row,
        cost: { ...row.cost, weights: [row.layer.kernel[0], row.layer.kernel[1], row.layer.filters] },
      }
    : row

const alternativesOf = (
  from: Activation,
  layers: readonly NetworkLayer[],
  rows: readonly Row[],
): Alternative[] => {
  const attempt = (changed: (layer: NetworkLayer) => NetworkLayer): readonly Row[] => {
    try {
      return run(from, layers.map(changed))
    } catch (error) {
      if (error instanceof ReadError) return rows
      throw error
    }
  }
  const field = fieldOf(rows)
  return [
    {
      kind: 'misconception',
      says: 'This is what one gets when the biases are left out.',
      answers: parameterAnswers(attempt(withoutBias)),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the padding is left out.',
      answers: answersOf(attempt(withoutPadding)),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the channels of a convolution’s input are forgotten: a filter spans all of them.',
      answers: parameterAnswers(rows.map(withoutChannels)),
    },
    {
      kind: 'convention',
      says: 'With channels first, as PyTorch writes shapes.',
      answers: [
        quantity(
          'activations',
          list(
            rows.map(
              ({
                cost: {
                  activation: [a, b, c],
                },
              }) => shape(b && c ? [c, b, a] : [a]),
            ),
          ),
        ),
      ],
    },
    {
      kind: 'convention',
      says: 'Counted as floating-point operations: a multiplication and an addition are two.',
      answers: [quantity('total_macs', times(num(2), ...[plus(...rows.map(({ cost }) => cost.macs))]))],
    },
    {
      kind: 'convention',
      says: 'Counted as an area: input entries in both axes together.',
      answers: [
        quantity(
          'receptive_field',
          toUnicode(field[0]) === toUnicode(field[1]) ? power(field[0], num(2)) : times(...field),
        ),
      ],
    },
    {
      kind: 'convention',
      says: 'Of an output of the last layer, where a dense or global layer sees the whole input.',
      answers: rows.some(({ cost }) => cost.activation.length === 1)
        ? [quantity('receptive_field', from.length === 1 ? from[0] : fieldValue([from[0], from[1]]))]
        : [],
    },
  ]
}

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
    const rows = runOrRefuse(from, layers)
    const answers = answersOf(rows)
    return {
      answers,
      steps: stepsOf(rows, answers),
      conventions: conventions(rows),
      alternatives: distinctAnswers(alternativesOf(from, layers, rows), answers),
      figure: figureOf(from, rows),
      related: [
        quantity('macs', list(rows.map(({ cost }) => cost.macs))),
        {
          name: 'input',
          symbol: '\\text{input}',
          value: shape(from),
          about: 'shape of the input',
          aliases: ['Input'],
        },
        ...rows.slice(0, 100).flatMap((row, at) => layerQuantities(row, at + 1)),
        ...rows.flatMap((row, at) =>
          row.layer.kind === 'convolution' || row.layer.kind === 'dense'
            ? [
                {
                  name: `weights_${at + 1}`,
                  symbol: `\\text{weights}_{${at + 1}}`,
                  value: times(...row.cost.weights),
                  about: `weights of layer ${at + 1}, ${row.layer.text}, without biases`,
                },
              ]
            : [],
        ),
        {
          name: 'total_activations',
          symbol: '\\text{total activations}',
          value: plus(...rows.map(({ cost }) => flatSize(cost.activation))),
          about: 'entries of all outputs',
        },
      ],
    }
  },
} satisfies Solver<typeof input>
