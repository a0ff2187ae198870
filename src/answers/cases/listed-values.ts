import { equal } from '../../exact/equal.ts'
import { splitOutside } from '../../exact/split-outside.ts'
import { entriesOf } from '../../exact/tensor.ts'
import type { Exact } from '../../exact/value.ts'
import type { AnswerKey, Asked } from '../answer-key.ts'
import { noNames, readPlainly } from '../read-value.ts'
import { cellsOf, isRule } from '../table-rows.ts'
import { namesSequence } from './by-earlier.ts'

/** Longer texts are working or prose. */
const longest = 3000
const mostListed = 1000

/** A value at a place; without one it stands behind the one before. */
type Listed = { readonly place?: number; readonly value: Exact }

const dots = String.raw`(?:\.\.+|…|\\[lc]?dots|to|,\s*(?:\.\.\.|…|\\[lc]?dots)\s*,)`
const range = String.raw`(?:[a-z]\s*(?:=|from)\s*)?(-?\d+)\s*${dots}\s*(-?\d+)`

const counts = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const countOf = (word: string): number => Number(word) || counts.indexOf(word.toLowerCase()) + 1

const counted = /^(.*\S)\s*\(\s*(\w+)\s+(?:times|zeros)\s*\)$/
/** `six zeros` */
const zeros = /^(\w+)\s+zeros$/
const ranged = new RegExp(`^(.*\\S)\\s*\\(\\s*${range}\\s*\\)$`)

const several = (text: string, count: number, from?: number): readonly Listed[] | undefined => {
  const value = readPlainly(text, noNames)
  if (!value || !(count >= 1 && count <= mostListed)) return undefined
  return Array.from({ length: count }, (_, at) =>
    from === undefined ? { value } : { place: from + at, value },
  )
}

/** `0`, `0 (six times)`, `0 (n = -6..-1)` */
const itemIn = (written: string): readonly Listed[] | undefined => {
  const text = written.replace(/^(?:then|and)\s+/, '')
  const [, own, from = '', to = ''] = ranged.exec(text) ?? []
  if (own !== undefined) return several(own, Number(to) - Number(from) + 1, Number(from))
  const none = zeros.exec(text)?.[1]
  if (none !== undefined) return several('0', countOf(none))
  const [, value, often = ''] = counted.exec(text) ?? []
  return value === undefined ? several(text, 1) : several(value, countOf(often))
}

/** What each part gives, where all give something. */
const allOf = <Part>(
  parts: readonly Part[],
  read: (part: Part) => readonly Listed[] | undefined,
): readonly Listed[] | undefined => {
  const out: Listed[] = []
  for (const part of parts) {
    const found = read(part)
    if (!found || out.length > mostListed) return undefined
    out.push(...found)
  }
  return out.length > 0 ? out : undefined
}

const items = (text: string): readonly Listed[] | undefined =>
  allOf(splitOutside(/^\[(.*)\]$/s.exec(text.trim())?.[1] ?? text, /,|\sthen\s/y), itemIn)

const head = new RegExp(
  `^(?:the\\s+|with\\s+|and\\s+)?(?:values?|samples?|numerically|numbers|in\\s+numbers)?(?:\\s*(?:for|at)\\s|\\s*\\(|\\s)?\\s*(?:${range})?\\)?\\s*[:=]\\s*(?=\\S)`,
  'i',
)

/** `values n=-6..12: 0, 0, …`, `n=0..6: 1, 3/2, …` */
const ofHead = (text: string): readonly Listed[] | undefined => {
  const [whole = '', from, to = ''] = head.exec(text) ?? []
  const found = items(text.slice(whole.length).replace(/\.\s*$/, ''))
  if (!found || from === undefined) return found
  const count = Number(to) - Number(from) + 1
  const [only] = found
  const spread =
    found.length === 1 && only ? Array.from({ length: Math.min(count, mostListed) }, () => only) : found
  return spread.length === count && spread.every(({ place }) => place === undefined)
    ? spread.map(({ value }, at) => ({ place: Number(from) + at, value }))
    : undefined
}

/** Words that a list begins with, which may say where. */
const opening = new RegExp(
  `^(?:the\\s+)?(?:(?:list(?:ed)?|values?|samples?|numbers?|numerically|(?:np\\.)?array)\\b\\s*)?(?:(?:for|from|at)?\\s*(?:${range}|(?:[a-z]\\s*=\\s*)?(-?\\d+)\\s+to\\s+(-?\\d+)|[a-z]\\s*=\\s*-?\\d+(?=\\s*:)))?\\s*[:=]?\\s*`,
  'i',
)
const bracketed = /^[([{]{1,2}([^()[\]{}]*)[)\]}]{1,2}\.?$/
/** A few numbers may be anything. */
const fewest = 5

/** `[0, 0, 1, 1.5, …]`, `0; 0; 1; 3/2`, `List from -6 to 12: 0 0 1 1.5`: all values, one after the other. */
const ofRow = (text: string): readonly Listed[] | undefined => {
  const row = text
    .replace(opening, '')
    .replace(/\.\s*$/, '')
    .trim()
  const inside = bracketed.exec(row)?.[1] ?? row
  const cells = splitOutside(inside, /[,;]/.test(inside) ? /[,;]/y : /\s+/y).map((cell) => cell.trim())
  return cells.length < fewest
    ? undefined
    : allOf(
        cells.filter((cell) => cell !== ''),
        itemIn,
      )
}

