import { setTimeout as pause } from 'node:timers/promises'
import OpenAI from 'openai'
import { UpstreamError } from '../errors.ts'
import type { Prompt } from './prompt.ts'
import { fateOf } from './upstream.ts'

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

/** Ten times what is asked for: more is no explanation. */
const longestAnswer = 20_000

export const createModel = (options: ModelOptions): ModelClient => {
  const { baseUrl, apiKey, model, timeoutMs, backoffMs = 500 } = options
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // The client's own retries ignore long waits and repeat spent quotas; its time-out leaves out the body.
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    ...(options.fetch && { fetch: options.fetch }),
  })
  return {
    name: model,
    async write(prompt, { signal: given }) {
      const deadline = AbortSignal.timeout(timeoutMs)
      const signal = given ? AbortSignal.any([given, deadline]) : deadline
      const end = performance.now() + timeoutMs
      for (let attempt = 0; ; attempt++) {
        try {
          return await answer(client, model, prompt, signal)
        } catch (error) {
          if (signal.aborted) throw givenUp(deadline, timeoutMs, error)
          const fate = fateOf(error, attempt, end - performance.now(), backoffMs)
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

/** One attempt, streamed so that an endless answer ends early. */
const answer = async (
  client: OpenAI,
  model: string,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<string> => {
  const messages = [
    { role: 'system' as const, content: prompt.system },
    { role: 'user' as const, content: prompt.user },
  ]
  const stream = await client.chat.completions.create({ model, messages, stream: true }, { signal })
  let [text, finished] = ['', '']
  for await (const { choices = [] } of stream) {
    const [choice] = choices
    if (choice?.delta?.refusal) throw new UpstreamError('refused', 'the model declined to explain')
    text += choice?.delta?.content ?? ''
    finished = choice?.finish_reason ?? finished
    if (text.length > longestAnswer) {
      stream.controller.abort()
      throw new UpstreamError('refused', `the model wrote more than ${longestAnswer} characters`)
    }
  }
  // An aborted stream ends quietly in this client.
  signal.throwIfAborted()
  return complete(text, finished)
}

/** Reasoning that some servers leave in front of the answer. */
const reasoning = /^\s*<think>[\s\S]*?<\/think>/

const complete = (text: string, finished: string): string => {
  if (finished === 'content_filter') throw new UpstreamError('refused', 'the model declined to explain')
  if (finished !== 'stop') throw new UpstreamError('refused', 'the answer of the model broke off')
  const prose = text.replace(reasoning, '').trim()
  if (prose === '') throw new UpstreamError('refused', 'the model wrote nothing')
  return prose
}
