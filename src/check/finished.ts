import type { Nodes, Paragraph, RootContent } from 'mdast'
import { laidOut } from './layout.ts'
import { treeOf } from './markdown.ts'
import { breaksOf, goesOn } from './sentences.ts'

type Leaf = Exclude<Nodes, { type: 'root' }>

const startOf = (node: Nodes): number => node.position?.start.offset ?? 0
const endOf = (node: Nodes): number => node.position?.end.offset ?? 0

/** Paragraphs, formulas, listings, tables and headings in order; what holds them is no block of its own. */
const leavesOf = (node: Nodes): readonly Leaf[] => {
  if (node.type === 'root' || node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote')
    return (node.children as readonly RootContent[]).flatMap(leavesOf) // each of the four holds blocks only
  return [node]
}

/** A paragraph's source with everything but words as `x`; `open` is where something begins that does not end in it. */
type Words = { readonly text: string; readonly open: number }

/** Marks that come in pairs: one that stands in the words themselves has lost its other, or waits for it. */
const unpaired = /\$|`|\*\*|\\[([]|^[^$\n\\]*\|/m

const wordsOf = (paragraph: Paragraph, source: string): Words => {
  const from = startOf(paragraph)
  let text = source.slice(from, endOf(paragraph))
  let open = text.length
  const visit = (node: Nodes): void => {
    if (node.type === 'text') {
      const found = unpaired.exec(source.slice(startOf(node), endOf(node)))
      if (found) open = Math.min(open, startOf(node) + found.index - from)
    } else if ('children' in node) for (const child of node.children) visit(child)
    else {
      const [start, end] = [startOf(node) - from, endOf(node) - from]
      text = text.slice(0, start) + 'x'.repeat(end - start) + text.slice(end)
    }
  }
  visit(paragraph)
  return { text, open }
}

/** Chinese and Japanese set no space after a full stop. */
const fullStop = /[。！？]+[」』）”’]*/g
const closing = /^[)"'*_~”’]*/

const endsIn = ({ text, open }: Words): readonly number[] => {
  const latin = breaksOf(text).map((end) => end + (closing.exec(text.slice(end))?.[0].length ?? 0))
  const others = [...text.matchAll(fullStop)].map(({ index, 0: stop }) => index + stop.length)
  return [...latin, ...others].filter((end) => end < text.length && end <= open).sort((a, b) => a - b)
}

const isDisplay = (node: Leaf | undefined, source: string): boolean =>
  node?.type === 'math' ||
  (node?.type === 'paragraph' &&
    node.children.length === 1 &&
    node.children[0]?.type === 'inlineMath' &&
    source.startsWith('$$', startOf(node)))

/** Whether a sentence ends with a block, or goes on in the one after it. */
const isEnd = (leaf: Leaf, next: Leaf | undefined, source: string): boolean => {
  // A heading promises what is not there yet.
  if (!next || leaf.type === 'heading') return false
  if (isDisplay(leaf, source)) return !goesOn.test(source.slice(startOf(next), endOf(next)))
  return (
    !isDisplay(next, source) || /[.!?。！？][)"'*_~”’]*\s*$/.test(source.slice(startOf(leaf), endOf(leaf)))
  )
}

/** What stands after the last space may be half a word, half a mark, or half a number; Chinese characters are whole. */
const wordsEnd = (text: string): number => {
  let end = text.length
  while (end > 0 && /[^\s\u2e80-\uffef]/.test(text[end - 1] ?? '')) end -= 1
  return end
}

/** Where the sentences of a text that is still being written end for certain, in order; none within a formula, a listing or a table. */
export const sentenceEnds = (text: string): readonly number[] => {
  const source = laidOut(text.slice(0, wordsEnd(text)))
  const tree = treeOf(source)
  const leaves = tree ? leavesOf(tree) : []
  return leaves.flatMap((leaf, at) => {
    const next = leaves[at + 1]
    const inside =
      leaf.type === 'paragraph' ? endsIn(wordsOf(leaf, source)).map((end) => startOf(leaf) + end) : []
    return isEnd(leaf, next, source) ? [...inside, endOf(leaf)] : inside
  })
}
