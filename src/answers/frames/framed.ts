import type { AnswerKey, Asked } from '../answer-key.ts'
import { isHedging } from '../labels.ts'
import { saidOnce } from '../words/growth.ts'
import { initialOf, nameOf } from './label-of.ts'
import type { Layout, Pair } from './pair.ts'
import {
  fromBold,
  fromBrackets,
  fromColumns,
  fromCommas,
  fromCounted,
  fromHeadings,
  fromLines,
  fromObject,
  fromPhrases,
  fromPieces,
  fromQuads,
  fromTable,
} from './pairs.ts'
import { fromClauses, fromItems, fromSentence } from './sentences.ts'
import { unwrapped } from './unwrapped.ts'

const layouts: readonly Layout[] = [
  fromObject,
  fromColumns,
  fromTable,
  fromHeadings,
  fromLines,
  fromQuads,
  fromBold,
  fromPieces,
  fromPhrases,
  fromCounted,
  fromCommas,
  fromBrackets,
  fromSentence,
  fromClauses,
  fromItems,
]

/** Longer texts are working or prose. */
const longest = 3000

/** A size of an output by itself, whose values are told apart within. */
const shapes =
  /^(?:the\s+)?(?:out(?:put)?|shape|size|dimensions?|out(?:put)?\s+(?:shape|size|dimensions?)|shape\s+of\s+the\s+output)$/i

const isShape = (label: string, { asked }: AnswerKey): boolean =>
  shapes.test(label.replaceAll(/\*\*|\$/g, '').trim()) &&
  asked.filter(({ quantity: { name } }) => name.startsWith('out_')).length > 1

/** The label as the reader of values knows it. */
const canonical = ({ quantity: { name }, labels: [label] }: Asked, { asked }: AnswerKey): string => {
  const isShared = asked.filter(({ quantity }) => quantity.name === name).length > 1
  if (!isShared || label === undefined) return `${name.replaceAll('_', ' ')}:`
  return /^(?:[ivx]+|\d|[a-z])$/.test(label) ? `(${label})` : `${label}:`
}

const isClass = /^\$?\s*(?:\\mathcal\s*\{?\s*O|\\?Theta|Θ|O\s*(?:\(|\\left))/

/** `T = Θ(n²)`: a class is said of the growth of what it is said of, where that is asked for too. */
const growthOf = ({ quantity, reference }: Asked, { asked }: AnswerKey): Asked | undefined => {
  const kin = ({ name }: Asked['quantity']): string => name.slice(name.indexOf('_'))
  if (quantity.value.kind === 'class') return undefined
  return asked.find(
    (one) =>
      one.reference === reference &&
      one.quantity.value.kind === 'class' &&
      (one.quantity.symbol === quantity.symbol || kin(one.quantity) === kin(quantity)),
  )
}

const numbers = /^[-−+]?[\d./]+(?:\s*,\s*[-−+]?[\d./]+)+$/

/** `0, 0.8, 0` of a vector, and a growth that is said twice, `linear, O(n)`. */
const inOneForm = (value: string, { quantity }: Asked, { asked }: AnswerKey): string => {
  if (quantity.value.kind === 'class') return saidOnce(value, asked)
  const isVector = quantity.value.kind === 'tensor' && quantity.value.shape.length === 1
  return isVector && numbers.test(value) ? `[${value}]` : value
}

const lineOf = (
  pair: Pair,
  key: AnswerKey,
  named: ReadonlySet<Asked>,
): readonly [of: Asked | 'shape' | 'unlabelled', line: string] | undefined => {
  const value = pair.value.trim().replaceAll(/"([^"\n]*)"/g, '$1')
  if (pair.label === '') return ['unlabelled', value]
  const called = nameOf(pair.label, key) ?? initialOf(pair.label, key, named)
  const found = called && isClass.test(value) ? (growthOf(called, key) ?? called) : called
  if (found) return [found, `${canonical(found, key)} ${inOneForm(value, found, key)}`]
  return isShape(pair.label, key) ? ['shape', `output: ${value}`] : undefined
}

/** `label: value` for every one that a layout of the text names. */
const inLines = (
  text: string,
  key: AnswerKey,
): readonly (readonly [Asked | string, string])[] | undefined => {
  const isLabel = (label: string): boolean => nameOf(label, key) !== undefined || isShape(label, key)
  for (const layout of layouts) {
    const pairs = layout(text, isLabel)
    const named = new Set((pairs ?? []).flatMap(({ label }) => nameOf(label, key) ?? []))
    const lines = pairs?.map((pair) => lineOf(pair, key, named))
    if (!lines || lines.includes(undefined)) continue
    const known = lines.flatMap((line) => (line ? [line] : []))
    if (new Set(known.map(([of]) => of)).size === known.length) return known
  }
  return undefined
}

/** "For the sum one finds:" on a line of its own before labels and values. */
const introduction = /^[^\n]*[a-z][^\n]*:[^\S\n]*\n(?=\s*\S)/

/** What follows an introduction, where it gives all that is asked for. */
const behindIntroduction = (text: string, key: AnswerKey): ReturnType<typeof inLines> => {
  const [whole] = introduction.exec(text) ?? []
  if (whole === undefined || isHedging(whole)) return undefined
  const lines = inLines(text.slice(whole.length), key)
  return lines && key.asked.every((one) => lines.some(([of]) => of === one)) ? lines : undefined
}

/**
 * Labels and values in any layout (a table, headings, a JSON object, "I get … for the …") as lines `label: value`, with the
 * label that the solution has. A text in which a label names nothing, or two name the same, stays as it is.
 */
export const framed = (written: string, key: AnswerKey): string => {
  if (written.length > longest) return written
  const text = unwrapped(written, key)
  if (key.asked.length < 2) return text
  const lines = inLines(text, key) ?? behindIntroduction(text, key)
  return lines?.map(([, line]) => line).join('\n') ?? text
}
