import { splitOutside } from '../../exact/split-outside.ts'
import { cellsOf, isRule } from '../table-rows.ts'

/** A label and what stands beside it. */
export type Pair = { readonly label: string; readonly value: string }

/** A way to lay out labels and values; undefined where a text is not laid out so. */
export type Layout = (text: string, isLabel: (text: string) => boolean) => readonly Pair[] | undefined

/** At least two, each with a value. */
const several = (pairs: readonly (Pair | undefined)[]): readonly Pair[] | undefined => {
  const found = pairs.filter((pair) => pair !== undefined && pair.value.trim() !== '')
  return found.length > 1 && found.length === pairs.length ? (found as readonly Pair[]) : undefined
}

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
  'quantity quantities what name item question part value values answer answers result results formula expression size count number image input pooling kind layer gradient features symbol of the'.split(
    ' ',
  ),
)
const isHeading = ({ label, value }: Pair): boolean =>
  (`${label} ${value}`.toLowerCase().match(/[^\s*]+/g) ?? []).every((word) => headings.has(word))

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

const mark = String.raw`\s*(?:[-*•]\s+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+)?`
const separated = new RegExp(
  `^${mark}(?:\\*\\*([^*\\n]{1,60}?)[:.]?\\*\\*\\s*[:.=—–-]?|([^:=\\n]{1,60}?)\\s*(?:->|→|⇒|=>|↦|\\\\mapsto(?![a-z])|\\\\to(?![a-z])|:(?=\\s)|(?<![<>!=:])=(?!=)))\\s*(\\S.*)$`,
)

const pairIn = (line: string): Pair | undefined => {
  const [whole, bold, plain, value = ''] = separated.exec(line) ?? []
  const label = bold ?? plain ?? ''
  return whole === undefined || !isClosed(label) ? undefined : { label, value }
}

const isClosed = (text: string): boolean => text.split(/[{([]/).length === text.split(/[})\]]/).length

/** A label in front of its value on each line: `- **Cost**: 2cn`, `class -> O(n)`. */
export const fromLines: Layout = (text) => several(filledLines(text).map(pairIn))

/** A line without the signs of a display around it. */
const ofDisplay = (text: string): string => text.replace(/^\s*(?:\\\[|\$\$?)([^$]*?)(?:\\\]|\$\$?)\s*$/, '$1')

