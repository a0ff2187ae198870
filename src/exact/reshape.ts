import { sizeOf } from './tensor.ts'
import type { Tensor } from './value.ts'

/** The same entries under another shape of the same size. */
export const reshape = (value: Tensor, shape: readonly number[]): Tensor => ({ ...value, shape })

/** Entries in the order of `from`, a list of row-major positions. */
const gather = (value: Tensor, shape: readonly number[], from: readonly number[]): Tensor => {
  const { entries } = value
  if (entries instanceof Float64Array)
    return { kind: 'tensor', shape, entries: Float64Array.from(from, (at) => entries[at] ?? 0) }
  return { kind: 'tensor', shape, entries: from.flatMap((at) => entries[at] ?? []) }
}

/** Reverses the last two axes as asked: rows, columns. */
export const flip = (value: Tensor, rows: boolean, columns: boolean): Tensor => {
  const [height = 1, width = 1] = value.shape.slice(-2)
  const from: number[] = []
  for (let at = 0; at < sizeOf(value.shape); at++) {
    const plane = Math.floor(at / (height * width)) * height * width
    const [row, column] = [Math.floor((at - plane) / width), (at - plane) % width]
    from.push(plane + (rows ? height - 1 - row : row) * width + (columns ? width - 1 - column : column))
  }
  return gather(value, value.shape, from)
}

/** Rows become columns. */
export const transpose = (value: Tensor): Tensor => {
  const [rows = 1, columns = 1] = value.shape
  const from = Array.from(
    { length: rows * columns },
    (_, at) => (at % rows) * columns + Math.floor(at / rows),
  )
  return gather(value, [columns, rows], from)
}
