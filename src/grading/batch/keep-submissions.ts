import { InputError, UpstreamError } from '../../errors.ts'
import type { Database, Query } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import type { Faults } from '../import/faults.ts'
import type { Submission } from '../submission.ts'
import { answersBetween } from './rows.ts'

const insertSize = 1000
/** As many pieces are held: one is written, and the others are read meanwhile. */
const mostHeld = 4

/** Answers that stand in the file before, word for word: how many, and in which rows the first of them. */
export type Repeated = { readonly count: number; readonly rows: readonly number[] }
export type Kept = { readonly answers: number; readonly repeated: Repeated }

/** As many rows are named. */
const mostRepeated = 20

/**
 * Keeps a batch's answers in the order of the file. One that repeats another is kept once; a second, other answer of a student
 * to one part is a fault.
 */
export const keepSubmissions = async (
  database: Database,
  batch: string,
  submissions: AsyncIterable<Submission>,
  seal: Seal,
  faults: Faults,
  onKept: (count: number) => void = () => {},
): Promise<Kept> => {
  let answers = 0
  let waiting: Submission[] = []
  const known = { last: '', digest: '' }
  const repeated = { count: 0, rows: [] as number[] }
  const repeats = ({ row }: Submission): void => {
    repeated.count += 1
    if (repeated.rows.length < mostRepeated) repeated.rows.push(row)
  }
  const insert = async (submissions: readonly Submission[]): Promise<void> => {
    const { seconds, inserted } = await insertSubmissions(database, batch, answers, submissions, seal, known)
    for (const { submission, first } of seconds)
      if (kept(submission.answer) === first.answer) repeats(submission)
      else faults.add(submission.row, secondAnswer(submission, first.place))
    answers += inserted
    onKept(answers)
  }
  // Pieces are written one after the other, and none after one that failed.
  const held: Promise<void>[] = []
  const flush = async (): Promise<void> => {
    const piece = waiting
    waiting = []
    const inserting = (held.at(-1) ?? Promise.resolve()).then(() => insert(piece))
    // What fails is told to whoever waits for it.
    inserting.catch(() => undefined)
    held.push(inserting)
    if (held.length >= mostHeld) await held.shift()
  }
  try {
    for await (const submission of submissions) {
      waiting.push(submission)
      if (waiting.length >= insertSize) await flush()
    }
    if (waiting.length > 0) await flush()
  } finally {
    await held.at(-1)
  }
  return { answers, repeated }
}

/** Postgres keeps no zero byte in a text. */
const kept = (answer: string): string => answer.replaceAll('\0', '')

const secondAnswer = ({ row, column, part }: Submission, first: string): InputError =>
  new InputError(
    'syntax',
    `Row ${row}, column ${column}: a second answer of the same student to part ${part}; the first is in ${first}. Keep one.`,
    { field: 'file' },
  )

type First = {
  readonly student: string
  readonly part: string
  readonly answer: string
  readonly place: string
}
type Second = { readonly submission: Submission; readonly first: First }

type Inserted = { readonly inserted: number; readonly seconds: readonly Second[] }

/** Inserts what has no answer before it, numbered without gaps, and gives the rest beside what stands before. */
const insertSubmissions = async (
  database: Database,
  batch: string,
  from: number,
  submissions: readonly Submission[],
  seal: Seal,
  known: { last: string; digest: string },
): Promise<Inserted> => {
  const rows = submissions.map((submission): Row => {
    const { student } = submission.identity
    if (student !== known.last || known.digest === '')
      Object.assign(known, { last: student, digest: seal.digest(student) })
    return { submission, student: known.digest }
  })
  const identities = new Map(rows.map(({ student, submission }) => [student, submission.identity]))
  const sealed = [...identities].map(([student, identity]): readonly [string, string] => [
    student,
    seal.seal(JSON.stringify(identity)),
  ])
  const inserted = await insertRows(database.query, batch, from, rows, sealed)
  return inserted === rows.length ? { inserted, seconds: [] } : apartFromSeconds(database, batch, from, rows)
}

/** Of rows that are inserted with gaps: inserts the first answers without any, and tells the others. */
const apartFromSeconds = (
  database: Database,
  batch: string,
  from: number,
  rows: readonly Row[],
): Promise<Inserted> =>
  database.transaction(async (query) => {
    const there = await answersBetween(query, batch, from, from + rows.length)
    const ordinals = new Set(there.map(({ ordinal }) => ordinal))
    const isFirst = (at: number): boolean => ordinals.has(from + at)
    await query('delete from grading.submissions where batch = $1 and ordinal >= $2', [batch, from])
    const firsts = rows.filter((_, at) => isFirst(at))
    const seconds = rows.filter((_, at) => !isFirst(at))
    return {
      inserted: await insertRows(query, batch, from, firsts),
      seconds: await besideFirst(query, batch, seconds),
    }
  })

type Row = { readonly submission: Submission; readonly student: string }

/**
 * Says how many are inserted: those that are the first answer of their student to their part. One statement is all or nothing.
 * Rejects with UpstreamError where the batch is gone.
 */
const insertRows = async (
  query: Query,
  batch: string,
  from: number,
  rows: readonly Row[],
  identities: readonly (readonly [student: string, sealed: string])[] = [],
): Promise<number> => {
  const [inserted] = await query<{ batches: number; count: number }>(
    `with owner as (select id from grading.batches where id = $1 for key share),
     known as (
       insert into grading.students (batch, student, identity)
       select owner.id, one.* from owner, unnest($7::text[], $8::text[]) one on conflict do nothing),
     inserted as (
       insert into grading.submissions (batch, ordinal, student, part, answer, place)
       select owner.id, one.* from owner, unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[]) one
       on conflict (batch, student, part) do nothing returning ordinal)
     select (select count(*) from owner)::int as batches, count(*)::int as count from inserted`,
    [
      batch,
      rows.map((_, at) => from + at),
      rows.map(({ student }) => student),
      rows.map(({ submission }) => submission.part),
      rows.map(({ submission }) => kept(submission.answer)),
      rows.map(({ submission: { row, column } }) => `row ${row}, column ${column}`),
      identities.map(([student]) => student),
      identities.map(([, sealed]) => sealed),
    ],
  )
  if (!inserted || inserted.batches === 0)
    throw new UpstreamError(
      'refused',
      'The batch was removed while its file was read, perhaps by another call.',
    )
  return inserted.count
}

const besideFirst = async (query: Query, batch: string, rows: readonly Row[]): Promise<readonly Second[]> => {
  const firsts = await query<First>(
    `select student, part, answer, place from grading.submissions
     join (select distinct * from unnest($2::text[], $3::text[]) as one (student, part)) again using (student, part)
     where batch = $1`,
    [batch, rows.map(({ student }) => student), rows.map(({ submission }) => submission.part)],
  )
  const byKey = new Map(firsts.map((first) => [`${first.student} ${first.part}`, first]))
  return rows.flatMap(({ submission, student }) => {
    const first = byKey.get(`${student} ${submission.part}`)
    return first ? [{ submission, first }] : []
  })
}