/** The same between semicolons, bars or wide blanks on one line. */
export const fromPieces: Layout = (text) => {
  if (text.includes('\n')) return undefined
  const pieces = splitOutside(ofDisplay(text), /;|\s\|\s|,?\s*\\q?quad(?![a-z])/y)
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

/** What goes on with a label, and is no value: "growth of …", "std² grows", "w -= …", "w - …". */
const goesOn =
  /^(?:of|in|with|for|per|by|to|at|from|and|grows?|scales?|squared)\b|^[²^]|^[-+−*/·:]?=|^[-+−*/·]\s|^(?:<-|←|\\leftarrow|\\gets)/i

/** "Growth in": a label that goes on. */
const unfinished = /(?:^|\s)(?:of|in|with|for|per|by|to|at|from|and|the|an?|is)\s*$/i

/** A word that no value begins with: "x3 is …", "the max layer sends …". */
const isTold = (value: string): boolean => {
  const word = /^[a-z]{3,}(?![a-z_(])/.exec(value)?.[0]
  return word !== undefined && !beginning.has(word)
}
const beginning = new Set(
  'the one two three four five six seven eight nine ten zero half square root inverse sqrt floor ceil linear linearly quadratic quadratically proportional grows theta big'.split(
    ' ',
  ),
)

const sign = /^[$(]*d?[A-Za-z]\W*$/
const joining = /^(?:[-+−*·]|[ηαγε]|\\?(?:eta|alpha|gamma|cdot))$/

/** Whether a word is a sign in a formula, as w and dw in "w - η dw". */
const isOperand = (words: readonly string[], at: number): boolean =>
  sign.test(words[at]?.trim() ?? '') &&
  (joining.test(words[at - 1]?.trim() ?? '') || /^[-+−*·]$/.test(words[at + 1]?.trim() ?? ''))

/** The longest run of words at the start that is a label, where no other label stands behind it. */
const labelAt = (text: string, isLabel: (text: string) => boolean): Pair | undefined => {
  const words = text.split(/(?<=\s)/)
  for (let count = Math.min(words.length - 1, 6); count > 0; count--) {
    const label = words.slice(0, count).join('')
    if (unfinished.test(label) || !isLabel(label)) continue
    const value = text.slice(label.length).replace(/^\s*(?:is|=|:)\s+/, '')
    const isWhole =
      !goesOn.test(value) &&
      !isTold(value) &&
      !words.some(
        (word, at) => at >= count && isLabel(word.replace(/[.,;:]+\s*$/, '')) && !isOperand(words, at),
      )
    return isWhole ? { label, value } : undefined
  }
  return undefined
}

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
  return several(splitOutside(text, /;|\s\|\s/y).map((piece) => labelAt(piece, isLabel) ?? pairIn(piece)))
}

/** Without a word or a sign that would make it a statement of its own. */
const isFormula = /^(?:\\[a-zA-Z]+|(?:sqrt|floor|ceil)(?![a-z])|[a-zA-Z]{1,2}(?![a-zA-Z])|[^a-zA-Z:=])*$/

/** A letter of the answer's own. */
const letter = /^\s*[A-Za-z]\s*$/

/** Values behind labels between commas, which may stand within a value too. */
export const fromCommas: Layout = (text, isLabel) => {
  if (text.includes('\n') || !text.includes(',')) return undefined
  const pairs: Pair[] = []
  for (const piece of splitOutside(ofDisplay(text), /,(?:\s|\\[ ,;:])+(?:and\s+)?/y)) {
    const said = pairIn(piece)
    const pair = said && (letter.test(said.label) || isLabel(said.label)) ? said : labelAt(piece, isLabel)
    const last = pairs.at(-1)
    if (pair) pairs.push(pair)
    else if (last && isFormula.test(piece))
      pairs[pairs.length - 1] = { ...last, value: `${last.value}, ${piece}` }
    else return undefined
  }
  return several(pairs.map(({ label, value }) => ({ label, value: value.replace(/\.\s*$/, '') })))
}

const behind = /^\s*(?:(?:we|i|you)\s+(?:get|find|obtain|have)|it\s+is)\s+/i
const forLabel = /\s+(?:for|as)\s+(?:the\s+)?([^,;\n]{1,40}?)(?:,?\s+and\s+|,\s+|\s*[.]?\s*$)/gy

/** "I get 2cn for the cost, and O(n) for the class." */
export const fromSentence: Layout = (text, isLabel) => {
  const lead = behind.exec(text)?.[0]
  if (lead === undefined || text.includes('\n')) return undefined
  const pairs: Pair[] = []
  let from = lead.length
  for (let at = from; at < text.length; at++) {
    forLabel.lastIndex = at
    const [whole, label = ''] = forLabel.exec(text) ?? []
    if (whole === undefined || !isLabel(label)) continue
    pairs.push({ label, value: text.slice(from, at).replace(/,$/, '').trim() })
    from = at + whole.length
    at = from - 1
  }
  return from >= text.length ? several(pairs) : undefined
}

const clause = /(?:^|,?\s+and\s+|[,;]\s+)the\s+([^,;=\n]{1,40}?)\s+(?:is|are|equals|becomes)\s+/giy

/** "The mean is 0 and the variance is s²." */
export const fromClauses: Layout = (text, isLabel) => {
  if (!/^the\s/i.test(text) || text.includes('\n')) return undefined
  const starts: { readonly from: number; readonly to: number; readonly label: string }[] = []
  for (let at = 0; at < text.length; at++) {
    clause.lastIndex = at
    const [whole, label = ''] = clause.exec(text) ?? []
    if (whole === undefined || !isLabel(label)) continue
    starts.push({ from: at, to: at + whole.length, label })
    at += whole.length - 1
  }
  if (starts[0]?.from !== 0) return undefined
  return several(
    starts.map(({ to, label }, at) => ({
      label,
      value: text.slice(to, starts[at + 1]?.from ?? text.length).replace(/\.\s*$/, ''),
    })),
  )
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

const having = /^the\s+\w+\s+has\s+/i
const nextItem = /(?:,\s*(?:and\s+)?|\s+and\s+)(?!\s)/y
const behindValue = /^(.*\S)\s+([a-z][a-z\s]*[a-z])$/i
const itsOwn = /^(?:and\s+)?(?:its|the)\s+([a-z][a-z\s]*?)\s+(?:is|has the shape|has shape)\s+(\S.*)$/i

/** "The layer has K²CF weights and F biases and its output is …": labels behind values, and what comes out. */
export const fromHaving: Layout = (text, isLabel) => {
  const lead = having.exec(text)?.[0]
  if (lead === undefined || text.includes('\n')) return undefined
  const rest = text.slice(lead.length).replace(/\.\s*$/, '')
  const pairs: Pair[] = []
  let left = rest
  while (left !== '') {
    const own = itsOwn.exec(left)
    if (own) return several([...pairs, { label: own[1] ?? '', value: own[2] ?? '' }])
    const [piece = ''] = splitOutside(left, nextItem)
    const [, value = '', label = ''] = behindValue.exec(piece) ?? []
    if (value === '' || !isLabel(label)) return undefined
    pairs.push({ label, value })
    left = left.slice(left.indexOf(piece) + piece.length).replace(/^[\s,]*(?:and\s+)?/, '')
  }
  return several(pairs)
}
