import type { Expression } from '../expression.ts'
import { entriesOf, sizeOf } from '../tensor.ts'
import type { Exact, Tensor } from '../value.ts'
import { allEqual, different, type Equality, type EqualityOptions, same, undecided } from './verdict.ts'

/** Compares two values of any kind; handed in, because collections hold values of every kind. */
export type Compare = (a: Exact, b: Exact, options: EqualityOptions) => Equality

/** A vector's shape for a row or a column; other shapes as they are. */
const plainShape = (shape: readonly number[]): readonly number[] => {
  const wide = shape.filter((size) => size !== 1)
  return shape.length <= 2 && wide.length <= 1 ? [sizeOf(shape)] : shape
}

/** Entry by entry; a row and a column are the vector of their entries, a transposed matrix is another one. */
export const equalTensors = (a: Tensor, b: Tensor, compare: Compare, options: EqualityOptions): Equality => {
  const bothMatrices = a.shape.length === 2 && b.shape.length === 2
  const [x, y] =
    bothMatrices && sizeOf(a.shape) > 1 && `${a.shape}` === `${b.shape}`
      ? [a.shape, b.shape]
      : [plainShape(a.shape), plainShape(b.shape)]
  if (`${x}` !== `${y}`) return different('shape')
  if (a.entries instanceof Float64Array && b.entries instanceof Float64Array) {
    const right = b.entries
    return a.entries.every((entry, i) => entry === right[i]) ? same('entries') : different('entries')
  }
  const [left, right] = [entriesOf(a), entriesOf(b)]
  return pairwise(left, right, compare, options)
}

export const pairwise = (
  a: readonly Exact[],
  b: readonly Exact[],
  compare: Compare,
  options: EqualityOptions,
): Equality => {
  if (a.length !== b.length) return different('length')
  const parts = a.map((item, i) => {
    const other = b[i]
    return other ? compare(item, other, options) : different('length')
  })
  return allEqual(parts, 'entries')
}

const distinct = (items: readonly Exact[], compare: Compare, options: EqualityOptions): readonly Exact[] =>
  items.filter((item, i) => !items.slice(0, i).some((other) => compare(other, item, options).equal === true))

/** Order and repetition do not count; an item without a partner decides unless a comparison stayed open. */
export const equalSets = (
  a: readonly Exact[],
  b: readonly Exact[],
  compare: Compare,
  options: EqualityOptions,
): Equality => {
  const [left, right] = [distinct(a, compare, options), distinct(b, compare, options)]
  const used = new Set<number>()
  let open = false
  for (const item of left) {
    const partner = right.findIndex(
      (other, i) => !used.has(i) && compare(item, other, options).equal === true,
    )
    if (partner >= 0) used.add(partner)
    else if (right.some((other) => compare(item, other, options).equal === null)) open = true
    else return different('elements')
  }
  if (open) return undecided('elements')
  return left.length === right.length ? same('elements') : different('elements')
}

/** The sizes that a value gives as a shape: a shape, `(28, 28, 10)`, `[28, 28, 10]`, `28×28×10` or `28*28*10`. */
export const sizesOf = (value: Exact): readonly Expression[] | undefined => {
  if (value.kind === 'shape') return value.sizes
  if (value.kind === 'tensor' && value.shape.length === 1) return entriesOf(value)
  if (value.kind === 'product' && value.factors.length > 1 && value.factors.every(isSize))
    return value.factors
  return undefined
}

const isSize = (e: Expression): boolean =>
  e.kind === 'symbol' ||
  e.kind === 'indexed' ||
  e.kind === 'sum' ||
  (e.kind === 'number' && e.value.d === 1n && e.value.n > 0n)

/** A vector of whole sizes, which may be meant as a shape. */
export const mayBeShape = (value: Exact): boolean =>
  value.kind === 'shape' ||
  (value.kind === 'tensor' &&
    value.shape.length === 1 &&
    sizeOf(value.shape) > 1 &&
    entriesOf(value).every(isSize))
