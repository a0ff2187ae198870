import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { UpstreamError } from '../../errors.ts'
import type { Address } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import type { Seal } from '../../store/seal.ts'

/** Tells a person privately, in a new message; false where they cannot be reached at all. Rejects with UpstreamError for what may pass. */
export type Announce = (place: string, reply: Reply) => Promise<boolean>
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

const longestPauseMs = 60_000

/**
 * Tells it for as long as it takes the platform to come back; false where it cannot be told. Undefined where the process ends first, or has no
 * connection to the platform: another one, or the next one, tells it.
 */
export const tell = async (
  sealed: string,
  reply: Reply,
  { seal, announcers, log }: { seal: Seal; announcers: Announcers; log: Log },
  signal: AbortSignal,
): Promise<boolean | undefined> => {
  const { platform, place } = openAddress(seal, sealed)
  const announce = announcers.get(platform)
  if (!announce) return undefined
  for (let pauseMs = 1000; !signal.aborted; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await announce(place, reply)
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
