import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { ceiling, floor, minus, num, over, plus, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import * as q from '../src/exact/rational.ts'
import type { Exact } from '../src/exact/value.ts'
import { type Window, windowCount, windowSpan, windowTravel } from '../src/exact/window.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { axesField, flagField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solver, Step } from '../src/model.ts'

const one = num(1)
const both = (name: string): readonly [Expression, Expression] => [sym(name), sym(name)]

const input = z.strictObject({
  width: sizeField({ about: 'Width W of the input', example: '32' }).default(sym('W')),
  height: sizeField({ about: 'Height H of the input', example: '32' }).default(sym('H')),
  channels: sizeField({ about: 'Channels C of the input', example: '3' }).default(sym('C')),
  kernel: axesField({ about: 'Kernel size K: n or [rows, cols]', example: '3' }).default(both('K')),
  stride: axesField({ about: 'Stride S: n or [rows, cols]', example: '1' }).default(both('S')),
  padding: axesField({ about: 'Zeros on each side, P: n or [rows, cols]', example: '1' }, 0).default(
    both('P'),
  ),
  dilation: axesField({ about: 'Distance of kernel entries: n or [rows, cols]', example: '1' }).default([
    one,
    one,
  ]),
  filters: sizeField({ about: 'Filters F: channels of the output', example: '64' }).default(sym('F')),
  bias: flagField({ about: 'One bias a filter', example: 'true' }).default(true),
  groups: sizeField({ about: 'Groups of channels', example: '1' }).default(one),
})
type Input = z.output<typeof input>
type Axis = 'width' | 'height'

const windowOf = (given: Input, axis: Axis): Window => {
  const at = axis === 'height' ? 0 : 1
  return {
    size: given[axis],
    kernel: given.kernel[at],
    stride: given.stride[at],
    padding: given.padding[at],
    dilation: given.dilation[at],
  }
}

const countOf = (window: Window, axis: Axis): Expression => {
  const count = windowCount(window)
  if (count) return count
  const span = toUnicode(windowSpan(window.kernel, window.dilation))
  const padded = toUnicode(plus(window.size, times(num(2), window.padding)))
  throw new InputError(
    'domain',
    `The kernel covers ${span} entries along the ${axis}, more than the padded input, ${padded}. Use a smaller kernel or more padding.`,
    { field: 'kernel', example: '1' },
  )
}

/** C/g channels a filter; groups must divide channels and filters where all are numbers. */
const channelsPerFilter = ({ channels, filters, groups }: Input): Expression => {
  for (const [name, size] of [
    ['channels', channels],
    ['filters', filters],
  ] as const) {
    const share = over(size, groups)
    if (share.kind === 'number' && !q.isInteger(share.value))
      throw new InputError(
        'domain',
        `${toUnicode(groups)} groups must divide the ${toUnicode(size)} ${name}.`,
        { field: 'groups', example: '1' },
      )
  }
  return over(channels, groups)
}

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
  weights: { symbol: '\\text{weights}', about: 'weights of all filters', aliases: ['number of weights'] },
  biases: { symbol: '\\text{biases}', about: 'biases, one a filter', aliases: ['number of biases'] },
  parameters: {
    symbol: '\\text{parameters}',
    about: 'weights and biases together',
    aliases: ['params', 'total parameters', 'number of parameters', 'learnable parameters'],
  },
  out_width: {
    symbol: "W'",
    about: 'width of the output',
    aliases: ['W_{\\text{out}}', 'W_o', 'output width', 'out width'],
  },
  out_height: {
    symbol: "H'",
    about: 'height of the output',
    aliases: ['H_{\\text{out}}', 'H_o', 'output height', 'out height'],
  },
  out_channels: {
    symbol: "C'",
    about: 'channels of the output',
    aliases: ['C_{\\text{out}}', 'output channels', 'output depth', 'number of output channels'],
  },
  macs: { symbol: '\\text{MACs}', about: 'multiplications with addition', aliases: ['multiply-adds', 'MAC'] },
  out_shape: {
    symbol: '\\text{output shape}',
    about: 'width × height × channels of the output',
    aliases: ['output shape', 'output size', 'activation shape'],
  },
  out_shape_rows_first: {
    symbol: '\\text{output shape}',
    about: 'height × width × channels of the output',
    aliases: ['output shape', 'output size'],
  },
  weights_per_filter: {
    symbol: '\\text{weights per filter}',
    about: 'weights of one filter',
    aliases: ['weights of each filter', 'parameters per filter'],
  },
  activations: { symbol: '\\text{activations}', about: 'entries of the output' },
  bias_per_filter: { symbol: '\\text{biases per filter}', about: 'biases of one filter' },
}

