import { entriesOf } from '../exact/tensor.ts'
import type { Claim } from './claims.ts'
import { wholeIndex } from './entries.ts'
import { indexedName, nameKey } from './names.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** One row of a matrix as a text lists it; `label` is its number as written, or counted from the end by −1. */
type Row = {
  readonly label: number
  readonly entries: readonly string[]
  readonly line: Line
  readonly statements: readonly Statement[]
}

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  top: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  last: -1,
  final: -1,
  bottom: -1,
}
const values = '(¤(?:\\s*,\\s*¤)*)'
const leadsTo = '\\s*(?:\\([^()]*\\)\\s*)?(?:(?:is|are|becomes?|reads?|of)\\s*)?[:=]?\\s*'
const numbered = new RegExp(
  `\\brows?\\s+(¤(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*&\\s*)¤)*(?:\\s*(?:to|through|–|—)\\s*¤)?)${leadsTo}${values}`,
  'gi',
)
const counted = new RegExp(`\\b(${Object.keys(ordinals).join('|')})\\s+row${leadsTo}${values}`, 'gi')

const places = (text: string, start: number): number[] =>
  [...text.matchAll(/¤/g)].map(({ index }) => start + index)

const statementAt = (line: Line, at: number): Statement | undefined =>
  line.statements.find((statement) => statement.at === at)

const numberOf = (statement: Statement | undefined): number | undefined => {
  const [side] = statement?.sides ?? []
  return side?.kind === 'side' ? wholeIndex(side.text) : undefined
}

/** The entries that statements list: scalars one by one, or one vector. */
const entriesIn = (statements: readonly Statement[], analysis: Analysis): readonly string[] => {
  const sides = statements.flatMap(({ sides }) => sides.slice(-1))
  const read = sides.map((side) => (side.kind === 'side' ? analysis.read(side) : undefined))
  const [only] = read
  if (only?.kind === 'tensor' && read.length === 1)
    return entriesOf(only).flatMap((entry) => (entry.kind === 'number' ? [text(entry.value)] : []))
  return read.flatMap((value) => (value?.kind === 'number' ? [text(value.value)] : []))
}

const text = ({ n, d }: { readonly n: bigint; readonly d: bigint }): string =>
  d === 1n ? `${n}` : `${n}/${d}`

/** The labels of "rows 2, 3 and 4" and "rows 2 to 4". */
const labelsIn = (written: string, labels: readonly (number | undefined)[]): readonly number[] => {
  const found = labels.filter((label) => label !== undefined)
  const [from, to] = [found.at(-2), found.at(-1)]
  if (!/to|through|–|—/.test(written) || from === undefined || to === undefined) return found
  return [...found.slice(0, -2), ...Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)]
}

const rowsIn = (line: Line, analysis: Analysis): Row[] => {
  const out: Row[] = []
  const add = (labels: readonly number[], at: readonly number[]): void => {
    const statements = at.flatMap((place) => statementAt(line, place) ?? [])
    const entries = entriesIn(statements, analysis)
    if (entries.length > 1) for (const label of labels) out.push({ label, entries, line, statements })
  }
  for (const found of line.flow.matchAll(numbered)) {
    const [whole, written = '', listed = ''] = found
    const labels = places(written, found.index + whole.indexOf(written)).map((at) =>
      numberOf(statementAt(line, at)),
    )
    add(labelsIn(written, labels), places(listed, found.index + whole.length - listed.length))
  }
  for (const { index } of line.flow.matchAll(/\brow\s+(?=¤)/gi)) {
    // "Row 1 = 0 − r2 = (−19, …)": the label opens the chain.
    const chain = statementAt(line, line.flow.indexOf('¤', index))
    const label = numberOf(chain)
    if (chain && chain.sides.length > 1 && label !== undefined) add([label], [chain.at])
  }
  for (const found of line.flow.matchAll(counted)) {
    const [whole, word = '', listed = ''] = found
    add([ordinals[word.toLowerCase()] ?? 0], places(listed, found.index + whole.length - listed.length))
  }
  return out
}

