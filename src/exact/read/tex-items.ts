import type { TexNode } from './tex-tree.ts'
import { innermost, nodesOf, stringOf } from './tex-tree.ts'

/** A node, or the scripts of the node before it. */
export type Item =
  | { readonly is: 'node'; readonly node: TexNode }
  | { readonly is: 'scripts'; readonly sub: readonly TexNode[]; readonly sup: readonly TexNode[] }

const transparent: ReadonlySet<string> = new Set(['styling', 'sizing', 'color', 'mclass', 'html', 'internal'])

const isEmpty = (node: TexNode): boolean => node.type === 'ordgroup' && nodesOf(node.body).length === 0

/** Wrappers that say nothing mathematical are taken off, and scripts are put behind what they belong to. */
export const itemsOf = (nodes: readonly TexNode[]): readonly Item[] => nodes.flatMap(unwrap)

const unwrap = (node: TexNode): readonly Item[] => {
  if (isEmpty(node)) return []
  if (node.type === 'tag') return itemsOf(nodesOf(node.body))
  if (node.type === 'enclose' && node.label === '\\fbox') return itemsOf(innermost(nodesOf(node.body)))
  if (isOperatorWord(node)) return [{ is: 'node', node }]
  if (transparent.has(node.type)) return itemsOf(nodesOf(node.body))
  if (node.type === 'op' && stringOf(node.name) === '') return itemsOf(nodesOf(node.body))
  if (node.type === 'horizBrace') return itemsOf(nodesOf(node.base))
  if (node.type === 'ordgroup' && isSimple(nodesOf(node.body))) return itemsOf(nodesOf(node.body))
  if (node.type !== 'supsub') return [{ is: 'node', node }]
  const [base] = nodesOf(node.base)
  if (!base) return [scripts(node)]
  // What stands over or under a brace or a relation is a note, no script.
  if (base.type === 'horizBrace') return unwrap(base)
  if (base.type === 'op' && stringOf(base.name) === '') return unwrap(base)
  return [...unwrap(base), scripts(node)]
}

const scripts = (node: TexNode): Item => ({ is: 'scripts', sub: nodesOf(node.sub), sup: nodesOf(node.sup) })

/** `\bmod` is a class around upright letters. */
const isOperatorWord = (node: TexNode): boolean => node.type === 'mclass' && node.mclass === 'mbin'

/** A brace around one character groups nothing: `{x}`. */
const isSimple = (nodes: readonly TexNode[]): boolean => {
  const [only] = nodes
  if (nodes.length !== 1 || !only) return false
  return only.type === 'mathord' || (only.type === 'textord' && !/^\d$/.test(stringOf(only.text)))
}
