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
  `^(${head})(?:row\\s*\\d+\\s*:)?\\s*[[(|⎡⎢⎣]?\\s*(${number}(?:[ \\t,|]+${number})+)\\s*[\\])|⎤⎥⎦]?\\s*[,;]?\\s*$`,
  'i',
)

type Line = { readonly before: string; readonly cells: readonly string[] }

/** Rows of numbers one a line, between bars, brackets or nothing: `| 1 | 2 |⏎| 3 | 4 |`. */
const withLines = (text: string): string => {
  const out: string[] = []
  let [rows, raw, before, open]: [string[][], string[], string, number] = [[], [], '', 0]
  const flush = (): void => {
    if (rows.length > 1) out.push(`${before}[${rows.map((row) => `[${row.join(',')}]`).join(',')}]`)
    else out.push(...raw)
    rows = []
    raw = []
  }
  for (const one of text.split('\n')) {
    // Brackets that go on over the lines hold them together by themselves.
    const found = open === 0 ? rowIn(one) : undefined
    const goesOn = found && rows.length > 0 && found.before === '' && found.cells.length === rows[0]?.length
    if (!goesOn) flush()
    if (found) {
      if (!goesOn) before = found.before
      rows.push([...found.cells])
      raw.push(one)
    } else out.push(one)
    open = Math.max(0, open + one.split(/[[({]/).length - one.split(/[\])}]/).length)
  }
  flush()
  return out.join('\n')
}

const rowIn = (text: string): Line | undefined => {
  const [whole, before = '', cells = ''] = line.exec(text) ?? []
  if (whole === undefined) return undefined
  return {
    before: before.replace(/row\s*\d+\s*:\s*$/i, ''),
    cells: cells.match(new RegExp(number, 'g')) ?? [],
  }
}

const largest = 100
const filled = (height: string, width: string, entry: string): string | undefined => {
  const [rows, columns] = [Number(height), Number(width)]
  if (rows > largest || columns > largest) return undefined
  const row = `[${Array.from({ length: columns }, () => entry).join(',')}]`
  return `[${Array.from({ length: rows }, () => row).join(',')}]`
}

const sizes = '[([]*\\s*(\\d+)\\s*,\\s*(\\d+)\\s*[)\\]]*'
const called = new RegExp(`(?:[a-z]+\\.)?full\\(\\s*${sizes}\\s*,\\s*(${number})\\.?\\s*\\)`, 'gi')
const ones = new RegExp(`(${number})\\.?\\s*[*·×]?\\s*(?:[a-z]+\\.)?ones\\(\\s*${sizes}\\s*\\)?`, 'gi')
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
