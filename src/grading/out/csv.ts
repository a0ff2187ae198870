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

/** OWASP, "CSV Injection": these begin a formula in a sheet, also in their full-width forms. */
const formula = /[=+\-@＝＋－＠]/
/**
 * What may begin a cell where a sheet takes `;` or a tab for the separator, and what it skips there. Quotes keep a comma, and
 * no sheet takes a bar by itself: `|x| = 1` stays.
 */
const beginning = /^[\s\0";]*|[;\t\r\n][\s\0";]*/g
const separator = /[;\t\r\n]/g

/** A text in which no cell begins a formula, in whatever places a sheet cuts it: an apostrophe makes it text. */
export const neutral = (text: string): string =>
  text.replaceAll(beginning, (begins: string, at: number) => {
    if (!formula.test(text[at + begins.length] ?? '')) return begins
    return `${at === 0 ? "'" : ''}${begins.replaceAll(separator, "$&'")}`
  })
