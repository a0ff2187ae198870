import { goesBy } from '../check/layer-heads.ts'
import { sizesOf } from '../check/sizes.ts'
import type { AnswerKey } from './answer-key.ts'
import { fromLists } from './layer-lists.ts'
import {
  asLists,
  countHead,
  countIn,
  isOfInput,
  isTotalOf,
  type Layers,
  layersAsked,
  shapeHead,
  shapeIn,
} from './layers.ts'

const cuts = [/\n/, /\\\\/, /;/, /\.\s+/]
const rule = /^[\s|:_=+─-]*$/
const numbered = /^\s*[-•*|&]*\s*(?:\d+[.)]\s*)?/
const nothing = /^(?:(?:no|zero|without)\s+(?:learnable\s+)?(?:param\w*|weights?)|none|[-–—])$/i
const anyWords = /\b(?:has|have|with|and|its|the)\b|[#:]/gi
const countWords = /\b(?:learnable|trainable|param(?:eter)?s?)\b/gi
const shapeWords = /\b(?:activations?|outputs?|shape|size)\b/gi
/** Between cells: no comma inside brackets, or of thousands. */
const betweenCells =
  /\s*(?:[|&]|,(?![^([]*[)\]])(?!(?<=(?<!\d)[1-9]\d{0,2},)\d{3}(?!\d))|\band\b|->|→|\\t(?:o|ext)?(?![a-z])|\t)\s*/

/** One line about one layer: its name, and what is said of it. */
type Row = { readonly name: string; readonly cells: readonly string[] }

const cellsIn = (said: readonly string[]): readonly string[] =>
  said
    .map((cell) => cell.replace(/^\s*:/, '').trim())
    .map((cell) => (nothing.test(cell) ? '0' : cell.replaceAll(anyWords, ' ').trim()))
    .filter((cell) => cell !== '')

const rowOf = (text: string): Row => {
  const bare = text
    .replace(numbered, '')
    .replace(/\.\s*$/, '')
    .trim()
  const [head = '', ...rest] = bare.split(/\s*(?:[|&:]|,|\bhas\b|->|→|\t|\s{2,})\s*/)
  // `CONV3-10 100 28x28x10`
  const [first = '', ...own] = bare.split(/\s+/)
  if (rest.length === 0) return { name: first, cells: cellsIn(own) }
  const said = bare.slice(head.length).split(betweenCells)
  // `pool 0, 7x7x10`
  const [, name, count] = /^(.*[a-z]\S*)\s+(\d\S*)$/i.exec(head) ?? []
  const cells = cellsIn(said)
  return name !== undefined && count !== undefined && cells.length === 1
    ? { name, cells: [count, ...cells] }
    : { name: head, cells }
}

const isShape = (cell: string): boolean => {
  const bare = cell.replaceAll(shapeWords, ' ').trim()
  return sizesOf(bare).length > 1 || /^[([]\s*[\dN].*[)\]]$/.test(bare)
}

/** Which cell of each row is the shape; undefined where rows do not tell. */
const shapeAt = (rows: readonly Row[]): 0 | 1 | undefined => {
  const places = new Set(
    rows.flatMap(({ cells }) => {
      const [first = false, second = false] = cells.map(isShape)
      return first === second ? [] : [second ? 1 : 0]
    }),
  )
  const [place, ...others] = places
  return others.length > 0 || place === undefined ? undefined : place === 1 ? 1 : 0
}

type Columns = {
  readonly counts: readonly string[]
  readonly shapes: readonly string[]
  readonly place: 0 | 1
}

/** The columns of rows that go through the layers in order; undefined where one cannot be read. */
const columnsOf = (rows: readonly Row[], asked: Layers): Columns | undefined => {
  const { layers } = asked
  const isEach =
    rows.length === layers.length &&
    rows.every(({ name, cells }, at) => cells.length === 2 && goesBy(name, layers[at]?.name ?? ''))
  const place = isEach ? shapeAt(rows) : undefined
  if (place === undefined) return undefined
  const counts = rows.map(({ cells }, at) =>
    countIn((cells[1 - place] ?? '').replaceAll(countWords, ' ').trim(), at, asked),
  )
  const shapes = rows.map(({ cells }, at) =>
    shapeIn((cells[place] ?? '').replaceAll(shapeWords, ' ').trim(), layers[at]?.sizes ?? []),
  )
  // A row of two plain numbers may be in the other order.
  const isTurned = rows.some(
    ({ cells }, at) => layers[at]?.sizes.join() === cells[1 - place] && cells[place] !== cells[1 - place],
  )
  if (isTurned) return undefined
  const isRead = (one: string | undefined): one is string => one !== undefined
  return counts.every(isRead) && shapes.every(isRead) ? { counts, shapes, place } : undefined
}

/** `CONV3-10: 100, 28x28x10⏎POOL2: 0, 14x14x10`, under a heading and a line about what goes in. */
const fromLines = (text: string, asked: Layers): string | undefined => {
  const { layers } = asked
  for (const cut of cuts) {
    const lines = text.split(cut).filter((line) => !rule.test(line))
    const at = lines.findIndex((line) => goesBy(rowOf(line).name, layers[0]?.name ?? ''))
    if (at < 0 || at > 2) continue
    const columns = columnsOf(lines.slice(at, at + layers.length).map(rowOf), asked)
    if (!columns) continue
    const { counts, shapes, place } = columns
    const [before, after] = [lines.slice(0, at), lines.slice(at + layers.length)]
    if (!before.every((line, k) => (k === 0 && isHeading(line, place)) || isInput(line, place, asked)))
      continue
    if (after.every((line) => isTotalOf(line, counts, asked))) return asLists(asked, counts, shapes)
  }
  return undefined
}

const ofInput = /^(?:the\s+)?(?:input|image|in)(?:\s+(?:image|layer))?$/i

/** `Input: 0, 28x28x1`, with the cells as they are. */
const isInput = (line: string, place: 0 | 1, asked: Layers): boolean => {
  const { name, cells } = rowOf(line)
  if (!ofInput.test(name) || cells.length === 0 || cells.length > 2) return false
  if (cells.length === 1) return isOfInput(undefined, cells[0], asked)
  return isOfInput(cells[1 - place]?.replaceAll(countWords, ' ').trim(), cells[place], asked)
}

const headings = [countHead, shapeHead].map((head) => new RegExp(`^(?:${head})$`, 'i'))

/** `Layer | Parameters | Activations`, with the columns as they are. */
const isHeading = (line: string, place: 0 | 1): boolean => {
  const [first = '', ...cells] = line
    .split(/[|,;\t&]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
  if (!/^(?:layers?|name)$/i.test(first) || cells.length !== 2) return false
  return headings.every((heading, at) => heading.test(cells[at === 1 ? place : 1 - place] ?? ''))
}

/** `28x28x1 → CONV3-10 (100) → 28x28x10 → POOL2 (0) → …`: layers with their parameters between the shapes. */
const fromChain = (text: string, asked: Layers): string | undefined => {
  const stations = text.split(/\s*(?:->|→|\\to(?![a-z])|\\rightarrow(?![a-z]))\s*/).map((one) => one.trim())
  const [first = ''] = stations
  const isFromInput = isOfInput(undefined, first, asked)
  const steps = isFromInput ? stations.slice(1) : stations
  const rows = asked.layers.map((_, at): Row => {
    const [, name = '', count = ''] = /^(.*?)\s*\(([^()]*)\)$/.exec(steps[2 * at] ?? '') ?? []
    return { name, cells: cellsIn([count, steps[2 * at + 1]?.replace(/\.$/, '') ?? '']) }
  })
  const columns = steps.length === 2 * rows.length ? columnsOf(rows, asked) : undefined
  return columns && asLists(asked, columns.counts, columns.shapes)
}

/** A table in LaTeX without its frame, and a sum of weights and biases in one piece. */
const unframed = (text: string): string =>
  text
    .replaceAll(/\\(?:begin\{(?:array|tabular)\}\s*(?:\{[lcr|\s]*\})?|end\{(?:array|tabular)\}|hline)/g, ' ')
    .replaceAll(/\\text(?:bf|rm|tt)?\{([^{}]*)\}/g, '$1')
    .replaceAll(/(\d\s*weights?);\s+(?=\d+\s+bias)/g, '$1 + ')

/**
 * Where two lists are asked for, of which one has shapes, an answer that goes through their items layer by layer or list by
 * list, as the two lists in one notation. The text as it is where it says anything else.
 */
export const withLists = (text: string, key: AnswerKey): string => {
  const asked = layersAsked(key)
  if (!asked) return text
  const bare = unframed(text)
  return fromLines(bare, asked) ?? fromChain(bare, asked) ?? fromLists(bare, asked) ?? text
}
