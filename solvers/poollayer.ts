import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { floor, num, over, sym } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Window } from '../src/exact/window.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { axesField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solver, Step } from '../src/model.ts'
import { misconception } from '../src/topics/alternative.ts'
import {
  outputNames,
  outputShapes,
  positionsAlong,
  resized,
  sizeAlternatives,
  type Windows,
  windowsOf,
} from '../src/topics/output-size.ts'
import { named, quantitiesOf } from '../src/topics/quantity.ts'
import { bracketed, equated, positionsLatex } from '../src/topics/step-latex.ts'

const input = z.strictObject({
  width: sizeField({
    about: 'Width W of the input',
    example: '28',
    meaning: { symbol: 'W', kind: 'length', mayBe: ['height'] },
  }).default(sym('W')),
  height: sizeField({
    about: 'Height H of the input',
    example: '28',
    meaning: { symbol: 'H', kind: 'length', mayBe: ['width'] },
  }).default(sym('H')),
  channels: sizeField({
    about: 'Channels C of the input',
    example: '10',
    meaning: { symbol: 'C', kind: 'count', mayBe: ['filters'] },
  }).default(sym('C')),
  kernel: axesField({
    about: 'Window size K: n or [rows, cols]',
    example: '2',
    meaning: { symbol: 'K', kind: 'length' },
  }).default([sym('K'), sym('K')]),
  stride: axesField({
    about: 'Stride S: n or [rows, cols]',
    example: '2',
    meaning: { symbol: 'S', kind: 'length', mayBe: ['kernel'] },
  }).default([sym('S'), sym('S')]),
  padding: axesField(
    { about: 'Padding on each side: n or [rows, cols]', example: '0', meaning: { kind: 'length' } },
    0,
  ).default([num(0), num(0)]),
})

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
    const windows = windowsOf(given)
    const [across, down] = [poolAlong(windows, 'width'), poolAlong(windows, 'height')]
    const answers = [
      quantity('out_width', across),
      quantity('out_height', down),
      quantity('out_channels', given.channels),
      quantity('parameters', num(0)),
    ]
    return {
      answers,
      steps: stepsOf(windows, answers),
      conventions,
      alternatives: distinctAnswers(alternativesOf(windows), answers),
      arrays: new Map([['input', [given.width, given.height, given.channels]]]),
      get related() {
        return outputShapes(across, down, given.channels)
      },
    }
  },
} satisfies Solver<typeof input>

const quantity = quantitiesOf({
  ...outputNames,
  parameters: {
    symbol: '\\text{parameters}',
    about: 'learnable parameters',
    aliases: ['params', 'weights', 'number of parameters', 'learnable parameters'],
  },
})

/** Positions along an axis, each of which must meet the input. */
const poolAlong = (windows: Windows, axis: keyof Windows) => {
  const { kernel, padding } = windows[axis]
  // A window wholly inside the padding has no maximum (PyTorch refuses it too).
  if (kernel.kind === 'number' && padding.kind === 'number' && 2n * padding.value.n > kernel.value.n)
    throw new InputError(
      'domain',
      `The padding may be half the window at most, so that every window meets the input; half of ${toUnicode(kernel)} is less than ${toUnicode(padding)}.`,
      { field: 'padding', example: '0' },
    )
  return positionsAlong(windows, axis, 'window')
}

const countLatex = ({ size, kernel, stride, padding }: Window): string => {
  const padded =
    toLatex(padding) === '0' ? toLatex(size) : `${toLatex(size)} + 2 \\cdot ${bracketed(padding)}`
  return positionsLatex(padded, bracketed(kernel), toLatex(stride))
}

const stepsOf = ({ width, height }: Windows, answers: readonly Quantity[]): Step[] => {
  const shown = (name: string): string =>
    named(answers, name)
      .map(({ value }) => toLatex(value))
      .join('')
  return [
    {
      rule: 'output-width',
      says: 'Count the positions of the window along a row.',
      asks: 'How far can the window move along a row, and how many strides fit into that?',
      latex: `W' = ${equated(countLatex(width), shown('out_width'))}`,
      yields: named(answers, 'out_width'),
    },
    {
      rule: 'output-height',
      says: 'Count the positions along a column.',
      asks: 'And along a column?',
      latex: `H' = ${equated(countLatex(height), shown('out_height'))}`,
      yields: named(answers, 'out_height'),
    },
    {
      rule: 'channels',
      says: 'Every channel is pooled by itself, so their number stays.',
      asks: 'What happens to the number of channels?',
      latex: `C' = ${shown('out_channels')}`,
      yields: named(answers, 'out_channels'),
    },
    {
      rule: 'parameters',
      says: 'A maximum or an average has nothing to learn.',
      asks: 'What does a pooling layer have to learn?',
      latex: '\\text{parameters} = 0',
      yields: named(answers, 'parameters'),
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

const alternativesOf = (windows: Windows): Alternative[] => {
  const sizes = sizeAlternatives(windows)
  const { width, height } = windows
  return [
    sizes['not rounded'],
    sizes['rounded up'],
    sizes['no plus one'],
    misconception(
      'when the size is divided by the stride alone, as if the window had size S.',
      ...resized([over(width.size, width.stride), over(height.size, height.stride)], floor),
    ),
    sizes['padding once'],
    misconception(
      'when the channels are pooled into one; each is pooled by itself.',
      quantity('out_channels', num(1)),
    ),
  ]
}
