import { call, floor, indexed, isNumberEqual, minus, num, over, plus, sym, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import { windowTravel } from './window.ts'
import { toUnicode } from './write/write.ts'

const one = num(1)

/** Output (i, j), weight (h, l), kernel k×k, input n×n. */
export const [i, j, h, l, n] = [sym('i'), sym('j'), sym('h'), sym('l'), sym('n')]
const k = sym('k')

type Axes = readonly [Expression, Expression]

/** How a layer with one channel slides its kernel; a convolution flips it. */
export type Sliding = {
  readonly stride: Axes
  readonly padding: Axes
  readonly dilation: Axes
  readonly operation: 'correlation' | 'convolution'
}

export const doubleSum = (
  body: Expression,
  first: Expression,
  second: Expression,
  from: Expression,
  to: Axes,
): Expression => call('sum', call('sum', body, second, from, to[1]), first, from, to[0])

/** S(i − 1) + D·(place of the weight) + 1 − P: the input row that weight h meets at output row i, all from 1. */
export const metBy = (sliding: Sliding, at: 0 | 1, output: Expression, weight: Expression): Expression => {
  const place = sliding.operation === 'correlation' ? plus(weight, num(-1)) : minus(k, weight)
  return plus(
    times(sliding.stride[at], plus(output, num(-1))),
    times(sliding.dilation[at], place),
    one,
    minus(sliding.padding[at]),
  )
}

/** m: positions of the kernel along an axis. */
export const outputSize = (sliding: Sliding, at: 0 | 1): Expression => {
  const window = {
    size: n,
    kernel: k,
    stride: sliding.stride[at],
    padding: sliding.padding[at],
    dilation: sliding.dilation[at],
  }
  return plus(floor(over(windowTravel(window), window.stride)), one)
}

/** The gradients as sums with 1-based indices; dx has no single sum where there is a stride. */
export type Sums = {
  readonly dw: Expression
  readonly dx: Expression | undefined
  readonly m: Axes
}

export const sumsOf = (sliding: Sliding): Sums => {
  const sizes = [outputSize(sliding, 0), outputSize(sliding, 1)] as const
  const alike = toUnicode(sizes[0]) === toUnicode(sizes[1])
  const m = alike ? ([sym('m'), sym('m')] as const) : ([sym('m_1'), sym('m_2')] as const)
  const met = indexed('x', metBy(sliding, 0, i, h), metBy(sliding, 1, j, l))
  const dw = doubleSum(times(indexed('dy', i, j), met), i, j, one, m)
  // Without a stride the output that met x[i,j] through w[h,l] is one place: met(i', h) = i solved for i'.
  const back = (at: 0 | 1, output: Expression, weight: Expression): Expression =>
    plus(times(num(2), output), minus(metBy(sliding, at, output, weight)))
  const strided = sliding.stride.some((stride) => !isNumberEqual(stride, 1))
  const through = times(indexed('dy', back(0, i, h), back(1, j, l)), indexed('w', h, l))
  return { dw, dx: strided ? undefined : doubleSum(through, h, l, one, [k, k]), m }
}
