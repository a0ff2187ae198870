import { UpstreamError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { batchesOf, finishIfDone } from './batch/batches.ts'
import { abandonedBatches, takeOverBatch } from './batch/versions.ts'
import type { Grader } from './grader.ts'
import type { GradingQueue, RunningWorker } from './queue.ts'
import { supply } from './run-batch.ts'

export type Working = {
  readonly database: Database
  readonly queue: GradingQueue
  readonly grader: Grader
  readonly log: Log
}

const idleMs = 10_000

/** Takes over what a version of the grader left that is gone; each batch is graded anew as a whole. */
export const takeOverAbandoned = async ({ database, queue, log }: Omit<Working, 'grader'>): Promise<void> => {
  for (const owned of await abandonedBatches(database.query, queue.grader, !database.shared)) {
    if (!(await takeOverBatch(database, owned, queue.grader))) continue
    log.info({ batch: owned.batch, from: owned.grader }, 'a batch of another version is graded anew')
    await supply(database, queue, owned.batch)
  }
}

/**
 * Grades chunks as they come; when idle, looks for chunks that the queue has lost. What another version began is left to it
 * for as long as it is there.
 */
export const work = async ({ database, queue, grader, log }: Working): Promise<RunningWorker> => {
  let busy = Date.now()
  const worker = await queue.work(
    async (batch, chunk) => {
      busy = Date.now()
      try {
        await grader.gradeChunk(batch, chunk)
        await finishIfDone(database.query, batch)
      } catch (error) {
        log.warn({ err: error, batch, chunk }, 'a chunk was not graded')
        throw error
      }
    },
    { onError: (error) => log.debug({ err: error }, 'the queue') },
  )
  const recover = async (): Promise<void> => {
    await takeOverAbandoned({ database, queue, log })
    if (Date.now() - busy < idleMs) return
    for (const { id } of await batchesOf(database.query, 'queued')) {
      await supply(database, queue, id)
      await finishIfDone(database.query, id)
    }
  }
  const look = (): void =>
    void recover().catch((error) => {
      if (!(error instanceof UpstreamError)) log.warn({ err: error }, 'looking for lost chunks failed')
    })
  look()
  const timer = setInterval(look, idleMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await worker.stop()
    },
  }
}
