import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import {
  call,
  ceiling,
  floor,
  indexed,
  isNumberEqual,
  minus,
  num,
  over,
  plus,
  sym,
  times,
} from '../src/exact/algebra.ts'
import type { Pair } from '../src/exact/correlate.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import {
  averageRoutes,
  gatherRoutes,
  maxima,
  type Pooling,
  pick,
  pooledSize,
  type Route,
  scatterRoutes,
  tiedMaxima,
  visits,
  wholeRoutes,
  windowShare,
  withinPlane,
} from '../src/exact/pooling.ts'
import { entryAt, rationalsOf, sizeOf, tensor } from '../src/exact/tensor.ts'
import type { Exact, Tensor } from '../src/exact/value.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { axesField, choiceField, tensorField } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver, Step } from '../src/model.ts'

const two = num(2)
const [i, j] = [sym('i'), sym('j')]

const input = z.strictObject({
  x: tensorField(
    { about: 'Input: a vector, a matrix, or C×H×W', example: '1 3; 2 4' },
    [1, 2, 3, 4],
  ).optional(),
  kernel: axesField({ about: 'Window: n or [rows, cols]', example: '2' }).default([two, two]),
  stride: axesField({ about: 'Step of the window; as the window when left out', example: '2' }).optional(),
  padding: axesField({ about: 'Padding on each side: n or [rows, cols]', example: '0' }, 0).default([
    num(0),
    num(0),
  ]),
  kind: choiceField({ about: 'Maximum or average of a window', example: 'max' }, ['max', 'average']).default(
    'max',
  ),
  dy: tensorField(
    { about: 'Gradient of the output, of its shape', example: '[[1]]' },
    [1, 2, 3, 4],
  ).optional(),
})
type Input = z.output<typeof input>

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
  y: { symbol: 'y', about: 'the output', aliases: ['output', 'Y'] },
  dx: {
    symbol: 'dx',
    about: 'gradient of the input',
    aliases: [
      'dX',
      '\\frac{\\partial L}{\\partial x}',
      '\\frac{\\partial \\mathcal{L}}{\\partial x_{i,j}}',
      'dx_{i,j}',
    ],
  },
  argmax: {
    symbol: '\\operatorname{argmax}',
    about: 'position of each maximum, counted row by row from 0',
    aliases: ['argmax', 'indices'],
  },
  shape: { symbol: '\\text{shape}', about: 'size of the output', aliases: ['output shape'] },
}

const quantity = (name: string, value: Exact): Quantity => ({
  name,
  value,
  ...(names[name] ?? { symbol: name, about: name }),
})

/** Past this many visited entries a reply would take seconds. */
const mostVisits = 20_000_000

type Layout = { readonly x: Tensor; readonly pooling: Pooling; readonly shape: readonly number[] }

const numbersOf = (axes: readonly [Expression, Expression], field: string, vector: boolean): Pair => {
  const read = (size: Expression): number => {
    if (size.kind !== 'number')
      throw new InputError('domain', `With x given this must be a number; it is ${toUnicode(size)}.`, {
        field,
        example: '2',
      })
    if (size.value.n > 4096n)
      throw new InputError('too-large', 'This must be at most 4096.', { field, example: '2' })
    return Number(size.value.n)
  }
  const [rows, columns] = [read(axes[0]), read(axes[1])]
  // A vector is one row, over which a scalar window has no height.
  return [vector ? (field === 'padding' ? 0 : 1) : rows, columns]
}

