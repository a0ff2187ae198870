import { num } from '../../exact/algebra.ts'
import {
  averageRoutes,
  firstWindows,
  pooledSize,
  tiedMaxima,
  withinPlane,
  zeroPaddedMaxima,
} from '../../exact/pooling.ts'
import * as q from '../../exact/rational.ts'
import { gatherRoutes, type Route, scatterRoutes, wholeRoutes } from '../../exact/routes.ts'
import { entryAt, sizeOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Alternative, Quantity, Step } from '../../model.ts'
import { misconception, rightOf, underConvention } from '../alternative.ts'
import { abridged, briefLatex, indicesAt, positionsLatex } from '../step-latex.ts'
import { type Layout, type Pooled, poolAverages } from './layout.ts'
import { averageWords, type Kind, maximumWords, quantity } from './words.ts'

export const shapeQuantity = ({ shape }: Layout): Quantity =>
  quantity('shape', { kind: 'shape', sizes: shape.map((n) => num(n)) })

export const stepsWithNumbers = (
  kind: Kind,
  layout: Layout,
  { y }: Pooled,
  dx: Tensor | undefined,
): Step[] => {
  const out: Step[] = [
    {
      rule: 'output-size',
      says: 'Count the positions of the window, down and across.',
      asks: 'At how many positions does the window fit along each axis?',
      latex: sizesLatex(layout),
      yields: [shapeQuantity(layout)],
    },
    windowsStep(kind, layout, y),
    {
      rule: 'collect',
      says: 'Collect them.',
      asks: 'What is the whole output?',
      latex: `y = ${briefLatex(y)}`,
      yields: [quantity('y', y)],
    },
  ]
  if (dx)
    out.push({
      rule: 'backward',
      says:
        kind === 'max'
          ? 'The gradient of each output goes whole to the entry that won; what goes to one entry adds up.'
          : 'The gradient of each output goes in equal parts to the entries of its window; what goes to one entry adds up.',
      asks: 'To which entries does the gradient of each output go?',
      latex: `dx = ${briefLatex(dx)}`,
      yields: [quantity('dx', dx)],
    })
  return out
}

const sizesLatex = ({ pooling }: Layout): string => {
  const { size, kernel, stride, padding } = pooling
  const counts = pooledSize(pooling)
  const along = (at: 0 | 1): string =>
    `${positionsLatex(`${size[at]} + 2 \\cdot ${padding[at]}`, `${kernel[at]}`, `${stride[at]}`)} = ${counts[at]}`
  return `${along(0)},\\quad ${along(1)}`
}

/** Windows that are written out entry by entry. */
const mostWritten = 9

const windowsStep = (kind: Kind, { x, pooling, shape }: Layout, y: Tensor): Step => {
  const windows = averageRoutes(firstWindows(pooling, mostWritten), true).slice(
    0,
    Math.min(sizeOf(shape), mostWritten),
  )
  const lines = windows.map(
    ({ taps }, at) =>
      `y[${indicesAt(shape, at)}] &= ${windowLatex(kind, x, taps, sizeOf(pooling.kernel))} = ${toLatex(entryAt(y, at))}`,
  )
  const all = sizeOf(shape)
  return {
    rule: 'windows',
    says: `${kind === 'max' ? 'Take the largest entry' : 'Average the entries'} of each window${lines.length < all ? ` (the first ${lines.length} of ${all})` : ''}.`,
    asks: `Which entries lie in the first window, and what is their ${kind === 'max' ? 'maximum' : 'average'}?`,
    latex: `\\begin{aligned}${lines.join(' \\\\ ')}\\end{aligned}`,
  }
}

const windowLatex = (kind: Kind, x: Tensor, taps: readonly number[], whole: number): string => {
  const entries = taps.map((tap) => toLatex(entryAt(x, tap)))
  const shown = abridged(entries, { most: 16, first: 8, last: 2, dots: '\\ldots' })
  if (kind === 'max') return `\\max\\left(${shown.join(', ')}\\right)`
  const sum = shown.map((term, at) => (at > 0 && /[+ ]|^-/.test(term) ? `\\left(${term}\\right)` : term))
  return `\\frac{1}{${whole}}\\left(${sum.join(' + ')}\\right)`
}

/** Past this many output entries, alternatives would cost more than they teach. */
const mostAlternatives = 1024

export const alternativesWithNumbers = (
  kind: Kind,
  layout: Layout,
  pooled: Pooled,
  dy: Tensor | undefined,
): Alternative[] => {
  if (sizeOf(layout.shape) > mostAlternatives) return []
  const backward = (routes: readonly Route[]): Quantity[] =>
    dy ? [quantity('dx', scatterRoutes(dy, routes, layout.x.shape))] : []
  return kind === 'max'
    ? maximumAlternatives(layout, pooled, backward)
    : averageAlternatives(layout, pooled, backward)
}

type Backward = (routes: readonly Route[]) => Quantity[]

const isPadded = ({ pooling }: Layout): boolean => Math.max(...pooling.padding) > 0

const averageAlternatives = (layout: Layout, { routes }: Pooled, backward: Backward): Alternative[] => {
  const inside = poolAverages(layout, false)
  const undivided = wholeRoutes(routes.map(({ taps }) => taps))
  return [
    ...(isPadded(layout)
      ? [
          underConvention(
            'Divided by the entries inside the input only, padding not counted (count_include_pad=False).',
            quantity('y', inside.y),
            ...backward(inside.routes),
          ),
        ]
      : []),
    misconception(
      'when the sum is not divided by the size of the window.',
      quantity('y', gatherRoutes(layout.x, undivided, layout.shape)),
      ...backward(undivided),
    ),
  ]
}

const maximumAlternatives = (layout: Layout, { y }: Pooled, backward: Backward): Alternative[] => {
  const average = poolAverages(layout)
  return [
    ...tieAlternatives(layout, backward),
    ...(isPadded(layout)
      ? [
          misconception(
            'when the padding is taken for zeros; in max pooling it never wins.',
            quantity('y', zeroPaddedMaxima(y, layout.pooling)),
          ),
        ]
      : []),
    rightOf(
      averageWords,
      maximumWords,
      misconception('with average pooling.', quantity('y', average.y), ...backward(average.routes)),
    ),
  ]
}

const tieAlternatives = ({ x, pooling, shape }: Layout, backward: Backward): Alternative[] => {
  const ties = tiedMaxima(x, pooling)
  if (ties.every((taps) => taps.length === 1)) return []
  const last = ties.map((taps) => taps.slice(-1))
  const shared = ties.map((taps): Route => ({ taps, share: q.rational(1n, taps.length) }))
  return [
    underConvention(
      'With ties going to the last maximum.',
      quantity('argmax', withinPlane(last.flat(), pooling, shape)),
      ...backward(wholeRoutes(last)),
    ),
    underConvention(
      'With the whole gradient to every entry that equals the maximum.',
      ...backward(wholeRoutes(ties)),
    ),
    underConvention('With the gradient shared equally among tied maxima.', ...backward(shared)),
  ]
}
