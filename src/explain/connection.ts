import OpenAI from 'openai'
import { UpstreamError } from '../errors.ts'
import type { ModelOptions } from './client.ts'
import type { Prompt } from './prompt.ts'
import { fateOf } from './upstream.ts'

export type Connection = {
  /** One request, streamed so that an endless answer ends early. */
  attempt(prompt: Prompt, signal: AbortSignal): Promise<string>
  readonly fateOf: typeof fateOf
}

/** The client tells every server about the machine it runs on, unless told not to. */
const withoutMachine = Object.fromEntries(
  ['retry-count', 'lang', 'package-version', 'os', 'arch', 'runtime', 'runtime-version', 'timeout'].map(
    (name) => [`x-stainless-${name}`, null],
  ),
)

export const connect = ({ baseUrl, apiKey, model, timeoutMs, fetch }: ModelOptions): Connection => {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // The client's own retries ignore long waits and repeat spent quotas; its time-out leaves out the body.
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    defaultHeaders: withoutMachine,
    ...(fetch && { fetch }),
  })
  return { attempt: (prompt, signal) => answer(client, model, prompt, signal), fateOf }
}

/** Ten times what is asked for: more is no explanation. */
const longestAnswer = 20_000

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
