import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import {
  isIntegral,
  isNumber,
  isNumberEqual,
  minus,
  num,
  plus,
  power,
  simplify,
  sym,
  times,
} from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { readJson } from '../src/exact/read.ts'
import { ReadError } from '../src/exact/read-error.ts'
import { entriesOf, matrixOf } from '../src/exact/tensor.ts'
import { type Exact, isExpression } from '../src/exact/value.ts'
import { windowSpan } from '../src/exact/window.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { field, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver, Step } from '../src/model.ts'

type Layer = { readonly kernel: Expression; readonly stride: Expression; readonly dilation: Expression }

const one = num(1)
const mostLayers = 1000
/** The formulas of more layers than these fill pages. */
const mostSymbolicLayers = 64

const readSize = (raw: unknown, name: string, least = 1): Expression => {
  const value = readJson(raw)
  const sizes = isExpression(value) ? [value] : value.kind === 'tensor' ? entriesOf(value) : []
  const [first, ...others] = sizes.map(simplify)
  if (!first || others.some((other) => toUnicode(other) !== toUnicode(first)))
    throw new ReadError('domain', `A layer's ${name} must be one number or symbol: one axis at a time.`)
  if (first.kind === 'number' && (!isIntegral(first) || first.value.n < BigInt(least)))
    throw new ReadError(
      'domain',
      `A layer's ${name} must be a whole number of at least ${least}; ${toUnicode(first)} is not.`,
    )
  return first
}

const keys: ReadonlySet<string> = new Set(['kernel', 'stride', 'dilation', 'padding', 'type', 'name'])

const layerOfRecord = (record: object): Layer => {
  const given = new Map<string, unknown>(Object.entries(record))
  const unknown = [...given.keys()].find((key) => !keys.has(key))
  if (unknown !== undefined)
    throw new ReadError('domain', `A layer has kernel, stride and dilation; "${unknown}" is none of them.`)
  if (!given.has('kernel')) throw new ReadError('domain', 'Every layer needs a kernel.')
  // Padding moves the field and does not change its size; it is read only to be refused when wrong.
  if (given.has('padding')) readSize(given.get('padding'), 'padding', 0)
  const kernel = readSize(given.get('kernel'), 'kernel')
  const pools = /pool/i.test(`${given.get('type') ?? given.get('name') ?? ''}`)
  return {
    kernel,
    stride: given.has('stride') ? readSize(given.get('stride'), 'stride') : pools ? kernel : one,
    dilation: given.has('dilation') ? readSize(given.get('dilation'), 'dilation') : one,
  }
}

/** `3`, `3/1`, `3/1/2` (kernel/stride/dilation), with `conv` or `pool` before it if one likes. */
const layerOfText = (text: string): Layer => {
  const [, word = '', rest = ''] = /^\s*(conv|max\s*pool|avg\s*pool|pool)?\s*(.*?)\s*$/i.exec(text) ?? []
  const [kernel, stride, dilation, ...more] = rest.split('/')
  if (!kernel || more.length > 0)
    throw new ReadError(
      'syntax',
      `"${text.trim()}" is no layer; write kernel/stride, such as 3/1, or 3/1/2 with dilation.`,
    )
  return layerOfRecord({
    kernel,
    type: word,
    ...(stride === undefined ? {} : { stride }),
    ...(dilation === undefined ? {} : { dilation }),
  })
}

const layerOf = (raw: unknown): Layer => {
  if (Array.isArray(raw)) return layerOfText(raw.join('/'))
  return typeof raw === 'object' && raw !== null ? layerOfRecord(raw) : layerOfText(String(raw))
}

const readLayers = (raw: unknown): readonly Layer[] => {
  const items = typeof raw === 'string' ? itemsOfText(raw) : raw
  if (!Array.isArray(items)) throw new ReadError('syntax', 'This must be a list of layers.')
  if (items.length === 0) throw new ReadError('domain', 'There must be at least one layer.')
  if (items.length > mostLayers) throw new ReadError('too-large', `There may be ${mostLayers} layers.`)
  return items.map(layerOf)
}

const itemsOfText = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text.split(/\s*(?:,|;|\n|->|→)\s*/).filter((part) => part !== '')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ReadError('syntax', 'This list of layers is no JSON.', { cause })
  }
}

