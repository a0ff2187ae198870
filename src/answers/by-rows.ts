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
const input = /^\W*(?:the\s+)?inputs?\b/i
const total = /^\W*(?:in\s+)?(?:total|sum|altogether)\b/i
const numbered = /^\s*[-•*|&]*\s*(?:\d+[.)]\s*)?/
const nothing = /^(?:(?:no|zero|without)\s+(?:learnable\s+)?(?:param\w*|weights?)|none|[-–—])$/i
const words =
  /\b(?:has|have|with|and|its|the|learnable|trainable|param(?:eter)?s?|weights|biases|activations?|outputs?|out|shape|size|values?|units|of)\b|[#:]/gi

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
    .map((cell) => (nothing.test(cell.trim()) ? '0' : cell.replaceAll(words, ' ').trim()))
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

const isShape = (cell: string): boolean => sizesOf(cell).length > 1 || /^\(.*\)$/.test(cell)

/** `(28, 28, 10)` and `(490,)` as `28x28x10` and `490`. */
const asSizes = (cell: string): string => {
  const sizes = sizesOf(cell)
  return sizes.length > 1 ? sizes.join('x') : cell.replace(/^\((.*?),?\)$/, '$1')
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
    const rest = [...lines.slice(0, Math.max(0, at)), ...lines.slice(at + layers.length)]
    if (at < 0 || rows.length !== layers.length || !rest.every(isBeside)) continue
    if (!rows.every(({ name, cells }, k) => cells.length === 2 && goesBy(name, layers[k] ?? ''))) continue
    const shape = shapeAt(rows)
    const values = rows.map(({ cells }) =>
      cells.map((cell, column) => (column === shape ? asSizes(cell) : endOf(cell, names))),
    )
    if (shape === undefined || values.flat().includes(undefined)) continue
    if (rest.some((line) => isHeadedOtherwise(line, shape))) continue
    const column = (one: Asked): string =>
      values.map((row) => row[isOfShapes(one) ? shape : 1 - shape]).join(', ')
    return [first, second].map((one) => `${one.quantity.name}: ${column(one)}`).join('; ')
  }
  return text
}

/** Whether a heading says of the two columns that they are the other way round. */
const isHeadedOtherwise = (line: string, shape: number): boolean => {
  const [parameters, activations] = [/\b(?:param|weights)/i, /\b(?:activ|output|shape)/i].map((word) =>
    line.search(word),
  )
  if (parameters === undefined || activations === undefined || parameters < 0 || activations < 0) return false
  return parameters < activations !== (shape === 1)
}

/** A heading, the input, a total. */
const isBeside = (line: string): boolean =>
  input.test(line) || total.test(line) || !/\d/.test(line.replace(/conv\S*|pool\S*|fc\S*/gi, ''))
