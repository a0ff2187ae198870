import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { call, indexed, minus, num, over, plus, power, sym, times } from '../src/exact/algebra.ts'
import { type Pair, tapsOf } from '../src/exact/correlate.ts'
import {
  inputGradient,
  type LayerGeometry,
  weightGradient,
  weightProblem,
} from '../src/exact/correlation-gradient.ts'
import {
  doubleSum,
  h,
  i,
  j,
  l,
  metBy,
  n,
  outputSize,
  type Sums,
  sumsOf,
} from '../src/exact/correlation-sums.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import * as q from '../src/exact/rational.ts'
import { flip, reshape } from '../src/exact/reshape.ts'
import { entriesOf, entryAt, rationalsOf, sizeOf, tensor } from '../src/exact/tensor.ts'
import type { Exact, Tensor } from '../src/exact/value.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { axesField, choiceField, countField, scalarField, tensorField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solution, Solver, Step } from '../src/model.ts'

const one = num(1)
const ranks = [1, 2, 3, 4]

const input = z.strictObject({
  x: tensorField(
    { about: 'Input of the layer: a vector, a matrix, or C×H×W', example: '1 2 3; 4 5 6; 7 8 9' },
    ranks,
  ).optional(),
  kernel: tensorField(
    { about: 'Kernel w of the layer, as in /conv', example: '1 0; 0 -1' },
    ranks,
  ).optional(),
  dy: tensorField({ about: 'Gradient of the output, of its shape', example: '1 2; 3 4' }, ranks).optional(),
  rate: scalarField({ about: 'Learning rate η', example: '1/10' }).default(sym('eta', 'positive')),
  stride: axesField({ about: 'Stride of the layer: n or [rows, cols]', example: '1' }).default([one, one]),
  padding: axesField({ about: 'Zeros on each side: n or [rows, cols]', example: '0' }, 0).default([
    num(0),
    num(0),
  ]),
  dilation: axesField({ about: 'Distance of kernel entries: n or [rows, cols]', example: '1' }).default([
    one,
    one,
  ]),
  groups: countField({ about: 'Groups of channels', example: '1' }, 1, 4096).default(1),
  operation: choiceField(
    { about: 'Whether the layer flips its kernel (convolution) or not', example: 'correlation' },
    ['correlation', 'convolution'],
  ).default('correlation'),
})
type Input = z.output<typeof input>

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
  dw: {
    symbol: 'dw',
    about: 'gradient of the kernel',
    aliases: [
      'dW',
      'd\\mathbf{w}',
      'dw_{h,l}',
      '\\frac{\\partial \\mathcal{L}}{\\partial w_{h,l}}',
      '\\frac{\\partial L}{\\partial w_{h,l}}',
      '\\nabla_w L',
      'weight gradient',
    ],
  },
  dx: {
    symbol: 'dx',
    about: 'gradient of the input',
    aliases: [
      'dX',
      'd\\mathbf{x}',
      'dx_{i,j}',
      '\\frac{\\partial \\mathcal{L}}{\\partial x_{i,j}}',
      '\\frac{\\partial L}{\\partial x_{i,j}}',
      'input gradient',
    ],
  },
  w_new: {
    symbol: 'w_{\\text{new}}',
    about: 'kernel after one step of gradient descent',
    aliases: ["w'", '\\mathbf{w}_{new}', 'w_{new}', 'W_{\\text{new}}', 'w^{+}', 'w^{(t+1)}', 'w_{t+1}'],
  },
  m: { symbol: 'm', about: 'rows and columns of the output', aliases: ['m'] },
  db: { symbol: 'db', about: 'gradient of the bias', aliases: ['db', '\\frac{\\partial L}{\\partial b}'] },
}

const quantity = (name: string, value: Exact, symbol?: string): Quantity => {
  const known = names[name] ?? { symbol: name, about: name }
  return { name, value, ...known, ...(symbol === undefined ? {} : { symbol }) }
}

/** How the arrays are written: a 1-D signal or a picture, with channels or without, in a batch of one or not. */
type Form = { readonly signal: boolean; readonly channels: boolean; readonly batch: boolean }

