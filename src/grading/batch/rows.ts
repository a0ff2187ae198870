import { InputError } from '../../errors.ts'
import type { Database, Query } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import type { Grade } from '../grade/grade-answer.ts'
import type { Submission } from '../submission.ts'
import type { Chunk } from './chunks.ts'
import { forgettings, whileNobodyIsForgotten } from './forgetting.ts'
import { isStillOf } from './versions.ts'

/** Answers a job: large enough that the queue costs little, small enough that a lost job costs little. */
export const chunkSize = 200
const insertSize = 1000

/** Keeps a batch's answers in the order of the file; says how many. Throws InputError for a second answer to one part. */
export const keepSubmissions = async (
  database: Database,
  batch: string,
  submissions: AsyncIterable<Submission>,
  seal: Seal,
  onKept: (count: number) => void = () => {},
): Promise<number> => {
  let [read, kept] = [0, 0]
  let waiting: Submission[] = []
  const known = { last: '', digest: '' }
  const insert = async (from: number, submissions: readonly Submission[]): Promise<void> => {
    await insertSubmissions(database, batch, from, submissions, seal, known)
    kept = from + submissions.length
    onKept(kept)
  }
  // One piece is written while the next one is read.
  let inserting = Promise.resolve()
  const flush = async (): Promise<void> => {
    await inserting
    inserting = insert(read, waiting)
    // What fails is told to whoever waits for it.
    inserting.catch(() => undefined)
    read += waiting.length
    waiting = []
  }
  try {
    for await (const submission of submissions) {
      waiting.push(submission)
      if (waiting.length >= insertSize) await flush()
    }
    if (waiting.length > 0) await flush()
  } finally {
    await inserting
  }
  return kept
}

const insertSubmissions = (
  database: Database,
  batch: string,
  from: number,
  submissions: readonly Submission[],
  seal: Seal,
  known: { last: string; digest: string },
): Promise<void> =>
  database.transaction(async (query) => {
    const students = submissions.map(({ identity: { student } }) => {
      if (student !== known.last || known.digest === '')
        Object.assign(known, { last: student, digest: seal.digest(student) })
      return known.digest
    })
    const identities = new Map(students.map((digest, at) => [digest, submissions[at]?.identity]))
    await query(
      `insert into grading.students (batch, student, identity)
       select $1, * from unnest($2::text[], $3::text[]) on conflict do nothing`,
      [
        batch,
        [...identities.keys()],
        [...identities.values()].map((identity) => seal.seal(JSON.stringify(identity))),
      ],
    )
    const [inserted] = await query<{ count: number }>(
      `with inserted as (
         insert into grading.submissions (batch, ordinal, student, part, answer, place)
         select $1, * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
         on conflict (batch, student, part) do nothing returning ordinal)
       select count(*)::int as count from inserted`,
      [
        batch,
        submissions.map((_, at) => from + at),
        students,
        submissions.map(({ part }) => part),
        // Postgres keeps no zero byte in a text.
        submissions.map(({ answer }) => answer.replaceAll('\0', '')),
        submissions.map(({ row, column }) => `row ${row}, column ${column}`),
      ],
    )
    if (inserted?.count === submissions.length) return
    const rows = await answersBetween(query, batch, from, from + submissions.length)
    const there = new Set(rows.map(({ ordinal }) => ordinal))
    const at = submissions.findIndex((_, index) => !there.has(from + index))
    await refuseSecond(query, batch, submissions[at], students[at])
  })

const refuseSecond = async (
  query: Query,
  batch: string,
  second: Submission | undefined,
  student: string | undefined,
): Promise<never> => {
  const [first] = await query<{ place: string }>(
    'select place from grading.submissions where batch = $1 and student = $2 and part = $3',
    [batch, student, second?.part],
  )
  throw new InputError(
    'syntax',
    `Row ${second?.row}, column ${second?.column}: a second answer of the same student to part ${second?.part}; the first is in ${first?.place}. Keep one.`,
    { field: 'file' },
  )
}

export type KeptAnswer = { readonly ordinal: number; readonly part: string; readonly answer: string }

export const answersBetween = (
  query: Query,
  batch: string,
  first: number,
  beyond: number,
): Promise<readonly KeptAnswer[]> =>
  query<KeptAnswer>(
    'select ordinal, part, answer from grading.submissions where batch = $1 and ordinal >= $2 and ordinal < $3 order by ordinal',
    [batch, first, beyond],
  )

export type Graded = { readonly ordinal: number; readonly grade: Grade }

/**
 * Writes a chunk's rows and that it is done, all or nothing; rows that are there already stay, and a forgotten student gets
 * none. `since` is how often anybody was forgotten when the answers were read. Where another version of the grader has taken
 * the batch over, nothing is written: it grades the chunk itself.
 */
export const keepGrades = (
  database: Database,
  { batch, chunk, grader }: Pick<Chunk, 'batch' | 'chunk' | 'grader'>,
  all: readonly Graded[],
  since?: number,
): Promise<void> =>
  database.transaction(async (query) => {
    await whileNobodyIsForgotten(query)
    if (!(await isStillOf(query, { batch, grader }))) return
    // Looking for every row would cost as much as grading it.
    const graded = (await forgettings(query)) === since ? all : await stillThere(query, batch, all)
    await query(
      `insert into grading.results (batch, ordinal, status, points, reason, convention, misconception)
       select $1, * from unnest($2::int[], $3::text[], $4::float8[], $5::text[], $6::text[], $7::text[])
       on conflict do nothing`,
      [
        batch,
        graded.map(({ ordinal }) => ordinal),
        graded.map(({ grade }) => grade.status),
        graded.map(({ grade }) => grade.points),
        graded.map(({ grade }) => grade.reason),
        graded.map(({ grade }) => grade.convention ?? null),
        graded.map(({ grade }) => grade.misconception ?? null),
      ],
    )
    await query(
      'update grading.chunks set done_at = now() where batch = $1 and chunk = $2 and done_at is null',
      [batch, chunk],
    )
  })

const stillThere = async (
  query: Query,
  batch: string,
  graded: readonly Graded[],
): Promise<readonly Graded[]> => {
  const rows = await query<{ ordinal: number }>(
    'select ordinal from grading.submissions where batch = $1 and ordinal = any($2::int[])',
    [batch, graded.map(({ ordinal }) => ordinal)],
  )
  const there = new Set(rows.map(({ ordinal }) => ordinal))
  return graded.filter(({ ordinal }) => there.has(ordinal))
}
