import type { Database, Query } from '../../store/database.ts'
import { chunkSize } from './rows.ts'

/** One job: some answers of one batch. */
export type Chunk = {
  readonly batch: string
  /** The version of the grader that grades its batch. */
  readonly grader: string
  readonly chunk: number
  readonly first: number
  readonly beyond: number
  /** Jobs with a smaller turn go first. */
  readonly turn: number
}

const highestTurn = 2_000_000

/**
 * Cuts a batch into chunks and gives each its turn. A course begins where the work of all courses stands now and each of
 * its chunks takes one turn, so that courses take turns and a later, smaller batch does not wait for a larger one
 * (start-time fair queueing, Goyal, Vin and Cheng 1996).
 */
export const cutIntoChunks = (
  database: Database,
  batch: string,
  course: string,
  answers: number,
): Promise<void> =>
  database.transaction(async (query) => {
    await query('select pg_advisory_xact_lock(727002)')
    const [now] = await query<{ least: number; mine: number }>(
      `select coalesce(min(c.turn), 1)::int as least,
         coalesce(max(c.turn) filter (where b.course = $1), 0)::int as mine
       from grading.chunks c join grading.batches b on b.id = c.batch
       where c.done_at is null and b.state = 'queued'`,
      [course],
    )
    const begin = Math.max(now?.least ?? 1, (now?.mine ?? 0) + 1)
    const count = Math.ceil(answers / chunkSize)
    await query(
      `insert into grading.chunks (batch, chunk, first, beyond, turn)
       select $1, at, at * $2, least((at + 1) * $2, $3), least($4 + at, ${highestTurn})
       from generate_series(0, $5::int - 1) at`,
      [batch, chunkSize, answers, begin, count],
    )
    await query(
      `update grading.batches set state = 'queued', queued_at = now() where id = $1 and state = 'importing'`,
      [batch],
    )
  })

/** Chunks of this version's queued batches that nobody has finished. */
export const openChunks = (query: Query, grader: string, batch?: string): Promise<readonly Chunk[]> =>
  query<Chunk>(
    `select c.batch, b.grader, c.chunk, c.first, c.beyond, c.turn from grading.chunks c join grading.batches b on b.id = c.batch
     where c.done_at is null and b.state = 'queued' and b.grader = $1 and ($2::text is null or c.batch = $2) order by c.turn, c.batch`,
    [grader, batch ?? null],
  )

/** A chunk that is still to be graded, and with what. */
export type OpenChunk = Chunk & {
  readonly course: string
  readonly set: string
  readonly setDigest: string
  /** How often anybody was forgotten so far. */
  readonly forgettings: number
}

/** A chunk if this version is still to grade it. */
export const openChunk = async (
  query: Query,
  grader: string,
  batch: string,
  chunk: number,
): Promise<OpenChunk | undefined> => {
  const [row] = await query<OpenChunk>(
    `select c.batch, b.grader, c.chunk, c.first, c.beyond, c.turn, b.course, b.problem_set as set, b.set_digest as "setDigest",
       (select times from grading.forgettings) as forgettings
     from grading.chunks c join grading.batches b on b.id = c.batch
     where c.batch = $1 and c.chunk = $2 and c.done_at is null and b.state = 'queued' and b.grader = $3`,
    [batch, chunk, grader],
  )
  return row
}