const formOf = ({ x, kernel, dy }: Input): Form => {
  const [input_, filter, output] = [x?.shape.length, kernel?.shape.length, dy?.shape.length]
  const rank = input_ ?? output ?? filter ?? 2
  const batch = rank === 4 || (rank === 3 && filter === 3)
  const plain = batch ? rank - 1 : rank
  const channels = filter === undefined ? plain === 3 : filter === plain + 1
  if (filter !== undefined && filter !== plain + (channels ? 1 : 0))
    throw new InputError(
      'domain',
      `The kernel has ${filter} axes and ${x ? 'x' : 'dy'} has ${rank}. It must have as many, or one more (filters × channels × kernel) with channels.`,
      { field: 'kernel', example: '1 0; 0 -1' },
    )
  if (!channels && plain > 2)
    throw new InputError('domain', 'With channels the kernel is filters × channels × rows × columns.', {
      field: 'kernel',
    })
  const axesOfDy = plain + (batch ? 1 : 0)
  if (output !== undefined && output !== axesOfDy)
    throw new InputError(
      'domain',
      `dy has ${output} axes; like ${x ? 'x' : 'the output'} it must have ${axesOfDy}.`,
      { field: 'dy', example: '1 2; 3 4' },
    )
  return { signal: plain - (channels ? 1 : 0) === 1, channels, batch }
}

/** C×H×W of an input or output in any form. */
const asChannels = (value: Tensor, { signal, channels, batch }: Form, field: string): Tensor => {
  const shape = batch ? value.shape.slice(1) : value.shape
  if (batch && value.shape[0] !== 1)
    throw new InputError('domain', 'One image at a time: the first axis (the batch) must be 1.', { field })
  const [first = 1, ...rest] = channels ? shape : [1, ...shape]
  return reshape(value, [first, ...(signal ? [1] : []), ...rest])
}

/** F×C×K×K of a kernel in any form. */
const asFilters = (value: Tensor, { signal, channels }: Form): Tensor => {
  const [filters = 1, depth = 1, ...rest] = channels ? value.shape : [1, 1, ...value.shape]
  return reshape(value, [filters, depth, ...(signal ? [1] : []), ...rest])
}

const shapeLike = (
  shape: readonly number[],
  { signal, channels, batch }: Form,
  lead: number,
): readonly number[] => {
  const [kept, rest] = [shape.slice(0, lead), shape.slice(signal ? lead + 1 : lead)]
  const plain = channels ? [...kept, ...rest] : rest
  return batch && lead === 1 ? [1, ...plain] : plain
}

type Layout = {
  readonly form: Form
  readonly layer: LayerGeometry
  readonly x: Tensor | undefined
  readonly kernel: Tensor | undefined
  readonly dy: Tensor
}

const numbersOf = (
  [rows, columns]: readonly [Expression, Expression],
  field: string,
  signal: boolean,
): Pair => {
  const read = (size: Expression): number => {
    if (size.kind !== 'number')
      throw new InputError('domain', `With dy given this must be a number; it is ${toUnicode(size)}.`, {
        field,
        example: '1',
      })
    if (size.value.n > 4096n)
      throw new InputError('too-large', 'This must be at most 4096.', { field, example: '1' })
    return Number(size.value.n)
  }
  return [signal ? (field === 'padding' ? 0 : 1) : read(rows), read(columns)]
}

/** Kernel sizes K that give `outputs` positions on an input of `size`; the gradient alone does not say which. */
const sizesThatFit = (
  size: number,
  outputs: number,
  stride: number,
  padding: number,
  dilation: number,
): number[] => {
  const travel = size + 2 * padding - 1
  const [most, least] = [(travel - stride * (outputs - 1)) / dilation, (travel - stride * outputs) / dilation]
  const fitting: number[] = []
  for (let k = Math.floor(most) + 1; k >= 1 && k - 1 > least && fitting.length < 2; k--) fitting.push(k)
  return fitting
}

