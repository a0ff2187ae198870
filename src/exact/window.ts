import { floor, minus, num, over, plus, times } from './algebra.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'

/** Of a larger kernel the entries are not visited one by one. */
const mostTaps = 4096n

/** A window that slides along one axis; `padding` is what is added on each side. */
export type Window = {
  readonly size: Expression
  readonly kernel: Expression
  readonly stride: Expression
  readonly padding: Expression
  readonly dilation: Expression
}

/** Entries from the first to the last that one window touches: D(K − 1) + 1. */
export const windowSpan = (kernel: Expression, dilation: Expression): Expression =>
  plus(times(dilation, minus(kernel, num(1))), num(1))

/** size + 2P − span: how far the window can move (Dumoulin & Visin, A guide to convolution arithmetic, rel. 15). */
export const windowTravel = ({ size, kernel, padding, dilation }: Window): Expression =>
  plus(size, times(num(2), padding), minus(windowSpan(kernel, dilation)))

/** Positions of the window, ⌊travel/stride⌋ + 1; undefined when it is known not to fit. */
export const windowCount = (window: Window): Expression | undefined => {
  const travel = windowTravel(window)
  if (travel.kind === 'number' && q.sign(travel.value) < 0) return undefined
  return plus(floor(over(travel, window.stride)), num(1))
}

/** Multiplications along one axis whose input entry is no padding; undefined where a size is a symbol. */
export const countTapsInside = (window: Window, positions: Expression): bigint | undefined => {
  const parts = [window.size, window.kernel, window.stride, window.padding, window.dilation, positions]
  const whole = parts.flatMap((part) => (part.kind === 'number' ? part.value.n : []))
  const [size = 0n, kernel = 0n, stride = 1n, padding = 0n, dilation = 1n, count = 0n] = whole
  if (whole.length < parts.length || kernel > mostTaps) return undefined
  let total = 0n
  for (let tap = 0n; tap < kernel; tap++) {
    const first = q.ceiling(q.rational(padding - tap * dilation, stride))
    const last = q.floor(q.rational(size - 1n + padding - tap * dilation, stride))
    const [from, to] = [first > 0n ? first : 0n, last < count - 1n ? last : count - 1n]
    if (to >= from) total += to - from + 1n
  }
  return total
}

/**
 * Up to two kernel sizes, largest first, that give `outputs` positions on an input of `size`: with a stride the
 * number of positions alone does not say which.
 */
export const kernelsThatFit = (
  size: number,
  outputs: number,
  { stride, padding, dilation }: { stride: number; padding: number; dilation: number },
): number[] => {
  const travel = size + 2 * padding - 1
  const [most, least] = [(travel - stride * (outputs - 1)) / dilation, (travel - stride * outputs) / dilation]
  const fitting: number[] = []
  for (let k = Math.floor(most) + 1; k >= 1 && k - 1 > least && fitting.length < 2; k--) fitting.push(k)
  return fitting
}
