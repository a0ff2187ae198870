import { randomInt } from 'node:crypto'
import type { Query } from '../../store/database.ts'
import type { BatchState } from '../batch/batches.ts'

/**
 * `reading` the file, `waiting` for the end, `told` of it; `untold` where the person could not be reached, who then finds
 * it under `/grade status`; `withdrawn` by `/grade cancel`.
 */
export type RequestState = 'reading' | 'waiting' | 'untold' | 'told' | 'withdrawn'

/** One person's wish to have a file graded; several may wait for one batch. */
export type GradeRequest = {
  readonly id: string
  readonly asker: string
  readonly set: string
  readonly batch: string | null
  readonly state: RequestState
  /** Sealed. */
  readonly address: string | null
  /** Whether a model says something about answers that are not right; null where nobody asked for it. */
  readonly feedback: 'wanted' | 'stopped' | null
}

const columns = 'id, asker, problem_set as set, batch, state, address, feedback'

/** How long a process is believed to live without a sign. */
const leaseSeconds = 20

/** What failed, as on a full disk, may go better after that. */
const retrySeconds = 60

/** Letters and digits that are not mistaken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
export const newRequestId = (): string =>
  Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')

export const beginRequest = async (
  query: Query,
  request: Pick<GradeRequest, 'id' | 'asker' | 'set' | 'address' | 'feedback'>,
  watcher: string,
): Promise<void> => {
  await query(
    `insert into grading.requests (id, asker, problem_set, address, feedback, state, watcher, watched_until)
     values ($1, $2, $3, $4, $5, 'reading', $6, now() + make_interval(secs => $7))`,
    [request.id, request.asker, request.set, request.address, request.feedback, watcher, leaseSeconds],
  )
}

/** False where the request was withdrawn meanwhile. */
export const awaitBatch = async (query: Query, id: string, batch: string): Promise<boolean> =>
  (
    await query(
      `update grading.requests set batch = $2, state = case when state = 'reading' then 'waiting' else state end
       where id = $1 returning id`,
      [id, batch],
    )
  ).length > 0 && (await stateOf(query, id)) === 'waiting'

export const stateOf = async (query: Query, id: string): Promise<RequestState | undefined> =>
  (await query<{ state: RequestState }>('select state from grading.requests where id = $1', [id]))[0]?.state

/** Nothing was begun. */
export const dropRequest = async (query: Query, id: string): Promise<void> => {
  await query('delete from grading.requests where id = $1', [id])
}

/** A request that is over needs no addresses any more; what is over already stays as it is. */
export const endRequest = async (query: Query, id: string, state: RequestState): Promise<void> => {
  await query(
    `update grading.requests set state = $2, address = null, progress = null where id = $1 and state in ('reading', 'waiting')`,
    [id, state],
  )
}

/** Says that the process still sees to these. */
export const renewRequests = async (query: Query, watcher: string): Promise<void> => {
  await query(
    `update grading.requests set watched_until = now() + make_interval(secs => $2)
     where watcher = $1 and state in ('reading', 'waiting')`,
    [watcher, leaseSeconds],
  )
}

/** `$2` says whether no other process can be there, which then sees to nothing. */
const unseen = `state in ('reading', 'waiting') and address is not null and watcher <> $1 and ($2 or watched_until < now())`

/** What nobody sees to any more. */
export const unseenRequests = (
  query: Query,
  watcher: string,
  alone: boolean,
): Promise<readonly GradeRequest[]> =>
  query<GradeRequest>(`select ${columns} from grading.requests where ${unseen}`, [watcher, alone])

/** Takes one over, as it is now; undefined where another process was faster. */
export const takeRequest = async (
  query: Query,
  id: string,
  watcher: string,
  alone: boolean,
): Promise<GradeRequest | undefined> =>
  (
    await query<GradeRequest>(
      `update grading.requests set watcher = $1, watched_until = now() + make_interval(secs => $3)
       where id = $4 and ${unseen} returning ${columns}`,
      [watcher, alone, leaseSeconds, id],
    )
  )[0]

/** Leaves it to whichever process looks for it next, after a while. */
export const leaveRequest = async (query: Query, id: string, watcher: string): Promise<void> => {
  await query(
    `update grading.requests set watcher = '', watched_until = now() + make_interval(secs => $3)
     where id = $1 and watcher = $2 and state in ('reading', 'waiting')`,
    [id, watcher, retrySeconds],
  )
}

/** Whether it is still for this process to tell the end: no other one took it over, and nobody withdrew it. */
export const claimRequest = async (query: Query, id: string, watcher: string): Promise<boolean> =>
  (
    await query(
      `update grading.requests set watched_until = now() + make_interval(secs => $3)
       where id = $1 and watcher = $2 and state in ('reading', 'waiting') returning id`,
      [id, watcher, leaseSeconds],
    )
  ).length > 0

export type ListedRequest = GradeRequest & {
  readonly minutes: number
  readonly batchState: BatchState | null
}

/** A person's latest requests, the newest first. */
export const requestsOf = (query: Query, asker: string, most: number): Promise<readonly ListedRequest[]> =>
  query<ListedRequest>(
    `select r.id, r.asker, r.problem_set as set, r.batch, r.state, r.address, r.feedback, b.state as "batchState",
       (extract(epoch from now() - r.created_at) / 60)::int as minutes
     from grading.requests r left join grading.batches b on b.id = r.batch
     where r.asker = $1 order by r.created_at desc, r.id limit $2`,
    [asker, most],
  )

/** Whether anybody else waits for the batch. */
export const othersWait = async (query: Query, batch: string, id: string): Promise<boolean> =>
  (
    await query(
      `select id from grading.requests where batch = $1 and id <> $2 and state = 'waiting' limit 1`,
      [batch, id],
    )
  ).length > 0
