import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { num, over, plus, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { isInteger } from '../src/exact/rational.ts'
import { countTapsInside, type Window } from '../src/exact/window.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { axesField, flagField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solver, Step } from '../src/model.ts'
import { misconception, underConvention } from '../src/topics/alternative.ts'
import {
  outputNames,
  outputShapes,
  positionsAlong,
  sizeAlternatives,
  type Windows,
  windowsOf,
} from '../src/topics/output-size.ts'
import { named, quantitiesOf } from '../src/topics/quantity.ts'
import { bracketed, equated, positionsLatex } from '../src/topics/step-latex.ts'

const both = (name: string): readonly [Expression, Expression] => [sym(name), sym(name)]

const input = z.strictObject({
  width: sizeField({
    about: 'Width W of the input',
    example: '32',
    meaning: { symbol: 'W', kind: 'length', mayBe: ['height'] },
  }).default(sym('W')),
  height: sizeField({
    about: 'Height H of the input',
    example: '32',
    meaning: { symbol: 'H', kind: 'length', mayBe: ['width'] },
  }).default(sym('H')),
  channels: sizeField({
    about: 'Channels C of the input',
    example: '3',
    meaning: { symbol: 'C', kind: 'count', mayBe: ['filters'] },
  }).default(sym('C')),
  kernel: axesField({
    about: 'Kernel size K: n or [rows, cols]',
    example: '3',
    meaning: { symbol: 'K', kind: 'length' },
  }).default(both('K')),
  stride: axesField({
    about: 'Stride S: n or [rows, cols]',
    example: '1',
    meaning: { symbol: 'S', kind: 'length', mayBe: ['kernel'] },
  }).default(both('S')),
  padding: axesField(
    {
      about: 'Zeros on each side, P: n or [rows, cols]',
      example: '1',
      meaning: { symbol: 'P', kind: 'length' },
    },
    0,
  ).default(both('P')),
  dilation: axesField({
    about: 'Distance of kernel entries: n or [rows, cols]',
    example: '1',
    meaning: { kind: 'length' },
  }).default([num(1), num(1)]),
  filters: sizeField({
    about: 'Filters F: channels of the output',
    example: '64',
    meaning: { symbol: 'F', kind: 'count', mayBe: ['channels'] },
  }).default(sym('F')),
  bias: flagField({ about: 'One bias a filter', example: 'true' }).default(true),
  groups: sizeField({
    about: 'Groups of channels',
    example: '1',
    meaning: { kind: 'count', mayBe: ['channels', 'filters'] },
  }).default(num(1)),
})
type Input = z.output<typeof input>
export default {
  title: 'Size of a convolution layer',
  idea: 'A filter is used at every position, so its weights do not grow with the image; the work and the output do.',
  input,
  examples: [
    {
      says: 'The general layer',
      input: {},
      answers: { weights: 'F*K^2*C', biases: 'F', out_width: 'floor((W-K+2P)/S)+1', out_channels: 'F' },
      source: 'Dumoulin & Visin, A guide to convolution arithmetic for deep learning, relationship 6',
    },
    {
      says: 'The first layer of AlexNet',
      input: { width: 227, height: 227, channels: 3, kernel: 11, stride: 4, padding: 0, filters: 96 },
      answers: { parameters: '34944', out_width: '55', out_height: '55', macs: '105415200' },
      source: 'torch.nn.Conv2d(3, 96, 11, stride=4): shape, numel and MACs, PyTorch 1.13',
    },
  ],
  solve(given) {
    const windows = windowsOf(given)
    const sizes = sizesOf(given, windows)
    const answers = [
      quantity('weights', sizes.weights),
      quantity('biases', sizes.biases),
      quantity('parameters', plus(sizes.weights, sizes.biases)),
      quantity('out_width', sizes.width),
      quantity('out_height', sizes.height),
      quantity('out_channels', given.filters),
      quantity('macs', sizes.macs),
    ]
    return {
      answers,
      steps: stepsOf(given, windows, sizes, answers),
      conventions: conventions(given),
      alternatives: distinctAnswers(alternativesOf(given, windows, sizes), answers),
      get related() {
        return [
          quantity('weights_per_filter', sizes.perFilter),
          quantity('bias_per_filter', num(given.bias ? 1 : 0)),
          ...outputShapes(sizes.width, sizes.height, given.filters),
          quantity('activations', sizes.outputs),
        ]
      },
    }
  },
} satisfies Solver<typeof input>

const quantity = quantitiesOf({
  ...outputNames,
  weights: { symbol: '\\text{weights}', about: 'weights of all filters', aliases: ['number of weights'] },
  biases: { symbol: '\\text{biases}', about: 'biases, one a filter', aliases: ['number of biases'] },
  parameters: {
    symbol: '\\text{parameters}',
    about: 'weights and biases together',
    aliases: ['params', 'total parameters', 'number of parameters', 'learnable parameters'],
  },
  macs: { symbol: '\\text{MACs}', about: 'multiplications with addition', aliases: ['multiply-adds', 'MAC'] },
  weights_per_filter: {
    symbol: '\\text{weights per filter}',
    about: 'weights of one filter',
    aliases: ['weights of each filter', 'parameters per filter'],
  },
  activations: { symbol: '\\text{activations}', about: 'entries of the output' },
  bias_per_filter: { symbol: '\\text{biases per filter}', about: 'biases of one filter' },
})

/** C/g channels a filter; groups must divide channels and filters where all are numbers. */
const channelsPerFilter = ({ channels, filters, groups }: Input): Expression => {
  for (const [name, size] of [
    ['channels', channels],
    ['filters', filters],
  ] as const) {
    const share = over(size, groups)
    if (share.kind === 'number' && !isInteger(share.value))
      throw new InputError(
        'domain',
        `${toUnicode(groups)} groups must divide the ${toUnicode(size)} ${name}.`,
        { field: 'groups', example: '1' },
      )
  }
  return over(channels, groups)
}

type Sizes = {
  readonly perFilter: Expression
  readonly weights: Expression
  readonly biases: Expression
  readonly width: Expression
  readonly height: Expression
  readonly outputs: Expression
  readonly macs: Expression
}

/** Every filter has K·K·C/g weights, and every entry of the output takes as many multiplications. */
const sizesOf = (given: Input, windows: Windows): Sizes => {
  const perFilter = times(given.kernel[0], given.kernel[1], channelsPerFilter(given))
  const width = positionsAlong(windows, 'width', 'kernel')
  const height = positionsAlong(windows, 'height', 'kernel')
  const outputs = times(width, height, given.filters)
  return {
    perFilter,
    weights: times(perFilter, given.filters),
    biases: given.bias ? given.filters : num(0),
    width,
    height,
    outputs,
    macs: times(outputs, perFilter),
  }
}

const product = (...factors: readonly Expression[]): string => factors.map(bracketed).join(' \\cdot ')

const countLatex = ({ size, kernel, stride, padding, dilation }: Window): string => {
  const between = padding.kind === 'number' ? ' \\cdot ' : ' '
  const padded = `${toLatex(size)} + 2${between}${bracketed(padding)}`
  const span =
    toLatex(dilation) === '1'
      ? bracketed(kernel)
      : `${bracketed(dilation)}\\left(${toLatex(kernel)} - 1\\right) - 1`
  return positionsLatex(padded, span, toLatex(stride))
}

const stepsOf = (given: Input, windows: Windows, sizes: Sizes, answers: readonly Quantity[]): Step[] => {
  const { perFilter, weights, biases, width, height, macs } = sizes
  const factors = [given.kernel[0], given.kernel[1], channelsPerFilter(given)]
  return [
    {
      rule: 'filter-weights',
      says: 'One filter has a weight for every entry of its window, in every channel it sees.',
      asks: 'How many weights does one filter have?',
      latex: equated(product(...factors), toLatex(perFilter)),
      yields: [quantity('weights_per_filter', perFilter)],
    },
    {
      rule: 'all-weights',
      says: 'All filters have the same size.',
      asks: 'How many weights do all filters have together?',
      latex: equated(product(...factors, given.filters), toLatex(weights)),
      yields: named(answers, 'weights'),
    },
    {
      rule: 'biases',
      says: given.bias
        ? 'Each filter adds one bias, the same at every position.'
        : 'There are no biases, so the parameters are the weights.',
      asks: 'How many biases are there, and how many parameters in all?',
      latex: equated(`${toLatex(weights)} + ${toLatex(biases)}`, toLatex(plus(weights, biases))),
      yields: named(answers, 'biases', 'parameters'),
    },
    {
      rule: 'output-size',
      says: 'Count the positions of the window along each axis of the padded input.',
      asks: 'How far can the window move, and how many steps of the stride fit into that?',
      latex: `\\begin{aligned}W' &= ${equated(countLatex(windows.width), toLatex(width))} \\\\ H' &= ${equated(countLatex(windows.height), toLatex(height))} \\\\ C' &= ${toLatex(given.filters)}\\end{aligned}`,
      yields: named(answers, 'out_width', 'out_height', 'out_channels'),
    },
    {
      rule: 'multiplications',
      says: 'Every output entry costs as many multiplications as a filter has weights.',
      asks: 'How many output entries are there, and what does each cost?',
      latex: `${product(width, height, given.filters)} \\cdot ${bracketed(perFilter)} = ${toLatex(macs)}`,
      yields: named(answers, 'macs'),
    },
  ]
}

const conventions = (given: Input): Convention[] => [
  {
    name: 'rounding',
    chosen: 'floor',
    says: 'A last window that does not fit is dropped: the quotient is rounded down.',
  },
  {
    name: 'padding',
    chosen: 'each side',
    says: 'P zeros are added on each side, so a size grows by 2P.',
  },
  {
    name: 'bias',
    chosen: String(given.bias),
    says: given.bias ? 'Each filter has one bias.' : 'The filters have no bias.',
  },
  {
    name: 'macs',
    chosen: 'padded',
    says: 'One MAC is a multiplication with its addition; those with padded zeros count, biases do not.',
  },
]

const alternativesOf = (given: Input, windows: Windows, sizes: Sizes): Alternative[] => {
  const { kernel, filters } = given
  const { perFilter, weights, biases, macs } = sizes
  const output = sizeAlternatives(windows)
  const ofOneChannel = times(kernel[0], kernel[1], filters)
  const across = countTapsInside(windows.width, sizes.width)
  const down = countTapsInside(windows.height, sizes.height)
  return [
    misconception('when the biases are left out.', quantity('parameters', weights)),
    output['padding once'],
    output['no plus one'],
    output['rounded up'],
    output['not rounded'],
    misconception(
      'when the channels of the input are forgotten: a filter spans all of them.',
      quantity('weights', ofOneChannel),
      quantity('parameters', plus(ofOneChannel, biases)),
    ),
    misconception(
      'when the weights of one filter are taken for those of all.',
      quantity('weights', perFilter),
    ),
    underConvention(
      'Counted as floating-point operations: a multiplication and an addition are two.',
      quantity('macs', times(num(2), macs)),
    ),
    ...(across === undefined || down === undefined
      ? []
      : [
          underConvention(
            'Without the multiplications by padded zeros.',
            quantity('macs', times(num(across * down), filters, channelsPerFilter(given))),
          ),
        ]),
  ]
}
