import { printedMatrix } from '../../check/tables.ts'
import { withFilled } from './filled.ts'

const number = '[-−+]?\\d+(?:[./]\\d+)?'
const rowOf = `${number}(?:[ \\t]+${number})+`
const bareRows = new RegExp(
  `(?<![\\d.,;[(&/^*+-][ \\t]*)${rowOf}(?:[ \\t]*[;\\n][ \\t]*${rowOf})+(?![ \\t]*[\\d.&/^*+\\])])`,
  'g',
)

const widthsOf = (rows: readonly string[]): ReadonlySet<number> =>
  new Set(rows.map((row) => row.trim().split(/\s+/).length))

/** Rows of numbers without brackets, `1 2; 3 4` or one a line, are one matrix. */
const withRows = (text: string): string =>
  text.replaceAll(bareRows, (rows) =>
    widthsOf(rows.split(/[;\n]/)).size === 1 ? `[${rows.replaceAll('\n', ';')}]` : rows,
  )

const printed = /\[\s*\[[-+\d.eE/ \t]+\](?:\s*\[[-+\d.eE/ \t]+\])+\s*\]/g
/** `[[1. 2.]⏎ [3. 4.]]`, as NumPy prints it. */
const withPrinted = (text: string): string =>
  text.replaceAll(printed, (array) => printedMatrix(array.replaceAll(/(?<=\d)\.(?=[\s\]])/g, '')) ?? array)

/** `{{1, 2}, {3, 4}}`, `(1, 2; 3, 4)` and rows on lines in one bracket. */
const listed = `${number}(?:\\s*,\\s*${number})*`
const row = `${number}(?:(?:[ \\t]*,[ \\t]*|[ \\t]+)${number})+`
const lined = new RegExp(`\\[\\s*(${row}(?:[ \\t]*(?:[,;][ \\t]*)?\\n\\s*${row})+)\\s*\\]`, 'g')
const roundRows = new RegExp(`\\(\\s*(${rowOf}(?:\\s*;\\s*${rowOf})+)\\s*\\)`, 'g')
/** `1 & 2 \\\\ 3 & 4`, as LaTeX has rows in an environment. */
const aligned = `${number}(?:\\s*&\\s*${number})+`
const unframed = new RegExp(
  `((?:^|[=:])\\s*)(${aligned}(?:\\s*\\\\\\\\\\s*${aligned})+)\\s*(?:\\\\\\\\)?\\s*$`,
)

/** Rows of one width as nested lists; undefined where they are of several. */
const nested = (rows: readonly string[]): string | undefined => {
  const cells = rows.map((one) => one.match(new RegExp(number, 'g')) ?? [])
  const [first = []] = cells
  return cells.every(({ length }) => length === first.length)
    ? `[${cells.map((own) => `[${own.join(',')}]`).join(',')}]`
    : undefined
}

const braced = new RegExp(`\\{\\s*\\{${listed}\\}(?:\\s*,\\s*\\{${listed}\\})+\\s*\\}`, 'g')
const semicoloned = new RegExp(`[([]\\s*(${listed}(?:\\s*;\\s*${listed})+)\\s*[)\\]]`, 'g')
const withBrackets = (text: string): string =>
  text
    .replaceAll(braced, (rows) => rows.replaceAll('{', '[').replaceAll('}', ']'))
    .replaceAll(semicoloned, (whole, rows: string) =>
      rows.includes(',')
        ? `[${rows
            .split(';')
            .map((row) => `[${row.trim()}]`)
            .join(',')}]`
        : whole,
    )
    .replaceAll(lined, (whole, rows: string) => nested(rows.split('\n')) ?? whole)
    .replaceAll(roundRows, (whole, rows: string) => nested(rows.split(';')) ?? whole)
    .replace(
      unframed,
      (whole, before: string, rows: string) =>
        `${before}${nested(rows.split('\\\\')) ?? whole.slice(before.length)}`,
    )

