import { UpstreamError } from '../../errors.ts'
import type { Address, Classes } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import { isLost } from '../../store/lost.ts'
import { once } from '../../store/once.ts'
import type { Parts } from './conclude.ts'
import type { OpenClasses } from './open-classes.ts'
import type { Announce, Announcer, Settle } from './tell.ts'

export type ClassesForChats = Classes & {
  /** How people of a platform are told of the end, and how progress of before is brought to it; to be set before `resume`. */
  announceBy(platform: Address['platform'], announce: Announce, settle?: Settle): void
  /** Goes on with what was begun before this process, once the store answers. */
  resume(): Promise<void>
  stop(): Promise<void>
}

/** Grading for people in chats. What it needs is loaded, and the store and the queue opened, when somebody first grades. */
export const createClasses = (openParts: () => Promise<Parts>, log: Log): ClassesForChats => {
  const announcers = new Map<Address['platform'], Announcer>()
  const closing = new AbortController()
  const opened = once(async (): Promise<OpenClasses> => {
    const { openClasses } = await import('./open-classes.ts')
    return openClasses(await openParts().catch(refuseBusy), announcers, log)
  })
  return {
    grade: (order, request) => served(async () => (await opened.get()).grade(order, request)),
    status: (request) => served(async () => (await opened.get()).status(request)),
    cancel: (batch, request) => served(async () => (await opened.get()).cancel(batch, request)),
    announceBy: (platform, announce, settle) => announcers.set(platform, { announce, settle }),
    async resume() {
      const { patiently } = await import('../patiently.ts')
      let warned = false
      const takeOver = async (): Promise<void> => (await opened.get()).takeOver()
      const orWarn = (error: unknown): never => {
        if (!warned) log.warn({ err: error }, 'batches of before could not be taken up yet')
        warned = true
        throw error
      }
      await patiently(() => takeOver().catch(orWarn), closing.signal)
    },
    async stop() {
      closing.abort()
      await (await opened.current?.catch(() => undefined))?.stop()
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
