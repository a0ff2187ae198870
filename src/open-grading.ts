import { join } from 'node:path'
import type { Config } from './config.ts'
import { purge } from './grading/batch/batches.ts'
import type { Parts } from './grading/chat/conclude.ts'
import { createShelf } from './grading/chat/reports.ts'
import { createGrader, type Grader } from './grading/grader.ts'
import { type GradingQueue, openQueue } from './grading/queue.ts'
import { work } from './grading/work.ts'
import type { Log } from './log.ts'
import type { Exacta } from './pipeline.ts'
import type { ProblemSets } from './sets/load-sets.ts'
import type { Database } from './store/database.ts'
import { once } from './store/once.ts'
import { createSeal, type Seal } from './store/seal.ts'

export type Sources = {
  readonly database: Database
  readonly sets: ProblemSets
  readonly exacta: Pick<Exacta, 'solve'>
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
  const queue = await openQueue(database, { redisUrl: grading?.redisUrl })
  const seal = createSeal(grading?.dataKey)
  return { ...sources, queue, seal, grader: createGrader(database, sets, exacta) }
}

/** The same for people in chats, with what makes messages of it. */
export const openForChats = async (config: Config, sources: Sources, log: Log): Promise<Parts> => {
  const { database } = sources
  const opened = await openGrading(config, sources)
  const shelf = createShelf(database, opened.seal, join(config.store?.folder ?? '.exacta', 'reports'))
  await shelf.tidy(config.grading?.retentionDays ?? retentionDays)
  const worker = once(() => work({ ...opened, log }))
  return {
    ...opened,
    shelf,
    work: worker.get,
    async close() {
      await (await worker.current?.catch(() => undefined))?.stop()
      await opened.queue.close()
    },
  }
}