const layOut = (given: Input, dy: Tensor): Layout => {
  const form = formOf(given)
  const geometry = {
    stride: numbersOf(given.stride, 'stride', form.signal),
    padding: numbersOf(given.padding, 'padding', form.signal),
    dilation: numbersOf(given.dilation, 'dilation', form.signal),
    groups: given.groups,
  }
  const x = given.x && asChannels(given.x, form, 'x')
  const kernel = given.kernel && asFilters(given.kernel, form)
  const upstream = asChannels(dy, form, 'dy')
  const [outChannels = 1, ...outputs] = upstream.shape
  const along = (at: 0 | 1): { size: number; window: number } => {
    const [stride, padding, dilation] = [geometry.stride[at], geometry.padding[at], geometry.dilation[at]]
    const [size, window, output] = [x?.shape[at + 1], kernel?.shape[at + 2], outputs[at] ?? 1]
    if (size !== undefined && window !== undefined) return { size, window }
    if (size !== undefined) return { size, window: impliedKernel(size, output, stride, padding, dilation) }
    if (stride > 1)
      throw new InputError(
        'domain',
        'With a stride the size of x does not follow from dy and kernel. Give x.',
        { field: 'x', example: '1 2 3; 4 5 6; 7 8 9' },
      )
    return { size: output - 1 + dilation * ((window ?? 1) - 1) + 1 - 2 * padding, window: window ?? 1 }
  }
  const [down, across] = [along(0), along(1)]
  const channels = x?.shape[0] ?? (kernel?.shape[1] ?? 1) * given.groups
  checkGroups(given.groups, channels, outChannels)
  const layer: LayerGeometry = {
    ...geometry,
    input: [channels, down.size, across.size],
    kernel: [
      kernel?.shape[0] ?? outChannels,
      kernel?.shape[1] ?? channels / given.groups,
      down.window,
      across.window,
    ],
  }
  checkSizes(layer, upstream, form)
  return { form, layer, x, kernel, dy: upstream }
}

const impliedKernel = (
  size: number,
  output: number,
  stride: number,
  padding: number,
  dilation: number,
): number => {
  const [window, other] = sizesThatFit(size, output, stride, padding, dilation)
  if (window === undefined)
    throw new InputError('domain', `No kernel turns ${size} entries into the ${output} of dy.`, {
      field: 'dy',
      example: '1 2; 3 4',
    })
  if (other !== undefined)
    throw new InputError(
      'domain',
      `Kernels of size ${other} and ${window} both fit x and dy. Give the kernel; for dw alone any values of its size do.`,
      { field: 'kernel', example: '0 0; 0 0' },
    )
  return window
}

const checkGroups = (groups: number, channels: number, filters: number): void => {
  if (channels % groups !== 0 || filters % groups !== 0)
    throw new InputError(
      'domain',
      `${groups} groups must divide both the ${channels} channels and the ${filters} filters.`,
      { field: 'groups', example: '1' },
    )
}

const checkSizes = (
  { input: [channels, ...size], kernel: [filters, perGroup, ...window], ...layer }: LayerGeometry,
  dy: Tensor,
  form: Form,
): void => {
  const want = size.map((n, at) => {
    const span = (layer.dilation[at] ?? 1) * ((window[at] ?? 1) - 1) + 1
    const travel = n + 2 * (layer.padding[at] ?? 0) - span
    if (travel < 0 || n < 1)
      throw new InputError(
        'domain',
        `The kernel covers ${span} entries, more than the padded input, ${n + 2 * (layer.padding[at] ?? 0)}.`,
        { field: 'kernel', example: '1 0; 0 -1' },
      )
    return Math.floor(travel / (layer.stride[at] ?? 1)) + 1
  })
  if (perGroup * layer.groups !== channels)
    throw new InputError(
      'domain',
      `Each filter has ${perGroup} channels; the input has ${channels} in ${layer.groups} group(s), so it must have ${channels / layer.groups}.`,
      { field: 'kernel' },
    )
  const found = dy.shape
  if ([filters, ...want].join() !== found.join()) {
    const shown = (shape: readonly number[]): string =>
      shapeLike(shape, { ...form, batch: false }, 1).join('×')
    throw new InputError(
      'domain',
      `The output of this layer is ${shown([filters, ...want])}, so dy must be too; it is ${shown(found)}.`,
      { field: 'dy' },
    )
  }
}

type Gradients = { readonly dw?: Tensor; readonly dx?: Tensor }

const gradientsOf = ({ form, layer, x, kernel, dy }: Layout, flipped: boolean): Gradients => {
  const turned = (value: Tensor): Tensor => (flipped ? flip(value, true, true) : value)
  const dw = x && turned(weightGradient(x, dy, layer))
  const dx = kernel && inputGradient(turned(kernel), dy, layer)
  return {
    ...(dw ? { dw: reshape(dw, shapeLike(dw.shape, form, 2)) } : {}),
    ...(dx ? { dx: reshape(dx, shapeLike(dx.shape, form, 1)) } : {}),
  }
}

