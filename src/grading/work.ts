import { UpstreamError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { batchesOf, finishIfDone } from './batch/batches.ts'
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

/** Grades chunks as they come; when idle, looks for chunks that the queue has lost. */
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
    if (Date.now() - busy < idleMs) return
    for (const { id } of await batchesOf(database.query, 'queued')) {
      await supply(database, queue, id)
      await finishIfDone(database.query, id)
    }
  }
  const timer = setInterval(() => {
    recover().catch((error) => {
      if (!(error instanceof UpstreamError)) log.warn({ err: error }, 'looking for lost chunks failed')
    })
  }, idleMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await worker.stop()
    },
  }
}
