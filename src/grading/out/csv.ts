import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | undefined

export type Table = { write(rows: readonly (readonly Cell[])[]): void; close(): void }

/**
 * A CSV file that stands under its name only when it is whole. What a sheet would take for a formula gets an apostrophe;
 * numbers of ours are none.
 */
export const openTable = (path: string, headings: readonly string[]): Table => {
  const partial = `${path}.partial`
  const file = openSync(partial, 'w')
  const write: Table['write'] = (rows) => writeFileSync(file, linesOf(rows))
  write([headings])
  return {
    write,
    close() {
      closeSync(file)
      renameSync(partial, path)
    },
  }
}

const linesOf = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((cells) => cells.map((cell) => (typeof cell === 'string' ? neutral(cell) : cell))),
    { quoted_match: /[;\t]/ },
  )

/**
 * OWASP, "CSV Injection": a cell that begins so is a formula to a sheet, also in full-width forms and after blanks, and one that
 * begins with a tab or a line's end may be cut there. Every other place of a cell is kept by the quotes around it.
 */
const formula = /^(?:[\t\r\n]|[\s\0]*[=+\-@＝＋－＠])/
/** `-40` and `-1.5e3` are numbers to a sheet, and no formulas. */
const negativeNumber = /^-(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A text that begins no formula: an apostrophe makes it text. */
export const neutral = (text: string): string =>
  formula.test(text) && !negativeNumber.test(text) ? `'${text}` : text

/** What `neutral` was given; earlier versions put an apostrophe after `;`, tabs and line ends, too. */
export const unmarked = (cell: string): string => cell.replaceAll(/(^|[;\t\r\n])'/g, '$1')
