import { UpstreamError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { ModelClient } from './client.ts'

/** The share of the deadline that the first endpoint gets: the second needs the rest. */
const firstShare = 0.6

/** Asks `second` where `first` fails, within one deadline. */
export const withFallback = (first: ModelClient, second: ModelClient, log: Log): ModelClient => ({
  name: first.name,
  async write(prompt, options) {
    const end = performance.now() + options.withinMs
    try {
      return await first.write(prompt, { ...options, withinMs: options.withinMs * firstShare })
    } catch (error) {
      if (!(error instanceof UpstreamError) || options.signal?.aborted) throw error
      log.warn({ kind: error.kind, model: first.name }, `${error.message}; asking the second endpoint`)
      return second.write(prompt, { ...options, withinMs: end - performance.now() })
    }
  },
})
