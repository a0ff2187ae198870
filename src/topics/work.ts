import { sizeOf } from '../exact/tensor.ts'
import type { Tensor } from '../exact/value.ts'

/** Entries that are written out, and products of entries that are added up. */
type Work = { readonly entries: number; readonly products: number }

/** Each takes well under a second: an exact product of fractions takes some hundred times that of integers, one of symbols a thousand. */
const most = {
  integers: { entries: 2 ** 19, products: 2 ** 27 },
  fractions: { entries: 2 ** 17, products: 2 ** 20 },
  symbols: { entries: 2 ** 16, products: 2 ** 16 },
} as const satisfies Record<string, Work>

/** Scripts pass arrays far larger than messages can: there the work may grow with what was given. */
const mostPerEntry: Work = { entries: 4, products: 64 }

/** What these arrays are calculated with. */
export const arithmeticOf = (arrays: readonly Tensor[]): keyof typeof most => {
  const written = arrays.map(({ entries }) => entries)
  if (written.every((entries) => entries instanceof Float64Array)) return 'integers'
  const isNumeric = written.every(
    (entries) => entries instanceof Float64Array || entries.every(({ kind }) => kind === 'number'),
  )
  return isNumeric ? 'fractions' : 'symbols'
}

/** The most that may be done with these arrays, which have such entries. */
export const mostWork = (
  ...arrays: readonly (Tensor | undefined)[]
): Work & { readonly of: keyof typeof most } => {
  const given = arrays.filter((array) => array !== undefined)
  const arithmetic = arithmeticOf(given)
  const { entries, products } = most[arithmetic]
  const size = given.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  return {
    of: arithmetic,
    entries: Math.max(entries, mostPerEntry.entries * size),
    products: arithmetic === 'symbols' ? products : Math.max(products, mostPerEntry.products * size),
  }
}
