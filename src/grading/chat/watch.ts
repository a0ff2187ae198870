import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import { renderOver } from '../../render/grading-reply.ts'
import type { Reply } from '../../reply.ts'
import { patiently } from '../patiently.ts'
import { comment } from './comment.ts'
import { type Conclusion, conclude, type Parts } from './conclude.ts'
import { follow, type News } from './follow.ts'
import { noteTelling, noteTold, progressOf, toldSoFar } from './request-notes.ts'
import {
  claimRequest,
  endRequest,
  type GradeRequest,
  leaveRequest,
  renewRequests,
  takeRequest,
  unseenRequests,
} from './requests.ts'
import { type Announcers, reaches, settle, tell } from './tell.ts'

/** How a request ended: the message that says so, and whether its reader has it; undefined where nobody was told. */
type Seen = { readonly reply: Reply; readonly told: boolean }

export type Watch = {
  /** The name under which this process sees to requests. */
  readonly name: string
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal
  /** Aborted when the request is withdrawn here, or the process stops. */
  begin(id: string): AbortSignal
  giveUp(id: string): void
  see(request: GradeRequest, onNews?: (news: News) => void): Promise<Seen | undefined>
  /** Takes over requests that no process sees to any more. */
  takeOver(): Promise<void>
  stop(): Promise<void>
}

const renewMs = 5000
const farewellMs = 5000

/** Sees requests to their end, each by one process at a time. */
export const createWatch = (parts: Parts, announcers: Announcers, log: Log): Watch => {
  const { database, queue, seal } = parts
  const name = randomUUID()
  const closing = new AbortController()
  const begun = new Map<string, AbortController>()
  const running = new Set<Promise<unknown>>()

  const begin = (id: string): AbortSignal => {
    const own = begun.get(id) ?? new AbortController()
    begun.set(id, own)
    return AbortSignal.any([closing.signal, own.signal])
  }

  const tellWhatIsLeft = async (
    id: string,
    address: string,
    reply: Reply,
    signal: AbortSignal,
  ): Promise<boolean | undefined> => {
    const told = await patiently(() => toldSoFar(database.query, id), signal)
    const begin = async (): Promise<boolean> =>
      (await patiently(async () => {
        await noteTelling(database.query, id)
        return true
      }, signal)) ?? false
    const note = async (names: readonly string[]): Promise<void> => {
      // What is told is noted even where the process is about to end.
      await patiently(() => noteTold(database.query, id, names), closing.signal)
    }
    return told && tell(address, reply, { id, told, begin, note }, { seal, announcers, log }, signal)
  }

  /** Of a request that another process began, which shows nothing of it any more. */
  const settleProgress = async (
    id: string,
    { reply, over }: Conclusion,
    told: boolean,
    signal: AbortSignal,
  ): Promise<void> => {
    const place = await patiently(() => progressOf(database.query, id), signal)
    if (place === undefined) return
    const end = over ? renderOver(over, told) : { ...reply, files: [] }
    await settle(place, end, { seal, announcers, log }, signal)
  }

  const toItsEnd = async (
    request: GradeRequest,
    onNews: ((news: News) => void) | undefined,
  ): Promise<Seen | undefined> => {
    const { id, batch, address } = request
    const signal = begin(id)
    if (batch !== null) await parts.work()
    const end = await patiently(async () => {
      const ended = batch === null ? undefined : await follow(database, queue, batch, { signal, onNews })
      if (signal.aborted) return undefined
      const comments = ended && (await comment(parts, request, ended, { signal, onNews }))
      return signal.aborted ? undefined : conclude(parts, request, ended, comments)
    }, signal)
    if (!end) return undefined
    const { reply, later = false } = end
    const mine = address === null || (await patiently(() => claimRequest(database.query, id, name), signal))
    if (!mine) return undefined
    const heard = address === null || (await tellWhatIsLeft(id, address, reply, signal))
    if (heard === undefined) return undefined
    const told = heard && !later
    if (!onNews) await settleProgress(id, end, told, signal)
    await patiently(() => endRequest(database.query, id, told ? 'told' : 'untold'), closing.signal)
    return { reply, told }
  }

  /** What failed is tried again; where nobody is to be told, status gives it. */
  const putOff = async ({ id, address }: GradeRequest): Promise<void> => {
    const { query } = database
    await patiently(
      () => (address === null ? endRequest(query, id, 'untold') : leaveRequest(query, id, name)),
      closing.signal,
    )
  }

  const see: Watch['see'] = (request, onNews) => {
    const job = toItsEnd(request, onNews)
      .catch(async (error) => {
        await putOff(request)
        throw error
      })
      .finally(() => {
        running.delete(job)
        begun.delete(request.id)
      })
    running.add(job)
    return job
  }

  const takeUnseen = async (alone: boolean): Promise<void> => {
    for (const { id, address } of await unseenRequests(database.query, name, alone)) {
      if (begun.has(id) || address === null || !reaches(seal, announcers, address)) continue
      const request = await takeRequest(database.query, id, name, alone)
      if (!request) continue
      see(request).catch((error) => log.error({ err: error }, 'a batch could not be seen to its end'))
    }
  }

  const timer = setInterval(() => {
    const work = async (): Promise<void> => {
      if (begun.size > 0) await renewRequests(database.query, name)
      await takeUnseen(false)
    }
    work().catch((error) => log.debug({ err: error }, 'requests could not be renewed'))
  }, renewMs)
  timer.unref()

  return {
    name,
    stopping: closing.signal,
    begin,
    giveUp(id) {
      begun.get(id)?.abort()
      begun.delete(id)
    },
    see,
    takeOver: () => takeUnseen(!database.shared),
    async stop() {
      clearInterval(timer)
      closing.abort()
      await Promise.race([Promise.allSettled(running), wait(farewellMs, undefined, { ref: false })])
    },
  }
}
