import { sizesOf } from '../check/sizes.ts'
import { keptBy } from '../exact/kept.ts'
import { readText } from '../exact/read.ts'
import { ReadError } from '../exact/read-error.ts'
import { splitOutside } from '../exact/split-outside.ts'
import { vectorOf } from '../exact/tensor.ts'
import { type Exact, isExpression } from '../exact/value.ts'

/** Names of a solution: symbols, and arrays whose entries are indexed. */
export type Names = { readonly symbols: ReadonlySet<string>; readonly arrays: ReadonlySet<string> }
export const noNames: Names = { symbols: new Set(), arrays: new Set() }

/** A value read whole; undefined where it cannot be. */
export const readValue = keptBy((text: string, names: Names) => readPlainly(indexed(text, names), names), {
  most: 10_000,
  longest: 20_000,
})

export const readPlainly = (text: string, { symbols, arrays }: Names): Exact | undefined => {
  try {
    const value = readText(text, { symbols, functions: arrays })
    return value.kind === 'relation' || value.kind === 'word' ? undefined : value
  } catch (error) {
    if (error instanceof ReadError || error instanceof RangeError) return undefined
    throw error
  }
}

/** `dy_{ij}` is `dy_{i,j}` where dy is an array. */
export const indexed = (text: string, { arrays }: Names): string =>
  [...arrays].reduce(
    (out, name) =>
      out.replaceAll(
        new RegExp(`(?<![A-Za-z])${name}_\\{?([a-z])([a-z])(?![a-z])\\}?`, 'g'),
        `${name}_{$1,$2}`,
      ),
    text,
  )

/** `28x28x10, 490, 3` → a list of shapes, each a vector of its sizes; undefined where one is none. */
export const readShapes = (text: string, names: Names): Exact | undefined => {
  const inner = /^\[(.*)\]$/s.exec(text.trim())?.[1] ?? text
  const written = splitOutside(inner, /(?:,|\sand\s)/y)
  if (written.length < 2 || !written.some((item) => sizesOf(item).length > 1)) return undefined
  const items = written.map((item): Exact | undefined => {
    const sizes = sizesOf(item).flatMap((size) => {
      const value = readPlainly(size, names)
      return value && isExpression(value) ? [value] : []
    })
    return sizes.length === sizesOf(item).length ? vectorOf(...sizes) : undefined
  })
  return items.every((item) => item !== undefined) ? { kind: 'list', items } : undefined
}
