import type { Expression } from '../expression.ts'
import { keyOf } from '../key.ts'
import type { Exact, Shape } from '../value.ts'

/** Sizes in a row, with the name that they were given: `out = 28×28×10`. */
type Sized = { readonly name: string | undefined; readonly shape: Shape }

const isSize = (e: Expression): boolean =>
  e.kind === 'symbol' || e.kind === 'indexed' || (e.kind === 'number' && e.value.d === 1n && e.value.n > 0n)

/** Positive integers and single names joined by ×, x or \times; what · or * joins is a product. */
const sizedOf = (value: Exact, name?: string): Sized | undefined => {
  if (value.kind === 'product')
    return value.times && value.factors.every(isSize)
      ? { name, shape: { kind: 'shape', sizes: value.factors } }
      : undefined
  if (value.kind !== 'relation' || value.chain.relations.some((sign) => sign !== '=')) return undefined
  const [named, sizes, ...more] = value.chain.sides
  return named?.kind === 'symbol' && sizes && more.length === 0 ? sizedOf(sizes, keyOf(named)) : undefined
}

const isOtherName = (a: Sized, b: Sized): boolean =>
  a.name !== undefined && b.name !== undefined && a.name !== b.name

/** Both values as shapes, or as lists of shapes, where both write sizes in a row. */
export const asShapes = (reference: Exact, candidate: Exact): readonly [Exact, Exact] | undefined => {
  const [x, y] = [sizedOf(reference), sizedOf(candidate)]
  if (x && y) return isOtherName(x, y) ? undefined : [x.shape, y.shape]
  if (reference.kind !== 'list' || candidate.kind !== 'list') return undefined
  const [of, beside] = [reference.items, candidate.items].map((items) =>
    items.flatMap((item) => sizedOf(item)?.shape ?? []),
  )
  const areAll = of?.length === reference.items.length && beside?.length === candidate.items.length
  return areAll
    ? [
        { kind: 'list', items: of },
        { kind: 'list', items: beside },
      ]
    : undefined
}

/** Two sizes are as often a product, 32 x 32 = 1024; more of them with the letter x are a shape. */
const fewestOfShape = 3

const isShapeWithLetter = (value: Exact, written: string): boolean => {
  const sizes = sizedOf(value)?.shape.sizes ?? []
  return sizes.length >= fewestOfShape && !/[×✕]|times/.test(written)
}

/** Whether both are products of the same factors in the same order, whatever joins them. */
const areAlike = (a: Exact, b: Exact): boolean =>
  a.kind === 'product' && b.kind === 'product' && a.factors.map(keyOf).join() === b.factors.map(keyOf).join()

/** Whether one text is a shape in the letter x, `28x28x10`, and the other a number that may only count its entries. */
export const mayDifferAsShapes = (
  reference: Exact,
  candidate: Exact,
  written: { readonly reference: string; readonly candidate: string },
): boolean => {
  if (areAlike(reference, candidate)) return false
  if (reference.kind === 'tensor' || candidate.kind === 'tensor') return false
  return isShapeWithLetter(reference, written.reference) !== isShapeWithLetter(candidate, written.candidate)
}

/** What the readings of one text come to: a product in one notation is no shape in the other. */
export const withoutShapes = (readings: readonly Exact[]): readonly Exact[] => {
  const isProduct = readings.some((reading) => reading.kind === 'product' && !reading.times)
  return isProduct ? readings.filter((reading) => !sizedOf(reading)) : readings
}
