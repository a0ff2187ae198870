import { readConfig } from '../config.ts'
import { patiently } from '../grading/patiently.ts'
import type { RunningWorker } from '../grading/queue.ts'
import { work } from '../grading/work.ts'
import { createLog } from '../log.ts'
import { boardFor, type Grading, startGrading } from '../start-grading.ts'
import { StoreInUseError } from '../store/embedded.ts'

/** Grades what is queued until it is told to stop; a store that is away is waited for. */
export const runWorker = async (): Promise<void> => {
  try {
    const config = readConfig()
    const log = createLog(config.logLevel)
    const stopping = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
    const started = await patiently(
      async () => beginWork(await startGrading(config)),
      stopping.signal,
      (error) => log.warn({ err: error }, 'the worker waits for the store'),
    )
    if (!started) return
    const { grading, worker } = started
    const board = await boardFor(config, grading)
    log.info(grading.database.shared ? 'worker ready' : 'worker ready, alone: set DATABASE_URL for several')
    await new Promise<void>((resolve) => {
      if (stopping.signal.aborted) resolve()
      else stopping.signal.addEventListener('abort', () => resolve())
    })
    await board?.stop()
    await worker.stop()
    await grading.stop()
  } catch (error) {
    if (!(error instanceof StoreInUseError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 75
  }
}

const beginWork = async (
  grading: Grading,
): Promise<{ readonly grading: Grading; readonly worker: RunningWorker }> => {
  try {
    return { grading, worker: await work(grading) }
  } catch (error) {
    await grading.stop()
    throw error
  }
}
