import type { Config } from './config.ts'
import { forgetStudent } from './grading/batch/forgetting.ts'
import type { Board } from './grading/board.ts'
import { createShelf } from './grading/chat/reports.ts'
import type { FeedbackWriter } from './grading/feedback/feedback.ts'
import type { Grader } from './grading/grader.ts'
import type { GradingQueue } from './grading/queue.ts'
import type { Log } from './log.ts'
import { openGrading, reportsFolder, retentionDays } from './open-grading.ts'
import { coursesFolder, loadSets, type ProblemSets } from './sets/load-sets.ts'
import { start } from './start.ts'
import { type Database, openDatabase } from './store/database.ts'
import { createSeal, type Seal } from './store/seal.ts'

export type Grading = {
  readonly database: Database
  readonly queue: GradingQueue
  readonly seal: Seal
  readonly sets: ProblemSets
  readonly grader: Grader
  readonly feedback?: FeedbackWriter | undefined
  readonly log: Log
  stop(): Promise<void>
}

/** Puts together what grading needs, as configured; batches that are too old go. */
export const startGrading = async (config: Config): Promise<Grading> => {
  const database = openDatabase(config.store ?? {})
  const started = await start(config)
  const stop = async (): Promise<void> => {
    await started.stop()
    await database.stop()
  }
  try {
    const sets = await loadSets(coursesFolder)
    const opened = await openGrading(config, {
      database,
      sets,
      exacta: started.exacta,
      feedback: started.feedback,
    })
    return {
      ...opened,
      log: started.log,
      stop: async () => {
        await opened.queue.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The page that shows the queue, where one is configured; a port that is taken is told and costs nothing else. */
export const boardFor = async (
  { board }: Config,
  { queue, log }: Pick<Grading, 'queue' | 'log'>,
): Promise<Board | undefined> => {
  if (!board) return undefined
  const { openBoard } = await import('./grading/board.ts')
  try {
    const open = await openBoard(queue, board)
    log.info(`the grading queue is shown at ${open.url}`)
    return open
  } catch (error) {
    log.warn({ err: error }, 'the grading queue is not shown')
    return undefined
  }
}

/** Deletes all that grading keeps of a student, and the reports on the shelf; says how many answers there were. */
export const forgetIn = async (config: Config, student: string): Promise<number> => {
  const database = openDatabase(config.store ?? {})
  try {
    const seal = createSeal(config.grading?.dataKey)
    const digest = seal.digest(student.trim().normalize('NFC'))
    const answers = await forgetStudent(database, digest)
    const shelf = createShelf(database, seal, reportsFolder(config))
    // Also where one who forgot was stopped before it came to the files.
    await shelf.removeForgotten()
    await shelf.tidy(config.grading?.retentionDays ?? retentionDays, !database.shared)
    return answers
  } finally {
    await database.stop()
  }
}
