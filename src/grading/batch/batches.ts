import type { Database, Query } from '../../store/database.ts'

export type BatchState = 'importing' | 'queued' | 'done' | 'cancelled'
export type Batch = {
  readonly id: string
  readonly course: string
  readonly set: string
  readonly setDigest: string
  /** The version of the grader whose verdicts it has. */
  readonly grader: string
  readonly state: BatchState
}
export type Progress = {
  readonly state: BatchState
  readonly answers: number
  readonly graded: number
  readonly chunks: number
}

type BatchRow = {
  id: string
  course: string
  problem_set: string
  set_digest: string
  grader: string
  state: BatchState
}

export const findBatch = async (query: Query, id: string): Promise<Batch | undefined> => {
  const [row] = await query<BatchRow>('select * from grading.batches where id = $1', [id])
  if (!row) return undefined
  const { course, problem_set: set, set_digest: setDigest, grader, state } = row
  return { id, course, set, setDigest, grader, state }
}

export const beginBatch = async (
  { query }: Database,
  { id, course, set, setDigest, grader }: Omit<Batch, 'state'>,
  askedBy?: string,
): Promise<void> => {
  await query(
    `insert into grading.batches (id, course, problem_set, set_digest, grader, state, asked_by)
     values ($1, $2, $3, $4, $5, 'importing', $6)`,
    [id, course, set, setDigest, grader, askedBy ?? null],
  )
}

/** Deletes a batch with all its rows: an import that died, a batch that was cancelled. */
export const dropBatch = async (query: Query, id: string): Promise<void> => {
  await query('delete from grading.batches where id = $1', [id])
}

export const progressOf = async (query: Query, id: string): Promise<Progress | undefined> => {
  const [row] = await query<{ state: BatchState; answers: number; graded: number; chunks: number }>(
    `select b.state, count(c.chunk)::int as chunks, coalesce(sum(c.beyond - c.first), 0)::int as answers,
       coalesce(sum(c.beyond - c.first) filter (where c.done_at is not null), 0)::int as graded
     from grading.batches b left join grading.chunks c on c.batch = b.id where b.id = $1 group by b.state`,
    [id],
  )
  return row
}

/** Whether a batch has nothing left to grade; marks it done, and judgements are shared no longer. */
export const finishIfDone = async (query: Query, id: string): Promise<boolean> => {
  const rows = await query(
    `with done as (
       update grading.batches set state = 'done', finished_at = now() where id = $1 and state = 'queued'
         and not exists (select 1 from grading.chunks where batch = $1 and done_at is null) returning id),
       over as (delete from grading.judgements where batch in (select id from done))
     select id from done`,
    [id],
  )
  return rows.length > 0
}

/** Chunks that are not graded yet are not graded any more. */
export const cancelBatch = async (query: Query, id: string): Promise<boolean> => {
  const rows = await query(
    `update grading.batches set state = 'cancelled', finished_at = now() where id = $1 and state in ('importing', 'queued') returning id`,
    [id],
  )
  return rows.length > 0
}

/** Lets a cancelled batch go on where it stopped; false where its file was not read to the end. */
export const reopenBatch = async (query: Query, id: string): Promise<boolean> => {
  const rows = await query(
    `update grading.batches set state = 'queued', queued_at = now(), finished_at = null where id = $1 and state = 'cancelled'
       and exists (select 1 from grading.chunks where batch = $1) returning id`,
    [id],
  )
  return rows.length > 0
}

export const batchesOf = (query: Query, state: BatchState): Promise<readonly { id: string }[]> =>
  query<{ id: string }>('select id from grading.batches where state = $1 order by created_at', [state])

/** Deletes every batch begun before `days` days ago; says how many. */
export const purge = async (query: Query, days: number): Promise<number> =>
  (
    await query(
      `delete from grading.batches where created_at < now() - make_interval(days => $1) returning id`,
      [days],
    )
  ).length