/** Items of nothing but numbers, one after the other: the rows in order. */
const listedRows = (lines: readonly Line[], analysis: Analysis): Row[] => {
  const out: Row[] = []
  let label = 0
  for (const line of lines) {
    const isRow = line.sentence.kind === 'item' && /^[\s¤,.;]*$/.test(line.flow) && line.statements.length > 1
    label = isRow ? label + 1 : 0
    const entries = isRow ? entriesIn(line.statements, analysis) : []
    if (isRow && entries.length === line.statements.length)
      out.push({ label, entries, line, statements: line.statements })
  }
  return out
}

/** `y_1 = −s_2 = (−19, −28, …)`: a row under the name of the matrix with its number. */
const namedRows = (line: Line, names: ReadonlySet<string>, analysis: Analysis): Row[] =>
  line.statements.flatMap((statement): Row[] => {
    const [head] = statement.sides
    const indexed = head?.kind === 'side' && head.format !== 'words' ? indexedName(head.text) : undefined
    const [index, ...others] = indexed?.indices ?? []
    if (!indexed || others.length > 0 || !names.has(indexed.base) || !/^\d+$/.test(index ?? '')) return []
    if (statement.sides.length < 2 || statement.signs.some((sign) => sign !== '=')) return []
    const entries = entriesIn([statement], analysis)
    return entries.length > 1 ? [{ label: Number(index), entries, line, statements: [statement] }] : []
  })

/** The rows in order as one claim about the whole matrix, where each row is given. */
const wholeClaim = (rows: readonly Row[], known: Known, size: number): Claim | undefined => {
  const base = rows.some(({ label }) => label === 0) ? 0 : 1
  const byPlace = new Map(rows.map((row) => [row.label < 0 ? size + row.label : row.label - base, row]))
  const ordered = Array.from({ length: size }, (_, at) => byPlace.get(at))
  const complete = ordered.filter((row) => row !== undefined)
  const [first, last] = [rows[0], rows.at(-1)]
  const [begin, end] = [first?.statements[0], last?.statements.at(-1)]
  if (complete.length !== size || byPlace.size !== size || !last || !begin || !end) return undefined
  const side = {
    kind: 'side' as const,
    text: `[${complete.map(({ entries }) => `[${entries.join(',')}]`).join(',')}]`,
    format: 'plain' as const,
    from: begin.from,
    to: end.to,
  }
  const statement: Statement = { ...end, sides: [side], signs: [], from: begin.from, to: end.to }
  return { targets: [known], side, sign: '=', tie: 'weak', line: last.line, statement }
}

/** "Row 1: −19, −28, …; rows 2 to 4: −30, …": a matrix that is given row by row. */
export const matrixRowClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] => {
  const grids = vocabulary.known.filter(
    ({ asked, quantity: { value } }) => asked && value.kind === 'tensor' && value.shape.length === 2,
  )
  if (grids.length === 0) return []
  const names = new Set(grids.map(({ quantity }) => nameKey(quantity.symbol)))
  const rows = analysis.lines.flatMap((line) => [
    ...rowsIn(line, analysis),
    ...namedRows(line, names, analysis),
  ])
  const meant = rows.filter(
    ({ line, statements: [first] }) => first === undefined || analysis.stance(line, first) !== 'mention',
  )
  const listed = listedRows(analysis.lines, analysis)
  return grids.flatMap((known) => {
    const { value } = known.quantity
    if (value.kind !== 'tensor') return []
    const [size = 0, width = 0] = value.shape
    const ofWidth = (some: readonly Row[]): Row[] => some.filter(({ entries }) => entries.length === width)
    return wholeClaim(ofWidth(meant), known, size) ?? wholeClaim(ofWidth(listed), known, size) ?? []
  })
}
