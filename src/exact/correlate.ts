import { num, plus, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'
import { entriesOf, integerTensor, rationalsOf, sizeOf, tensor } from './tensor.ts'
import type { Tensor } from './value.ts'

/** Rows, then columns; a 1-D signal has one row. */
export type Pair = readonly [number, number]

/** A multi-channel 2-D cross-correlation: x is C×H×W, kernel F×(C/groups)×K×K, bias F or nothing. */
export type Correlation = {
  readonly x: Tensor
  readonly kernel: Tensor
  readonly bias?: Tensor | undefined
  readonly stride: Pair
  readonly dilation: Pair
  /** Zeros before and after, for rows and for columns. */
  readonly padding: readonly [Pair, Pair]
  readonly groups: number
}

type Geometry = {
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly filters: number
  readonly perGroup: number
  readonly rows: number
  readonly columns: number
  readonly outHeight: number
  readonly outWidth: number
}

const outSize = (size: number, kernel: number, pad: Pair, stride: number, dilation: number): number =>
  Math.floor((size + pad[0] + pad[1] - dilation * (kernel - 1) - 1) / stride) + 1

const geometryOf = ({ x, kernel, stride, dilation, padding }: Correlation): Geometry => {
  const [channels = 1, height = 1, width = 1] = x.shape
  const [filters = 1, perGroup = 1, rows = 1, columns = 1] = kernel.shape
  return {
    channels,
    height,
    width,
    filters,
    perGroup,
    rows,
    columns,
    outHeight: outSize(height, rows, padding[0], stride[0], dilation[0]),
    outWidth: outSize(width, columns, padding[1], stride[1], dilation[1]),
  }
}

/** Shape F×H'×W' of the result; a size below 1 means that the kernel does not fit. */
export const correlationShape = (problem: Correlation): readonly number[] => {
  const { filters, outHeight, outWidth } = geometryOf(problem)
  return [filters, outHeight, outWidth]
}

/** One product x[c, row, column] · kernel[f, c, i, j] of an output entry, by row-major positions. */
export type Tap = { readonly x: number; readonly kernel: number }

/** The products that make the output entry (f, row, column), those on padding left out. */
export const tapsOf = (problem: Correlation, f: number, row: number, column: number): Tap[] => {
  const g = geometryOf(problem)
  const { stride, dilation, padding, groups } = problem
  const firstChannel = Math.floor(f / (g.filters / groups)) * g.perGroup
  const taps: Tap[] = []
  for (let c = 0; c < g.perGroup; c++) {
    for (let i = 0; i < g.rows; i++) {
      const r = row * stride[0] + i * dilation[0] - padding[0][0]
      if (r < 0 || r >= g.height) continue
      for (let j = 0; j < g.columns; j++) {
        const s = column * stride[1] + j * dilation[1] - padding[1][0]
        if (s < 0 || s >= g.width) continue
        taps.push({
          x: ((firstChannel + c) * g.height + r) * g.width + s,
          kernel: ((f * g.perGroup + c) * g.rows + i) * g.columns + j,
        })
      }
    }
  }
  return taps
}

/** The exact cross-correlation y[f,r,s] = bias[f] + Σ x·kernel (Goodfellow et al., Deep Learning, eq. 9.6). */
export const correlate = (problem: Correlation): Tensor => {
  const shape = correlationShape(problem)
  return (
    correlateSmallIntegers(problem, shape) ??
    correlateRationals(problem, shape) ??
    correlateSymbols(problem, shape)
  )
}

const biggest = (entries: Float64Array): number => {
  let most = 0
  for (let at = 0; at < entries.length; at++) most = Math.max(most, Math.abs(entries[at] ?? 0))
  return most
}
const total = (entries: Float64Array): number => {
  let sum = 0
  for (let at = 0; at < entries.length; at++) sum += Math.abs(entries[at] ?? 0)
  return sum
}

/** Every partial sum is at most max|x|·Σ|kernel| + max|bias|; below 2^53 doubles hold it exactly. */
const correlateSmallIntegers = (problem: Correlation, shape: readonly number[]): Tensor | undefined => {
  const { x, kernel, bias } = problem
  const offsets = bias ? bias.entries : new Float64Array(shape[0] ?? 1)
  if (!(x.entries instanceof Float64Array && kernel.entries instanceof Float64Array)) return undefined
  if (!(offsets instanceof Float64Array)) return undefined
  if (biggest(x.entries) * total(kernel.entries) + biggest(offsets) > 2 ** 53) return undefined
  const out = new Float64Array(sizeOf(shape))
  const plane = (shape[1] ?? 1) * (shape[2] ?? 1)
  for (let f = 0; f < offsets.length; f++) out.fill(offsets[f] ?? 0, f * plane, (f + 1) * plane)
  sweepDoubles(problem, x.entries, kernel.entries, out)
  return integerTensor(shape, out)
}

/** Output rows and columns that a kernel entry reaches inside the input, half open. */
const reach = (offset: number, stride: number, size: number, outputs: number): Pair => [
  Math.max(0, Math.ceil(-offset / stride)),
  Math.min(outputs, Math.floor((size - 1 - offset) / stride) + 1),
]

/** Products of an entry of the kernel with one of the input, those with padding left out. */
export const productsOf = (problem: Correlation): number => {
  const g = geometryOf(problem)
  const { stride, dilation, padding } = problem
  const along = (at: 0 | 1, window: number, size: number, outputs: number): number => {
    let sum = 0
    for (let i = 0; i < window; i++) {
      const [from, to] = reach(i * dilation[at] - padding[at][0], stride[at], size, outputs)
      sum += Math.max(0, to - from)
    }
    return sum
  }
  const planes = g.filters * g.perGroup
  return planes * along(0, g.rows, g.height, g.outHeight) * along(1, g.columns, g.width, g.outWidth)
}

type Visit = (kernelAt: number, outAt: number, xAt: number, count: number, step: number) => void

/** Calls `visit` for every run of output entries along a row that one kernel entry contributes to. */
const sweep = (problem: Correlation, visit: Visit): void => {
  const g = geometryOf(problem)
  const { stride, dilation, padding, groups } = problem
  for (let f = 0; f < g.filters; f++) {
    const firstChannel = Math.floor(f / (g.filters / groups)) * g.perGroup
    for (let c = 0; c < g.perGroup; c++) {
      for (let i = 0; i < g.rows; i++) {
        const down = i * dilation[0] - padding[0][0]
        const [top, bottom] = reach(down, stride[0], g.height, g.outHeight)
        for (let j = 0; j < g.columns; j++) {
          const across = j * dilation[1] - padding[1][0]
          const [left, right] = reach(across, stride[1], g.width, g.outWidth)
          const kernelAt = ((f * g.perGroup + c) * g.rows + i) * g.columns + j
          for (let row = top; row < bottom; row++) {
            const xRow = ((firstChannel + c) * g.height + row * stride[0] + down) * g.width
            const outRow = (f * g.outHeight + row) * g.outWidth
            visit(kernelAt, outRow + left, xRow + left * stride[1] + across, right - left, stride[1])
          }
        }
      }
    }
  }
}

const sweepDoubles = (problem: Correlation, x: Float64Array, kernel: Float64Array, out: Float64Array): void =>
  sweep(problem, (kernelAt, outAt, xAt, count, step) => {
    const k = kernel[kernelAt] ?? 0
    if (k === 0) return
    for (let n = 0; n < count; n++) out[outAt + n] = (out[outAt + n] ?? 0) + k * (x[xAt + n * step] ?? 0)
  })

const commonDenominator = (values: readonly q.Rational[]): bigint =>
  values.reduce((d, value) => (d % value.d === 0n ? d : q.rational(d, value.d).n * value.d), 1n)

/** Over common denominators a rational correlation is one of integers, divided once at the end. */
const correlateRationals = (problem: Correlation, shape: readonly number[]): Tensor | undefined => {
  const [x, kernel] = [rationalsOf(problem.x), rationalsOf(problem.kernel)]
  const bias = problem.bias ? rationalsOf(problem.bias) : []
  if (!x || !kernel || !bias) return undefined
  const [dx, dk] = [commonDenominator(x), commonDenominator(kernel)]
  const scaled = (values: readonly q.Rational[], d: bigint): bigint[] => values.map((v) => v.n * (d / v.d))
  const sums = sweepIntegers(problem, scaled(x, dx), scaled(kernel, dk), sizeOf(shape))
  const plane = (shape[1] ?? 1) * (shape[2] ?? 1)
  const entries = sums.map((sum, at) => {
    const offset = bias[Math.floor(at / plane)] ?? q.zero
    return num(q.add(q.rational(sum, dx * dk), offset))
  })
  return tensor(shape, entries)
}

const sweepIntegers = (
  problem: Correlation,
  x: readonly bigint[],
  kernel: readonly bigint[],
  size: number,
): bigint[] => {
  const small = (values: readonly bigint[]): Float64Array => Float64Array.from(values, Number)
  const [a, b] = [small(x), small(kernel)]
  if (biggest(a) * total(b) < 2 ** 53) {
    const out = new Float64Array(size)
    sweepDoubles(problem, a, b, out)
    return Array.from(out, BigInt)
  }
  const out = new Array<bigint>(size).fill(0n)
  sweep(problem, (kernelAt, outAt, xAt, count, step) => {
    const k = kernel[kernelAt] ?? 0n
    if (k === 0n) return
    for (let n = 0; n < count; n++) out[outAt + n] = (out[outAt + n] ?? 0n) + k * (x[xAt + n * step] ?? 0n)
  })
  return out
}

const correlateSymbols = (problem: Correlation, shape: readonly number[]): Tensor => {
  const [x, kernel] = [entriesOf(problem.x), entriesOf(problem.kernel)]
  const bias = problem.bias ? entriesOf(problem.bias) : []
  const terms: Expression[][] = Array.from({ length: sizeOf(shape) }, () => [])
  sweep(problem, (kernelAt, outAt, xAt, count, step) => {
    const k = kernel[kernelAt] ?? num(0)
    for (let n = 0; n < count; n++) terms[outAt + n]?.push(times(k, x[xAt + n * step] ?? num(0)))
  })
  const plane = (shape[1] ?? 1) * (shape[2] ?? 1)
  return tensor(
    shape,
    terms.map((sum, at) => plus(...sum, bias[Math.floor(at / plane)] ?? num(0))),
  )
}
