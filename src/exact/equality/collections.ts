import type { Expression } from '../expression.ts'
import { normalForm, type SymbolDomain } from '../normal-form.ts'
import { entriesOf, sizeOf } from '../tensor.ts'
import { type Exact, isExpression, type Tensor } from '../value.ts'
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

/** Pairs beyond this are not tried one by one. */
const mostPairs = 2_500

const keyOf = (item: Exact, domain: SymbolDomain): string | undefined =>
  isExpression(item) ? normalForm(item, domain)?.key : undefined

/** Each item once; items without a normal form are kept. */
const distinct = (items: readonly Exact[], domain: SymbolDomain): Map<string | Exact, Exact> =>
  new Map(items.map((item) => [keyOf(item, domain) ?? item, item]))

/** Order and repetition do not count; an item without a partner decides unless a comparison stayed open. */
export const equalSets = (
  a: readonly Exact[],
  b: readonly Exact[],
  compare: Compare,
  options: EqualityOptions,
): Equality => {
  const domain = options.domain ?? 'integer'
  const [left, right] = [distinct(a, domain), distinct(b, domain)]
  const [lone, others] = [left, right].map((items, i) => {
    const partners = i === 0 ? right : left
    return [...items].flatMap(([key, item]) => (partners.has(key) ? [] : [item]))
  })
  if (!lone || !others || lone.length * others.length > mostPairs) return undecided('elements')
  const [all, allOthers] = [[...left.values()], [...right.values()]]
  const open = [...unmatched(lone, allOthers, compare, options), ...unmatched(others, all, compare, options)]
  if (open.includes(false)) return different('elements')
  return open.length === 0 ? same('elements') : undecided('elements')
}

/** For every item without an equal partner: false, or null where a comparison stayed open. */
const unmatched = (
  items: readonly Exact[],
  partners: readonly Exact[],
  compare: Compare,
  options: EqualityOptions,
): (false | null)[] =>
  items.flatMap((item) => {
    let result: false | null = false
    for (const partner of partners) {
      const { equal } = compare(item, partner, options)
      if (equal) return []
      if (equal === null) result = null
    }
    return [result]
  })

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
