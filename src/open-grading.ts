import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Exacta } from './exacta.ts'
import { purge } from './grading/batch/batches.ts'
import type { Parts } from './grading/chat/conclude.ts'
import { createShelf } from './grading/chat/reports.ts'
import type { FeedbackWriter } from './grading/feedback/feedback.ts'
import { createGrader, type Grader } from './grading/grader.ts'
import { graderVersion } from './grading/grader-version.ts'
import { type GradingQueue, openQueue } from './grading/queue.ts'
import { work } from './grading/work.ts'
import type { Log } from './log.ts'
import type { ProblemSets } from './sets/load-sets.ts'
import type { Database } from './store/database.ts'
import { once } from './store/once.ts'
import { createSeal, type Seal } from './store/seal.ts'

export type Sources = {
  readonly database: Database
  readonly sets: ProblemSets
  readonly exacta: Pick<Exacta, 'solve'>
  /** Absent where no model is configured. */
  readonly feedback?: FeedbackWriter | undefined
}

export const retentionDays = 180

export type Opened = Sources & {
  readonly queue: GradingQueue
  readonly seal: Seal
  readonly grader: Grader
}

/** The queue and the grader on a store; batches that are too old go. */
export const openGrading = async ({ grading }: Config, sources: Sources): Promise<Opened> => {
  const { database, sets, exacta } = sources
  await purge(database.query, grading?.retentionDays ?? retentionDays)
  const version = await graderVersion()
  const queue = await openQueue(database, { redisUrl: grading?.redisUrl, grader: version })
  const seal = createSeal(grading?.dataKey)
  return { ...sources, queue, seal, grader: createGrader(database, sets, exacta, version) }
}

/** Where reports stay that no message can hold. */
export const reportsFolder = ({ store }: Config): string => join(store?.folder ?? '.exacta', 'reports')

const dayMs = 86_400_000
const minuteMs = 60_000

/** The same for people in chats, with what makes messages of it. */
export const openForChats = async (config: Config, sources: Sources, log: Log): Promise<Parts> => {
  const { database } = sources
  const opened = await openGrading(config, sources)
  const shelf = createShelf(database, opened.seal, reportsFolder(config))
  const days = config.grading?.retentionDays ?? retentionDays
  const begin = async (): Promise<void> => {
    await shelf.tidy(days, !database.shared)
    await shelf.removeForgotten()
  }
  await begin().catch(async (error: unknown) => {
    await opened.queue.close()
    throw error
  })
  const tidyAll = async (): Promise<void> => {
    await purge(database.query, days)
    await shelf.tidy(days, false)
  }
  const every = (ms: number, work: () => Promise<void>, failed: string): NodeJS.Timeout =>
    setInterval(() => void work().catch((error: unknown) => log.error({ err: error }, failed)), ms).unref()
  const timers = [
    every(dayMs, tidyAll, 'what is too old was not removed'),
    // Students are forgotten by another process, on whatever machine.
    ...(database.shared
      ? [every(minuteMs, shelf.removeForgotten, 'reports of a forgotten student may remain')]
      : []),
  ]
  const worker = once(() => work({ ...opened, log }))
  return {
    ...opened,
    log,
    shelf,
    work: worker.get,
    async close() {
      for (const timer of timers) clearInterval(timer)
      await (await worker.current?.catch(() => undefined))?.stop()
      await opened.queue.close()
    },
  }
}
