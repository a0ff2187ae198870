import { entriesOf, vectorOf } from '../exact/tensor.ts'
import type { Exact } from '../exact/value.ts'

/** What a row, a shape, a list or a matrix is made of, a matrix of its rows. */
export const entriesIn = (value: Exact | undefined): readonly Exact[] => {
  if (value?.kind === 'list' || value?.kind === 'set') return value.items
  if (value?.kind === 'shape') return value.sizes
  if (value?.kind !== 'tensor') return []
  const [height = 0, width = 0] = value.shape
  const entries = entriesOf(value)
  if (value.shape.length === 1) return entries
  return Array.from({ length: height }, (_, row) =>
    vectorOf(...entries.slice(row * width, (row + 1) * width)),
  )
}
