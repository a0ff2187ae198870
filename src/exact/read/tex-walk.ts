import { ReadError } from '../read-error.ts'
import { array } from './tex-arrays.ts'
import { character, macroSign } from './tex-characters.ts'
import { delimiter } from './tex-delimiters.ts'
import type { Walk } from './tex-emit.ts'
import { emit, emitSign } from './tex-emit.ts'
import type { Item } from './tex-items.ts'
import { itemsOf } from './tex-items.ts'
import { delimited, font, fraction, group, operator, operatorWord, root, space } from './tex-nodes.ts'
import { letterRun, numberRun } from './tex-runs.ts'
import { runOn, subscriptOf, superscriptOf } from './tex-scripts.ts'
import type { TexNode } from './tex-tree.ts'
import { nodesOf, placeOf, stringOf } from './tex-tree.ts'
import { accented, named, symbolOf, upright, words } from './tex-words.ts'
import { syntax } from './token.ts'

/** Writes the tokens of a row of KaTeX nodes. Throws ReadError for what no formula of this field contains. */
export const walkNodes = (walk: Walk, nodes: readonly TexNode[]): void => {
  const items = itemsOf(nodes)
  for (let at = 0; at < items.length; ) {
    const item = items[at]
    if (item?.is === 'scripts') {
      const more = runOn(walk, items, at)
      subscriptOf(walk, item, more)
      superscriptOf(walk, item)
      at += 1 + more.length
    } else
      at =
        numberRun(walk, items, at) ??
        letterRun(walk, items, at) ??
        difference(walk, items, at) ??
        step(walk, items, at)
  }
}

const step = (walk: Walk, items: readonly Item[], at: number): number => {
  const item = items[at]
  if (item?.is !== 'node') return at + 1
  const { open, inSubscript } = walk
  const written = walk.tokens.length
  try {
    walkNode(walk, item.node, items[at + 1])
  } catch (error) {
    if (!walk.lenient || !(error instanceof ReadError) || error.kind !== 'syntax') throw error
    walk.tokens.length = written
    Object.assign(walk, { open, inSubscript })
    emit(walk, 'fault', error.message, placeOf(item.node, walk.tex))
  }
  return at + 1
}

/** `\Delta W` is one name: the change of W. */
const difference = (walk: Walk, items: readonly Item[], at: number): number | undefined => {
  const [item, next] = [items[at], items[at + 1]]
  if (item?.is !== 'node' || item.node.text !== '\\Delta' || next?.is !== 'node') return undefined
  const of = symbolOf(next.node)
  if (of === undefined) return undefined
  emit(walk, 'name', `Delta_${of}`, placeOf(item.node, walk.tex))
  walk.last = placeOf(next.node, walk.tex)?.[1] ?? walk.last
  return at + 2
}

type Handler = (walk: Walk, node: TexNode, next: Item | undefined) => void

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['mathord', character],
  ['textord', character],
  ['atom', character],
  ['ordgroup', group],
  ['genfrac', fraction],
  ['sqrt', root],
  ['leftright', delimited],
  ['delimsizing', (walk, node) => emitSign(walk, delimiter(stringOf(node.delim)))],
  ['middle', (walk, node) => emitSign(walk, delimiter(stringOf(node.delim)))],
  ['array', (walk, node) => array(walk, node, 'matrix')],
  ['op', operator],
  ['operatorname', (walk, node, next) => named(walk, upright(nodesOf(node.body)), next)],
  ['mclass', operatorWord],
  ['text', words],
  ['font', font],
  ['accent', accented],
  ['overline', accented],
  ['kern', space],
  ['spacing', space],
  ['mathchoice', space],
  ['phantom', space],
  ['rule', space],
  ['htmlmathml', macroSign],
  ['xArrow', (walk) => emitSign(walk, '→')],
])

const walkNode = (walk: Walk, node: TexNode, next: Item | undefined): void => {
  const handle = handlers.get(node.type)
  if (!handle) throw syntax(`LaTeX of the kind "${node.type}" is not read.`)
  handle(walk, node, next)
}
