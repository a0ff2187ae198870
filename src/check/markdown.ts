import type { Nodes, Parents, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import { bareTex } from './bare-tex.ts'
import { usesBareTex, withPlainScripts, withProducts } from './layout.ts'
import { alignedTable, matrixIn, numbersRows } from './tables.ts'

/** A stretch of the source with one face; `from` and `to` are offsets of its content, delimiters left out. */
export type Run = {
  readonly kind: 'text' | 'math' | 'code'
  readonly from: number
  readonly to: number
  readonly strong: boolean
  /** The matrix that a table or listing lays out, as plain text. */
  readonly grid?: string
}

/** Where a table cell stands: the text of its column's header and of its row's first cell. */
export type Cell = { readonly header: string; readonly row: string; readonly column: number }

export type Block = {
  readonly kind: 'paragraph' | 'item' | 'heading' | 'cell' | 'display' | 'listing'
  readonly runs: readonly Run[]
  readonly cell?: Cell
}

/** Beyond these a text is refused as a whole: nesting costs the Markdown parser more than linear time. */
const nestingLimit = 40

/** Emphasis that opens and never closes costs the Markdown parser the square of its number. */
const mostMarks = 1200

const tooDeep = (source: string): boolean => {
  const outside = source.replace(/\$[^$]*\$/g, ' ').replace(/`[^`\n]*`/g, ' ')
  if ((outside.match(/\*+|_+|~+/g)?.length ?? 0) > mostMarks) return true
  for (const line of source.split('\n')) {
    const prefix = /^[\s>*+\-\d.)]*/.exec(line)?.[0] ?? ''
    if ((prefix.match(/[>*+-]|\d+[.)]/g)?.length ?? 0) > nestingLimit && !/^[-*\s]+$/.test(line)) return true
  }
  return /(?:\[[^\]]{0,3}){60,}|(?<!\*)\*{60,}\w|(?<!_)_{60,}\w/.test(source)
}

/** `source` is the text as parsed, where every formula stands between dollars. */
const contentOf = (node: Nodes, source: string, strong: boolean): Run => {
  let [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
  const fence = node.type === 'text' ? '' : (/^[`$]+/.exec(source.slice(from, to))?.[0] ?? '')
  // TeX between backticks is a formula that somebody kept from being typeset.
  const isTex =
    node.type === 'inlineMath' || (node.type === 'inlineCode' && /\\[A-Za-z|,;!]|[_^]\{/.test(node.value))
  const kind = isTex ? 'math' : node.type === 'inlineCode' ? 'code' : 'text'
  from += fence.length
  if (fence !== '' && source.slice(from, to).endsWith(fence)) to -= fence.length
  if (kind === 'math') {
    while (from < to && /\s/.test(source[from] ?? '')) from += 1
    while (to > from && /\s/.test(source[to - 1] ?? '')) to -= 1
  }
  return { kind, from, to, strong }
}

const inlineRuns = (node: Nodes, source: string, strong: boolean, out: Run[]): void => {
  switch (node.type) {
    case 'text':
    case 'inlineMath':
    case 'inlineCode':
      out.push(contentOf(node, source, strong))
      return
    case 'image':
    case 'html':
    case 'footnoteReference':
      return
    default:
      if ('children' in node)
        for (const child of node.children) inlineRuns(child, source, strong || node.type === 'strong', out)
  }
}

const runsOf = (node: Parents, source: string): readonly Run[] => {
  const out: Run[] = []
  for (const child of node.children) inlineRuns(child, source, false, out)
  return usesBareTex(source) ? joined(out, source).flatMap((run) => withFormulas(run, source)) : out
}

/** Text that goes on after a break of its line, `\\`, in one run. */
const joined = (runs: readonly Run[], source: string): readonly Run[] => {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    const goesOn =
      last?.kind === 'text' &&
      run.kind === 'text' &&
      last.strong === run.strong &&
      /^[\s\\]*$/.test(source.slice(last.to, run.from))
    if (goesOn) out[out.length - 1] = { ...last, to: run.to }
    else out.push(run)
  }
  return out
}

/** Formulas in TeX that stand in a text without dollars are formulas. */
const withFormulas = (run: Run, source: string): readonly Run[] => {
  if (run.kind !== 'text') return [run]
  const found = bareTex(source.slice(run.from, run.to), true)
  const out: Run[] = []
  let at = run.from
  for (const { from, to, outer } of found) {
    if (run.from + outer.from > at) out.push({ ...run, from: at, to: run.from + outer.from })
    out.push({ ...run, kind: 'math', from: run.from + from, to: run.from + to })
    at = run.from + outer.to
  }
  return at < run.to ? [...out, { ...run, from: at }] : out
}

const textOf = (runs: readonly Run[], source: string): string =>
  runs.map((run) => source.slice(run.from, run.to)).join('')

/** A table of numbers is a matrix; any other is read cell by cell. */
const blocksOfRows = (
  rows: readonly (readonly (readonly Run[])[])[],
  whole: Run,
  source: string,
): Block[] => {
  const texts = rows.map((row) => row.map((runs) => textOf(runs, source)))
  const grid = matrixIn(texts)
  if (grid) return [{ kind: 'listing', runs: [{ ...whole, grid }] }]
  const first = numbersRows(texts) ? 1 : 0
  return rows.slice(1).flatMap((row, at) =>
    row.slice(first).map((runs, column): Block => {
      const [header, label] = [texts[0]?.[column + first] ?? '', texts[at + 1]?.[first] ?? '']
      return { kind: 'cell', runs, cell: { header, row: label, column } }
    }),
  )
}