const quantity = (name: string, value: Exact): Quantity => ({
  name,
  value,
  ...(names[name] ?? { symbol: name, about: name }),
})

type Sizes = {
  readonly perFilter: Expression
  readonly weights: Expression
  readonly biases: Expression
  readonly width: Expression
  readonly height: Expression
  readonly outputs: Expression
  readonly macs: Expression
}

const sizesOf = (given: Input): Sizes => {
  const perFilter = times(given.kernel[0], given.kernel[1], channelsPerFilter(given))
  const width = countOf(windowOf(given, 'width'), 'width')
  const height = countOf(windowOf(given, 'height'), 'height')
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

const bracketed = (x: Expression): string => (x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x))

const product = (...factors: readonly Expression[]): string => factors.map(bracketed).join(' \\cdot ')

/** `a = b`, or `a` alone where the result is written the same way. */
const equated = (left: string, result: Expression): string => {
  const right = toLatex(result)
  return left === right ? left : `${left} = ${right}`
}

const countLatex = (window: Window): string => {
  const between = window.padding.kind === 'number' ? ' \\cdot ' : ' '
  const pad = `${toLatex(window.size)} + 2${between}${bracketed(window.padding)}`
  const plain = toLatex(window.dilation) === '1'
  const travel = plain
    ? `${pad} - ${bracketed(window.kernel)}`
    : `${pad} - ${bracketed(window.dilation)}\\left(${toLatex(window.kernel)} - 1\\right) - 1`
  return `\\left\\lfloor \\frac{${travel}}{${toLatex(window.stride)}} \\right\\rfloor + 1`
}

