import { UpstreamError } from '../../errors.ts'
import type { Address, Classes } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import { isLost } from '../../store/lost.ts'
import { type Once, once } from '../../store/once.ts'
import { cancel } from './cancel.ts'
import type { Parts } from './conclude.ts'
import { gradeFile, type Opened, oneAtATime } from './grade-file.ts'
import { statusReply } from './status.ts'
import type { Announce } from './tell.ts'
import { createWatch } from './watch.ts'

export type ClassesForChats = Classes & {
  /** How people of a platform are told of the end; to be set before `resume`. */
  announceBy(platform: Address['platform'], announce: Announce): void
  /** Goes on with what was begun before this process. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** Grading for people in chats. The store and the queue are opened when somebody first grades. */
export const createClasses = (openParts: () => Promise<Parts>, log: Log): ClassesForChats => {
  const announcers = new Map<Address['platform'], Announce>()
  const opened: Once<Opened> = once(async () => {
    const parts = await openParts().catch(refuseBusy)
    return { parts, watch: createWatch(parts, announcers, log) }
  })
  const importing = oneAtATime()
  return {
    grade: (order, request) => served(async () => gradeFile(await opened.get(), importing, order, request)),
    status: (request) => served(async () => statusReply((await opened.get()).parts, request)),
    cancel: (batch, request) => served(async () => cancel(await opened.get(), batch, request)),
    announceBy: (platform, announce) => announcers.set(platform, announce),
    resume: async () => (await opened.get()).watch.takeOver(),
    async stop() {
      const there = await opened.current?.catch(() => undefined)
      await there?.watch.stop()
      await there?.parts.close()
    },
  }
}

/** A server that is away is nobody's mistake here. */
const served = async (work: () => Promise<Reply>): Promise<Reply> => {
  try {
    return await work()
  } catch (error) {
    if (!isLost(error)) throw error
    throw new UpstreamError('timeout', 'The store does not answer. Try again in a moment.', { cause: error })
  }
}

/** Another process has the embedded store, which whoever runs Exacta can change. */
const refuseBusy = (error: unknown): never => {
  if (error instanceof Error && error.name === 'StoreInUseError')
    throw new UpstreamError('refused', error.message, { cause: error })
  throw error
}
