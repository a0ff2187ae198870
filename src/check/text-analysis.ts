import type { Expression } from '../exact/expression.ts'
import { freeSymbols } from './free-symbols.ts'
import { type HeaderReader, makeHeaderReader } from './header-settings.ts'
import { inputSettings } from './input-settings.ts'
import { laidOut } from './layout.ts'
import { blocksOf } from './markdown.ts'
import { indexedName, nameKey } from './names.ts'
import type { Reader } from './reading.ts'
import { makeReader } from './reading.ts'
import { withKnownSymbols } from './renaming.ts'
import { sentencesOf } from './sentences.ts'
import type { Definition, Range } from './settings.ts'
import {
  definitionsIn,
  definitionsOf,
  ofExample,
  premisesOf,
  rangeOf,
  scalarOf,
  symbolNamed,
} from './settings.ts'
import { spokenSizes } from './spoken-sizes.ts'
import type { Stance } from './stance.ts'
import { arithmeticStanceOf, stanceOf } from './stance.ts'
import type { Line, Statement } from './statements.ts'
import { linesOf } from './statements.ts'
import type { Vocabulary } from './vocabulary.ts'
import { symbolWords } from './vocabulary.ts'

/** A text taken apart once: its lines, how each statement is meant, and what the text defines. */
export type Analysis = {
  readonly source: string
  readonly lines: readonly Line[]
  readonly read: Reader
  readonly headerSets: HeaderReader
  /** Width, height and channels of inputs, where they are symbols. */
  readonly inputs: readonly (readonly string[])[]
  /** Rows and columns of a solution's matrix, where they are symbols. */
  readonly matrices: readonly (readonly string[])[]
  readonly definitions: ReadonlyMap<string, Expression>
  /** Those of them that the text calls a choice or a convention. */
  readonly chosen: ReadonlyMap<string, Expression>
  readonly stance: (line: Line, statement: Statement) => Stance
  /** The same of its arithmetic, which holds or not also of what would be. */
  readonly arithmeticStance: (line: Line, statement: Statement) => Stance
  /** False when the text is so long that a part of it goes unread. */
  readonly whole: boolean
}

/** Past these a text is no explanation; the rest of it goes unread, and what is unread is not verified. */
const longestText = 24_000
const mostStatements = 240
const mostSides = 24

const withShortChains = (line: Line): Line =>
  line.statements.every(({ sides }) => sides.length <= mostSides)
    ? line
    : {
        ...line,
        statements: line.statements.map((statement) => ({
          ...statement,
          sides: statement.sides.slice(0, mostSides),
          signs: statement.signs.slice(0, mostSides - 1),
        })),
      }

/** The lines that are read, and whether that is all of them. */
const bounded = (lines: readonly Line[]): { readonly kept: readonly Line[]; readonly whole: boolean } => {
  const kept: Line[] = []
  let left = mostStatements
  for (const line of lines) {
    const statements = line.statements.slice(0, left)
    left -= statements.length
    kept.push(withShortChains({ ...line, statements }))
    if (left <= 0) break
  }
  const count = (some: readonly Line[]): number =>
    some.reduce(
      (sum, { statements }) => sum + statements.reduce((sides, one) => sides + one.sides.length, 0),
      0,
    )
  return { kept, whole: count(kept) === count(lines) }
}