const stepsOf = (given: Input, sizes: Sizes, answers: readonly Quantity[]): Step[] => {
  const of = (...wanted: string[]): Quantity[] => answers.filter(({ name }) => wanted.includes(name))
  const perFilter = [given.kernel[0], given.kernel[1], channelsPerFilter(given)]
  return [
    {
      rule: 'filter-weights',
      says: 'One filter has a weight for every entry of its window, in every channel it sees.',
      asks: 'How many weights does one filter have?',
      latex: equated(product(...perFilter), sizes.perFilter),
      yields: [quantity('weights_per_filter', sizes.perFilter)],
    },
    {
      rule: 'all-weights',
      says: 'All filters have the same size.',
      asks: 'How many weights do all filters have together?',
      latex: equated(product(...perFilter, given.filters), sizes.weights),
      yields: of('weights'),
    },
    {
      rule: 'biases',
      says: given.bias
        ? 'Each filter adds one bias, the same at every position.'
        : 'There are no biases, so the parameters are the weights.',
      asks: 'How many biases are there, and how many parameters in all?',
      latex: equated(
        `${toLatex(sizes.weights)} + ${toLatex(sizes.biases)}`,
        plus(sizes.weights, sizes.biases),
      ),
      yields: of('biases', 'parameters'),
    },
    {
      rule: 'output-size',
      says: 'Count the positions of the window along each axis of the padded input.',
      asks: 'How far can the window move, and how many steps of the stride fit into that?',
      latex: `\\begin{aligned}W' &= ${equated(countLatex(windowOf(given, 'width')), sizes.width)} \\\\ H' &= ${equated(countLatex(windowOf(given, 'height')), sizes.height)} \\\\ C' &= ${toLatex(given.filters)}\\end{aligned}`,
      yields: of('out_width', 'out_height', 'out_channels'),
    },
    {
      rule: 'multiplications',
      says: 'Every output entry costs as many multiplications as a filter has weights.',
      asks: 'How many output entries are there, and what does each cost?',
      latex: `${product(sizes.width, sizes.height, given.filters)} \\cdot ${bracketed(sizes.perFilter)} = ${toLatex(sizes.macs)}`,
      yields: of('macs'),
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

/** Multiplications along one axis whose input entry is no padding, for numbers. */
const inBounds = (window: Window, count: Expression): bigint | undefined => {
  const parts = [window.size, window.kernel, window.stride, window.padding, window.dilation, count]
  const whole = parts.flatMap((part) => (part.kind === 'number' ? part.value.n : []))
  const [size = 0n, kernel = 0n, stride = 1n, padding = 0n, dilation = 1n, outputs = 0n] = whole
  if (whole.length < parts.length || kernel > 4096n) return undefined
  let total = 0n
  for (let tap = 0n; tap < kernel; tap++) {
    const first = q.ceiling(q.rational(padding - tap * dilation, stride))
    const last = q.floor(q.rational(size - 1n + padding - tap * dilation, stride))
    const [from, to] = [first > 0n ? first : 0n, last < outputs - 1n ? last : outputs - 1n]
    if (to >= from) total += to - from + 1n
  }
  return total
}

/** A number that is no integer is nobody's size. */
const isSize = ({ value }: Quantity): boolean => value.kind !== 'number' || q.isInteger(value.value)

const alternativesOf = (given: Input, sizes: Sizes): Alternative[] => {
  const windows = [windowOf(given, 'width'), windowOf(given, 'height')] as const
  const steps = windows.map((w) => over(windowTravel(w), w.stride))
  const resized = (count: (steps: Expression, window: Window) => Expression): Quantity[] => [
    quantity('out_width', count(steps[0] ?? one, windows[0])),
    quantity('out_height', count(steps[1] ?? one, windows[1])),
  ]
  const { weights, biases } = sizes
  const found: Alternative[] = [
    {
      kind: 'misconception',
      says: 'This is what one gets when the biases are left out.',
      answers: [quantity('parameters', weights)],
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the padding is counted once, not on both sides.',
      answers: resized((_, w) => plus(floor(over(minus(windowTravel(w), w.padding), w.stride)), one)),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the + 1 is left out: a window that cannot move still has one position.',
      answers: resized(floor),
    },
    {
      kind: 'convention',
      says: 'With rounding up (ceil mode), which keeps a last window that is only partly covered.',
      answers: resized((steps) => plus(ceiling(steps), one)),
    },
    {
      kind: 'convention',
      says: 'Without the floor, where the stride is taken to divide.',
      answers: resized((steps) => plus(steps, one)).filter(isSize),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the channels of the input are forgotten: a filter spans all of them.',
      answers: [
        quantity('weights', times(given.kernel[0], given.kernel[1], given.filters)),
        quantity('parameters', plus(times(given.kernel[0], given.kernel[1], given.filters), biases)),
      ],
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the weights of one filter are taken for those of all.',
      answers: [quantity('weights', sizes.perFilter)],
    },
    {
      kind: 'convention',
      says: 'Counted as floating-point operations: a multiplication and an addition are two.',
      answers: [quantity('macs', times(num(2), sizes.macs))],
    },
  ]
  const [across, down] = [inBounds(windows[0], sizes.width), inBounds(windows[1], sizes.height)]
  if (across !== undefined && down !== undefined)
    found.push({
      kind: 'convention',
      says: 'Without the multiplications by padded zeros.',
      answers: [quantity('macs', times(num(across * down), given.filters, channelsPerFilter(given)))],
    })
  return found
}

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
    const sizes = sizesOf(given)
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
      steps: stepsOf(given, sizes, answers),
      conventions: conventions(given),
      alternatives: distinctAnswers(alternativesOf(given, sizes), answers),
      related: [
        quantity('weights_per_filter', sizes.perFilter),
        quantity('bias_per_filter', given.bias ? one : num(0)),
        quantity('out_shape', { kind: 'shape', sizes: [sizes.width, sizes.height, given.filters] }),
        quantity('out_shape_rows_first', {
          kind: 'shape',
          sizes: [sizes.height, sizes.width, given.filters],
        }),
        quantity('activations', sizes.outputs),
      ],
    }
  },
} satisfies Solver<typeof input>
