import { goesBy, layerOf } from '../check/layer-heads.ts'
import { sizesOf } from '../check/sizes.ts'
import { equal } from '../exact/equal.ts'
import { isExpression } from '../exact/value.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { type Names, readValue } from './read-value.ts'

/** The names of the items of a list that the solver also gives one by one, in order. */
const layersOf = ({ quantity, reference: { solution } }: Asked): readonly string[] =>
  (solution.related ?? []).flatMap(({ name, about }) =>
    new RegExp(`^${quantity.name}_\\d+$`).test(name) ? (layerOf(about) ?? []) : [],
  )

const isOfShapes = ({ quantity: { value } }: Asked): boolean =>
  value.kind === 'list' && value.items.some((item) => !isExpression(item))

const cuts = [/\n/, /\\\\/, /;/, /\.\s+/]
const rule = /^[\s|:_=+─-]*$/
const numbered = /^\s*[-•*|&]*\s*(?:\d+[.)]\s*)?/
const nothing = /^(?:(?:no|zero|without)\s+(?:learnable\s+)?(?:param\w*|weights?)|none|[-–—])$/i
const anyWords = /\b(?:has|have|with|and|its|the)\b|[#:]/gi
const countWords = /\b(?:learnable|trainable|param(?:eter)?s?)\b/gi
const shapeWords = /\b(?:activations?|outputs?|shape|size)\b/gi

/** One line about one layer: its name, and what is said of it. */
type Row = { readonly name: string; readonly cells: readonly string[] }

const rowOf = (text: string): Row => {
  const bare = text.replace(numbered, '').trim()
  const [head = '', ...rest] = bare.split(/\s*(?:[|&:]|,|\bhas\b|->|→|\t|\s{2,})\s*/)
  // `CONV3-10 100 28x28x10`
  const [name = '', ...own] = rest.length === 0 ? bare.split(/\s+/) : [head]
  const said =
    rest.length === 0 ? own : bare.slice(head.length).split(/\s*(?:[|&]|,(?![^(]*\))|\band\b|->|→|\t)\s*/)
  const cells = said
    .map((cell) => (nothing.test(cell.trim()) ? '0' : cell.replaceAll(anyWords, ' ').trim()))
    .filter((cell) => cell !== '')
  return { name, cells }
}

/** The end of a chain whose sides are one value: `9·10 + 10 = 100`. */
const endOf = (cell: string, names: Names): string | undefined => {
  const sides = cell.split('=').map((side) => side.trim())
  const last = sides.at(-1) ?? ''
  const value = readValue(last, names)
  const agree = sides.every((side) => {
    const one = side === last ? value : readValue(side, names)
    return one !== undefined && value !== undefined && equal(one, value, {}).equal === true
  })
  return sides.length === 1 || agree ? last : undefined
}

const isShape = (cell: string): boolean => {
  const bare = cell.replaceAll(shapeWords, ' ').trim()
  return sizesOf(bare).length > 1 || /^\(\d.*\)$/.test(bare)
}

/** `(28, 28, 10)` and `(490,)` as `28x28x10` and `490`; undefined for what is no size, and for sizes of one. */
const asSizes = (cell: string): string | undefined => {
  const tuple = /^\(([\d\s,]+)\)$/.exec(cell)?.[1]
  const sizes = tuple === undefined ? sizesOf(cell) : (tuple.match(/\d+/g) ?? [])
  return sizes.every((size) => /^\d+$/.test(size) && size !== '1') ? sizes.join('x') : undefined
}

/** Which cell of each row is the shape; undefined where rows do not tell. */
const shapeAt = (rows: readonly Row[]): number | undefined => {
  const places = new Set(
    rows.flatMap(({ cells }) => {
      const [first = false, second = false] = cells.map(isShape)
      return first === second ? [] : [second ? 1 : 0]
    }),
  )
  return places.size === 1 ? [...places][0] : undefined
}

/**
 * Where two lists are asked for, of which one has shapes, an answer that goes through their items line by line as the two
 * lists: `CONV3-10: 100, 28x28x10⏎POOL2: 0, 14x14x10`. The text as it is where it does not.
 */
export const withLists = (text: string, { asked, names }: AnswerKey): string => {
  const [first, second, ...others] = asked
  if (!first || !second || others.length > 0 || isOfShapes(first) === isOfShapes(second)) return text
  const layers = layersOf(first)
  if (layers.length < 2 || layers.length !== layersOf(second).length) return text
  for (const cut of cuts) {
    const lines = text.split(cut).filter((line) => !rule.test(line))
    const at = lines.findIndex((line) => goesBy(rowOf(line).name, layers[0] ?? ''))
    const rows = lines.slice(Math.max(0, at), at + layers.length).map(rowOf)
    if (at < 0 || at > 1 || rows.length !== layers.length) continue
    if (!rows.every(({ name, cells }, k) => cells.length === 2 && goesBy(name, layers[k] ?? ''))) continue
    const shape = shapeAt(rows)
    const values = rows.map(({ cells }) =>
      cells.map((cell, column) =>
        column === shape
          ? asSizes(cell.replaceAll(shapeWords, ' ').trim())
          : endOf(cell.replaceAll(countWords, ' ').trim(), names),
      ),
    )
    if (shape === undefined || values.flat().includes(undefined)) continue
    const counts = values.map((row) => row[1 - shape] ?? '')
    if (!lines.slice(0, at).every((line) => isHeading(line, shape))) continue
    if (!lines.slice(at + layers.length).every((line) => isTotalOf(line, counts, names))) continue
    const column = (one: Asked): string =>
      values.map((row) => row[isOfShapes(one) ? shape : 1 - shape]).join(', ')
    return [first, second].map((one) => `${one.quantity.name}: ${column(one)}`).join('; ')
  }
  return text
}

const headings = [
  /^(?:#|no\.?|number of)?\s*(?:learnable |trainable )?param(?:eter)?s?$/i,
  /^(?:activations?|(?:output )?(?:shapes?|sizes?)|outputs?|activation (?:shapes?|sizes?))$/i,
] as const

/** `Layer | Parameters | Activations`, with the columns as they are. */
const isHeading = (line: string, shape: number): boolean => {
  const [first = '', ...cells] = line
    .split(/[|,;\t&]/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
  if (!/^(?:layers?|name)$/i.test(first) || cells.length !== 2) return false
  return headings.every((heading, at) => heading.test(cells[at === 1 ? shape : 1 - shape] ?? ''))
}

/** "Total: 2483", where that is their sum. */
const isTotalOf = (line: string, counts: readonly string[], names: Names): boolean => {
  const said = /^\W*(?:in\s+)?(?:total|sum|altogether)\W+([\d,]+)(?:\s+param\w*)?\W*$/i.exec(line)?.[1]
  const sum = readValue(counts.join(' + '), names)
  const value = said === undefined ? undefined : readValue(said.replaceAll(',', ''), names)
  return value !== undefined && sum !== undefined && equal(sum, value, {}).equal === true
}
