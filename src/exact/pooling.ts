import { fraction, num } from './algebra.ts'
import type { Pair } from './correlate.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'
import type { Route } from './routes.ts'
import { entryAt, integerTensor, rationalsOf, sizeOf, tensor } from './tensor.ts'
import type { Tensor } from './value.ts'

/** Windows over the last two axes of an array; every plane before them is pooled by itself. */
export type Pooling = {
  readonly planes: number
  readonly size: Pair
  readonly kernel: Pair
  readonly stride: Pair
  /** On each side; no window lies wholly inside it when it is at most half the kernel. */
  readonly padding: Pair
}

/** Rows and columns of the result; a size below 1 means that the window does not fit. */
export const pooledSize = ({ size, kernel, stride, padding }: Pooling): Pair => {
  const along = (at: 0 | 1): number => Math.floor((size[at] + 2 * padding[at] - kernel[at]) / stride[at]) + 1
  return [along(0), along(1)]
}

/** Input entries that the windows visit in all. */
export const visits = (pooling: Pooling): number =>
  pooling.planes * sizeOf(pooledSize(pooling)) * sizeOf(pooling.kernel)

/** Visits every window with the row-major positions of its input entries, those on padding left out. */
const eachWindow = (pooling: Pooling, visit: (out: number, taps: readonly number[]) => void): void => {
  const { planes, size, kernel, stride, padding } = pooling
  const [rows, columns] = pooledSize(pooling)
  let out = 0
  for (let plane = 0; plane < planes; plane++) {
    const offset = plane * size[0] * size[1]
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const taps: number[] = []
        const [top, left] = [row * stride[0] - padding[0], column * stride[1] - padding[1]]
        for (let i = Math.max(top, 0); i < Math.min(top + kernel[0], size[0]); i++)
          for (let j = Math.max(left, 0); j < Math.min(left + kernel[1], size[1]); j++)
            taps.push(offset + i * size[1] + j)
        visit(out++, taps)
      }
    }
  }
}

/** Compares two entries of x by position; undefined when some entry is no rational number. */
const comparerOf = (x: Tensor): ((a: number, b: number) => number) | undefined => {
  const { entries } = x
  if (entries instanceof Float64Array) return (a, b) => (entries[a] ?? 0) - (entries[b] ?? 0)
  const numbers = rationalsOf(x)
  return numbers && ((a, b) => q.compare(numbers[a] ?? q.zero, numbers[b] ?? q.zero))
}

/** For each window the position of its maximum, the first in row order; undefined when entries do not compare. */
export const maxima = (x: Tensor, pooling: Pooling): number[] | undefined => {
  const compare = comparerOf(x)
  if (!compare) return undefined
  const out: number[] = []
  eachWindow(pooling, (at, taps) => {
    let best = taps[0] ?? 0
    for (const tap of taps) if (compare(tap, best) > 0) best = tap
    out[at] = best
  })
  return out
}

/** For each window all positions that have its maximum. */
export const tiedMaxima = (x: Tensor, pooling: Pooling): number[][] => {
  const compare = comparerOf(x)
  const first = maxima(x, pooling)
  const out: number[][] = []
  if (!compare || !first) return out
  eachWindow(pooling, (at, taps) => {
    const best = first[at] ?? 0
    out[at] = taps.filter((tap) => compare(tap, best) === 0)
  })
  return out
}

/** The entries at the given positions. */
export const pick = (x: Tensor, positions: readonly number[], shape: readonly number[]): Tensor => {
  const { entries } = x
  if (entries instanceof Float64Array)
    return integerTensor(
      shape,
      Float64Array.from(positions, (at) => entries[at] ?? 0),
    )
  return tensor(
    shape,
    positions.flatMap((at) => entries[at] ?? []),
  )
}

/** For each window the positions inside the input, with one over what is divided by. */
export const averageRoutes = (pooling: Pooling, countPadding: boolean): Route[] => {
  const whole = q.rational(1n, sizeOf(pooling.kernel))
  const out: Route[] = []
  eachWindow(pooling, (at, taps) => {
    out[at] = { taps, share: countPadding ? whole : q.rational(1n, taps.length) }
  })
  return out
}

/** Positions within their plane, as an array of whole numbers. */
export const withinPlane = (
  positions: readonly number[],
  pooling: Pooling,
  shape: readonly number[],
): Tensor => {
  const plane = pooling.size[0] * pooling.size[1]
  return integerTensor(
    shape,
    Float64Array.from(positions, (at) => at % plane),
  )
}

/** One over the number of entries of a window. */
export const windowShare = ([rows, columns]: Pair): Expression => fraction(1, rows * columns)

/** Maxima had the padding been zeros: a negative one loses to the zero where a window touches the padding. */
export const zeroPaddedMaxima = (y: Tensor, pooling: Pooling): Tensor => {
  const whole = sizeOf(pooling.kernel)
  const touches = averageRoutes(pooling, true).map(({ taps }) => taps.length < whole)
  return tensor(
    y.shape,
    touches.map((touching, at) => {
      const entry = entryAt(y, at)
      return touching && entry.kind === 'number' && entry.value.n < 0n ? num(0) : entry
    }),
  )
}

/** Fewer visited entries than these are not worth cutting. */
const fewVisits = 4096

/** A part of the problem that has the same first `count` windows, however large the input. */
export const firstWindows = (pooling: Pooling, count: number): Pooling => {
  const { size, kernel, stride, padding } = pooling
  const [, columns] = pooledSize(pooling)
  if (size[0] * columns * sizeOf(kernel) <= fewVisits) return pooling
  const rows = Math.ceil(count / columns)
  // Cutting below the windows leaves them as they are, padding at the bottom aside.
  const height = Math.min(size[0], (rows - 1) * stride[0] + kernel[0] - padding[0])
  return { ...pooling, planes: 1, size: [height, size[1]] }
}
