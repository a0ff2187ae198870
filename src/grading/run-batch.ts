import { setTimeout as pause } from 'node:timers/promises'
import { UpstreamError } from '../errors.ts'
import type { Database } from '../store/database.ts'
import { finishIfDone, type Progress, progressOf } from './batch/batches.ts'
import { openChunks } from './batch/chunks.ts'
import { answersBetween, keepGrades } from './batch/rows.ts'
import { failedGrade } from './judging.ts'
import type { GradingQueue } from './queue.ts'

export type Watching = {
  readonly onProgress?: (progress: Progress) => void
  readonly everyMs?: number
  /** After this long without a graded chunk, jobs that the queue lost are given to it again. */
  readonly quietMs?: number
  readonly signal?: AbortSignal
}

/**
 * Sees a batch to its end: the store says what is open, whatever the queue remembers. Gives undefined where the batch
 * is gone. Rejects with UpstreamError while the queue cannot be reached for too long.
 */
export const runBatch = async (
  database: Database,
  queue: GradingQueue,
  batch: string,
  { onProgress, everyMs = 250, quietMs = 5000, signal }: Watching = {},
): Promise<Progress | undefined> => {
  // What the queue has already stays as it is there; whether it failed is asked when nothing moves.
  await queue.add(await openChunks(database.query, queue.grader, batch))
  let graded = -1
  let since = Date.now()
  while (true) {
    await finishIfDone(database.query, batch)
    const progress = await progressOf(database.query, batch)
    if (!progress) return undefined
    onProgress?.(progress)
    if (progress.state !== 'queued' || signal?.aborted) return progress
    if (progress.graded !== graded) {
      graded = progress.graded
      since = Date.now()
    } else if (Date.now() - since >= quietMs) {
      await supply(database, queue, batch).catch((error) => {
        if (!(error instanceof UpstreamError)) throw error
      })
      since = Date.now()
    }
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Gives the queue every open chunk it does not have; a chunk that failed for good is for a person. */
export const supply = async (database: Database, queue: GradingQueue, batch: string): Promise<void> => {
  const chunks = await openChunks(database.query, queue.grader, batch)
  for (const chunk of chunks.length <= 200 ? chunks : chunks.slice(0, 200)) {
    if ((await queue.stateOf(chunk)) !== 'failed') continue
    const answers = await answersBetween(database.query, batch, chunk.first, chunk.beyond)
    await keepGrades(
      database,
      chunk,
      answers.map(({ ordinal }) => ({ ordinal, grade: failedGrade })),
    )
    await queue.forget(chunk)
  }
  await queue.add(await openChunks(database.query, queue.grader, batch))
}
