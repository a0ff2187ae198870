import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { ceiling, floor, minus, num, over, plus, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import * as q from '../src/exact/rational.ts'
import type { Exact } from '../src/exact/value.ts'
import { type Window, windowCount, windowTravel } from '../src/exact/window.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { axesField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solver, Step } from '../src/model.ts'

const one = num(1)

const input = z.strictObject({
  width: sizeField({ about: 'Width W of the input', example: '28' }).default(sym('W')),
  height: sizeField({ about: 'Height H of the input', example: '28' }).default(sym('H')),
  channels: sizeField({ about: 'Channels C of the input', example: '10' }).default(sym('C')),
  kernel: axesField({ about: 'Window size K: n or [rows, cols]', example: '2' }).default([
    sym('K'),
    sym('K'),
  ]),
  stride: axesField({ about: 'Stride S: n or [rows, cols]', example: '2' }).default([sym('S'), sym('S')]),
  padding: axesField({ about: 'Padding on each side: n or [rows, cols]', example: '0' }, 0).default([
    num(0),
    num(0),
  ]),
})
type Input = z.output<typeof input>

const windowsOf = (given: Input): { width: Window; height: Window } => {
  const along = (size: Expression, at: 0 | 1): Window => ({
    size,
    kernel: given.kernel[at],
    stride: given.stride[at],
    padding: given.padding[at],
    dilation: one,
  })
  return { width: along(given.width, 1), height: along(given.height, 0) }
}

const countOf = (window: Window, axis: string): Expression => {
  const { kernel, padding } = window
  // A window wholly inside the padding has no maximum (PyTorch refuses it too).
  if (kernel.kind === 'number' && padding.kind === 'number' && 2n * padding.value.n > kernel.value.n)
    throw new InputError(
      'domain',
      `The padding may be half the window at most, so that every window meets the input; half of ${toUnicode(kernel)} is less than ${toUnicode(padding)}.`,
      { field: 'padding', example: '0' },
    )
  const count = windowCount(window)
  if (count) return count
  const padded = toUnicode(plus(window.size, times(num(2), window.padding)))
  throw new InputError(
    'domain',
    `The window covers ${toUnicode(window.kernel)} entries along the ${axis}, more than the padded input, ${padded}. Use a smaller window or more padding.`,
    { field: 'kernel', example: '1' },
  )
}

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
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
  parameters: {
    symbol: '\\text{parameters}',
    about: 'learnable parameters',
    aliases: ['params', 'weights', 'number of parameters', 'learnable parameters'],
  },
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
}

const quantity = (name: string, value: Exact): Quantity => ({
  name,
  value,
  ...(names[name] ?? { symbol: name, about: name }),
})

const bracketed = (x: Expression): string => (x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x))

/** `a = b`, or `a` alone where the result is written the same way. */
const equated = (left: string, right: string): string => (left === right ? left : `${left} = ${right}`)

const countLatex = ({ size, kernel, stride, padding }: Window): string => {
  const padded =
    toLatex(padding) === '0' ? toLatex(size) : `${toLatex(size)} + 2 \\cdot ${bracketed(padding)}`
  return `\\left\\lfloor \\frac{${padded} - ${bracketed(kernel)}}{${toLatex(stride)}} \\right\\rfloor + 1`
}

const stepsOf = (given: Input, answers: readonly Quantity[]): Step[] => {
  const { width, height } = windowsOf(given)
  const of = (wanted: string): Quantity[] => answers.filter(({ name }) => name === wanted)
  const shown = (name: string): string =>
    of(name)
      .map(({ value }) => toLatex(value))
      .join('')
  return [
    {
      rule: 'output-width',
      says: 'Count the positions of the window along a row.',
      asks: 'How far can the window move along a row, and how many strides fit into that?',
      latex: `W' = ${equated(countLatex(width), shown('out_width'))}`,
      yields: of('out_width'),
    },
    {
      rule: 'output-height',
      says: 'Count the positions along a column.',
      asks: 'And along a column?',
      latex: `H' = ${equated(countLatex(height), shown('out_height'))}`,
      yields: of('out_height'),
    },
    {
      rule: 'channels',
      says: 'Every channel is pooled by itself, so their number stays.',
      asks: 'What happens to the number of channels?',
      latex: `C' = ${shown('out_channels')}`,
      yields: of('out_channels'),
    },
    {
      rule: 'parameters',
      says: 'A maximum or an average has nothing to learn.',
      asks: 'What does a pooling layer have to learn?',
      latex: '\\text{parameters} = 0',
      yields: of('parameters'),
    },
  ]
}

