import { UpstreamError } from '../errors.ts'
import type { ModelClient } from './client.ts'

export type BreakerOptions = {
  /** This many faults in a row, and the endpoint is left alone. */
  readonly faults?: number
  readonly restMs?: number
  /** Milliseconds on any clock. */
  readonly now?: () => number
}

/**
 * Stops asking an endpoint that does not answer: students get the solver's derivation at once instead of after the
 * deadline. After `restMs` one request tries again; it alone decides whether the others may.
 */
export const withBreaker = (client: ModelClient, options: BreakerOptions = {}): ModelClient => {
  const { faults = 5, restMs = 30_000, now = () => performance.now() } = options
  let inARow = 0
  let resting = Number.NEGATIVE_INFINITY
  return {
    name: client.name,
    async write(prompt, write) {
      if (inARow >= faults) {
        if (now() < resting) throw new UpstreamError('refused', 'the model endpoint is down for now')
        // Whoever comes while this one tries is turned away.
        resting = now() + restMs
      }
      try {
        const written = await client.write(prompt, write)
        inARow = 0
        return written
      } catch (error) {
        if (!write.signal?.aborted) {
          inARow += 1
          if (inARow >= faults) resting = now() + restMs
        }
        throw error
      }
    },
  }
}
