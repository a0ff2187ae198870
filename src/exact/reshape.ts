import { num } from './algebra.ts'
import { entryAt, sizeOf, tensor } from './tensor.ts'
import type { Tensor } from './value.ts'

/** The same entries under another shape of the same size. */
export const reshape = (value: Tensor, shape: readonly number[]): Tensor => ({ ...value, shape })

/** Entries by their old row-major positions; a position outside the old array, such as −1, gives 0. */
export const arrange = (value: Tensor, shape: readonly number[], from: (at: number) => number): Tensor => {
  const { entries } = value
  const size = sizeOf(shape)
  if (entries instanceof Float64Array) {
    const out = new Float64Array(size)
    for (let at = 0; at < size; at++) out[at] = entries[from(at)] ?? 0
    return { kind: 'tensor', shape, entries: out }
  }
  const zero = num(0)
  return tensor(
    shape,
    Array.from({ length: size }, (_, at) => entries[from(at)] ?? zero),
  )
}

/** The entries of all parts, one after the other. */
export const concatenate = (parts: readonly Tensor[], shape: readonly number[]): Tensor => {
  const out = new Float64Array(sizeOf(shape))
  let at = 0
  for (const { entries } of parts) {
    if (!(entries instanceof Float64Array)) return concatenateExpressions(parts, shape)
    out.set(entries, at)
    at += entries.length
  }
  return { kind: 'tensor', shape, entries: out }
}

const concatenateExpressions = (parts: readonly Tensor[], shape: readonly number[]): Tensor =>
  tensor(
    shape,
    parts.flatMap((part) => Array.from({ length: sizeOf(part.shape) }, (_, at) => entryAt(part, at))),
  )

/** Reverses the last two axes as asked: rows, columns. */
export const flip = (value: Tensor, rows: boolean, columns: boolean): Tensor => {
  const [height = 1, width = 1] = value.shape.slice(-2)
  return arrange(value, value.shape, (at) => {
    const plane = Math.floor(at / (height * width)) * height * width
    const [row, column] = [Math.floor((at - plane) / width), (at - plane) % width]
    return plane + (rows ? height - 1 - row : row) * width + (columns ? width - 1 - column : column)
  })
}

/** Rows become columns. */
export const transpose = (value: Tensor): Tensor => {
  const [rows = 1, columns = 1] = value.shape
  return arrange(value, [columns, rows], (at) => (at % rows) * columns + Math.floor(at / rows))
}
