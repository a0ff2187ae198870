import type { AnswerKey, Asked } from '../answer-key.ts'
import { initialOf, nameOf } from './label-of.ts'
import {
  fromBrackets,
  fromClauses,
  fromCommas,
  fromCounted,
  fromHaving,
  fromHeadings,
  fromLines,
  fromObject,
  fromPhrases,
  fromPieces,
  fromSentence,
  fromTable,
  type Layout,
  type Pair,
} from './pairs.ts'
import { unwrapped } from './unwrapped.ts'

const layouts: readonly Layout[] = [
  fromObject,
  fromTable,
  fromHeadings,
  fromLines,
  fromPieces,
  fromPhrases,
  fromCounted,
  fromCommas,
  fromBrackets,
  fromSentence,
  fromClauses,
  fromHaving,
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

const lineOf = (pair: Pair, key: AnswerKey): readonly [of: Asked | 'shape', line: string] | undefined => {
  const value = pair.value.trim()
  const called = nameOf(pair.label, key) ?? initialOf(pair.label, key)
  const found = called && isClass.test(value) ? (growthOf(called, key) ?? called) : called
  if (found) return [found, `${canonical(found, key)} ${value}`]
  return isShape(pair.label, key) ? ['shape', `output: ${value}`] : undefined
}

/**
 * Labels and values in any layout (a table, headings, a JSON object, "I get … for the …") as lines `label: value`, with the
 * label that the solution has. A text in which a label names nothing, or two name the same, stays as it is.
 */
export const framed = (written: string, key: AnswerKey): string => {
  if (written.length > longest) return written
  const text = unwrapped(written, key)
  if (key.asked.length < 2) return text
  const isLabel = (label: string): boolean => nameOf(label, key) !== undefined || isShape(label, key)
  for (const layout of layouts) {
    const lines = layout(text, isLabel)?.map((pair) => lineOf(pair, key))
    if (!lines || lines.includes(undefined)) continue
    const known = lines.flatMap((line) => (line ? [line] : []))
    if (new Set(known.map(([of]) => of)).size === known.length)
      return known.map(([, line]) => line).join('\n')
  }
  return text
}
