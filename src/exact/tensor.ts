import { num } from './algebra.ts'
import type { Expression } from './expression.ts'
import * as q from './rational.ts'
import type { Tensor } from './value.ts'

const safe = 2n ** 53n

/** Number of entries of a shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1)

/** A tensor of expressions, kept as doubles where every entry is an integer of magnitude at most 2^53. */
export const tensor = (shape: readonly number[], entries: readonly Expression[]): Tensor => {
  const integers = new Float64Array(entries.length)
  for (const [at, entry] of entries.entries()) {
    const small =
      entry.kind === 'number' && entry.value.d === 1n && entry.value.n <= safe && entry.value.n >= -safe
    if (!small) return { kind: 'tensor', shape, entries }
    integers[at] = Number(entry.value.n)
  }
  return { kind: 'tensor', shape, entries: integers }
}

/** A tensor of integers of magnitude at most 2^53. */
export const integerTensor = (shape: readonly number[], entries: Float64Array): Tensor => ({
  kind: 'tensor',
  shape,
  entries,
})

/** The entry at a row-major position. */
export const entryAt = (value: Tensor, at: number): Expression => {
  const entry = value.entries[at]
  if (entry === undefined) throw new RangeError(`no entry ${at}`)
  return typeof entry === 'number' ? num(entry) : entry
}

export const entriesOf = (value: Tensor): readonly Expression[] =>
  value.entries instanceof Float64Array ? Array.from(value.entries, (n) => num(n)) : value.entries

/** All entries as rationals, or undefined when one has a symbol or a radical. */
export const rationalsOf = (value: Tensor): readonly q.Rational[] | undefined => {
  if (value.entries instanceof Float64Array) return Array.from(value.entries, (n) => q.rational(n))
  const out: q.Rational[] = []
  for (const entry of value.entries) {
    if (entry.kind !== 'number') return undefined
    out.push(entry.value)
  }
  return out
}

export const vectorOf = (...entries: readonly Expression[]): Tensor => tensor([entries.length], entries)
export const matrixOf = (rows: readonly (readonly Expression[])[]): Tensor =>
  tensor([rows.length, rows[0]?.length ?? 0], rows.flat())
