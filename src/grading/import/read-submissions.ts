import { InputError, type InputFault } from '../../errors.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Submission } from '../submission.ts'
import type { ColumnNames } from './column-names.ts'
import { type Encoding, textOf } from './encoding.ts'
import type { Faults } from './faults.ts'
import { shown } from './heading-names.ts'
import { type Layout, layoutOf, understood } from './headings.ts'
import { identityOf, isAboutNobody } from './identity.ts'
import { lineRowsOf } from './json-lines.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { missingFields } from './missing-fields.ts'
import { partOf } from './part-names.ts'
import { rowsOf, separatorOf } from './table.ts'

export type ImportRequest = {
  readonly path: string
  readonly encoding: Encoding
  readonly set: ProblemSet
  readonly columns?: ColumnNames
  readonly limits?: ImportLimits
  /** Takes what is wrong with single rows, which are left out. */
  readonly faults: Faults
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
 * Gradescope, JSON lines. Throws InputError for what leaves the rest of the file unread.
 */
export async function* readSubmissions(request: ImportRequest): AsyncGenerator<Submission> {
  try {
    yield* readAll({ columns: {}, limits: importLimits, parts: new Map(), ...request })
  } catch (error) {
    throw error instanceof InputError ? request.faults.with(error) : error
  }
}

async function* readAll(reading: Reading): AsyncGenerator<Submission> {
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
  for await (const { cells, row } of rowsOf(text, separator, reading.limits, reading.faults)) {
    if (layout) yield* answersOf(cells, row, headings, layout, reading)
    else {
      headings = cells
      layout = layoutOf(headings, reading.set, reading.columns)
      reading.onIgnored?.(layout.ignored.map(shown).filter((heading) => heading !== ''))
    }
  }
}

async function* fromLines(text: AsyncIterable<string>, reading: Reading): AsyncGenerator<Submission> {
  const { set, columns, faults } = reading
  let known: { readonly key: string; readonly layout: Layout } | undefined
  for await (const { headings, cells, row } of lineRowsOf(text, reading.limits, faults)) {
    const key = headings.join('\n')
    if (known?.key !== key) {
      const missing = missingFields(headings, set, columns)
      if (missing.length > 0) {
        faults.add(row, lacking(row, missing, headings), lineHint(set))
        continue
      }
      known = { key, layout: inRow(row, () => layoutOf(headings, set, columns)) }
    }
    yield* answersOf(cells, row, headings, known.layout, reading)
  }
}

const lacking = (row: number, missing: readonly string[], headings: readonly string[]): InputError => {
  const names = missing.map((name) => `\`${name}\``).join(' and ')
  const there = headings.slice(0, 6).map(shown).join(', ')
  return new InputError(
    'syntax',
    `Row ${row}: ${names} ${missing.length === 1 ? 'is' : 'are'} missing; it has ${there || 'nothing'}.`,
    { field: 'file' },
  )
}

const lineHint = ({ parts: [first] }: ProblemSet): string => {
  const part = first?.part ?? '1a'
  return `A line is {"student":"s1","part":"${part}","answer":"…"} or {"student":"s1","answers":{"${part}":"…"}}. Where fields have other names, \`columns\` says so: student=NAME,part=NAME,answer=NAME.`
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
  { set, limits, parts: known, faults }: Reading,
): Generator<Submission> {
  const cell = (at: number): string => cells[at] ?? ''
  const refuse = (column: number, says: string, hint?: string, kind: InputFault = 'syntax'): void => {
    const message = `Row ${row}, column ${shown(headings[column])}: ${says}`
    faults.add(row, new InputError(kind, message, { field: 'file' }), hint)
  }
  if (isAboutNobody(cells, layout)) return
  const identity = identityOf(cells, layout)
  if (identity.student === '') return refuse(layout.student, 'The student is missing.')
  const { answers } = layout
  const found = answers.kind === 'wide' ? answers.parts : partAsked(answers.part, answers.answer)
  for (const [part, column] of found) {
    const answer = cell(column).trim()
    if (answer.length <= limits.answer) yield { identity, part, answer, row, column: shown(headings[column]) }
    else
      refuse(
        column,
        `The answer has ${answer.length} characters; at most ${limits.answer} are taken.`,
        undefined,
        'too-large',
      )
  }

  function partAsked(column: number, answer: number): readonly (readonly [part: string, column: number])[] {
    const named = cell(column)
    const part = known.get(named) ?? partOf(named, set)
    if (part !== undefined) {
      if (known.size < mostNames) known.set(named, part)
      return [[part, answer]]
    }
    const says =
      named.trim() === '' ? 'The part is missing' : `${set.name} has no part \`${named.slice(0, 40)}\``
    refuse(column, `${says}.`, `The parts of ${set.name} are ${set.parts.map((one) => one.part).join(', ')}.`)
    return []
  }
}
