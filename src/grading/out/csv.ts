import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | undefined

export type TableWriter = { write(rows: readonly (readonly Cell[])[]): Promise<void>; close(): Promise<void> }

/**
 * A CSV file that stands under its name only when it is whole. What a sheet would take for a formula gets an apostrophe;
 * numbers of ours are none.
 */
export const openTable = async (path: string, headings: readonly string[]): Promise<TableWriter> => {
  const partial = `${path}.partial`
  const stream = createWriteStream(partial, 'utf8')
  // A full disk is told by whoever writes next.
  stream.on('error', () => undefined)
  const write = async (rows: readonly (readonly Cell[])[]): Promise<void> => {
    if (stream.errored) throw stream.errored
    if (!stream.write(linesOf(rows))) await once(stream, 'drain')
  }
  await write([headings])
  return {
    write,
    async close() {
      stream.end()
      await finished(stream)
      await rename(partial, path)
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
