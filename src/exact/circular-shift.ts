import { keyOf } from './key.ts'
import type { Tensor } from './value.ts'

/** Rows down and columns to the right, each taken modulo the size. */
export type Shift = { readonly rows: number; readonly columns: number }

const keysOf = (image: Tensor): readonly string[] =>
  image.entries instanceof Float64Array ? Array.from(image.entries, String) : image.entries.map(keyOf)

/** Each row as one string, rotated to the right by `by` columns. */
const rotatedRows = (keys: readonly string[], width: number, by: number): readonly string[] =>
  Array.from({ length: keys.length / width }, (_, row) =>
    Array.from({ length: width }, (_, column) => keys[row * width + ((column - by + width) % width)]).join(),
  )

/** The shorter way round a circle of `size`. */
const shorter = (by: number, size: number): number => (2 * by > size ? by - size : by)

/** The smallest circular shift that turns `from` into `to`; undefined when there is none. */
export const circularShift = (from: Tensor, to: Tensor): Shift | undefined => {
  const [height = 1, width = 1] = from.shape
  if (to.shape[0] !== height || to.shape[1] !== width) return undefined
  const [before, after] = [keysOf(from), keysOf(to)]
  // Shifts move entries about: another collection of entries rules them all out.
  if ([...before].sort().join() !== [...after].sort().join()) return undefined
  const wanted = rotatedRows(after, width, 0)
  let best: Shift | undefined
  const length = ({ rows, columns }: Shift): number => Math.abs(rows) + Math.abs(columns)
  for (let columns = 0; columns < width; columns++) {
    const turned = rotatedRows(before, width, columns)
    for (let rows = 0; rows < height; rows++) {
      if (!wanted.every((row, at) => row === turned[(at - rows + height) % height])) continue
      const found = { rows: shorter(rows, height), columns: shorter(columns, width) }
      if (!best || length(found) < length(best)) best = found
    }
  }
  return best
}
