import { setTimeout as pause } from 'node:timers/promises'
import { UpstreamError } from '../errors.ts'
import type { Connection } from './connection.ts'
import type { Draft } from './draft.ts'
import type { Prompt } from './prompt.ts'

export type ModelOptions = {
  /** Of any server that speaks OpenAI's chat completions; OpenAI itself when left out. */
  readonly baseUrl?: string
  readonly apiKey: string
  readonly model: string
  readonly fetch?: typeof globalThis.fetch
  /** The first pause before another attempt. */
  readonly backoffMs?: number
}

/** Tokens of one call, as the server counts them, else estimated from the number of characters. */
export type Usage = { readonly model: string; readonly tokensIn: number; readonly tokensOut: number }

export type WriteOptions = {
  /** For the whole answer: connecting, waiting, retrying and reading the body. */
  readonly withinMs: number
  readonly signal?: AbortSignal | undefined
  /** Told of every call that costs something, of those too that end in a fault. */
  readonly onUsage?: ((usage: Usage) => void) | undefined
  /** Told of the whole answer so far each time it has grown; another attempt begins it anew. */
  readonly onAnswer?: ((begun: string) => void) | undefined
}

export type Written = { readonly draft: Draft; readonly model: string }

/** Writes prose. Rejects with UpstreamError and nothing else. */
export type ModelClient = {
  readonly name: string
  write(prompt: Prompt, options: WriteOptions): Promise<Written>
}

export const createModel = (options: ModelOptions): ModelClient => {
  const { model, backoffMs = 500 } = options
  // The client library takes 0.2 s to load, which most runs never need.
  let connected: Promise<Connection> | undefined
  return {
    name: model,
    async write(prompt, { withinMs, signal: given, onUsage = () => undefined, onAnswer }) {
      const deadline = AbortSignal.timeout(Math.max(1, Math.round(withinMs)))
      const signal = given ? AbortSignal.any([given, deadline]) : deadline
      const end = performance.now() + withinMs
      connected ??= import('./connection.ts').then(({ connect }) => connect(options))
      const { attempt, fateOf } = await connected
      for (let tried = 0; ; tried++) {
        try {
          return { draft: await attempt(prompt, signal, { onUsage, onAnswer }), model }
        } catch (error) {
          if (signal.aborted) throw givenUp(deadline, withinMs, error)
          const fate = fateOf(error, tried, end - performance.now(), backoffMs)
          if ('error' in fate) throw fate.error
          await pause(fate.retryAfterMs, undefined, { signal }).catch((cause) => {
            throw givenUp(deadline, withinMs, cause)
          })
        }
      }
    },
  }
}

const givenUp = (deadline: AbortSignal, withinMs: number, cause: unknown): UpstreamError =>
  new UpstreamError(
    'timeout',
    deadline.aborted
      ? `the model did not finish within ${Math.round(withinMs / 100) / 10} s`
      : 'the request was called off',
    { cause },
  )
