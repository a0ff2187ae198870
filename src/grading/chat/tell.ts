import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { UpstreamError } from '../../errors.ts'
import type { Address, Telling } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import type { Seal } from '../../store/seal.ts'
import { sharesOf } from './files.ts'
import type { ToldSoFar } from './request-notes.ts'

/**
 * Tells a person privately, in a new message; false where they cannot be reached at all. Rejects with UpstreamError for
 * what may pass.
 */
export type Announce = (place: string, reply: Reply, telling: Telling) => Promise<boolean>

/** Edits the message in which progress is shown, where it can still be edited. Rejects with UpstreamError for what may pass. */
export type Settle = (progress: string, reply: Reply) => Promise<void>

/** What a surface does for a request whose process may have ended. */
export type Announcer = { readonly announce: Announce; readonly settle?: Settle | undefined }
export type Announcers = ReadonlyMap<Address['platform'], Announcer>

const address = z.object({ platform: z.enum(['discord', 'slack']), place: z.string() })

export const sealAddress = (seal: Seal, { platform, place }: Address): string =>
  seal.seal(JSON.stringify({ platform, place }))

const openAddress = (seal: Seal, sealed: string): Address => address.parse(JSON.parse(seal.open(sealed)))

/** Whether this process can tell whom the address names; one under another key it cannot read. */
export const reaches = (seal: Seal, announcers: Announcers, sealed: string): boolean => {
  try {
    return announcers.has(openAddress(seal, sealed).platform)
  } catch {
    return false
  }
}

/** What of an end is told already, and where more of it is noted. */
export type Notes = {
  readonly id: string
  readonly told: ToldSoFar
  /** Before anything is sent; false where that cannot be noted any more. */
  begin(): Promise<boolean>
  note(names: readonly string[]): Promise<void>
}

/** One message each for as many files as it takes; the first one has the text, and each the mark. */
const messagesOf = (reply: Reply, told: readonly string[], mark: string): readonly Reply[] => {
  const left = reply.files.filter(({ name }) => !told.includes(name))
  if (told.length > 0 && left.length === 0) return []
  return sharesOf(left).map((files, at) => {
    const blocks = told.length === 0 && at === 0 ? reply.blocks : []
    return { ...reply, blocks: [...blocks, { kind: 'text', runs: [mark] }], files }
  })
}

/** As `/grade status` and `/grade cancel` name it. */
const markOf = (id: string): string => `Batch ${id}`

const namesIn = ({ files }: Reply): readonly string[] => files.map(({ name }) => name)

const keyOf = (id: string, message: Reply): string =>
  createHash('sha256')
    .update(JSON.stringify([id, ...namesIn(message)]))
    .digest('base64url')
    .slice(0, 22)

type Ways = { readonly seal: Seal; readonly announcers: Announcers; readonly log: Log }

/**
 * Tells it for as long as it takes the platform to come back; false where it cannot be told. Undefined where the process
 * ends first, or has no connection to the platform: another one, or the next one, tells what is not noted yet.
 */
export const tell = async (
  sealed: string,
  reply: Reply,
  { id, told, begin, note }: Notes,
  { seal, announcers, log }: Ways,
  signal: AbortSignal,
): Promise<boolean | undefined> => {
  const { platform, place } = openAddress(seal, sealed)
  const announcer = announcers.get(platform)
  if (!announcer) return undefined
  if (!told.begun && !(await begin())) return undefined
  const mark = markOf(id)
  for (const message of messagesOf(reply, told.names, mark)) {
    const key = keyOf(id, message)
    let again = told.begun
    const send = (): Promise<boolean> => {
      const telling = { key, mark, again }
      // What fails may have arrived all the same: only its answer did not.
      again = true
      return announcer.announce(place, message, telling)
    }
    const heard = await whileAway(send, platform, log, signal)
    if (!heard) return heard
    await note(namesIn(message))
  }
  return true
}

/** Brings the message to its end in which a process that is gone has shown progress; what cannot be edited stays. */
export const settle = async (
  sealed: string,
  reply: Reply,
  { seal, announcers, log }: Ways,
  signal: AbortSignal,
): Promise<void> => {
  const { platform, place } = openAddress(seal, sealed)
  const edit = announcers.get(platform)?.settle
  if (!edit) return
  const send = async (): Promise<boolean> => {
    await edit(place, reply)
    return true
  }
  await whileAway(send, platform, log, signal)
}

const longestPauseMs = 60_000

const whileAway = async (
  send: () => Promise<boolean>,
  platform: string,
  log: Log,
  signal: AbortSignal,
): Promise<boolean | undefined> => {
  for (let pauseMs = 1000; !signal.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof UpstreamError)) {
        // The platform refuses, or we are at fault: the same again ends the same.
        log.error({ platform, err: error }, 'the end of a batch could not be told')
        return false
      }
      log.warn({ platform, err: error }, 'the end of a batch could not be told yet')
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return undefined
}
