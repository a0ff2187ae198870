import { InputError } from '../../errors.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import { shown } from './heading-names.ts'
import { partOf } from './part-names.ts'

const kinds = ['student', 'part', 'answer'] as const

/** Which columns a user means: of the student, of parts and answers, or of the answers to each part. */
export type ColumnNames = {
  readonly [Kind in (typeof kinds)[number]]?: string
} & { readonly parts?: Readonly<Record<string, string>> }

/** One `KEY=COLUMN`; a name runs up to the next one, so that commas may be in it, or is in quotes. */
const pair = /\s*([^=,"]+?)\s*=\s*(?:"((?:[^"]|"")+)"\s*|(.+?))(?:,(?=[^=,"]+=)|$)/suy

/** `student=SID,part=Problem,answer=Response` or `student=SID,2b="Scale, in d",2c=Alpha` → names by what they are of. */
export const columnNames = (text: string, set: ProblemSet): ColumnNames => {
  const names: Partial<Record<string, string>> = {}
  const parts: Record<string, string> = {}
  const reading = new RegExp(pair)
  while (reading.lastIndex < text.length) {
    const from = reading.lastIndex
    const [, key = '', quoted, bare = ''] = reading.exec(text) ?? []
    if (key === '') throw refused(`\`${text.slice(from).trim()}\` names no column.`)
    const kind = kinds.find((one) => one === key.toLowerCase())
    const part = kind ? undefined : partOf(key, set)
    if (kind === undefined && part === undefined) throw unknownKey(key, set)
    const [record, name] = part === undefined ? [names, kind ?? key] : [parts, part]
    if (name in record) throw refused(`The column of \`${key}\` is given twice.`)
    record[name] = (quoted?.replaceAll('""', '"') ?? bare).trim()
  }
  const [one] = Object.keys(parts)
  if (one === undefined) return names
  if ('part' in names || 'answer' in names)
    throw refused(
      `\`part\` and \`answer\` are for a table with a row for each answer, \`${one}\` for one with a column for each part. Say the one or the other.`,
    )
  return { ...names, parts }
}

/** What `columnNames` reads as this column. */
export const columnPair = (key: string, heading: string): string => `${key}=${named(heading)}`

/** A heading as it can be typed. */
export const named = (heading: string): string => {
  const name = shown(heading)
  return /[,"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}

const refused = (says: string): InputError =>
  new InputError('syntax', says, { field: 'columns', example: 'student=SID,part=Problem,answer=Response' })

const unknownKey = (key: string, { name, parts }: ProblemSet): InputError =>
  refused(
    `\`${key}\` is no kind of column; there are student, part and answer, or, for a column of its own, a part of ${name}: ${parts
      .map(({ part }) => part)
      .join(', ')}. A column's name that contains a comma and \`=\` goes in quotes.`,
  )