const stepped = (kernel: Tensor, dw: Tensor, rate: Expression): Tensor =>
  tensor(
    kernel.shape,
    entriesOf(kernel).map((w, at) => minus(w, times(rate, entryAt(dw, at)))),
  )

const mostAlternatives = 4096

const numericAlternatives = (given: Input, layout: Layout, { dw }: Gradients): Alternative[] => {
  const { kernel, rate } = given
  if (sizeOf(layout.dy.shape) * sizeOf(layout.layer.kernel) > mostAlternatives * 16) return []
  const other = gradientsOf(layout, given.operation === 'correlation')
  const found: Alternative[] = [
    {
      kind: 'convention',
      says:
        given.operation === 'correlation'
          ? 'For a layer that flips its kernel (true convolution).'
          : 'For a layer that does not flip its kernel (correlation).',
      answers: [
        ...(other.dw ? [quantity('dw', other.dw)] : []),
        ...(other.dx ? [quantity('dx', other.dx)] : []),
        ...(other.dw && kernel ? [quantity('w_new', stepped(kernel, other.dw, rate))] : []),
      ],
    },
  ]
  if (dw && kernel)
    found.push(
      {
        kind: 'misconception',
        says: 'This is what one gets when the gradient is added: that climbs, and descent subtracts.',
        answers: [quantity('w_new', stepped(kernel, dw, minus(rate)))],
      },
      {
        kind: 'misconception',
        says: 'This is what one gets when the learning rate is forgotten.',
        answers: [quantity('w_new', stepped(kernel, dw, one))],
      },
    )
  const [, rows = 1, columns = 1] = layout.dy.shape
  if (dw)
    found.push({
      kind: 'misconception',
      says: 'This is what one gets when the gradient is averaged over the positions: a shared weight collects the sum.',
      answers: [
        quantity(
          'dw',
          tensor(
            dw.shape,
            entriesOf(dw).map((entry) => over(entry, num(rows * columns))),
          ),
        ),
      ],
    })
  return found
}

/** Sums of dy, a filter at a time; of symbols only where there are few. */
const biasGradient = ({ dy, form }: Layout): Quantity[] => {
  const [filters = 1, rows = 1, columns = 1] = dy.shape
  const plane = rows * columns
  const numbers = rationalsOf(dy)
  if (!numbers && plane > 4096) return []
  const sumOf = (f: number): Expression =>
    numbers
      ? num(numbers.slice(f * plane, (f + 1) * plane).reduce(q.add, q.zero))
      : plus(...Array.from({ length: plane }, (_, at) => entryAt(dy, f * plane + at)))
  const sums = Array.from({ length: filters }, (_, f) => sumOf(f))
  return [quantity('db', form.channels ? tensor([filters], sums) : (sums[0] ?? num(0)))]
}

const conventions = (given: Input, symbolic: boolean): Convention[] => {
  const flips = given.operation === 'convolution'
  const plain =
    toUnicode(metBy(given, 0, i, h)) === 'i + h − 1' && toUnicode(metBy(given, 1, j, l)) === 'j + l − 1'
  const out: Convention[] = [
    {
      name: 'layer',
      chosen: given.operation,
      says: flips
        ? 'The layer is a true convolution: it flips its kernel, so dw comes out flipped.'
        : `The layer is a correlation, without a flip, as in deep-learning libraries${plain ? ': y[i,j] = Σ x[i+h−1, j+l−1]·w[h,l]' : ''}.`,
    },
    {
      name: 'loss',
      chosen: 'dy',
      says: 'dy is the derivative of the loss by y; dw and dx are those by w and x.',
    },
    { name: 'step', chosen: 'descent', says: 'One step of gradient descent: w_new = w − η·dw.' },
  ]
  if (symbolic)
    out.push({
      name: 'indices',
      chosen: '1-based',
      says: 'Indices count from 1; the input is n×n, the kernel k×k, one channel; x and dy are 0 outside their range.',
    })
  return out
}

const smallLatex = (value: Tensor): string =>
  sizeOf(value.shape) <= 400 ? toLatex(value) : `\\text{(${value.shape.join(' × ')} entries)}`

