import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | undefined

export type TableWriter = { write(rows: readonly (readonly Cell[])[]): Promise<void>; close(): Promise<void> }

/**
 * A CSV file that stands under its name only when it is whole. Cells that a sheet would take for a formula
 * (`=`, `+`, `-`, `@` in front) get an apostrophe; numbers of ours are none.
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
  stringify(rows.map((cells) => cells.map(neutral)))

/** OWASP, "CSV Injection": these begin a formula in a sheet, also in their full-width forms and after a tab or return. */
const formula = /^[=+\-@\t\r＝＋－＠]/

const neutral = (cell: Cell): string =>
  typeof cell === 'string' && formula.test(cell) ? `'${cell}` : String(cell ?? '')

/** A cell of such a file as it was before. */
export const withoutApostrophe = (cell: string): string =>
  cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell
