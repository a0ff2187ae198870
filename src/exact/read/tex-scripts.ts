import type { Walk } from './tex-emit.ts'
import { emit } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import { itemsOf } from './tex-items.ts'
import { contentsOf, stringOf } from './tex-tree.ts'

type Scripts = Extract<Item, { is: 'scripts' }>

export const subscriptOf = (walk: Walk, { sub }: Scripts): void => {
  if (sub.length === 0) return
  const [open, inSubscript] = [walk.open, walk.inSubscript]
  emit(walk, 'sign', '_')
  emit(walk, 'sign', '⦃')
  walk.open += 1
  walk.inSubscript = true
  walk.walkNodes(walk, contentsOf(sub))
  walk.inSubscript = inSubscript
  walk.open = open
  emit(walk, 'sign', '⦄')
}

const nodeText = (item: Item | undefined): string => (item?.is === 'node' ? stringOf(item.node.text) : '')

const stars: ReadonlySet<string> = new Set(['*', '\\ast', '\\star'])

/** Primes and a star belong to the name before them; what is left is the exponent. */
export const superscriptOf = (walk: Walk, { sup }: Scripts): void => {
  if (sup.length === 0) return
  const nodes = contentsOf(sup)
  const items = itemsOf(nodes)
  let at = 0
  for (; nodeText(items[at]) === '\\prime'; at++) emit(walk, 'sign', "'")
  if (stars.has(nodeText(items[at])) && at + 1 === items.length) {
    emit(walk, 'sign', '^')
    emit(walk, 'sign', 'star')
    return
  }
  if (at === items.length) return
  const open = walk.open
  emit(walk, 'sign', '^')
  emit(walk, 'sign', '⦃')
  walk.open += 1
  walk.walkNodes(walk, nodes.slice(at))
  walk.open = open
  emit(walk, 'sign', '⦄')
}