const factor = (x: Expression): string => {
  const shown = toLatex(x)
  return /^-|[+ ]/.test(shown) ? `\\left(${shown}\\right)` : shown
}

/** The first entry of dw as its sum of products, long ones cut in the middle. */
const productsLatex = (x: Tensor, dy: Tensor, layer: LayerGeometry): string => {
  const problem = weightProblem(x, dy, layer, 0)
  const taps = tapsOf(problem, 0, 0, 0)
  const products = taps.map(
    (tap) => `${factor(entryAt(problem.kernel, tap.kernel))} \\cdot ${factor(entryAt(problem.x, tap.x))}`,
  )
  const kept = products.length > 20 ? [...products.slice(0, 10), '\\cdots', ...products.slice(-3)] : products
  return kept.length === 0 ? '0' : kept.join(' + ')
}

const numericSteps = (given: Input, layout: Layout, answers: readonly Quantity[]): Step[] => {
  const out: Step[] = []
  const of = (name: string): Quantity | undefined => answers.find((answer) => answer.name === name)
  const [dw, dx, updated] = [of('dw'), of('dx'), of('w_new')]
  const flips = given.operation === 'convolution'
  if (dw?.value.kind === 'tensor' && layout.x) {
    const corner = flips ? sizeOf(layout.layer.kernel.slice(2)) - 1 : 0
    out.push(
      {
        rule: 'weight-gradient',
        says: 'A weight touches every output position, so its gradient adds dy times the input that met it there.',
        asks: 'Which inputs does one weight meet, and with which gradients?',
        latex: 'dw_{h,l} = \\sum_{i} \\sum_{j} dy_{i,j}\\, \\frac{\\partial y_{i,j}}{\\partial w_{h,l}}',
      },
      {
        rule: 'first-entry',
        says: flips
          ? 'The last entry (the kernel is flipped): dy on the first position of x.'
          : 'The first entry: dy on the first position of x.',
        asks: 'Lay dy on the first position of x: which products does that give?',
        latex: `${productsLatex(layout.x, layout.dy, layout.layer)} = ${toLatex(entryAt(dw.value, corner))}`,
      },
      {
        rule: 'collect-weights',
        says: 'Slide dy on and collect.',
        asks: 'What is the whole dw?',
        latex: `dw = ${smallLatex(dw.value)}`,
        yields: [dw],
      },
    )
  }
  if (updated?.value.kind === 'tensor')
    out.push({
      rule: 'step',
      says: 'Step against the gradient.',
      asks: 'What is the kernel after one step?',
      latex: `w_{\\text{new}} = w - ${factor(given.rate)}\\, dw = ${smallLatex(updated.value)}`,
      yields: [updated],
    })
  if (dx?.value.kind === 'tensor')
    out.push({
      rule: 'input-gradient',
      says: `Every output sends its gradient back through the weights it used: dy, ${flips ? 'correlated with the kernel' : 'fully convolved with the kernel'}.`,
      asks: 'Which outputs did one input entry reach, and through which weights?',
      latex: `dx_{r,s} = \\sum_{i} \\sum_{j} dy_{i,j}\\, \\frac{\\partial y_{i,j}}{\\partial x_{r,s}},\\quad dx = ${smallLatex(dx.value)}`,
      yields: [dx],
    })
  return out
}

const solveNumeric = (given: Input, dy: Tensor): Solution => {
  if (!given.x && !given.kernel)
    throw new InputError('domain', 'With dy give x (for dw), the kernel (for dx), or both.', {
      field: 'x',
      example: '1 2 3; 4 5 6; 7 8 9',
    })
  const layout = layOut(given, dy)
  const found = gradientsOf(layout, given.operation === 'convolution')
  const answers = [
    ...(found.dw ? [quantity('dw', found.dw)] : []),
    ...(found.dx ? [quantity('dx', found.dx)] : []),
    ...(found.dw && given.kernel ? [quantity('w_new', stepped(given.kernel, found.dw, given.rate))] : []),
  ]
  return {
    answers,
    steps: numericSteps(given, layout, answers),
    conventions: conventions(given, false),
    alternatives: distinctAnswers(numericAlternatives(given, layout, found), answers),
    related: biasGradient(layout),
  }
}

