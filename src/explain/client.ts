import { setTimeout as pause } from 'node:timers/promises'
import { UpstreamError } from '../errors.ts'
import type { Connection } from './connection.ts'
import type { Prompt } from './prompt.ts'

export type ModelOptions = {
  /** Of any server that speaks OpenAI's chat completions; OpenAI itself when left out. */
  readonly baseUrl?: string
  readonly apiKey: string
  readonly model: string
  /** For the whole answer: connecting, waiting, retrying and reading the body. */
  readonly timeoutMs: number
  readonly fetch?: typeof globalThis.fetch
  /** The first pause before another attempt. */
  readonly backoffMs?: number
}

/** Writes prose. Rejects with UpstreamError and nothing else. */
export type ModelClient = {
  readonly name: string
  write(prompt: Prompt, options: { readonly signal?: AbortSignal }): Promise<string>
}

export const createModel = (options: ModelOptions): ModelClient => {
  const { model, timeoutMs, backoffMs = 500 } = options
  // The client library takes 0.2 s to load, which most runs never need.
  let connected: Promise<Connection> | undefined
  return {
    name: model,
    async write(prompt, { signal: given }) {
      const deadline = AbortSignal.timeout(timeoutMs)
      const signal = given ? AbortSignal.any([given, deadline]) : deadline
      const end = performance.now() + timeoutMs
      connected ??= import('./connection.ts').then(({ connect }) => connect(options))
      const { attempt, fateOf } = await connected
      for (let tried = 0; ; tried++) {
        try {
          return await attempt(prompt, signal)
        } catch (error) {
          if (signal.aborted) throw givenUp(deadline, timeoutMs, error)
          const fate = fateOf(error, tried, end - performance.now(), backoffMs)
          if ('error' in fate) throw fate.error
          await pause(fate.retryAfterMs, undefined, { signal }).catch((cause) => {
            throw givenUp(deadline, timeoutMs, cause)
          })
        }
      }
    },
  }
}

const givenUp = (deadline: AbortSignal, timeoutMs: number, cause: unknown): UpstreamError =>
  new UpstreamError(
    'timeout',
    deadline.aborted ? `the model did not finish within ${timeoutMs / 1000} s` : 'the request was called off',
    { cause },
  )