const input = z.strictObject({
  layers: field(
    { about: 'Layers as kernel/stride (or kernel/stride/dilation)', example: '3/1, 3/1, 2/2' },
    readLayers,
  ).optional(),
  kernel: sizeField({ about: 'Kernel size K of every layer', example: '3' }).optional(),
  depth: sizeField({ about: 'Number L of layers, all of stride 1', example: '5' }).optional(),
  start_field: sizeField({ about: 'Receptive field R before these layers', example: 'R' }).default(one),
  start_jump: sizeField({ about: 'Jump J before these layers', example: 'J' }).default(one),
})
type Input = z.output<typeof input>

/** Receptive field and jump after a layer. */
type Row = Layer & { readonly field: Expression; readonly jump: Expression }

/** R' = R + (K_eff − 1)J and J' = SJ (Araujo, Norris & Sim, Computing Receptive Fields of CNNs, Distill 2019). */
const grow = (before: Pick<Row, 'field' | 'jump'>, layer: Layer): Row => {
  const growth = times(plus(windowSpan(layer.kernel, layer.dilation), num(-1)), before.jump)
  return { ...layer, field: plus(before.field, growth), jump: times(before.jump, layer.stride) }
}

const rowsOf = ({ start_field, start_jump }: Input, layers: readonly Layer[]): Row[] => {
  const rows: Row[] = []
  for (const layer of layers) rows.push(grow(rows.at(-1) ?? { field: start_field, jump: start_jump }, layer))
  return rows
}

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
  receptive_field: {
    symbol: 'R',
    about: 'receptive field per side of one output of the last layer',
    aliases: ['receptive field', 'RF', 'R_L', 'r_L', 'receptive field size'],
  },
  jump: {
    symbol: 'J',
    about: 'distance in the input between neighbouring outputs',
    aliases: ['jump', 'effective stride', 'total stride', "J'"],
  },
  table: { symbol: '\\text{table}', about: 'a row a layer: kernel, stride, dilation, receptive field, jump' },
  growth: {
    symbol: "R' - R",
    about: 'by how much the last layer enlarges the receptive field',
    aliases: ['growth', '\\Delta R', 'increase of the receptive field'],
  },
}

const quantity = (name: string, value: Exact): Quantity => ({
  name,
  value,
  ...(names[name] ?? { symbol: name, about: name }),
})

const table = (rows: readonly Row[]): Quantity =>
  quantity('table', matrixOf(rows.map((row) => [row.kernel, row.stride, row.dilation, row.field, row.jump])))

const perSide: Convention = {
  name: 'per side',
  chosen: 'one axis',
  says: 'The receptive field is counted in input entries along one axis.',
}

const conventions: readonly Convention[] = [
  perSide,
  {
    name: 'recursion',
    chosen: 'jump before the layer',
    says: "R' = R + (K_eff − 1)·J with the jump before the layer, K_eff = D(K − 1) + 1; then J' = S·J. Start: R = J = 1, one input entry.",
  },
  {
    name: 'pooling',
    chosen: 'a layer',
    says: 'A pooling layer is a layer like any other; padding changes nothing.',
  },
]

const area = (field: Expression): Alternative => ({
  kind: 'convention',
  says: 'Counted as an area: input entries in both axes together.',
  answers: [quantity('receptive_field', power(field, num(2)))],
})

const misconception = (says: string, field: Expression): Alternative => ({
  kind: 'misconception',
  says: `This is what one gets when ${says}`,
  answers: [quantity('receptive_field', field)],
})

/** Deeper pyramids do not fit a picture. */
const drawnLayers = 12

const figureOf = (rows: readonly Row[]): Figure | undefined => {
  const numbers = rows.every((row) => [row.kernel, row.stride, row.dilation, row.field].every(isNumber))
  return numbers && rows.length <= drawnLayers ? { kind: 'receptive-field', layers: rows } : undefined
}