const layOut = (given: Input, x: Tensor): Layout => {
  const vector = x.shape.length === 1
  const [height = 1, width = 1] = vector ? [1, ...x.shape] : x.shape.slice(-2)
  const kernel = numbersOf(given.kernel, 'kernel', vector)
  const stride = numbersOf(given.stride ?? given.kernel, 'stride', vector)
  const padding = numbersOf(given.padding, 'padding', vector)
  const planes = sizeOf(x.shape) / (height * width)
  const pooling: Pooling = { planes, size: [height, width], kernel, stride, padding }
  for (const at of [0, 1] as const) {
    const [window, pad, size] = [kernel[at], padding[at], pooling.size[at]]
    // PyTorch has the same rule: else a window could lie wholly in the padding, and have no maximum.
    if (2 * pad > window)
      throw new InputError(
        'domain',
        `The padding may be half the window at most; ${pad} is more than half of ${window}.`,
        { field: 'padding', example: '0' },
      )
    if (window > size + 2 * pad)
      throw new InputError(
        'domain',
        `The window covers ${window} entries along the ${at === 0 ? 'columns' : 'rows'}, more than the padded input, ${size + 2 * pad}.`,
        { field: 'kernel', example: '2' },
      )
  }
  if (visits(pooling) > mostVisits)
    throw new InputError(
      'too-large',
      `The windows visit ${visits(pooling)} entries; at most ${mostVisits} are taken.`,
      { field: 'x' },
    )
  if (sizeOf(kernel) > 4096 && !rationalsOf(x))
    throw new InputError('too-large', 'A window of symbols may have 4096 entries.', {
      field: 'kernel',
      example: '2',
    })
  const [rows, columns] = pooledSize(pooling)
  return { x, pooling, shape: vector ? [columns] : [...x.shape.slice(0, -2), rows, columns] }
}

const gradientOf = (given: Input, { shape }: Layout): Tensor | undefined => {
  const { dy } = given
  if (!dy) return undefined
  if (dy.shape.join() !== shape.join())
    throw new InputError(
      'domain',
      `The output is ${shape.join('×')}, so its gradient must be too; it is ${dy.shape.join('×')}.`,
      {
        field: 'dy',
      },
    )
  return dy
}

type Pooled = { readonly y: Tensor; readonly routes: readonly Route[]; readonly argmax?: Tensor }

const poolMaxima = ({ x, pooling, shape }: Layout): Pooled => {
  const at = maxima(x, pooling)
  if (!at)
    throw new InputError('domain', 'A maximum needs rational numbers: symbols and roots are not compared.', {
      field: 'x',
      example: '1 3; 2 4',
    })
  return {
    y: pick(x, at, shape),
    routes: wholeRoutes(at.map((tap) => [tap])),
    argmax: withinPlane(at, pooling, shape),
  }
}

const poolAverages = ({ x, pooling, shape }: Layout, countPadding = true): Pooled => {
  const routes = averageRoutes(pooling, countPadding)
  return { y: gatherRoutes(x, routes, shape), routes }
}

/** Past this many output entries, alternatives would cost more than they teach. */
const mostAlternatives = 1024

const numericAlternatives = (
  given: Input,
  layout: Layout,
  dy: Tensor | undefined,
  pooled: Pooled,
): Alternative[] => {
  const { x, pooling, shape } = layout
  if (sizeOf(shape) > mostAlternatives) return []
  const backward = (routes: readonly Route[]): Quantity[] =>
    dy ? [quantity('dx', scatterRoutes(dy, routes, x.shape))] : []
  const padded = Math.max(...pooling.padding) > 0
  if (given.kind === 'average') {
    const inside = poolAverages(layout, false)
    const undivided = pooled.routes.map(({ taps }): Route => ({ taps, share: { n: 1n, d: 1n } }))
    return [
      ...(padded
        ? [
            {
              kind: 'convention' as const,
              says: 'Divided by the entries inside the input only, padding not counted (count_include_pad=False).',
              answers: [quantity('y', inside.y), ...backward(inside.routes)],
            },
          ]
        : []),
      {
        kind: 'misconception',
        says: 'This is what one gets when the sum is not divided by the size of the window.',
        answers: [quantity('y', gatherRoutes(x, undivided, shape)), ...backward(undivided)],
      },
    ]
  }
  const average = poolAverages(layout)
  return [
    ...tieAlternatives(layout, backward),
    ...(padded
      ? [
          {
            kind: 'misconception' as const,
            says: 'This is what one gets when the padding is taken for zeros; in max pooling it never wins.',
            answers: [quantity('y', withZeros(layout, pooled.y))],
          },
        ]
      : []),
    {
      kind: 'misconception',
      says: 'This is what one gets with average pooling.',
      answers: [quantity('y', average.y), ...backward(average.routes)],
    },
  ]
}

