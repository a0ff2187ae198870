import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import type { Block, Run } from '../reply.ts'
import { formulaText } from './formula.ts'
import { mathText } from './math-text.ts'

/** A part of the source, by character offsets, half open; `beside` is what is right instead. */
export type Range = { readonly from: number; readonly to: number; readonly beside?: string | undefined }

const longest = 40_000

/**
 * Markdown as blocks of plain text, mathematics as Unicode, ranges of the source struck through. HTML, links and
 * images become the text they show, so that nothing of the source acts as markup.
 */
export const proseBlocks = (source: string, struck: readonly Range[] = []): Block[] => {
  const text = delimited(source.slice(0, longest))
  const tree = fromMarkdown(text, {
    extensions: [gfm(), math({ singleDollarTextMath: true })],
    mdastExtensions: [gfmFromMarkdown(), mathFromMarkdown()],
  })
  return tree.children.flatMap((node) => blockOf(node, struck))
}

/** `\(…\)` and `\[…\]` become `$` and `$$` of the same length, so that offsets stay true. */
const delimited = (text: string): string =>
  text
    .replaceAll(/\\\(([^\n]*?)\\\)/g, (_, inner: string) => `$ ${inner.slice(0)} $`)
    .replaceAll(/\\\[([\s\S]*?)\\\]/g, (_, inner: string) => `$$${inner}$$`)

/** The ranges that touch a part of the source. */
const touching = (
  from: number | undefined,
  to: number | undefined,
  struck: readonly Range[],
): readonly Range[] =>
  from === undefined || to === undefined
    ? []
    : struck.filter((range) => range.from < to && from < range.to).sort((a, b) => a.from - b.from)

/** What is right instead of the ranges that end before `to`, so that it stands once, behind the last piece. */
const rightValues = (ranges: readonly Range[], to: number | undefined): Run[] =>
  ranges.flatMap(({ to: end, beside }): Run[] =>
    beside !== undefined && to !== undefined && end <= to ? [' ', { strong: `[solver: ${beside}]` }] : [],
  )

const blockOf = (node: RootContent, struck: readonly Range[]): Block[] => {
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'text', runs: runsOf(node.children, struck) }]
    case 'heading':
      return [{ kind: 'text', runs: [{ strong: plain(node) }] }]
    case 'code':
      return [{ kind: 'code', text: node.value }]
    case 'math': {
      const shown = formulaText(node.value)
      const to = node.position?.end.offset
      const ranges = touching(node.position?.start.offset, to, struck)
      return ranges.length > 0
        ? [{ kind: 'text', runs: [{ struck: shown }, ...rightValues(ranges, to)] }]
        : [{ kind: 'code', text: shown }]
    }
    case 'blockquote':
      return node.children.flatMap((child) =>
        blockOf(child, struck).map(
          (block): Block => (block.kind === 'text' ? { kind: 'quote', runs: block.runs } : block),
        ),
      )
    case 'list':
      return node.children.flatMap((item, at) => {
        const mark = node.ordered ? `${(node.start ?? 1) + at}. ` : '• '
        const [first, ...rest] = item.children.flatMap((child) => blockOf(child, struck))
        if (first?.kind !== 'text') return [...(first ? [first] : []), ...rest]
        return [{ kind: 'text' as const, runs: [mark, ...first.runs] }, ...rest]
      })
    case 'table':
      return [{ kind: 'code', text: tableText(node.children.map((row) => row.children.map(plain))) }]
    case 'thematicBreak':
      return []
    default: {
      const text = plain(node)
      return text === '' ? [] : [{ kind: 'text', runs: [text] }]
    }
  }
}

const tableText = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What a node says, as text. */
const plain = (node: Nodes): string => {
  if (node.type === 'inlineMath' || node.type === 'math') return mathText(node.value)
  if ('value' in node) return node.value
  if ('alt' in node && node.alt) return node.alt
  return 'children' in node ? node.children.map((child) => plain(child)).join('') : ''
}

const runsOf = (nodes: readonly PhrasingContent[], struck: readonly Range[]): Run[] =>
  nodes.flatMap((node): Run[] => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset]
    if (node.type === 'text' && from !== undefined) return splitText(node.value, from, to ?? from, struck)
    const text = plain(node)
    const ranges = touching(from, to, struck)
    if (ranges.length > 0) return [{ struck: text }, ...rightValues(ranges, to)]
    if (node.type === 'strong') return [{ strong: text }]
    if (node.type === 'emphasis') return [{ emphasis: text }]
    if (node.type === 'inlineCode') return [{ code: text }]
    if (node.type === 'break') return ['\n']
    return [text]
  })

/** Only the struck part of a text is struck, where offsets map one to one (no escapes in it). */
const splitText = (value: string, from: number, to: number, struck: readonly Range[]): Run[] => {
  const ranges = touching(from, to, struck)
  if (ranges.length === 0) return [value]
  if (value.length !== to - from) return [{ struck: value }, ...rightValues(ranges, to)]
  const runs: Run[] = []
  let at = from
  for (const range of ranges) {
    const [start, end] = [Math.max(range.from, at), Math.min(range.to, to)]
    if (start > at) runs.push(value.slice(at - from, start - from))
    if (end > start) runs.push({ struck: value.slice(start - from, end - from) })
    runs.push(...rightValues([range], to))
    at = Math.max(at, end)
  }
  if (at < to) runs.push(value.slice(at - from))
  return runs
}
