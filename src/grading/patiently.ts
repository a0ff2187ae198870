import { setTimeout as pause } from 'node:timers/promises'
import { UpstreamError } from '../errors.ts'
import { isLost } from '../store/lost.ts'

const retryMs = 2000

/** Does it through whatever servers are away for a while; undefined where it is called off first. */
export const patiently = async <T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  onAway: (error: Error) => void = () => {},
): Promise<T | undefined> => {
  while (!signal.aborted) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UpstreamError) && !isLost(error)) throw error
      onAway(error)
      await pause(retryMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return undefined
}