/** What may stand before the first row of a matrix that is written a row a line. */
const head = '(?:.*[:=]|\\(?[a-z]{1,3}[.)])?\\s*'
const line = new RegExp(
  `^(${head})[[(|⎡⎢⎣]?\\s*(${number}(?:[ \\t,|]+${number})+)\\s*[\\])|⎤⎥⎦]?\\s*[,;]?\\s*$`,
  'i',
)
const label = /^(.*?)\brow\s*(\d+)\s*:\s*/i

type Line = { readonly before: string; readonly number?: number; readonly cells: readonly string[] }

const rowIn = (text: string): Line | undefined => {
  const [labelled = '', lead = '', counted] = label.exec(text) ?? []
  const [whole, before = '', cells = ''] = line.exec(text.slice(labelled.length)) ?? []
  if (whole === undefined) return undefined
  return {
    before: `${lead}${before}`,
    cells: cells.match(new RegExp(number, 'g')) ?? [],
    ...(counted !== undefined && { number: Number(counted) }),
  }
}

/** Whether a line is the next row after some: as wide, with nothing before it, and counted on where rows are counted. */
const isNext = (row: Line, rows: readonly Line[]): boolean => {
  const last = rows.at(-1)
  if (!last || row.before !== '' || row.cells.length !== last.cells.length) return false
  return row.number === (last.number === undefined ? undefined : last.number + 1)
}

const isFirst = ({ number: counted = 1 }: Line): boolean => counted === 0 || counted === 1

/** Rows of numbers one a line, between bars, brackets or nothing: `| 1 | 2 |⏎| 3 | 4 |`. */
const withLines = (text: string): string => {
  const out: string[] = []
  let [rows, raw, open]: [Line[], string[], number] = [[], [], 0]
  const flush = (): void => {
    const [first] = rows
    if (first && rows.length > 1)
      out.push(`${first.before}[${rows.map(({ cells }) => `[${cells.join(',')}]`).join(',')}]`)
    else out.push(...raw)
    rows = []
    raw = []
  }
  for (const one of text.split('\n')) {
    // Brackets that go on over the lines hold them together by themselves.
    const found = open === 0 ? rowIn(one) : undefined
    if (!found || !isNext(found, rows)) flush()
    if (found && (rows.length > 0 || isFirst(found))) {
      rows.push(found)
      raw.push(one)
    } else out.push(one)
    open = Math.max(0, open + one.split(/[[({]/).length - one.split(/[\])}]/).length)
  }
  flush()
  return out.join('\n')
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']
const ordinalRow = new RegExp(`\\b(?:the\\s+)?(${ordinals.join('|')})\\s+row\\s*(?::|=|is(?=\\s))`, 'gi')
/** "first row: …, second row: …" as counted rows, a line each. */
const withCountedRows = (text: string): string =>
  text
    .replaceAll(ordinalRow, (_, word: string) => `row ${ordinals.indexOf(word.toLowerCase()) + 1}:`)
    .replaceAll(/(?<=\d[\])]?)\s*[,;.]?\s*(?:and\s+)?(?=row\s*\d+\s*:)/gi, '\n')

const sized =
  /^(?:the\s+)?(?:output\s+|result\s+)?(?:shape|size|dimensions?)\s*(?:is\s+|[:=]\s*)?[([]?\s*(\d+)\s*(?:[x×,]|by|\\times|\s)\s*(\d+)\s*[)\]]?\s*[:,;.]?\s+(?:y\s*[=:]\s*)?(?=\[\[)/i

/** `shape (3, 3): [[…]]`: a size in front of a matrix of that size says nothing more. */
const withoutSize = (text: string): string => {
  const [whole, height, width] = sized.exec(text) ?? []
  if (whole === undefined) return text
  const rows = /^\[(\[[^[\]]*\](?:\s*,\s*\[[^[\]]*\])*)\]\s*$/.exec(text.slice(whole.length))?.[1]
  const cells = rows?.match(/\[[^[\]]*\]/g)?.map((one) => one.split(',').length) ?? []
  const agrees = cells.length === Number(height) && cells.every((count) => count === Number(width))
  return agrees ? text.slice(whole.length) : text
}

/** Matrices in every layout that people and programs use, as nested lists. */
export const withMatrices = (text: string): string =>
  withoutSize(withRows(withLines(withFilled(withBrackets(withPrinted(withCountedRows(text)))))))
