import type { Database, Query } from '../../store/database.ts'
import type { Grade } from '../grade/grade-answer.ts'
import type { Chunk } from './chunks.ts'
import { forgettingsWhileOf } from './versions.ts'

/** Answers a job: large enough that the queue costs little, small enough that a lost job costs little. */
export const chunkSize = 400

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
    const times = await forgettingsWhileOf(query, { batch, grader })
    if (times === undefined) return
    // Looking for every row would cost as much as grading it.
    const graded = times === since ? all : await stillThere(query, batch, all)
    await query(
      `with kept as (
         insert into grading.results (batch, ordinal, status, points, reason, convention, misconception)
         select $1, * from unnest($2::int[], $3::text[], $4::float8[], $5::text[], $6::text[], $7::text[])
         on conflict do nothing)
       update grading.chunks set done_at = now() where batch = $1 and chunk = $8 and done_at is null`,
      [
        batch,
        graded.map(({ ordinal }) => ordinal),
        graded.map(({ grade }) => grade.status),
        graded.map(({ grade }) => grade.points),
        graded.map(({ grade }) => grade.reason),
        graded.map(({ grade }) => grade.convention ?? null),
        graded.map(({ grade }) => grade.misconception ?? null),
        chunk,
      ],
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