const solveDepth = (given: Input): Solution => {
  const [kernel, depth] = [given.kernel ?? sym('K'), given.depth ?? sym('L')]
  const { start_field: start, start_jump: jump } = given
  const step = times(plus(kernel, num(-1)), jump)
  const after = (layers: Expression): Expression => plus(times(layers, step), start)
  const layer = { kernel, stride: one, dilation: one }
  const last = { ...layer, field: after(depth), jump }
  // A table of more layers, or a power that large, would say nothing.
  const few = depth.kind === 'number' && depth.value.n <= 64n
  const rows = few ? rowsOf(given, new Array<Layer>(Number(depth.value.n)).fill(layer)) : [last]
  const answers = [quantity('receptive_field', last.field), quantity('jump', jump), table(rows)]
  const general = plus(times(sym('L'), step), start)
  const alternatives = [
    misconception(
      'the first layer is not counted: it already sees K entries, so there are L steps of K − 1.',
      after(plus(depth, num(-1))),
    ),
    misconception('kernel sizes are added: neighbouring windows overlap.', times(kernel, depth)),
    misconception('the starting entry is forgotten.', times(depth, step)),
    ...(few || depth.kind !== 'number'
      ? [misconception('the field is multiplied by K at each layer.', power(kernel, depth))]
      : []),
    area(last.field),
  ]
  return {
    answers,
    steps: depthSteps(kernel, depth, step, last.field, start),
    conventions: [
      perSide,
      { name: 'stride', chosen: '1', says: 'All layers have stride 1, no dilation and the same kernel.' },
    ],
    alternatives: distinctAnswers(alternatives, answers),
    figure: few ? figureOf(rows) : undefined,
    related: [
      { ...quantity('receptive_field', general), name: 'receptive_field_general' },
      { ...quantity('receptive_field', kernel), name: 'R_1', symbol: 'R_1', aliases: ['R_1', 'r_1'] },
      quantity('growth', step),
    ],
  }
}

const bracketed = (x: Expression): string => (x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x))

const depthSteps = (
  kernel: Expression,
  depth: Expression,
  step: Expression,
  field: Expression,
  start: Expression,
): Step[] => [
  {
    rule: 'first-layer',
    says: 'An output of the first layer sees one window: the starting entry and K − 1 more.',
    asks: 'How many entries does one output of the first layer see?',
    latex: `R_1 = ${toLatex(start)} + ${bracketed(step)} = ${toLatex(plus(start, step))}`,
  },
  {
    rule: 'next-layer',
    says: 'Each further layer sees K neighbouring outputs below, which overlap: K − 1 entries more.',
    asks: 'By how much does each further layer enlarge that?',
    latex: `R_{l} = R_{l-1} + \\left(${toLatex(kernel)} - 1\\right)`,
    yields: [quantity('growth', step)],
  },
  {
    rule: 'all-layers',
    says: 'So after all layers that growth has come as often as there are layers.',
    asks: 'How much is that after all layers?',
    latex: `R = ${toLatex(start)} + ${bracketed(depth)} \\cdot ${bracketed(step)} = ${toLatex(field)}`,
    yields: [quantity('receptive_field', field)],
  },
]

const shownLayers = 12

const layerSteps = (given: Input, rows: readonly Row[], answers: readonly Quantity[]): Step[] => {
  const before = (at: number): Pick<Row, 'field' | 'jump'> =>
    rows[at - 1] ?? { field: given.start_field, jump: given.start_jump }
  const shown = rows.slice(0, shownLayers).map((row, at): Step => {
    const { field: r, jump: j } = before(at)
    const span = windowSpan(row.kernel, row.dilation)
    const mark = at + 1
    return {
      rule: `layer-${mark}`,
      says: `Layer ${mark}: window ${toUnicode(span)}, stride ${toUnicode(row.stride)}.`,
      asks: `What are the receptive field and the jump after layer ${mark}?`,
      latex: `R_{${mark}} = ${toLatex(r)} + \\left(${toLatex(span)} - 1\\right) \\cdot ${bracketed(j)} = ${toLatex(row.field)},\\quad J_{${mark}} = ${bracketed(row.stride)} \\cdot ${bracketed(j)} = ${toLatex(row.jump)}`,
      yields: layerQuantities(row, mark),
    }
  })
  return [
    {
      rule: 'recursion',
      says: 'A layer adds K_eff − 1 jumps to the field; its stride multiplies the jump for the layers after it.',
      asks: 'How do receptive field and jump change from one layer to the next?',
      latex: "R' = R + (K_{\\text{eff}} - 1) J,\\quad J' = S J",
    },
    ...shown,
    {
      rule: 'result',
      says:
        rows.length > shownLayers
          ? `And so on through layer ${rows.length}.`
          : 'The last layer has the answer.',
      asks: 'What are they after the last layer?',
      latex: `R = ${toLatex(rows.at(-1)?.field ?? one)},\\quad J = ${toLatex(rows.at(-1)?.jump ?? one)}`,
      yields: answers.filter(({ name }) => name !== 'table'),
    },
  ]
}