const conventions: readonly Convention[] = [
  {
    name: 'rounding',
    chosen: 'floor',
    says: 'A last window that does not fit is dropped: the quotient is rounded down.',
  },
  {
    name: 'padding',
    chosen: 'each side',
    says: 'Padding is added on each side, so a size grows by twice the padding.',
  },
]

/** A number that is no integer is nobody's size. */
const isSize = ({ value }: Quantity): boolean => value.kind !== 'number' || q.isInteger(value.value)

const alternativesOf = (given: Input): Alternative[] => {
  const { width, height } = windowsOf(given)
  const [across, down] = [over(windowTravel(width), width.stride), over(windowTravel(height), height.stride)]
  const resized = (count: (steps: Expression, window: Window) => Expression): Quantity[] => [
    quantity('out_width', count(across, width)),
    quantity('out_height', count(down, height)),
  ]
  return [
    {
      kind: 'convention',
      says: 'Without the floor, where the stride is taken to divide.',
      answers: resized((steps) => plus(steps, one)).filter(isSize),
    },
    {
      kind: 'convention',
      says: 'With rounding up (ceil mode), which keeps a last window that is only partly covered.',
      answers: resized((steps) => plus(ceiling(steps), one)),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the + 1 is left out: a window that cannot move still has one position.',
      answers: resized(floor),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the size is divided by the stride alone, as if the window had size S.',
      answers: resized((_, w) => floor(over(w.size, w.stride))),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the padding is counted once, not on both sides.',
      answers: resized((_, w) => plus(floor(over(minus(windowTravel(w), w.padding), w.stride)), one)),
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the channels are pooled into one; each is pooled by itself.',
      answers: [quantity('out_channels', one)],
    },
  ]
}

export default {
  title: 'Size of a pooling layer',
  idea: 'Pooling shrinks the picture without learning anything, so that later layers see more of it for less work.',
  input,
  examples: [
    {
      says: 'The general layer',
      input: {},
      answers: {
        out_width: 'floor((W-K)/S)+1',
        out_height: 'floor((H-K)/S)+1',
        out_channels: 'C',
        parameters: '0',
      },
      source: 'Dumoulin & Visin, A guide to convolution arithmetic for deep learning, section 3',
    },
    {
      says: 'Two by two with stride two',
      input: { width: 28, height: 28, channels: 10, kernel: 2, stride: 2 },
      answers: { out_width: '14', out_height: '14', out_channels: '10' },
      source: 'torch.nn.MaxPool2d(2) on a 28×28 input, PyTorch 1.13',
    },
  ],
  solve(given) {
    const { width, height } = windowsOf(given)
    const [across, down] = [countOf(width, 'width'), countOf(height, 'height')]
    const answers = [
      quantity('out_width', across),
      quantity('out_height', down),
      quantity('out_channels', given.channels),
      quantity('parameters', num(0)),
    ]
    return {
      answers,
      steps: stepsOf(given, answers),
      conventions,
      alternatives: distinctAnswers(alternativesOf(given), answers),
      related: [
        quantity('out_shape', { kind: 'shape', sizes: [across, down, given.channels] }),
        quantity('out_shape_rows_first', { kind: 'shape', sizes: [down, across, given.channels] }),
      ],
    }
  },
} satisfies Solver<typeof input>
