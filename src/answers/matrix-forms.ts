import { printedMatrix } from '../check/tables.ts'

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

/** `{{1, 2}, {3, 4}}` and `(1, 2; 3, 4)`. */
const listed = `${number}(?:\\s*,\\s*${number})*`
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

const largest = 100
const filled = (height: string, width: string, entry: string): string | undefined => {
  const [rows, columns] = [Number(height), Number(width)]
  if (rows > largest || columns > largest) return undefined
  const row = `[${Array.from({ length: columns }, () => entry).join(',')}]`
  return `[${Array.from({ length: rows }, () => row).join(',')}]`
}

const sizes = '[([]*\\s*(\\d+)\\s*,\\s*(\\d+)\\s*[)\\]]*'
const alone = '(?<=(?:^|[=:,;\\n])\\s*)'
const called = new RegExp(`${alone}(?:[a-z]+\\.)?full\\(\\s*${sizes}\\s*,\\s*(${number})\\.?\\s*\\)`, 'gi')
const ones = new RegExp(
  `${alone}(${number})\\.?\\s*[*·×]?\\s*(?:[a-z]+\\.)?ones\\(\\s*${sizes}\\s*\\)?`,
  'gi',
)
const entries = '(?:entr(?:y|ies)|elements?|values?|pixels?)'
const spoken = new RegExp(
  `^(?:(?:the\\s+)?(?:output|result)\\s+is\\s+)?(?:an?\\s+)?(\\d+)\\s*(?:x|×|\\\\times|by)\\s*(\\d+)[\\s,:]*(?:matrix|array|output|result)?[\\s,:]*` +
    `(?:with\\s+(?:every|all|each)\\s+${entries}(?:\\s+(?:equal(?:\\s+to)?|being))?|full\\s+of|filled\\s+with|whose\\s+${entries}\\s+are\\s+all|of|(?:with\\s+)?all\\s+${entries}(?:\\s+are)?|(?:with\\s+)?all)` +
    `[\\s,:]*(${number})s?\\.?$`,
  'i',
)

/** `np.full((3, 3), -40)`, `-40 * ones(3, 3)`, "a 3×3 matrix full of −40": a size and what stands everywhere. */
const withFilled = (text: string): string => {
  const told = spoken.exec(text.trim())
  if (told) return filled(told[1] ?? '', told[2] ?? '', told[3] ?? '') ?? text
  return text
    .replaceAll(called, (whole, height, width, entry) => filled(height, width, entry) ?? whole)
    .replaceAll(ones, (whole, entry, height, width) => filled(height, width, entry) ?? whole)
}

/** Matrices in every layout that people and programs use, as nested lists. */
export const withMatrices = (text: string): string =>
  withRows(withLines(withFilled(withBrackets(withPrinted(text)))))
