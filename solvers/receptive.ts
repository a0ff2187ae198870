import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { isNumber, isNumberEqual, num, plus, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import {
  type LayerReach,
  lastGrowth,
  type Reach,
  reachOf,
  type WindowLayer,
} from '../src/exact/receptive-field.ts'
import { readWindowLayers } from '../src/exact/window-notation.ts'
import { toUnicode } from '../src/exact/write/write.ts'
import { field, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver } from '../src/model.ts'
import {
  equalLayersAlternatives,
  equalLayersRelated,
  equalLayersSteps,
  fieldAfter,
  type Stack,
} from '../src/topics/receptive-field/equal-layers.ts'
import {
  layerQuantities,
  listedLayersAlternatives,
  listedLayersSteps,
} from '../src/topics/receptive-field/listed-layers.ts'
import { quantity, table } from '../src/topics/receptive-field/words.ts'

const input = z.strictObject({
  layers: field(
    { about: 'Layers as kernel/stride (or kernel/stride/dilation)', example: '3/1, 3/1, 2/2' },
    readWindowLayers,
  ).optional(),
  kernel: sizeField({
    about: 'Kernel size K of every layer',
    example: '3',
    meaning: { symbol: 'K', kind: 'length' },
  }).optional(),
  depth: sizeField({
    about: 'Number L of layers, all of stride 1',
    example: '5',
    meaning: { symbol: 'L', kind: 'count' },
  }).optional(),
  start_field: sizeField({
    about: 'Receptive field R before these layers',
    example: 'R',
    meaning: { kind: 'length', mayBe: ['kernel', 'depth'] },
  }).default(num(1)),
  start_jump: sizeField({
    about: 'Jump J before these layers',
    example: 'J',
    meaning: { kind: 'length', mayBe: ['kernel', 'depth'] },
  }).default(num(1)),
})

export default {
  title: 'Receptive field',
  idea: 'How much of the input can one output know about? Depth adds to it slowly; every stride makes all later layers count for more.',
  input,
  examples: [
    {
      says: 'L layers with kernel K',
      input: {},
      answers: { receptive_field: 'L*(K-1)+1', jump: '1' },
      source:
        'Araujo, Norris & Sim, Computing Receptive Fields of Convolutional Neural Networks (Distill, 2019)',
    },
    {
      says: 'Two convolutions and a pooling layer',
      input: { layers: '3/1, 2/2, 3/1' },
      answers: { receptive_field: '8', jump: '2' },
      source: 'support of the gradient of one output of that stack, PyTorch 1.13',
    },
  ],
  solve(given) {
    if (!given.layers) return solveEqualLayers(given)
    const other = given.kernel ? 'kernel' : given.depth ? 'depth' : undefined
    if (other)
      throw new InputError(
        'domain',
        `Give either layers or kernel and depth: "${other}" contradicts "layers".`,
        { field: other, example: '3/1, 3/1, 2/2' },
      )
    return solveListedLayers(given, given.layers)
  },
} satisfies Solver<typeof input>

type Input = z.output<typeof input>

const startOf = ({ start_field, start_jump }: Input): Reach => ({ field: start_field, jump: start_jump })

/** Where the start is R or J itself, what the layers make of it is R' or J'. */
const namedFrom = ({ field, jump }: Reach): ((one: Quantity) => Quantity) =>
  isNumber(field) && isNumber(jump)
    ? (one) => one
    : (one) => ({ ...one, symbol: `${one.symbol}'`, aliases: [one.symbol, ...(one.aliases ?? [])] })

const answersOf = (start: Reach, { field, jump }: Reach, rows: readonly LayerReach[]): Quantity[] => [
  ...[quantity('receptive_field', field), quantity('jump', jump)].map(namedFrom(start)),
  table(rows),
]

const slipsFrom = (start: Reach, slips: readonly Alternative[]): Alternative[] =>
  slips.map((slip) => ({ ...slip, answers: slip.answers.map(namedFrom(start)) }))

/** The formulas or the table of more layers than these fill pages. */
const mostWrittenLayers = 64n

const solveEqualLayers = (given: Input): Solution => {
  const { kernel = sym('K'), depth = sym('L'), start_jump: jump } = given
  const stack: Stack = {
    kernel,
    depth,
    growth: times(plus(kernel, num(-1)), jump),
    start: given.start_field,
  }
  const layer = { kernel, stride: num(1), dilation: num(1) }
  const last = { ...layer, field: fieldAfter(depth, stack), jump }
  const start = startOf(given)
  const few = isNumber(depth) && depth.value.n <= mostWrittenLayers
  const rows = few ? reachOf(start, new Array<WindowLayer>(Number(depth.value.n)).fill(layer)) : [last]
  const answers = answersOf(start, last, rows)
  const [field = quantity('receptive_field', last.field)] = answers
  return {
    answers,
    steps: equalLayersSteps(stack, field),
    conventions: [perSide, plainLayers, columns],
    alternatives: distinctAnswers(
      slipsFrom(start, equalLayersAlternatives(stack, last.field, few || !isNumber(depth))),
      answers,
    ),
    get related() {
      return equalLayersRelated(stack)
    },
    get figure() {
      return few ? figureOf(rows) : undefined
    },
  }
}

const solveListedLayers = (given: Input, layers: readonly WindowLayer[]): Solution => {
  if (layers.length > mostWrittenLayers && !layers.every(isNumeric))
    throw new InputError(
      'too-large',
      `With symbols there may be ${mostWrittenLayers} layers; there are ${layers.length}.`,
      { field: 'layers', example: '3/1, 3/1, 2/2' },
    )
  checkDigits(layers)
  const start = startOf(given)
  const rows = reachOf(start, layers)
  const answers = answersOf(start, rows.at(-1) ?? start, rows)
  return {
    answers,
    steps: listedLayersSteps(start, rows, answers),
    conventions: [perSide, recursionFrom(start), pooling, columns],
    alternatives: distinctAnswers(slipsFrom(start, listedLayersAlternatives(start, layers, rows)), answers),
    get related() {
      return [
        quantity('growth', lastGrowth(start, rows)),
        ...rows.slice(0, Number(mostWrittenLayers)).flatMap((row, at) => layerQuantities(row, at + 1)),
      ]
    },
    get figure() {
      return figureOf(rows)
    },
  }
}

/** Longer numbers, one a layer, fill pages. */
const mostDigits = 1000

/** The jump is the product of the strides. */
const checkDigits = (layers: readonly WindowLayer[]): void => {
  const digits = layers.reduce(
    (sum, { stride }) => sum + (isNumber(stride) ? `${stride.value.n}`.length - 1 : 0),
    0,
  )
  if (digits > mostDigits)
    throw new InputError(
      'too-large',
      `The jump would have more than ${digits} digits; at most ${mostDigits} are written out. Use smaller strides or fewer layers.`,
      { field: 'layers', example: '3/1, 3/1, 2/2' },
    )
}

const isNumeric = ({ kernel, stride, dilation }: WindowLayer): boolean =>
  [kernel, stride, dilation].every(isNumber)

const perSide: Convention = {
  name: 'per side',
  chosen: 'one axis',
  says: 'The receptive field is counted in input entries along one axis.',
}
const plainLayers: Convention = {
  name: 'stride',
  chosen: '1',
  says: 'All layers have stride 1, no dilation and the same kernel.',
}
const recursionFrom = ({ field, jump }: Reach): Convention => {
  const isInput = isNumberEqual(field, 1) && isNumberEqual(jump, 1)
  const start = isInput ? 'R = J = 1, one input entry' : `field ${toUnicode(field)}, jump ${toUnicode(jump)}`
  return {
    name: 'recursion',
    chosen: 'jump before the layer',
    says: `R' = R + (K_eff − 1)·J with the jump before the layer, K_eff = D(K − 1) + 1; then J' = S·J. Start: ${start}.`,
  }
}
const columns: Convention = {
  name: 'table',
  chosen: 'one row a layer',
  says: 'The columns of the table are kernel K, stride S, dilation D, receptive field R and jump J, after each layer.',
}
const pooling: Convention = {
  name: 'pooling',
  chosen: 'a layer',
  says: 'A pooling layer is a layer like any other; padding changes nothing.',
}

/** Deeper pyramids do not fit a picture. */
const drawnLayers = 12

const figureOf = (rows: readonly LayerReach[]): Figure | undefined => {
  const numbers = rows.every((row) => [row.kernel, row.stride, row.dilation, row.field].every(isNumber))
  return numbers && rows.length <= drawnLayers ? { kind: 'receptive-field', layers: rows } : undefined
}
