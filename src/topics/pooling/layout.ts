import { InputError } from '../../errors.ts'
import type { Pair } from '../../exact/correlate.ts'
import type { Expression } from '../../exact/expression.ts'
import {
  averageRoutes,
  maxima,
  type Pooling,
  pick,
  pooledSize,
  visits,
  withinPlane,
} from '../../exact/pooling.ts'
import { gatherRoutes, type Route, wholeRoutes } from '../../exact/routes.ts'
import { rationalsOf, sizeOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { readNumericAxes } from '../numeric-axes.ts'
import { arithmeticOf } from '../work.ts'

type Axes = readonly [Expression, Expression]
type Given = {
  readonly kind: 'max' | 'average'
  readonly kernel: Axes
  readonly stride?: Axes | undefined
  readonly padding: Axes
  readonly dy?: Tensor | undefined
}

export type Layout = {
  readonly x: Tensor
  readonly pooling: Pooling
  /** Shape of the output, in the rank of the input. */
  readonly shape: readonly number[]
}

const readAxes = readNumericAxes('x', '2')

/** Throws InputError where the window does not fit, or the work would take seconds. */
export const layOutPooling = (given: Given, x: Tensor): Layout => {
  const vector = x.shape.length === 1
  // A vector is one row, over which a scalar window has no height.
  const read = (axes: Axes, field: string, row: number): Pair => {
    const [rows, columns] = readAxes(axes, field)
    return [vector ? row : rows, columns]
  }
  const [height = 1, width = 1] = vector ? [1, ...x.shape] : x.shape.slice(-2)
  const pooling: Pooling = {
    planes: sizeOf(x.shape) / (height * width),
    size: [height, width],
    kernel: read(given.kernel, 'kernel', 1),
    stride: read(given.stride ?? given.kernel, 'stride', 1),
    padding: read(given.padding, 'padding', 0),
  }
  checkWindow(pooling, 0)
  checkWindow(pooling, 1)
  checkWork(pooling, x, given)
  const [rows, columns] = pooledSize(pooling)
  return { x, pooling, shape: vector ? [columns] : [...x.shape.slice(0, -2), rows, columns] }
}

const checkWindow = (pooling: Pooling, at: 0 | 1): void => {
  const [window, pad, size] = [pooling.kernel[at], pooling.padding[at], pooling.size[at]]
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

/** Past this many visited entries a reply would take seconds: exact sums take longer than comparing. */
const mostVisits = { comparing: 20_000_000, numbers: 2 ** 22, symbols: 2 ** 19 }
/** Scripts pass far larger arrays than messages can. */
const mostVisitsPerEntry = 16
/** A longer sum of symbols fills pages. */
const mostSymbols = 4096

const mostVisitsOf = (x: Tensor, { kind, dy }: Given): number => {
  if (kind === 'max') return mostVisits.comparing
  if (arithmeticOf(dy ? [x, dy] : [x]) === 'symbols') return mostVisits.symbols
  return Math.max(mostVisits.numbers, mostVisitsPerEntry * sizeOf(x.shape))
}

const checkWork = (pooling: Pooling, x: Tensor, given: Given): void => {
  const [visited, most] = [visits(pooling), mostVisitsOf(x, given)]
  if (visited > most)
    throw new InputError(
      'too-large',
      `The windows visit ${visited} entries; at most ${most} are taken here. Use a smaller window or a larger stride.`,
      { field: 'kernel', example: '2' },
    )
  if (sizeOf(pooling.kernel) > mostSymbols && !rationalsOf(x))
    throw new InputError('too-large', `A window of symbols may have ${mostSymbols} entries.`, {
      field: 'kernel',
      example: '2',
    })
}

/** Throws InputError unless dy has the shape of the output. */
export const checkGradient = (dy: Tensor, { shape }: Layout): void => {
  if (dy.shape.join() !== shape.join())
    throw new InputError(
      'domain',
      `The output is ${shape.join('×')}, so its gradient must be too; it is ${dy.shape.join('×')}.`,
      { field: 'dy' },
    )
}

/** The output, and where the gradient of each of its entries goes. */
export type Pooled = { readonly y: Tensor; readonly routes: readonly Route[]; readonly argmax?: Tensor }

/** Throws InputError where entries do not compare. */
export const poolMaxima = ({ x, pooling, shape }: Layout): Pooled => {
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

export const poolAverages = ({ x, pooling, shape }: Layout, countPadding = true): Pooled => {
  const routes = averageRoutes(pooling, countPadding)
  return { y: gatherRoutes(x, routes, shape), routes }
}
