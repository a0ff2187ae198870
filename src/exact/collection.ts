import type { Expression } from './expression.ts'
import { keyOf, sameTree } from './key.ts'

/** Expressions that differ, in the order in which they came, found by a look at each while they are few. */
export type Collection = { readonly items: Expression[]; index?: Map<string, number> }

const few = 16

/** Where an equal expression is; −1 where there is none. */
export const placeIn = ({ items, index }: Collection, x: Expression): number => {
  if (index) return index.get(keyOf(x)) ?? -1
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    if (item && sameTree(item, x)) return at
  }
  return -1
}

/** Adds an expression that is not there yet. */
export const addTo = (collection: Collection, x: Expression): void => {
  const { items, index } = collection
  index?.set(keyOf(x), items.length)
  items.push(x)
  if (!index && items.length > few)
    collection.index = new Map(items.map((item, at): [string, number] => [keyOf(item), at]))
}