const choice =
  /\b(?:glorot|xavier|he|kaiming|lecun|conventions?|standard|common(?:ly)?|defin\w+|(?:i|we|let us|let's)\s+(?:use|take|choose|adopt)|using|choos\w+|chosen|choice)\b/i

export const analyse = (source: string, vocabulary: Vocabulary): Analysis => {
  const text = source.slice(0, longestText)
  const isSymbol = symbolWords(vocabulary, text)
  const laid = laidOut(text)
  const { kept: lines, whole } = bounded(linesOf(sentencesOf(blocksOf(laid), laid), laid, isSymbol))
  const symbols = new Set([...vocabulary.symbols, ...vocabulary.parameters.keys()])
  const read = makeReader(symbols, vocabulary.functions, (x) => withKnownSymbols(x, vocabulary))
  const answers = new Set(
    vocabulary.known.filter(({ answer }) => answer).map(({ quantity }) => nameKey(quantity.symbol)),
  )
  const definitions = new Map([
    ...definitionsIn(lines, read, answers, symbols),
    ...spokenSizes(lines, vocabulary.symbols),
  ])
  const chosen = definitionsIn(
    lines.filter(({ sentence: { text } }) => choice.test(text)),
    read,
    answers,
    symbols,
  )
  // A condition in symbols (`n ≥ 7`, `c = 1/√d`) sets the scene; one about anything else cannot be weighed.
  const isSetting = (statement: Statement): boolean => {
    const [head] = statement.sides
    const signal = head?.kind === 'side' ? indexedName(head.text) : undefined
    const givesSignal = signal !== undefined && signal.style !== 'sub' && signal.indices.length === 1
    const boundsParameter = statement.sides.every(
      (side) =>
        side.kind === 'side' && (side.text.match(/[A-Za-z]+/g) ?? []).every((name) => symbols.has(name)),
    )
    return givesSignal || boundsParameter || statement.sides.some((side) => symbolNamed(side) !== undefined)
  }
  const known = new Map<Statement, Stance>()
  const stance = (line: Line, statement: Statement): Stance => {
    const before = known.get(statement)
    if (before) return before
    const found = stanceOf(line, statement, isSetting)
    known.set(statement, found)
    return found
  }
  return {
    source: text,
    lines,
    read,
    headerSets: makeHeaderReader(read, isSymbol),
    inputs: vocabulary.inputs,
    matrices: vocabulary.matrices,
    definitions,
    chosen,
    stance,
    arithmeticStance: arithmeticStanceOf,
    whole: whole && text.length === source.length,
  }
}

const introducesAfter =
  /^(?:\s*\p{L}+){0,3}\s+(?:sits|occurs|reached|attained|lies|happens)\s+(?:only\s+)?at\s*$|^(?:\s*\p{L}+){1,6}\s*\(\s*$|^\s*[,(]?\s*(?:for|from|when|if|where|whenever|with|in case|on|over|at|as long as)?\s*(?:all|every|any)?\s*$/iu

/** No sentence that means anything sets a symbol farther back. */
const farthest = 30

/** "n = 8: ¤": what leads to a value. */
const leads = /^\s*(?::|gives|yields|leads to|⇒)\s*$/i

const isGap = /^[\s,⏎]*$/

/** What stands before a statement in its sentence counts, nearest first; what follows it only after "for", "when", "if". */
const nearest = <T>(
  line: Line,
  statement: Statement,
  read: (other: Statement) => T | undefined,
): T | undefined => {
  const last = line.statements.findLast((other) => other.at < statement.at)
  const between = last && line.flow.slice(last.end + 1, statement.at)
  const next = line.statements.find((other) => other.at > statement.at)
  const behind = line.flow.slice(statement.end + 1, next?.at)
  // `n < 0, y = 0, n ≥ 0, y = 1`: rows that begin with their condition.
  const [first] = line.statements
  const isRow = first && read(first) !== undefined && [between, behind].every((gap) => isGap.test(gap ?? '¤'))
  const isLed = isRow || (between !== undefined && leads.test(between))
  const lead = last && isLed ? read(last) : undefined
  if (lead) return lead
  // "For n = 4 it is 2, for n = 9 it is 3": what follows the comma is of the next value.
  const isNext =
    next !== undefined &&
    last !== undefined &&
    read(last) !== undefined &&
    /^\s*,\s*(?:for|with|at|when|if)\b/i.test(behind) &&
    line.statements.some((other) => other.at > next.at)
  const after =
    next &&
    !isNext &&
    !(last && isLed && last.signs.length > 0) &&
    introducesAfter.test(line.flow.slice(statement.end + 1, next.at))
      ? read(next)
      : undefined
  if (after) return after
  const earlier = line.statements.filter((other) => other.at < statement.at).slice(-farthest)
  for (const other of earlier.reverse()) {
    const found = read(other)
    if (found) return found
  }
  return undefined
}

const namesByLine = new WeakMap<Line, ReadonlySet<string>>()
const namesSetIn = (line: Line, analysis: Analysis): ReadonlySet<string> => {
  const known = namesByLine.get(line)
  if (known) return known
  const names = new Set(
    line.statements.flatMap((other) => definitionsOf(other, analysis.read).map(({ symbol }) => symbol)),
  )
  namesByLine.set(line, names)
  return names
}

/** The cells of a table's row that a cell stands in. */
export const rowOf = (analysis: Analysis, { number }: Line): readonly Line[] => {
  const column = (at: number): number | undefined => analysis.lines[at]?.sentence.cell?.column
  let from = number
  while ((column(from) ?? 0) > 0) from -= 1
  let to = number + 1
  while ((column(to) ?? 0) > 0) to += 1
  return analysis.lines.slice(from, to)
}

/** Cells of a table before one of its cells. */
const farthestCell = 60

/** "For k = 3 and σ = 1:" right before a table sets the scene of it. */
const leadSettings = (
  { lines, read }: Analysis,
  { number }: Line,
): readonly (readonly [string, Expression])[] => {
  const lead = lines.slice(0, number).findLast(({ sentence }) => !sentence.cell)
  if (!lead || lead.number + farthestCell < number) return []
  const own = lines.filter(({ sentence }) => sentence.block === lead.sentence.block)
  const isExample = own.some(({ flow }) => ofExample.test(flow))
  if (!/:\s*$/.test(lead.flow) && !isExample) return []
  return (isExample ? own : [lead])
    .flatMap(({ statements }) => statements)
    .flatMap((statement) => definitionsOf(statement, read))
    .filter(({ value }) => value.kind === 'number')
    .map(({ symbol, value }) => [symbol, value] as const)
}

/** What a table's header and row set for a cell, and the words before it. */
const tableSettings = (analysis: Analysis, line: Line): readonly (readonly [string, Expression])[] => [
  ...leadSettings(analysis, line),
  ...analysis
    .headerSets(line.sentence.cell?.header ?? '')
    .map(({ symbol, value }) => [symbol, value] as const),
  ...((line.sentence.cell?.column ?? 0) > 0 ? analysis.headerSets(line.sentence.cell?.row ?? '') : []).map(
    ({ symbol, value }) => [symbol, value] as const,
  ),
  ...rowSettings(analysis, line),
]

/** Numbers that a table's row gives under headers that are symbols: `| n | m |` over `| 32 | 28 |`. */
const rowSettings = (analysis: Analysis, line: Line): readonly (readonly [string, Expression])[] =>
  rowOf(analysis, line).flatMap((other) => {
    const [statement] = other.statements
    const [side] = statement?.sides ?? []
    const header = (other.sentence.cell?.header ?? '').replace(/[$`*]/g, '').trim()
    // `layers $L$` counts by its letter.
    const text = /^[a-z\s]{3,}\s([A-Za-z])$/.exec(header)?.[1] ?? header
    const name = symbolNamed({ kind: 'side', text, format: 'latex', from: 0, to: 0 })
    const value = side && other !== line ? scalarOf(side, analysis.read) : undefined
    return name !== undefined && value?.kind === 'number' ? [[name, value] as const] : []
  })

/** "Example, K = 5:" sets the scene of the list that it introduces. */
const introduced = (
  analysis: Analysis,
  { number, sentence: { kind, under } }: Line,
): readonly Definition[] => {
  if (kind !== 'item' || under === '') return []
  const lead = analysis.lines.slice(0, number).findLast(({ sentence }) => sentence.kind !== 'item')
  if (!lead || !ofExample.test(lead.flow)) return []
  return lead.statements
    .flatMap((statement) => definitionsOf(statement, analysis.read))
    .filter(({ value }) => value.kind === 'number')
}

const opensExample = /^\W*(?:let|take|set|put|try|consider|suppose|with|for)\b/i
const farthestExample = 3
/** "The first layer sees 5": a step on the way. */
const ordinal = /\b(?:first|second|third|fourth|fifth|\d(?:st|nd|rd|th))\b/i

/** "Example: let K = 3 and L = 3. Each layer adds 2, so R = 7": numbers that the sentences before give, for one of numbers alone. */
const ofExampleBefore = (
  analysis: Analysis,
  { number, flow, sentence: { block } }: Line,
  { sides }: Statement,
): readonly Definition[] => {
  const end = scalarOf(sides.at(-1), analysis.read)
  if (sides.length < 2 || !end || freeSymbols(end).size > 0 || ordinal.test(flow)) return []
  const before = analysis.lines.slice(Math.max(0, number - farthestExample), number)
  const opened = before.findLast(
    (line) => line.sentence.block === block && (ofExample.test(line.flow) || opensExample.test(line.flow)),
  )
  return (opened?.statements ?? [])
    .flatMap((statement) => definitionsOf(statement, analysis.read))
    .filter(({ value }) => value.kind === 'number')
}

/** The symbols that a claim's own sentence sets. */
export const localSettings = (
  analysis: Analysis,
  line: Line,
  statement: Statement,
): ReadonlyMap<string, Expression> => {
  const out = new Map<string, Expression>([
    ...inputSettings(analysis, line, statement),
    ...(line.sentence.cell ? tableSettings(analysis, line) : []),
  ])
  for (const { symbol, value } of introduced(analysis, line)) out.set(symbol, value)
  for (const { symbol, value } of ofExampleBefore(analysis, line, statement)) out.set(symbol, value)
  for (const name of namesSetIn(line, analysis)) {
    const found = nearest(line, statement, (other) => {
      if (other === statement) return undefined
      return definitionsOf(other, analysis.read).find(({ symbol }) => symbol === name)
    })
    if (found) out.set(name, found.value)
  }
  for (const { symbol, value } of premisesOf(statement, analysis.read)) out.set(symbol, value)
  // With m for d_out, m = 4 gives d_out.
  for (const [name, value] of [...out]) {
    const other = analysis.definitions.get(name)
    if (other?.kind === 'symbol' && !out.has(other.name)) out.set(other.name, value)
  }
  return out
}

/** The first cell of a table's row, for a cell of that row. */
const rowHead = (analysis: Analysis, line: Line): Line | undefined => {
  const { cell } = line.sentence
  if (!cell || cell.column === 0) return undefined
  return analysis.lines
    .slice(0, line.number)
    .findLast((other) => other.sentence.cell?.column === 0 && other.sentence.cell.row === cell.row)
}

/** "¤ at n = 0, …, 6, then ¤": the range of what comes before "then". */
const isPast = ({ flow }: Line, range: Statement, { at }: Statement): boolean =>
  /¤\s+(?:at|for|when|if|on)\s+$/i.test(flow.slice(0, range.at)) &&
  /\bthen\b/i.test(flow.slice(range.end + 1, Math.max(range.end + 1, at)))

const fromOn = /\bfrom\s+$/i
const onwards = /^\s*(?:on(?:wards?)?|upwards?|up)\b/i

/** "from n = 7 on": n ≥ 7. */
const rangeIn = (line: Line, other: Statement, index: string, read: Reader): Range | undefined => {
  const range = rangeOf(other, index, read)
  const isOpen = onwards.test(line.flow.slice(other.end + 1)) && fromOn.test(line.flow.slice(0, other.at))
  const [name] = range?.sides ?? []
  return range && isOpen && range.signs.join() === '=' && name?.kind === 'symbol'
    ? { ...range, signs: ['>='] }
    : range
}

/** The range of an index in which a claim is made: said in its sentence, or in a line before that says nothing else. */
export const localRange = (
  analysis: Analysis,
  line: Line,
  statement: Statement,
  index: string,
): Range | undefined => {
  const own = nearest(line, statement, (other) =>
    other === statement || isPast(line, other, statement)
      ? undefined
      : rangeIn(line, other, index, analysis.read),
  )
  if (own) return own
  const head = rowHead(analysis, line)
  if (head) return head.statements.flatMap((other) => rangeOf(other, index, analysis.read) ?? [])[0]
  const before = analysis.lines[line.number - 1]
  const [only] = before?.statements ?? []
  return only && before?.statements.length === 1 ? rangeOf(only, index, analysis.read) : undefined
}
