import { InputError } from '../../errors.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Submission } from '../submission.ts'
import type { ColumnNames } from './column-names.ts'
import { type Encoding, textOf } from './encoding.ts'
import { shown } from './heading-names.ts'
import { type Layout, layoutOf, understood } from './headings.ts'
import { identityOf, isAboutNobody } from './identity.ts'
import { lineRowsOf } from './json-lines.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { partOf } from './part-names.ts'
import { rowsOf, separatorOf } from './table.ts'

export type ImportRequest = {
  readonly path: string
  readonly encoding: Encoding
  readonly set: ProblemSet
  readonly columns?: ColumnNames
  readonly limits?: ImportLimits
  /** Told once which headings mean nothing here. */
  readonly onIgnored?: (headings: readonly string[]) => void
}

type Reading = Required<Omit<ImportRequest, 'onIgnored'>> &
  Pick<ImportRequest, 'onIgnored'> & {
    /** The parts that the file's own names for them mean, as far as they were met. */
    readonly parts: Map<string, string>
  }

const mostNames = 1000

/**
 * The answers of a file in its order, streamed: CSV with one answer a row or one column a part, exports of Canvas and
 * Gradescope, JSON lines. Throws InputError that names the row and the column.
 */
export async function* readSubmissions(request: ImportRequest): AsyncGenerator<Submission> {
  const reading: Reading = { columns: {}, limits: importLimits, parts: new Map(), ...request }
  const head = await headOf(reading)
  if (head.trim() === '') throw new InputError('syntax', 'The file is empty.', { field: 'file' })
  const text = textOf(reading.path, reading.encoding)
  if (/^\s*\[\s*\{/.test(head))
    throw new InputError(
      'syntax',
      'This is one JSON array. One object a line is needed, without brackets around.',
      {
        field: 'file',
        example: '{"student":"s1","part":"3c","answer":"[[1,2],[3,4]]"}',
      },
    )
  yield* /^\s*\{/.test(head) ? fromLines(text, reading) : fromTable(text, head, reading)
}

const headCharacters = 65_536

const headOf = async ({ path, encoding }: Reading): Promise<string> => {
  let head = ''
  for await (const chunk of textOf(path, encoding)) {
    head += chunk
    if (head.length >= headCharacters) break
  }
  return head.slice(0, headCharacters)
}

async function* fromTable(
  text: AsyncIterable<string>,
  head: string,
  reading: Reading,
): AsyncGenerator<Submission> {
  const separator = separatorOf(head, (headings) => understood(headings, reading.set, reading.columns))
  let headings: readonly string[] = []
  let layout: Layout | undefined
  for await (const { cells, row } of rowsOf(text, separator, reading.limits)) {
    if (layout) yield* answersOf(cells, row, headings, layout, reading)
    else {
      headings = cells
      layout = layoutOf(headings, reading.set, reading.columns)
      reading.onIgnored?.(layout.ignored.map(shown).filter((heading) => heading !== ''))
    }
  }
}

async function* fromLines(text: AsyncIterable<string>, reading: Reading): AsyncGenerator<Submission> {
  let known: { readonly key: string; readonly layout: Layout } | undefined
  for await (const { headings, cells, row } of lineRowsOf(text, reading.limits)) {
    const key = headings.join('\n')
    if (known?.key !== key)
      known = { key, layout: inRow(row, () => layoutOf(headings, reading.set, reading.columns)) }
    yield* answersOf(cells, row, headings, known.layout, reading)
  }
}

const inRow = <T>(row: number, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { kind, message, field, example } = error
    throw new InputError(kind, `Row ${row}: ${message}`, { field, example }, { cause: error })
  }
}

function* answersOf(
  cells: readonly string[],
  row: number,
  headings: readonly string[],
  layout: Layout,
  { set, limits, parts: known }: Reading,
): Generator<Submission> {
  const cell = (at: number): string => cells[at] ?? ''
  const bad = (column: number, says: string, kind: 'syntax' | 'too-large' = 'syntax'): InputError =>
    new InputError(kind, `Row ${row}, column ${shown(headings[column])}: ${says}`, { field: 'file' })
  if (isAboutNobody(cells, layout)) return
  const identity = identityOf(cells, layout)
  if (identity.student === '') throw bad(layout.student, 'The student is missing.')
  const { answers } = layout
  const found: readonly (readonly [part: string, column: number])[] =
    answers.kind === 'wide' ? answers.parts : [[knownPart(cell(answers.part)), answers.answer]]
  for (const [part, column] of found) {
    const answer = cell(column).trim()
    if (answer.length > limits.answer)
      throw bad(
        column,
        `The answer has ${answer.length} characters; at most ${limits.answer} are taken.`,
        'too-large',
      )
    yield { identity, part, answer, row, column: shown(headings[column]) }
  }

  function knownPart(named: string): string {
    const part = known.get(named) ?? partOf(named, set)
    if (part !== undefined) {
      if (known.size < mostNames) known.set(named, part)
      return part
    }
    const parts = set.parts.map((one) => one.part).join(', ')
    const column = answers.kind === 'long' ? answers.part : 0
    if (named.trim() === '') throw bad(column, `The part is missing. ${set.name} has ${parts}.`)
    throw bad(column, `${set.name} has no part \`${named.slice(0, 40)}\`. It has ${parts}.`)
  }
}