const symbolicAlternatives = (given: Input, { dw, m }: Sums): Alternative[] => {
  const other = sumsOf({
    ...given,
    operation: given.operation === 'correlation' ? 'convolution' : 'correlation',
  })
  const [w, gradient] = [sym('w', 'real'), sym('dw', 'real')]
  const { rate } = given
  const shifted = times(indexed('dy', i, j), indexed('x', plus(i, h), plus(j, l)))
  const plain = toUnicode(metBy(given, 0, i, h)) === toUnicode(plus(i, h, num(-1)))
  return [
    {
      kind: 'convention',
      says:
        given.operation === 'correlation'
          ? 'For a layer that flips its kernel (true convolution).'
          : 'For a layer that does not flip its kernel (correlation).',
      answers: [
        quantity('dw', other.dw, 'dw_{h,l}'),
        ...(other.dx ? [quantity('dx', other.dx, 'dx_{i,j}')] : []),
      ],
    },
    ...(plain
      ? [
          {
            kind: 'convention' as const,
            says: 'With the operands in the other order: a valid correlation does not commute, and dY ⋆ X is dW turned by 180°.',
            answers: [quantity('dw', call('correlate', sym('dy'), sym('x')), 'dw_{h,l}')],
          },
          {
            kind: 'convention' as const,
            says: 'With indices from 0.',
            answers: [
              quantity(
                'dw',
                doubleSum(shifted, i, j, num(0), [plus(m[0], num(-1)), plus(m[1], num(-1))]),
                'dw_{h,l}',
              ),
            ],
          },
          {
            kind: 'misconception' as const,
            says: 'This is what one gets when indices count from 0 and from 1 in the same formula.',
            answers: [quantity('dw', doubleSum(shifted, i, j, one, m), 'dw_{h,l}')],
          },
          {
            kind: 'misconception' as const,
            says: 'This is what one gets when the sum runs over the whole input in place of the output.',
            answers: [
              quantity(
                'dw',
                doubleSum(
                  times(indexed('dy', i, j), indexed('x', metBy(given, 0, i, h), metBy(given, 1, j, l))),
                  i,
                  j,
                  one,
                  [n, n],
                ),
                'dw_{h,l}',
              ),
            ],
          },
        ]
      : []),
    {
      kind: 'misconception',
      says: 'This is what one gets when the gradient is averaged over the positions: a shared weight collects the sum.',
      answers: [quantity('dw', over(dw, times(...m)), 'dw_{h,l}')],
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the gradient is added: that climbs, and descent subtracts.',
      answers: [quantity('w_new', plus(w, times(rate, gradient)))],
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the learning rate is forgotten.',
      answers: [quantity('w_new', minus(w, gradient))],
    },
  ]
}

const solveSymbolic = (given: Input): Solution => {
  const sums = sumsOf(given)
  const { rate } = given
  const step = minus(sym('w', 'real'), times(rate, sym('dw', 'real')))
  const entry = minus(indexed('w', h, l), times(rate, sums.dw))
  const answers = [
    quantity('dw', sums.dw, 'dw_{h,l}'),
    ...(sums.dx ? [quantity('dx', sums.dx, 'dx_{i,j}')] : []),
    quantity('w_new', step),
  ]
  const sizes = [outputSize(given, 0), outputSize(given, 1)] as const
  const [down, across] = sums.m
  const alike = toUnicode(down) === toUnicode(across)
  return {
    answers,
    steps: symbolicSteps(given, sums, answers),
    conventions: conventions(given, true),
    alternatives: distinctAnswers(symbolicAlternatives(given, sums), answers),
    related: [
      // X ⋆ dY, the gradient as one valid correlation.
      ...(given.operation === 'correlation'
        ? [{ ...quantity('dw', call('correlate', sym('x'), sym('dy')), 'dw_{h,l}'), name: 'dw_general' }]
        : []),
      quantity(alike ? 'm' : 'm_1', sizes[0], toLatex(down)),
      ...(alike ? [] : [quantity('m_2', sizes[1], toLatex(across))]),
      {
        name: 'local_derivative',
        symbol: '\\frac{\\partial y_{i,j}}{\\partial w_{h,l}}',
        value: indexed('x', metBy(given, 0, i, h), metBy(given, 1, j, l)),
        about: 'how y[i,j] changes with w[h,l]',
      },
      {
        name: 'w_new_entry',
        symbol: 'w_{\\text{new},h,l}',
        value: entry,
        about: 'one entry of the new kernel',
        aliases: ["w'_{h,l}", 'w_{h,l}^{\\text{new}}'],
      },
      {
        name: 'w_new_entry_short',
        symbol: 'w_{\\text{new},h,l}',
        value: minus(indexed('w', h, l), times(rate, indexed('dw', h, l))),
        about: 'one entry of the new kernel, by dw',
        aliases: ["w'_{h,l}", 'w_{h,l}^{\\text{new}}'],
      },
      {
        name: 'terms',
        symbol: 'm^2',
        value: alike ? power(down, num(2)) : times(down, across),
        about: 'products in the sum',
      },
    ],
  }
}

