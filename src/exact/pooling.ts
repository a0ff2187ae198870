import { fraction, num, plus, times } from './algebra.ts'
import type { Pair } from './correlate.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'
import { entriesOf, integerTensor, rationalsOf, sizeOf, tensor } from './tensor.ts'
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

/** Which input entries a window's gradient goes to, and with what share. */
export type Route = { readonly taps: readonly number[]; readonly share: q.Rational }

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

export const wholeRoutes = (positions: readonly (readonly number[])[]): Route[] =>
  positions.map((taps) => ({ taps, share: q.one }))

const scaled = (share: q.Rational, value: Expression): Expression =>
  q.isOne(share) ? value : times(num(share), value)

/** Every window's sum of its entries times its share. */
export const gatherRoutes = (x: Tensor, routes: readonly Route[], shape: readonly number[]): Tensor => {
  const numbers = rationalsOf(x)
  if (numbers)
    return tensor(
      shape,
      routes.map(({ taps, share }) => {
        const sum = taps.reduce((total, tap) => q.add(total, numbers[tap] ?? q.zero), q.zero)
        return num(q.multiply(share, sum))
      }),
    )
  const entries = entriesOf(x)
  return tensor(
    shape,
    routes.map(({ taps, share }) => scaled(share, plus(...taps.flatMap((tap) => entries[tap] ?? [])))),
  )
}

/** The transpose of `gatherRoutes`: every input entry's sum over the windows that use it. */
export const scatterRoutes = (dy: Tensor, routes: readonly Route[], shape: readonly number[]): Tensor => {
  const numbers = rationalsOf(dy)
  if (numbers) {
    const sums = new Array<q.Rational>(sizeOf(shape)).fill(q.zero)
    for (const [at, { taps, share }] of routes.entries()) {
      const part = q.multiply(share, numbers[at] ?? q.zero)
      for (const tap of taps) sums[tap] = q.add(sums[tap] ?? q.zero, part)
    }
    return tensor(shape, sums.map(num))
  }
  const terms: Expression[][] = Array.from({ length: sizeOf(shape) }, () => [])
  const entries = entriesOf(dy)
  for (const [at, { taps, share }] of routes.entries())
    for (const tap of taps) terms[tap]?.push(scaled(share, entries[at] ?? num(0)))
  return tensor(
    shape,
    terms.map((sum) => plus(...sum)),
  )
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