const tableBlocks = (node: Extract<Nodes, { type: 'table' }>, source: string): Block[] => {
  const rows = node.children.map((row) => row.children.map((cell) => runsOf(cell, source)))
  const [from, to] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
  return blocksOfRows(rows, { kind: 'code', from, to, strong: false }, source)
}

const listingOf = (node: Nodes, source: string): Block[] => {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
  const whole = source.slice(start, end)
  // Indented code has no fence to leave out.
  const isFenced = /^\s*(?:`{3}|~{3}|\$\$)/.test(whole)
  const opening = isFenced ? whole.indexOf('\n') + 1 : 0
  const closing = isFenced ? Math.max(opening, whole.lastIndexOf('\n')) : whole.length
  const kind = node.type === 'math' ? 'math' : 'code'
  const run: Run = { kind, from: start + opening, to: start + closing, strong: false }
  if (node.type === 'math') return [{ kind: 'display', runs: [run] }]
  const table = alignedTable(source.slice(run.from, run.to))
  if (!table) return [{ kind: 'listing', runs: [run] }]
  const cellAt = (cell: { from: number; to: number }): Run[] => [
    { kind: 'text', from: run.from + cell.from, to: run.from + cell.to, strong: false },
  ]
  return blocksOfRows(
    table.map((row) => row.map(cellAt)),
    run,
    source,
  )
}

/** Whether a formula stands between double dollars. */
export const isDisplayed = (run: Run, source: string): boolean =>
  source
    .slice(Math.max(0, run.from - 40), run.from)
    .trimEnd()
    .endsWith('$$')

/** A paragraph that is one `$$…$$` stands in the sentence around it. */
const paragraphOf = (runs: readonly Run[], inItem: boolean, source: string): Block => {
  const [only] = runs
  const isDisplay = runs.length === 1 && only?.kind === 'math' && isDisplayed(only, source)
  return { kind: isDisplay ? 'display' : inItem ? 'item' : 'paragraph', runs }
}

/** "row 1: −19 −28" numbers a row of a matrix. */
export const rowLabel = /^[ \t]*(?:rows?[ \t]*\d+|r\d+)[ \t]*[:=|][ \t]*/i
const gridLine =
  /^[ \t]*[[(|]?[ \t]*[-−+]?\d[\d./]*(?:[ \t,;|]+[-−+]?\d[\d./]*)+[ \t]*[\])|]?[ \t]*[,;]?[ \t]*$/
const countOf = (line: string): number => line.match(/[-−+]?\d[\d./]*/g)?.length ?? 0

/** Lines of equally many numbers within a run of text: where the first begins and the last ends. */
const gridIn = ({ from, to }: Run, source: string): Pick<Run, 'from' | 'to'> | undefined => {
  let at = from
  let found: { from: number; to: number; lines: number; width: number } | undefined
  let open = 0
  for (const line of source.slice(from, to).split('\n')) {
    const numbers = line.replace(rowLabel, '')
    // Rows within brackets that go on over the lines are read with them.
    const width = open === 0 && gridLine.test(numbers) ? countOf(numbers) : 0
    open = Math.max(0, open + line.split('[').length - line.split(']').length)
    if (found && width === found.width && width > 0)
      found = { ...found, to: at + line.length, lines: found.lines + 1 }
    else if (found && found.lines > 1) break
    else found = width > 0 ? { from: at, to: at + line.length, lines: 1, width } : undefined
    at += line.length + 1
  }
  return found && found.lines > 1 ? found : undefined
}

/** A paragraph with rows of numbers in it: the words before them, the rows as a listing, the words after. */
const withGrids = (block: Block, source: string): readonly Block[] => {
  for (const [at, run] of block.runs.entries()) {
    const grid = run.kind === 'text' ? gridIn(run, source) : undefined
    if (!grid) continue
    const before = [...block.runs.slice(0, at), { ...run, to: grid.from }].filter(({ from, to }) => from < to)
    const after = [{ ...run, from: grid.to }, ...block.runs.slice(at + 1)].filter(({ from, to }) => from < to)
    return [
      ...(before.length > 0 ? [{ ...block, runs: before }] : []),
      { kind: 'listing', runs: [{ kind: 'code', from: grid.from, to: grid.to, strong: false }] },
      ...(after.length > 0 ? withGrids({ ...block, runs: after }, source) : []),
    ]
  }
  return [block]
}

const walk = (node: Nodes, source: string, inItem: boolean, out: Block[]): void => {
  switch (node.type) {
    case 'paragraph':
      out.push(...withGrids(paragraphOf(runsOf(node, source), inItem, source), source))
      return
    case 'heading':
      out.push({ kind: 'heading', runs: runsOf(node, source) })
      return
    case 'table':
      out.push(...tableBlocks(node, source))
      return
    case 'math':
      out.push(...listingOf(node, source))
      return
    case 'code':
      // Program text claims nothing; only a listing with no language, or plain text, is read.
      if (!node.lang || node.lang === 'text') out.push(...listingOf(node, source))
      return
    default:
      if ('children' in node)
        for (const child of node.children) walk(child, source, inItem || node.type === 'listItem', out)
  }
}

const dialect = {
  extensions: [math(), gfm()],
  mdastExtensions: [mathFromMarkdown(), gfmFromMarkdown()],
}

/** A laid-out text as Markdown; undefined where it is nested beyond reason. */
export const treeOf = (laid: string): Root | undefined =>
  tooDeep(laid) ? undefined : fromMarkdown(withPlainScripts(withProducts(laid)), dialect)

/** The blocks of a laid-out Markdown text in order; a text nested beyond reason gives none. */
export const blocksOf = (laid: string): readonly Block[] => {
  const tree = treeOf(laid)
  const out: Block[] = []
  if (tree) walk(tree, laid, false, out)
  return out
}
