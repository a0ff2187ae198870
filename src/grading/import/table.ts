import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import { InputError } from '../../errors.ts'
import type { Faults } from './faults.ts'
import type { ImportLimits } from './limits.ts'

/** One row of a table; `row` counts as a sheet does, the heading being row 1. */
export type Row = { readonly cells: readonly string[]; readonly row: number }

const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

const headRows = 12

/** A first line that tells Excel which separator follows, and nobody else anything. */
const hint = /^"?sep=.?"?$/i

/**
 * The separator under which the heading says most, judged by `score`; of equals the one under which rows have as many
 * cells as the heading.
 */
export const separatorOf = (head: string, score: (headings: readonly string[]) => number): Separator => {
  const judged = separators.map((separator) => {
    const rows = firstRows(head, separator).filter((row, at) => at > 0 || !hint.test(row.join('')))
    const [heading = []] = rows
    const even = rows.filter(({ length }) => length === heading.length).length
    return { separator, score: heading.length > 1 ? score(heading) * 1000 + even : 0 }
  })
  return judged.reduce((best, one) => (one.score > best.score ? one : best)).separator
}

const firstRows = (head: string, separator: Separator): string[][] => {
  try {
    return parseNow(head, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      to: headRows,
    })
  } catch {
    // A cut row or another separator's quotes: the lines as they are tell enough.
    return head
      .split(/\r?\n/, headRows)
      .map((line) => line.split(separator).map((cell) => cell.replaceAll('"', '')))
  }
}

/** The rows of a table, streamed; one with too many cells is a fault. Throws InputError that names the row where no more can be read. */
export async function* rowsOf(
  text: AsyncIterable<string>,
  separator: Separator,
  limits: ImportLimits,
  faults: Faults,
): AsyncGenerator<Row> {
  const parser = Readable.from(text).compose(
    parse({
      delimiter: separator,
      relax_column_count: true,
      max_record_size: limits.row,
      skip_empty_lines: false,
    }),
  )
  let row = 0
  let width = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1
      if (cells.every((cell) => cell.trim() === '')) continue
      if (row === 1 && hint.test(cells.join(''))) continue
      if (width === 0) width = checkHeading(cells, limits)
      if (row > limits.rows + 1)
        throw new InputError('too-large', `The file has more than ${limits.rows} rows. Split it.`, {
          field: 'file',
        })
      if (cells.slice(width).some((cell) => cell.trim() !== ''))
        faults.add(row, tooWide(row, cells, width, separator))
      else yield { cells, row }
    }
  } catch (error) {
    if (error instanceof CsvError) throw csvProblem(error, row + 1, limits)
    throw error
  }
}

const checkHeading = (cells: readonly string[], limits: ImportLimits): number => {
  if (cells.length <= limits.columns) return cells.length
  throw tooManyColumns(`Row 1 has ${cells.length} columns`, limits)
}

const tooManyColumns = (says: string, { columns }: ImportLimits): InputError =>
  new InputError('too-large', `${says}; at most ${columns} are taken.`, { field: 'file' })

const tooWide = (row: number, cells: readonly string[], width: number, separator: Separator): InputError =>
  new InputError(
    'syntax',
    `Row ${row} has ${cells.length} cells where the heading has ${width}; the first too many is column ${width + 1}, ${JSON.stringify(cells[width]?.slice(0, 40))}. Quote answers that contain \`${separator === '\t' ? 'a tab' : separator}\`.`,
    { field: 'file', example: 's1,3c,"[[1,2],[3,4]]"' },
  )

const csvProblem = (error: CsvError, row: number, limits: ImportLimits): InputError => {
  const column = typeof error.column === 'number' ? error.column + 1 : undefined
  // What follows in a row that is too long is not read, nor counted.
  if (error.code === 'CSV_MAX_RECORD_SIZE' && column !== undefined && column > limits.columns)
    return tooManyColumns(`Row ${row} has more than ${column - 1} columns`, limits)
  const where = column === undefined ? `Row ${row}` : `Row ${row}, column ${column}`
  const says =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? `has more than ${limits.row} characters; a quote may not be closed.`
      : error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'opens a quote that is never closed.'
        : 'has a quote inside a cell. Write the whole cell in quotes, and a quote in it twice.'
  const kind = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-large' : 'syntax'
  return new InputError(kind, `${where} ${says}`, { field: 'file' }, { cause: error })
}
