import { minus, num, plus, times } from './algebra.ts'
import { type Correlation, correlate, type Pair } from './correlate.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'
import { arrange, concatenate } from './reshape.ts'
import { entriesOf, entryAt, rationalsOf, tensor } from './tensor.ts'
import type { Tensor } from './value.ts'

/** A correlation layer without its values: enough to send gradients through it. Padding is the same on both sides. */
export type LayerGeometry = {
  /** C×H×W */
  readonly input: readonly [number, number, number]
  /** F×(C/groups)×K×K */
  readonly kernel: readonly [number, number, number, number]
  readonly stride: Pair
  readonly padding: Pair
  readonly dilation: Pair
  readonly groups: number
}

const same = (pad: Pair): readonly [Pair, Pair] => [
  [pad[0], pad[0]],
  [pad[1], pad[1]],
]

/** The correlation of channel c of x with dy of its group, whose first K×K entries are that channel's dw. */
export const weightProblem = (x: Tensor, dy: Tensor, layer: LayerGeometry, channel: number): Correlation => {
  const [, height, width] = layer.input
  const [filters, perGroup] = layer.kernel
  const [, rows = 1, columns = 1] = dy.shape
  const share = filters / layer.groups
  const first = Math.floor(channel / perGroup) * share * rows * columns
  return {
    x: arrange(x, [1, height, width], (at) => channel * height * width + at),
    kernel: arrange(dy, [share, 1, rows, columns], (at) => first + at),
    // What the layer strides, its gradient dilates, and the other way round.
    stride: layer.dilation,
    dilation: layer.stride,
    padding: same(layer.padding),
    groups: 1,
  }
}

/** dw[f,c,h,l] = Σ dy[f,i,j] x[c, Si + Dh − P, Sj + Dl − P] (Goodfellow et al., Deep Learning, eq. 9.11). */
export const weightGradient = (x: Tensor, dy: Tensor, layer: LayerGeometry): Tensor => {
  const [filters, perGroup, rows, columns] = layer.kernel
  const share = filters / layer.groups
  const byChannel = Array.from({ length: layer.input[0] }, (_, channel) => {
    const whole = correlate(weightProblem(x, dy, layer, channel))
    const [, height = 1, width = 1] = whole.shape
    return arrange(whole, [share, rows, columns], (at) => {
      const [f, row, column] = split(at, rows, columns)
      return (f * height + row) * width + column
    })
  })
  const window = rows * columns
  const all = concatenate(byChannel, [layer.input[0], share, rows, columns])
  return arrange(all, layer.kernel, (at) => {
    const [plane, row, column] = split(at, rows, columns)
    const [f, c] = [Math.floor(plane / perGroup), plane % perGroup]
    const channel = Math.floor(f / share) * perGroup + c
    return (channel * share + (f % share)) * window + row * columns + column
  })
}

const split = (at: number, rows: number, columns: number): readonly [number, number, number] => [
  Math.floor(at / (rows * columns)),
  Math.floor(at / columns) % rows,
  at % columns,
]

/** dx[c,r,s] = Σ dy[f,i,j] w[f,c,h,l] over Si + Dh − P = r: dy spread by the stride, fully correlated with the flipped kernel. */
export const inputGradient = (kernel: Tensor, dy: Tensor, layer: LayerGeometry): Tensor => {
  const [channels, height, width] = layer.input
  const { padding, groups } = layer
  const [, perGroup] = layer.kernel
  const parts = Array.from({ length: groups }, (_, group) => {
    const full = spreadGroup(kernel, dy, layer, group)
    const [, rows = 1, columns = 1] = full.shape
    return arrange(full, [perGroup, height, width], (at) => {
      const [c, row, column] = split(at, height, width)
      const [r, s] = [row + padding[0], column + padding[1]]
      return r < rows && s < columns ? (c * rows + r) * columns + s : -1
    })
  })
  return concatenate(parts, [channels, height, width])
}

const spreadGroup = (
  kernel: Tensor,
  dy: Tensor,
  { kernel: sizes, stride, dilation, groups }: LayerGeometry,
  group: number,
): Tensor => {
  const [filters, perGroup, rows, columns] = sizes
  const [, outRows = 1, outColumns = 1] = dy.shape
  const share = filters / groups
  const spread = [(outRows - 1) * stride[0] + 1, (outColumns - 1) * stride[1] + 1] as const
  const window = rows * columns
  return correlate({
    x: arrange(dy, [share, ...spread], (at) => {
      const [f, row, column] = split(at, ...spread)
      if (row % stride[0] !== 0 || column % stride[1] !== 0) return -1
      return ((group * share + f) * outRows + row / stride[0]) * outColumns + column / stride[1]
    }),
    kernel: arrange(kernel, [perGroup, share, rows, columns], (at) => {
      const plane = Math.floor(at / window)
      const [c, f] = [Math.floor(plane / share), plane % share]
      return ((group * share + f) * perGroup + c) * window + (window - 1 - (at % window))
    }),
    stride: [1, 1],
    dilation,
    padding: same([dilation[0] * (rows - 1), dilation[1] * (columns - 1)]),
    groups: 1,
  })
}

/** Sums of symbols over more positions than these say nothing. */
const mostSymbols = 4096

/** db[f] = Σ dy[f,i,j], the bias being added at every position; undefined where that is a long sum of symbols. */
export const biasGradient = (dy: Tensor): Expression[] | undefined => {
  const [filters = 1, rows = 1, columns = 1] = dy.shape
  const plane = rows * columns
  const numbers = rationalsOf(dy)
  if (!numbers && plane > mostSymbols) return undefined
  return Array.from({ length: filters }, (_, f) =>
    numbers
      ? num(numbers.slice(f * plane, (f + 1) * plane).reduce(q.add, q.zero))
      : plus(...Array.from({ length: plane }, (_, at) => entryAt(dy, f * plane + at))),
  )
}

/** w − η·dw: one step of gradient descent (Goodfellow et al., Deep Learning, eq. 4.5). */
export const descend = (kernel: Tensor, dw: Tensor, rate: Expression): Tensor =>
  tensor(
    kernel.shape,
    entriesOf(kernel).map((w, at) => minus(w, times(rate, entryAt(dw, at)))),
  )