const tieAlternatives = (
  { x, pooling, shape }: Layout,
  backward: (routes: readonly Route[]) => Quantity[],
): Alternative[] => {
  const ties = tiedMaxima(x, pooling)
  if (ties.every((taps) => taps.length === 1)) return []
  const last = ties.map((taps) => taps.slice(-1))
  const shared = ties.map((taps): Route => ({ taps, share: { n: 1n, d: BigInt(taps.length) } }))
  return [
    {
      kind: 'convention',
      says: 'With ties going to the last maximum.',
      answers: [quantity('argmax', withinPlane(last.flat(), pooling, shape)), ...backward(wholeRoutes(last))],
    },
    {
      kind: 'convention',
      says: 'With the whole gradient to every entry that equals the maximum.',
      answers: backward(wholeRoutes(ties)),
    },
    {
      kind: 'convention',
      says: 'With the gradient shared equally among tied maxima.',
      answers: backward(shared),
    },
  ]
}

/** Maxima of zero-padded windows: a negative maximum loses to the zero where a window touches the padding. */
const withZeros = ({ pooling, shape }: Layout, y: Tensor): Tensor => {
  const whole = sizeOf(pooling.kernel)
  const touches = averageRoutes(pooling, true).map(({ taps }) => taps.length < whole)
  const entries = touches.map((touching, at) => {
    const entry = entryAt(y, at)
    return touching && entry.kind === 'number' && entry.value.n < 0n ? num(0) : entry
  })
  return tensor(shape, entries)
}

const conventions = (given: Input, symbolic: boolean): Convention[] => {
  const out: Convention[] = [
    given.kind === 'max'
      ? {
          name: 'ties',
          chosen: 'first',
          says: 'Of equal maxima the first in row order counts, and gets the whole gradient.',
        }
      : {
          name: 'divisor',
          chosen: 'window',
          says: 'The sum is divided by the size of the whole window; padded zeros count (count_include_pad=True).',
        },
    { name: 'overlap', chosen: 'add', says: 'Where windows overlap, their gradients add up.' },
    symbolic
      ? {
          name: 'indices',
          chosen: '1-based',
          says: 'Indices count from 1, so entry i lies in window ⌈i/K⌉; windows do not overlap (stride K).',
        }
      : {
          name: 'rounding',
          chosen: 'floor',
          says: 'A last window that does not fit is dropped; each channel is pooled by itself.',
        },
  ]
  if (given.kind === 'max' && !symbolic) {
    out.push({
      name: 'argmax',
      chosen: '0-based, row by row',
      says: 'argmax counts positions row by row from 0 within each channel.',
    })
    if (!given.padding.every((pad) => isNumberEqual(pad, 0)))
      out.push({ name: 'padding', chosen: '−∞', says: 'The padding of max pooling is −∞: it never wins.' })
  }
  return out
}

const writtenEntries = 9

