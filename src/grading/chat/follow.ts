import { setTimeout as pause } from 'node:timers/promises'
import type { Database, Query } from '../../store/database.ts'
import type { Progress } from '../batch/batches.ts'
import { type BatchSize, type Counts, countsOf, sizeOf } from '../batch/counts.ts'
import type { GradingQueue } from '../queue.ts'
import { runBatch } from '../run-batch.ts'
import { createPace, type Pace } from './pace.ts'

export type News = BatchSize & {
  readonly graded: number
  readonly counts: Counts
  readonly pace?: Pace | undefined
  /** Texts of feedback that are there, of those that are to be; once all is graded. */
  readonly texts?: { readonly done: number; readonly all: number } | undefined
}

export type Following = {
  readonly signal: AbortSignal
  readonly onNews?: ((news: News) => void) | undefined
  /** A message is edited no more often than people read and platforms allow. */
  readonly everyMs?: number
}

/** The state in which a batch ended, with the last news. */
export type Ended = { readonly state: 'done' | 'cancelled'; readonly news: News }

/** Whoever looks on thinks that it hangs after that. */
const longestMs = 10_000

export const newsOf = async (query: Query, batch: string, size?: BatchSize): Promise<News> => {
  const counts = await countsOf(query, batch)
  const { correct, partial, wrong, convention, person } = counts
  const graded = correct + partial + wrong + convention + person
  return { ...(size ?? (await sizeOf(query, batch))), graded, counts }
}

/** Follows a batch to its end; undefined where it is gone or called off. */
export const follow = async (
  { query, ...database }: Database,
  queue: GradingQueue,
  batch: string,
  { signal, onNews, everyMs = 1500 }: Following,
): Promise<Ended | undefined> => {
  const size = await sizeOf(query, batch)
  const tell = createTeller(query, batch, size, everyMs, onNews)
  while (!signal.aborted) {
    const end = await runBatch({ query, ...database }, queue, batch, {
      signal,
      everyMs: Math.min(everyMs, 500),
      onProgress: tell,
    })
    if (!end) return undefined
    if (end.state === 'done' || end.state === 'cancelled')
      // Who was forgotten meanwhile is no longer of its size.
      return { state: end.state, news: await newsOf(query, batch) }
    // Somebody else's request brings the same file in anew.
    await pause(500, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}

const createTeller = (
  query: Query,
  batch: string,
  size: BatchSize,
  everyMs: number,
  onNews: Following['onNews'],
): ((progress: Progress) => void) => {
  const paceOf = createPace()
  let [busy, due] = [false, 0]
  const tell = async (pace: Pace | undefined, now: number): Promise<void> => {
    const news = await newsOf(query, batch, size)
    // Counting a large batch takes a while, which must be little of the time in which it is graded.
    due = now + Math.min(longestMs, Math.max(everyMs, 5 * (performance.now() - now)))
    onNews?.({ ...news, pace })
  }
  return ({ graded, answers }) => {
    const now = performance.now()
    const pace = paceOf(now, graded, answers)
    if (busy || now < due || !onNews) return
    busy = true
    tell(pace, now)
      .catch(() => undefined)
      .finally(() => {
        busy = false
      })
  }
}