const layerQuantities = (row: Row, mark: number): Quantity[] => [
  {
    name: `R_${mark}`,
    symbol: `R_{${mark}}`,
    value: row.field,
    about: `receptive field after layer ${mark}`,
    aliases: [`r_${mark}`, `RF_${mark}`],
  },
  {
    name: `J_${mark}`,
    symbol: `J_{${mark}}`,
    value: row.jump,
    about: `jump after layer ${mark}`,
    aliases: [`j_${mark}`],
  },
]

const layerAlternatives = (
  given: Input,
  layers: readonly Layer[],
  rows: readonly Row[],
  field: Expression,
): Alternative[] => {
  const start = given.start_field
  const total = (part: (layer: Layer) => Expression): Expression => plus(start, ...layers.map(part))
  const ends = (changed: readonly Layer[]): Expression => rowsOf(given, changed).at(-1)?.field ?? start
  const shrinks = ({ kernel, stride }: Layer): boolean =>
    toUnicode(kernel) === toUnicode(stride) && !isNumberEqual(kernel, 1)
  let doubled = { field: start, jump: given.start_jump }
  for (const layer of layers) {
    const next = grow(doubled, layer)
    doubled = shrinks(layer) ? { ...next, field: times(layer.stride, doubled.field) } : next
  }
  return [
    misconception(
      'pooling is said to multiply the receptive field by its stride: it adds K − 1 jumps, and the jump is what doubles.',
      doubled.field,
    ),
    misconception(
      'the strides are ignored.',
      total(({ kernel, dilation }) => plus(windowSpan(kernel, dilation), num(-1))),
    ),
    misconception(
      'a layer’s own stride is counted in its own growth; it takes effect only after the layer.',
      plus(start, ...rows.map((row) => times(plus(windowSpan(row.kernel, row.dilation), num(-1)), row.jump))),
    ),
    misconception('the dilation is ignored.', ends(layers.map((layer) => ({ ...layer, dilation: one })))),
    misconception('the last layer is left out.', ends(layers.slice(0, -1))),
    misconception(
      'kernel sizes are added: neighbouring windows overlap.',
      minus(
        total(({ kernel }) => kernel),
        start,
      ),
    ),
    area(field),
  ]
}

const isNumeric = ({ kernel, stride, dilation }: Layer): boolean =>
  [kernel, stride, dilation].every(({ kind }) => kind === 'number')

const solveLayers = (given: Input, layers: readonly Layer[]): Solution => {
  if (layers.length > mostSymbolicLayers && !layers.every(isNumeric))
    throw new InputError(
      'too-large',
      `With symbols there may be ${mostSymbolicLayers} layers; there are ${layers.length}.`,
      {
        field: 'layers',
        example: '3/1, 3/1, 2/2',
      },
    )
  const rows = rowsOf(given, layers)
  const last = rows.at(-1) ?? { ...layers[0], field: given.start_field, jump: given.start_jump }
  const answers = [quantity('receptive_field', last.field), quantity('jump', last.jump), table(rows)]
  const before = rows.at(-2)?.field ?? given.start_field
  return {
    answers,
    steps: layerSteps(given, rows, answers),
    conventions,
    alternatives: distinctAnswers(layerAlternatives(given, layers, rows, last.field), answers),
    related: [
      quantity('growth', minus(last.field, before)),
      ...rows.slice(0, 64).flatMap((row, at) => layerQuantities(row, at + 1)),
    ],
    figure: figureOf(rows),
  }
}

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
    const other = given.kernel ? 'kernel' : 'depth'
    if (given.layers && (given.kernel || given.depth))
      throw new InputError(
        'domain',
        `Give either layers or kernel and depth: "${other}" contradicts "layers".`,
        {
          field: other,
          example: '3/1, 3/1, 2/2',
        },
      )
    return given.layers ? solveLayers(given, given.layers) : solveDepth(given)
  },
} satisfies Solver<typeof input>