const index = (shape: readonly number[], at: number): string => {
  const out: number[] = []
  let rest = at
  for (const size of [...shape].reverse()) {
    out.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return out.join(', ')
}

const windowLatex = (given: Input, { x, pooling }: Layout, route: Route): string => {
  const shown = route.taps.map((tap) => toLatex(entryAt(x, tap)))
  const kept = shown.length > 16 ? [...shown.slice(0, 8), '\\ldots', ...shown.slice(-2)] : shown
  if (given.kind === 'max') return `\\max\\left(${kept.join(', ')}\\right)`
  const sum = kept
    .map((term, at) => (at > 0 && /^[-+]|[+ ]/.test(term) ? `\\left(${term}\\right)` : term))
    .join(' + ')
  return `\\frac{1}{${sizeOf(pooling.kernel)}}\\left(${sum}\\right)`
}

const smallLatex = (value: Tensor): string =>
  sizeOf(value.shape) <= 400 ? toLatex(value) : `\\text{(${value.shape.join(' × ')} entries)}`

const numericSteps = (given: Input, layout: Layout, pooled: Pooled, dx: Tensor | undefined): Step[] => {
  const { pooling, shape } = layout
  const { y } = pooled
  const windows = averageRoutes(firstWindows(pooling), true)
  const count = Math.min(sizeOf(shape), writtenEntries, windows.length)
  const entry = (at: number): string =>
    `y[${index(shape, at)}] &= ${windowLatex(given, layout, windows[at] ?? { taps: [], share: { n: 1n, d: 1n } })} = ${toLatex(entryAt(y, at))}`
  const sizeLatex = ([0, 1] as const).map(
    (at) =>
      `\\left\\lfloor \\frac{${pooling.size[at]} + 2 \\cdot ${pooling.padding[at]} - ${pooling.kernel[at]}}{${pooling.stride[at]}} \\right\\rfloor + 1 = ${pooledSize(pooling)[at]}`,
  )
  const out: Step[] = [
    {
      rule: 'output-size',
      says: 'Count the positions of the window, down and across.',
      asks: 'At how many positions does the window fit along each axis?',
      latex: sizeLatex.join(',\\quad '),
      yields: [quantity('shape', { kind: 'shape', sizes: shape.map((n) => num(n)) })],
    },
    {
      rule: 'windows',
      says: `${given.kind === 'max' ? 'Take the largest entry' : 'Average the entries'} of each window${count < sizeOf(shape) ? ` (the first ${count} of ${sizeOf(shape)})` : ''}.`,
      asks: `Which entries lie in the first window, and what is their ${given.kind === 'max' ? 'maximum' : 'average'}?`,
      latex: `\\begin{aligned}${Array.from({ length: count }, (_, at) => entry(at)).join(' \\\\ ')}\\end{aligned}`,
    },
    {
      rule: 'collect',
      says: 'Collect them.',
      asks: 'What is the whole output?',
      latex: `y = ${smallLatex(y)}`,
      yields: [quantity('y', y)],
    },
  ]
  if (dx)
    out.push({
      rule: 'backward',
      says:
        given.kind === 'max'
          ? 'The gradient of each output goes whole to the entry that won; what goes to one entry adds up.'
          : 'The gradient of each output goes in equal parts to the entries of its window; what goes to one entry adds up.',
      asks: 'To which entries does the gradient of each output go?',
      latex: `dx = ${smallLatex(dx)}`,
      yields: [quantity('dx', dx)],
    })
  return out
}

/** The part of the problem that the written steps show: a few windows, however large the input. */
const firstWindows = (pooling: Pooling): Pooling => {
  const [, columns] = pooledSize(pooling)
  const rows = Math.ceil(writtenEntries / columns)
  const height = Math.min(
    pooling.size[0],
    (rows - 1) * pooling.stride[0] + pooling.kernel[0] - pooling.padding[0],
  )
  // Cutting below the shown windows leaves them as they are, padding at the bottom aside.
  return pooling.size[0] * columns * sizeOf(pooling.kernel) <= 4096
    ? pooling
    : { ...pooling, planes: 1, size: [height, pooling.size[1]] }
}

/** Past these many entries along an axis no numbers could be read. */
const drawnEntries = 12

const figureOf = (
  { x, pooling, shape }: Layout,
  { y, argmax }: Pooled,
  dy: Tensor | undefined,
  dx: Tensor | undefined,
): Figure | undefined => {
  if (pooling.planes > 1 || Math.max(...pooling.size, ...shape) > drawnEntries) return undefined
  const plane = (value: Tensor, size: Pair): Tensor => ({ ...value, shape: size })
  const small = pooledSize(pooling)
  return {
    kind: 'pooling',
    x: plane(x, pooling.size),
    y: plane(y, small),
    window: pooling.kernel,
    stride: pooling.stride,
    padding: pooling.padding,
    ...(argmax?.entries instanceof Float64Array && { winners: [...argmax.entries] }),
    ...(dy && dx && { gradient: { dy: plane(dy, small), dx: plane(dx, pooling.size) } }),
  }
}

const solveNumeric = (given: Input, x: Tensor): Solution => {
  const layout = layOut(given, x)
  const dy = gradientOf(given, layout)
  const pooled = given.kind === 'max' ? poolMaxima(layout) : poolAverages(layout)
  const dx = dy && scatterRoutes(dy, pooled.routes, x.shape)
  const answers = [
    quantity('y', pooled.y),
    ...(dx ? [quantity('dx', dx)] : []),
    ...(pooled.argmax ? [quantity('argmax', pooled.argmax)] : []),
  ]
  return {
    answers,
    steps: numericSteps(given, layout, pooled, dx),
    conventions: conventions(given, false),
    alternatives: distinctAnswers(numericAlternatives(given, layout, dy, pooled), answers),
    related: [
      quantity('shape', { kind: 'shape', sizes: layout.shape.map((n) => num(n)) }),
      {
        name: 'share',
        symbol: '\\frac{1}{K^2}',
        value: windowShare(layout.pooling.kernel),
        about: 'one over the size of a window',
      },
    ],
    figure: figureOf(layout, pooled, dy, dx),
  }
}

/** The entries x[K(i−1)+a, K(j−1)+b] of the window (i, j), for small windows written out. */
const windowEntries = ([rows, columns]: readonly [Expression, Expression]): Expression[] | undefined => {
  if (rows.kind !== 'number' || columns.kind !== 'number' || rows.value.n * columns.value.n > 9n)
    return undefined
  const out: Expression[] = []
  for (let a = 1n; a <= rows.value.n; a++)
    for (let b = 1n; b <= columns.value.n; b++)
      out.push(
        indexed(
          'x',
          plus(times(rows, i), minus(num(a), rows)),
          plus(times(columns, j), minus(num(b), columns)),
        ),
      )
  return out
}

const windowSum = ([rows, columns]: readonly [Expression, Expression]): Expression => {
  const [a, b] = [sym('a'), sym('b')]
  const entry = indexed(
    'x',
    plus(times(rows, plus(i, num(-1))), a),
    plus(times(columns, plus(j, num(-1))), b),
  )
  return call('sum', call('sum', entry, b, num(1), columns), a, num(1), rows)
}

const solveSymbolic = (given: Input): Solution => {
  const { kernel } = given
  const [rows, columns] = kernel
  const size = times(rows, columns)
  const [upper, lower] = [
    [ceiling(over(i, rows)), ceiling(over(j, columns))],
    [floor(over(i, rows)), floor(over(j, columns))],
  ]
  const reached = indexed('dy', ...upper)
  const own = indexed('x', i, j)
  const max = given.kind === 'max'
  const routed = (value: Expression, window: Expression): Exact => ({
    kind: 'piecewise',
    pieces: [
      { when: [{ sides: [own, window], relations: ['='] }], value },
      { when: [], value: num(0) },
    ],
  })
  const entries = windowEntries(kernel)
  const y = max
    ? entries && call('max', ...entries)
    : times(over(num(1), size), entries ? plus(...entries) : windowSum(kernel))
  const dxOf = (window: readonly Expression[]): Quantity => ({
    ...quantity(
      'dx',
      max ? routed(indexed('dy', ...window), indexed('y', ...window)) : over(indexed('dy', ...window), size),
    ),
    symbol: 'dx_{i,j}',
  })
  const answers = [...(y ? [{ ...quantity('y', y), symbol: 'y_{i,j}' }] : []), dxOf(upper)]
  const alternatives: Alternative[] = [
    {
      kind: 'convention',
      says: 'With indices from 0, where entry i lies in window ⌊i/K⌋; counted from 1 a floor names the wrong window.',
      answers: [dxOf(lower)],
    },
    max
      ? {
          kind: 'misconception',
          says: 'This is what one gets with average pooling.',
          answers: [{ ...dxOf(upper), value: over(reached, size) }],
        }
      : {
          kind: 'misconception',
          says: 'This is what one gets when the gradient is not divided by the size of the window.',
          answers: [{ ...dxOf(upper), value: reached }],
        },
    ...(max
      ? [
          {
            kind: 'misconception' as const,
            says: 'This is what one gets when every entry of the window gets the gradient, not the maximum alone.',
            answers: [{ ...dxOf(upper), value: reached }],
          },
        ]
      : []),
  ]
  return {
    answers,
    steps: symbolicSteps(given, reached, answers),
    conventions: conventions(given, true),
    alternatives: distinctAnswers(alternatives, answers),
    related: [
      {
        name: 'row',
        symbol: '\\lceil i/K \\rceil',
        value: ceiling(over(i, rows)),
        about: 'row of the window of entry (i, j)',
      },
      {
        name: 'column',
        symbol: '\\lceil j/K \\rceil',
        value: ceiling(over(j, columns)),
        about: 'column of the window of entry (i, j)',
      },
      {
        name: 'share',
        symbol: '\\frac{1}{K^2}',
        value: max ? num(1) : over(num(1), size),
        about: 'part of a gradient that an entry gets',
      },
    ],
  }
}

const symbolicSteps = (given: Input, reached: Expression, answers: readonly Quantity[]): Step[] => {
  const max = given.kind === 'max'
  const [rows, columns] = given.kernel.map((size) => toLatex(size))
  const dx = answers.find(({ name }) => name === 'dx')
  return [
    {
      rule: 'window-of-an-entry',
      says: 'The windows do not overlap: each entry lies in exactly one.',
      asks: 'In which window does entry (i, j) lie?',
      latex: `\\left(\\left\\lceil \\frac{i}{${rows}} \\right\\rceil, \\left\\lceil \\frac{j}{${columns}} \\right\\rceil\\right)`,
    },
    {
      rule: 'local-derivative',
      says: max
        ? 'A maximum moves with the entry that attains it, one to one, and with no other.'
        : 'An average moves with each of its entries equally.',
      asks: 'How does the output change with one entry of its window?',
      latex: max
        ? '\\frac{\\partial y}{\\partial x_{i,j}} = \\begin{cases}1 & x_{i,j} = y \\\\ 0 & \\text{otherwise}\\end{cases}'
        : `\\frac{\\partial y}{\\partial x_{i,j}} = \\frac{1}{${rows} \\cdot ${columns}}`,
    },
    {
      rule: 'chain-rule',
      says: 'Multiply by the gradient of that window’s output.',
      asks: 'What is the gradient of entry (i, j)?',
      latex: `dx_{i,j} = ${dx ? toLatex(dx.value) : toLatex(reached)}`,
      yields: dx ? [dx] : [],
    },
  ]
}

export default {
  title: 'Pooling',
  idea: 'Keep of each small window only its strongest or its mean response: smaller pictures, and less fuss about the exact place.',
  input,
  examples: [
    {
      says: 'Maxima of 2×2 windows, and their gradient',
      input: { x: '1 3 2 4; 5 6 7 8; 9 2 1 0; -1 -2 -3 -4', dy: '3 2; 0 3' },
      answers: {
        y: '[[6, 8], [9, 1]]',
        dx: '[[0, 0, 0, 0], [0, 3, 0, 2], [0, 0, 3, 0], [0, 0, 0, 0]]',
        argmax: '[[5, 7], [8, 10]]',
      },
      source: 'torch.nn.functional.max_pool2d(x, 2, return_indices=True) and autograd, PyTorch 1.13',
    },
    {
      says: 'The gradient of 2×2 average pooling in symbols',
      input: { kind: 'average' },
      answers: { dx: 'dy[ceil(i/2), ceil(j/2)]/4' },
      source: 'Zhang, Lipton, Li & Smola, Dive into Deep Learning, section 7.5, differentiated',
    },
  ],
  solve(given): Solution {
    if (given.x) return solveNumeric(given, given.x)
    const stride = given.stride ?? given.kernel
    const apart = stride.every((step, at) => toUnicode(step) === toUnicode(given.kernel[at] ?? step))
    const plain = apart && given.padding.every((pad) => isNumberEqual(pad, 0))
    if (given.dy || !plain)
      throw new InputError(
        'domain',
        'Without x there is the general formula only, for windows side by side and no padding. Give x.',
        {
          field: 'x',
          example: '1 3; 2 4',
        },
      )
    return solveSymbolic(given)
  },
} satisfies Solver<typeof input>
