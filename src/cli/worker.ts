import { readConfig } from '../config.ts'
import { work } from '../grading/work.ts'
import { boardFor, startGrading } from '../start-grading.ts'
import { StoreInUseError } from '../store/embedded.ts'

/** Grades what is queued until it is told to stop. */
export const runWorker = async (): Promise<void> => {
  try {
    const config = readConfig()
    const grading = await startGrading(config)
    const worker = await work(grading)
    const board = await boardFor(config, grading)
    grading.log.info(
      grading.database.shared ? 'worker ready' : 'worker ready, alone: set DATABASE_URL for several',
    )
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
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
