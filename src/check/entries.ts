import { num, times } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { entryAt, tensor } from '../exact/tensor.ts'
import type { Exact, Tensor } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { sizesWritten } from './sizes.ts'

export const wholeIndex = (text: string): number | undefined =>
  /^-?\d+$/.test(text.trim()) ? Number(text) : undefined

export const bases = [0, 1] as const

/** Entries of a tensor at a position as written, counted from each base. */
export const entriesAt = (
  value: Tensor,
  indices: readonly string[],
  from: readonly (0 | 1)[] = bases,
): readonly Expression[] => {
  const numbers = indices.map(wholeIndex)
  if (numbers.length !== value.shape.length || numbers.includes(undefined)) return []
  return from.flatMap((base) => {
    let at = 0
    for (const [axis, size] of value.shape.entries()) {
      const index = (numbers[axis] ?? 0) - base
      if (index < 0 || index >= size) return []
      at = at * size + index
    }
    return [entryAt(value, at)]
  })
}

export const filled = (shape: readonly number[], value: Expression): Tensor =>
  tensor(
    shape,
    Array.from({ length: shape.reduce((size, n) => size * n, 1) }, () => value),
  )

/** The number that every entry is said to be: in words, by general indices (`y[i,j] = −40`), or as −40·𝟏. */
export const commonEntry = (claim: Claim, claimed: Exact): Expression | undefined => {
  if (!isExpression(claimed)) return undefined
  const isGeneral = claim.indices?.every((index) => /^[a-z]$/.test(index.trim())) ?? false
  if (claim.uniform || (isGeneral && freeSymbols(claimed).size === 0)) return claimed
  const factors = claimed.kind === 'product' ? claimed.factors : []
  const rest = factors.filter((factor) => !(factor.kind === 'indexed' && factor.name === 'ones'))
  return rest.length === factors.length - 1 ? times(...rest) : undefined
}

/** `28×28×10` reads as a product; where sizes are asked for it is a shape. */
export const asShape = (claim: Claim, claimed: Exact, rank: number): Exact => {
  const sizes = claim.side.kind === 'side' ? sizesWritten(claim.side.text) : undefined
  if (sizes) return { kind: 'shape', sizes: sizes.map((size) => num(size)) }
  if (claimed.kind === 'product' && claimed.times && claimed.factors.length === rank)
    return { kind: 'shape', sizes: claimed.factors }
  return isExpression(claimed) && rank === 1 ? { kind: 'shape', sizes: [claimed] } : claimed
}