const symbolicSteps = (given: Input, { dw, dx, m }: Sums, answers: readonly Quantity[]): Step[] => {
  const of = (name: string): Quantity[] => answers.filter((answer) => answer.name === name)
  const met = indexed('x', metBy(given, 0, i, h), metBy(given, 1, j, l))
  const size = outputSize(given, 0)
  return [
    {
      rule: 'local-derivative',
      says: 'The layer is linear in its kernel: the factor of a weight is the input it meets.',
      asks: 'How does one output change with one weight?',
      latex: `y_{i,j} = \\sum_{h=1}^{k} \\sum_{l=1}^{k} ${toLatex(met)}\\, w_{h,l},\\quad \\frac{\\partial y_{i,j}}{\\partial w_{h,l}} = ${toLatex(met)}`,
    },
    {
      rule: 'weight-gradient',
      says: 'The weight is shared by all positions, so the chain rule sums over all of them.',
      asks: 'Over which positions does the chain rule sum?',
      latex: `dw_{h,l} = ${toLatex(dw)},\\quad ${toLatex(m[0])} = ${toLatex(size)}`,
      yields: of('dw'),
    },
    {
      rule: 'step',
      says: 'One step of gradient descent goes against the gradient.',
      asks: 'What is the weight after one step?',
      latex: `w_{\\text{new}} = w - ${factor(given.rate)}\\, dw`,
      yields: of('w_new'),
    },
    ...(dx
      ? [
          {
            rule: 'input-gradient',
            says: 'An input entry reaches the outputs through every weight once; outside its range dy is 0.',
            asks: 'Which output does x[i, j] reach through w[h, l]?',
            latex: `dx_{i,j} = ${toLatex(dx)}`,
            yields: of('dx'),
          },
        ]
      : []),
  ]
}

export default {
  title: 'Gradients of a convolution layer',
  idea: 'The gradient of a convolution is a convolution again: dy slides over x to give dw, and over the kernel to give dx.',
  input,
  examples: [
    {
      says: 'The general layer',
      input: {},
      answers: {
        dw: 'sum(sum(dy[i, j] * x[i + h - 1, j + l - 1], j, 1, m), i, 1, m)',
        w_new: 'w - eta * dw',
      },
      source: 'Goodfellow, Bengio & Courville, Deep Learning, equation 9.11, with indices from 1',
    },
    {
      says: 'A 2×2 kernel on a 3×3 picture',
      input: { x: '1 2 3; 4 5 6; 7 8 9', kernel: '1 0; 0 -1', dy: '1 2; 3 4', rate: '1/10' },
      answers: {
        dw: '[[37, 47], [67, 77]]',
        dx: '[[1, 2, 0], [3, 3, -2], [0, -3, -4]]',
        w_new: '[[-27/10, -47/10], [-67/10, -87/10]]',
      },
      source: 'scipy.signal.correlate2d(x, dy, "valid") and convolve2d(dy, w, "full"), SciPy 1.10',
    },
  ],
  solve(given): Solution {
    if (given.dy) return solveNumeric(given, given.dy)
    if (given.x || given.kernel)
      throw new InputError(
        'domain',
        'With x or a kernel the gradient of the output is needed too. Give dy, of the shape of y.',
        {
          field: 'dy',
          example: '1 2; 3 4',
        },
      )
    if (given.groups !== 1)
      throw new InputError(
        'domain',
        'The general formula is for one channel; groups need x, kernel and dy.',
        { field: 'groups', example: '1' },
      )
    return solveSymbolic(given)
  },
} satisfies Solver<typeof input>