const placed = /^([a-z]\w{0,3})\s*[([]\s*(-?\d+(?:\s*(?:\.\.+|…)\s*-?\d+)?)\s*[)\]]\s*=\s*(.+)$/i

/** `y(0) = 1, y(1) = 3/2` */
const ofPlaces = (text: string, asked: Asked): readonly Listed[] | undefined =>
  allOf(splitOutside(text.replace(/\.\s*$/, ''), /[,;\n]/y), (item) => {
    const [, name = '', place, value = ''] = placed.exec(item) ?? []
    return place !== undefined && namesSequence(`${name}[n]`, asked) ? atPlaces(value, place) : undefined
  })

const places = /^(-?\d+)(?:\s*(?:to|\.\.+|…|through|–)\s*(-?\d+))?$/

/** A value in the row of one place, or of several: `-6 to -1`. */
const atPlaces = (value: string, place: string): readonly Listed[] | undefined => {
  const [, from, to = from] = places.exec(place) ?? []
  return from === undefined ? undefined : several(value, Number(to) - Number(from) + 1, Number(from))
}

/** `| n | y |` over rows of a place and a value, or the same on its side. */
const ofTable = (text: string, asked: Asked): readonly Listed[] | undefined => {
  if (!text.includes('|')) return undefined
  const rows = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !isRule(line))
    .map((line) => cellsOf(line.replaceAll('$', '')))
  const [first = []] = rows
  const upright =
    rows.length === 2 && first.length > 2 ? first.map((cell, at) => [cell, rows[1]?.[at] ?? '']) : rows
  const [[letter = '', name = ''] = [], ...body] = upright
  if (!/^[a-z]$/.test(letter) || !(namesSequence(name, asked) || /^values?$/i.test(name))) return undefined
  return allOf(body, ([place = '', value = '', ...more]) =>
    more.length === 0 ? atPlaces(value, place) : undefined,
  )
}

/** `…: 0; …: 1, 3/2` */
const ofHeads = (text: string): readonly Listed[] | undefined => allOf(splitOutside(text, /[;\n]/y), ofHead)

/** The sequence as the solution lists it, and its first place. */
const sequenceOf = ({
  quantity,
  reference,
}: Asked): readonly [start: number, entries: readonly Exact[]] | undefined => {
  const listed = reference.solution.answers.find(
    ({ name, value, symbol }) =>
      name !== quantity.name &&
      value.kind === 'tensor' &&
      value.shape.length === 1 &&
      /\[-?\d+\]/.test(symbol),
  )
  if (listed?.value.kind !== 'tensor') return undefined
  return [Number(/\[(-?\d+)\]/.exec(listed.symbol)?.[1] ?? 0), entriesOf(listed.value)]
}

/** Whether values are those of the sequence at their places; where the first has none they must be all of it. */
const areOf = (values: readonly Listed[], [start, entries]: readonly [number, readonly Exact[]]): boolean => {
  const begins = values[0]?.place
  let at = begins ?? start
  for (const { place, value } of values) {
    if (begins === undefined && place !== undefined && place !== at) return false
    at = place ?? at
    const entry = entries[at - start]
    if (!entry || equal(entry, value, {}).equal !== true) return false
    at += 1
  }
  return begins !== undefined || values.length === entries.length
}

const readings = [ofTable, ofPlaces, ofHeads, ofRow]

/** Where a list may begin: behind a blank line, a new line, or a sentence. */
const beginning =
  /\n+|(?:[.;]\s+)(?=(?:the\s+)?(?:values?|samples?|numbers?|list)\b|[a-z]\s*=\s*-?\d)|,\s+(?=(?:the\s+)?values?\b)/gi
/** A list behind more lines stands behind working. */
const mostBeginnings = 30
const sign = /\|\s*-?\d|[:=]\s*\[?\s*-?\d|-?\d\s*[,;]\s*-?\d|(?:\d\s+){4}|\bzeros\b/

/**
 * Cases without the list or table of values behind them: left out where the sequence has all of them at their places, and
 * else left in the text, which is then for a person.
 */
export const withoutListedValues = (text: string, { asked: [asked, ...others] }: AnswerKey): string => {
  if (!asked || others.length > 0 || asked.quantity.value.kind !== 'piecewise') return text
  if (text.length > longest || !sign.test(text)) return text
  const sequence = sequenceOf(asked)
  if (!sequence) return text
  for (const found of [...text.matchAll(beginning)].slice(0, mostBeginnings)) {
    const before = text.slice(0, found.index)
    const list = text
      .slice(found.index + found[0].length)
      .replaceAll('$', '')
      .trim()
    if (before.trim() === '' || !sign.test(list.slice(0, 120))) continue
    const values = readings.map((read) => read(list, asked)).find((one) => one !== undefined)
    if (values) return areOf(values, sequence) ? before : text
  }
  return text
}
