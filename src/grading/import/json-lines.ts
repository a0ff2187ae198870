import { z } from 'zod'
import { InputError } from '../../errors.ts'
import type { Faults } from './faults.ts'
import { shown } from './heading-names.ts'
import type { ImportLimits } from './limits.ts'

/** One object of a JSON-lines file as a table's row, with its own heading. */
export type LineRow = {
  readonly headings: readonly string[]
  readonly cells: readonly string[]
  readonly row: number
}

const object = z.record(z.string(), z.unknown())

/** `{"student":"s1","part":"3c","answer":"…"}` or `{"student":"s1","answers":{"3c":"…"}}`, one a line, streamed; a line that is none is a fault. */
export async function* lineRowsOf(
  text: AsyncIterable<string>,
  limits: ImportLimits,
  faults: Faults,
): AsyncGenerator<LineRow> {
  let row = 0
  for await (const line of linesOf(text, limits)) {
    row += 1
    if (line.trim() === '') continue
    if (row > limits.rows)
      throw new InputError('too-large', `The file has more than ${limits.rows} lines. Split it.`, {
        field: 'file',
      })
    const read = faults.attempt(row, () => cellsOf(line, row, limits))
    if (read) yield { ...read, row }
  }
}

async function* linesOf(text: AsyncIterable<string>, limits: ImportLimits): AsyncGenerator<string> {
  let [rest, row] = ['', 0]
  for await (const chunk of text) {
    const lines = `${rest}${chunk}`.split(/\r?\n/)
    rest = lines.pop() ?? ''
    row += lines.length
    if (rest.length > limits.row)
      throw new InputError('too-large', `Row ${row + 1} has more than ${limits.row} characters.`, {
        field: 'file',
      })
    yield* lines
  }
  yield rest
}

const cellsOf = (line: string, row: number, limits: ImportLimits): Omit<LineRow, 'row'> => {
  const { answers, ...others } = parseObject(line, row)
  const nested = object.safeParse(answers)
  const entries = Object.entries({
    ...others,
    ...(nested.success ? nested.data : answers !== undefined && { answer: answers }),
  })
  if (entries.length > limits.columns)
    throw new InputError(
      'too-large',
      `Row ${row} has ${entries.length} names; at most ${limits.columns} are taken.`,
      {
        field: 'file',
      },
    )
  return {
    headings: entries.map(([name]) => name),
    cells: entries.map(([name, value]) => cell(value, row, name)),
  }
}

const parseObject = (line: string, row: number): Record<string, unknown> => {
  try {
    return object.parse(JSON.parse(line))
  } catch (cause) {
    throw new InputError(
      'syntax',
      `Row ${row} is no JSON object. One object a line is needed.`,
      { field: 'file', example: '{"student":"s1","part":"3c","answer":"[[1,2],[3,4]]"}' },
      { cause },
    )
  }
}

/** Brackets in brackets: a batch of images with channels has four. */
const mostLevels = 20

const cell = (value: unknown, row: number, name: string): string => {
  if (typeof value === 'string') return value
  // Deeper values would overflow the stack of whatever reads or writes them.
  if (isDeeper(value, mostLevels))
    throw new InputError(
      'syntax',
      `Row ${row}, column ${shown(name)}: brackets stand more than ${mostLevels} deep in each other. A text, a number or a matrix is needed.`,
      { field: 'file', example: '{"student":"s1","part":"3c","answer":"[[1,2],[3,4]]"}' },
    )
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)))
