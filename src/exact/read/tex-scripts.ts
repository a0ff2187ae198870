import type { Walk } from './tex-emit.ts'
import { emit } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import { itemsOf } from './tex-items.ts'
import { tight } from './tex-runs.ts'
import type { TexNode } from './tex-tree.ts'
import { contentsOf, stringOf } from './tex-tree.ts'

type Scripts = Extract<Item, { is: 'scripts' }>

const letterIn = (item: Item | undefined): TexNode | undefined =>
  item?.is === 'node' && item.node.type === 'mathord' && /^[A-Za-z]$/.test(stringOf(item.node.text))
    ? item.node
    : undefined

/**
 * The letters behind a subscript without braces that make it a name known here: `d_in` is d_{in} to whoever knows no
 * TeX, which would print the n beside it.
 */
export const runOn = (walk: Walk, items: readonly Item[], at: number): readonly TexNode[] => {
  const [base, scripts] = [letterIn(items[at - 1]), items[at]]
  const { symbols } = walk.options
  if (!base || !symbols || scripts?.is !== 'scripts' || scripts.sup.length > 0) return []
  const [first, braced] = scripts.sub
  if (!first || braced || first.type !== 'mathord') return []
  let [name, last] = [`${stringOf(base.text)}_${stringOf(first.text)}`, first]
  const letters: TexNode[] = []
  let known = 0
  for (let node = letterIn(items[at + 1]); node && tight(walk, last, node); ) {
    letters.push(node)
    name += stringOf(node.text)
    last = node
    if (symbols.has(name)) known = letters.length
    node = letterIn(items[at + 1 + letters.length])
  }
  return letters.slice(0, known)
}

export const subscriptOf = (walk: Walk, { sub }: Scripts, more: readonly TexNode[] = []): void => {
  if (sub.length === 0) return
  const [open, inSubscript] = [walk.open, walk.inSubscript]
  emit(walk, 'sign', '_')
  emit(walk, 'sign', '⦃')
  walk.open += 1
  walk.inSubscript = true
  walk.walkNodes(walk, [...contentsOf(sub), ...more])
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
