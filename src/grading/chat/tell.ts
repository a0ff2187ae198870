import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { UpstreamError } from '../../errors.ts'
import type { Address } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import type { Seal } from '../../store/seal.ts'
import { sharesOf } from './files.ts'

/**
 * Tells a person privately, in a new message; false where they cannot be reached at all. Rejects with UpstreamError for
 * what may pass. `key` is the same when the same message is told again, for platforms that send it once then.
 */
export type Announce = (place: string, reply: Reply, key: string) => Promise<boolean>
export type Announcers = ReadonlyMap<Address['platform'], Announce>

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

/** What of an end is told already, by the names of its files, and where more of it is noted. */
export type Notes = {
  readonly id: string
  readonly told: readonly string[]
  note(names: readonly string[]): Promise<void>
}

/** One message each for as many files as it takes; the first one has the text. */
const messagesOf = (reply: Reply, told: readonly string[]): readonly Reply[] => {
  const left = reply.files.filter(({ name }) => !told.includes(name))
  if (told.length === 0) return sharesOf(left).map((files, at) => ({ ...reply, ...(at > 0 && bare), files }))
  return left.length === 0 ? [] : sharesOf(left).map((files) => ({ ...reply, ...bare, files }))
}
const bare: Partial<Reply> = { blocks: [] }

const namesIn = ({ files }: Reply): readonly string[] => files.map(({ name }) => name)

const keyOf = (id: string, message: Reply): string =>
  createHash('sha256')
    .update(JSON.stringify([id, ...namesIn(message)]))
    .digest('base64url')
    .slice(0, 22)

type Telling = { readonly seal: Seal; readonly announcers: Announcers; readonly log: Log }

/**
 * Tells it for as long as it takes the platform to come back; false where it cannot be told. Undefined where the process
 * ends first, or has no connection to the platform: another one, or the next one, tells what is not noted yet.
 */
export const tell = async (
  sealed: string,
  reply: Reply,
  { id, told, note }: Notes,
  { seal, announcers, log }: Telling,
  signal: AbortSignal,
): Promise<boolean | undefined> => {
  const { platform, place } = openAddress(seal, sealed)
  const announce = announcers.get(platform)
  if (!announce) return undefined
  for (const message of messagesOf(reply, told)) {
    const send = (): Promise<boolean> => announce(place, message, keyOf(id, message))
    const heard = await whileAway(send, platform, log, signal)
    if (!heard) return heard
    await note(namesIn(message))
  }
  return true
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
