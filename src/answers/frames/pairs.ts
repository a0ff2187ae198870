import { splitOutside } from '../../exact/split-outside.ts'
import { cellsOf, isRule } from '../table-rows.ts'
import { growthIn, labelAt } from './leading-labels.ts'
import { isFormula, type Layout, type Pair, pairAt, several } from './pair.ts'

const filledLines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '')

const valueIn = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value)

/** JSON, where a backslash may be one of LaTeX. */
const parsed = (text: string): unknown => {
  const escaped = text.replaceAll('\\', '\\\\')
  // `\frac` begins as the escape of a form feed does.
  for (const one of /(?<!\\)\\[A-Za-z]{2}/.test(text) ? [escaped, text] : [text, escaped])
    try {
      return JSON.parse(one)
    } catch {
      // Not JSON in this spelling.
    }
  return undefined
}

/** `{"cost": "2 c n", "class": "O(n)"}` */
export const fromObject: Layout = (text) => {
  if (!/^\{\s*"[\s\S]*\}$/.test(text.trim())) return undefined
  const found = parsed(text)
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
  return Object.entries(found).map(([label, value]) => ({ label, value: valueIn(value) }))
}

/** Headings that say of no column what its values are of. */
const headings = new Set(
  'quantity quantities what name item question part value values answer answers result results formula expression size count number image input pooling kind layer gradient features symbol axis dimension of the'.split(
    ' ',
  ),
)
/** A column of values is of no input. */
const isHeading = ({ label, value }: Pair): boolean =>
  (`${label} ${value}`.toLowerCase().match(/[^\s*]+/g) ?? []).every((word) => headings.has(word)) &&
  !/\b(?:input|image|layer)\b/i.test(value)

const row = /^\s*\|?\s*([^|\n]*?)\s*\|\s*([^|\n]*?)\s*\|?\s*$/

/** A table of two columns, with a heading or without. */
export const fromTable: Layout = (text, isLabel) => {
  if (!text.includes('|')) return undefined
  const lines = filledLines(text)
  const rows = lines.filter((line) => !isRule(line))
  const pairs = rows.map((line): Pair | undefined => {
    const [whole, label = '', value = ''] = row.exec(line) ?? []
    return whole === undefined ? undefined : { label, value }
  })
  const [first, ...body] = pairs
  const isHeaded = first !== undefined && !isLabel(first.label) && rows.length < lines.length
  if (isHeaded && !isHeading(first)) return undefined
  return several(isHeaded ? body : pairs)
}

/** A table with a label over each column, and one row of values. */
export const fromColumns: Layout = (text, isLabel) => {
  const lines = filledLines(text)
  const [header = '', line = '', values = ''] = lines
  if (lines.length !== 3 || !line.includes('-') || !isRule(line)) return undefined
  const [labels, cells] = [cellsOf(header), cellsOf(values)]
  if (labels.length !== cells.length || !labels.every(isLabel)) return undefined
  return several(labels.map((label, at) => ({ label, value: cells[at] ?? '' })))
}

const mark = String.raw`(?:[-*•]\s+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+)?`
const marked = new RegExp(`^\\s*${mark}`)

const pairIn = (line: string): Pair | undefined => pairAt(line.replace(marked, ''))

/** A label in front of its value on each line: `- **Cost**: 2cn`, `class -> O(n)`. */
export const fromLines: Layout = (text) => several(filledLines(text).map(pairIn))

const quad = /,?\s*\\q?quad(?![a-z])/y

/** The same, of which a line may have several between wide blanks. */
export const fromQuads: Layout = (text) =>
  text.includes('quad') && text.includes('\n')
    ? several(filledLines(text).flatMap((line) => splitOutside(line, quad).map(pairIn)))
    : undefined

/** A line without the signs of a display around it. */
const ofDisplay = (text: string): string => text.replace(/^\s*(?:\\\[|\$\$?)([^$]*?)(?:\\\]|\$\$?)\s*$/, '$1')

const boldLabel = /\*\*([^*\n]{1,40}?)[:.]?\*\*\s*(?:[:.=—–]|-(?=\s))?\s*/g
const joined = /[,;.]?\s*(?:\band\s*)?$/

/** `**Cost:** 2cn **Class:** O(n)` on one line. */
export const fromBold: Layout = (text) => {
  const starts = text.includes('\n') ? [] : [...text.matchAll(boldLabel)]
  if (starts[0]?.index !== 0) return undefined
  return several(
    starts.map(({ index, 0: whole, 1: label = '' }, at) => ({
      label,
      value: text.slice(index + whole.length, starts[at + 1]?.index).replace(joined, ''),
    })),
  )
}

/** The same between semicolons, bars or wide blanks on one line. */
export const fromPieces: Layout = (text) => {
  if (text.includes('\n')) return undefined
  const pieces = splitOutside(
    ofDisplay(text),
    /;|\s\|\s|,?\s*\\q?quad(?![a-z])|(?<!(?:^|;|\|)\s*\d{1,2})\.\s+(?=[A-Za-z][^.;:=]{1,40}[:=])/y,
  )
  return several(pieces.map((piece) => pairIn(piece.trim())))
}

const blank = /\n[^\S\n]*\n/

/** A heading on a line of its own over each value. */
export const fromHeadings: Layout = (text, isLabel) => {
  const blocks = blank.test(text) ? text.split(blank) : undefined
  const pairs = blocks?.map((block): Pair | undefined => {
    const [label = '', ...rest] = block.trim().split('\n')
    const bare = label.replace(/^#+\s*/, '')
    return rest.length > 0 && isLabel(bare) ? { label: bare, value: rest.join('\n') } : pairIn(block.trim())
  })
  return pairs && several(pairs)
}

const counted = /(?:^|\s)\(?(?:[ivx]{1,4}|[a-h]|\d)\)\s+/gi

/** "(i) cost 2cn (ii) speedup n/m": values that are counted, each behind its label. */
export const fromCounted: Layout = (text, isLabel) => {
  const starts = [...text.matchAll(counted)]
  if (starts.length < 2 || starts[0]?.index !== 0) return undefined
  const pieces = starts.map(({ index, 0: sign }, at) =>
    text.slice(index + sign.length, starts[at + 1]?.index ?? text.length),
  )
  return several(
    pieces.map((piece) => {
      const bare = piece.trim().replace(/[;,.]$/, '')
      return labelAt(bare, isLabel) ?? pairIn(bare)
    }),
  )
}

/** "new cost 2cn | factor n/m", "cost 2cn; class O(n)": labels in front of values, without a sign between them. */
export const fromPhrases: Layout = (text, isLabel) => {
  if (text.includes('\n') || !/;|\s\|\s/.test(text)) return undefined
  return several(
    splitOutside(text, /;|\s\|\s/y).map(
      (piece) => labelAt(piece.trim(), isLabel) ?? pairIn(piece) ?? unlabelled(piece),
    ),
  )
}

/** A value by itself, `√n per layer`, which is of what no label names. */
const unlabelled = (piece: string): Pair | undefined => {
  const value = piece.replace(/\s+per\s+layer\s*$/i, '').trim()
  return isFormula(value) ? { label: '', value } : undefined
}

/** A letter of the answer's own. */
const letter = /^\s*[A-Za-z]\s*$/

/** Values behind labels between commas, which may stand within a value too. */
export const fromCommas: Layout = (text, isLabel) => {
  if (text.includes('\n') || !text.includes(',') || /\.\s+[A-Z][a-z]/.test(text)) return undefined
  const pairs: Pair[] = []
  for (const piece of splitOutside(ofDisplay(text), /,(?:\s|\\[ ,;:])+(?:and\s+)?/y)) {
    const said = pairAt(piece)
    const named = said && (letter.test(said.label) || isLabel(said.label)) ? said : labelAt(piece, isLabel)
    const last = pairs.at(-1)
    const pair = named ?? growthIn(piece, last, isLabel)
    if (pair) pairs.push(pair)
    else if (last && isFormula(piece)) pairs[pairs.length - 1] = { ...last, value: `${last.value}, ${piece}` }
    else return undefined
  }
  return several(pairs.map(({ label, value }) => ({ label, value: value.replace(/\.\s*$/, '') })))
}

const bracketed =
  /^\s*(?:[-*•]\s+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+)?(\S.*?)\s+\(([^()]*(?:\([^()]*\))?[^()]*)\)\s*$/

/** `a) 0  (mean)`: each label in brackets behind its value. */
export const fromBrackets: Layout = (text, isLabel) =>
  several(
    filledLines(text).map((line): Pair | undefined => {
      const [whole, value = '', label = ''] = bracketed.exec(line) ?? []
      return whole !== undefined && isLabel(label) ? { label, value } : undefined
    }),
  )
