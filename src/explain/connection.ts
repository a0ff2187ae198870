import OpenAI, { APIError } from 'openai'
import { UpstreamError } from '../errors.ts'
import type { ModelOptions, Usage, WriteOptions } from './client.ts'
import { type Draft, readDraft, responseFormat } from './draft.ts'
import type { Prompt } from './prompt.ts'
import { prompts } from './prompts.ts'
import { fateOf } from './upstream.ts'

type Listeners = { onUsage(usage: Usage): void; readonly onAnswer: WriteOptions['onAnswer'] }

export type Connection = {
  /** One request, streamed so that an endless answer ends early. */
  attempt(prompt: Prompt, signal: AbortSignal, listeners: Listeners): Promise<Draft>
  readonly fateOf: typeof fateOf
}

/** The client tells every server about the machine it runs on, unless told not to. */
const withoutMachine = Object.fromEntries(
  ['retry-count', 'lang', 'package-version', 'os', 'arch', 'runtime', 'runtime-version', 'timeout'].map(
    (name) => [`x-stainless-${name}`, null],
  ),
)

export const connect = ({ baseUrl, apiKey, model, fetch }: ModelOptions): Connection => {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // The client's own retries ignore long waits and repeat spent quotas; its time-out leaves out the body.
    maxRetries: 0,
    logLevel: 'off',
    defaultHeaders: withoutMachine,
    ...(fetch && { fetch }),
  })
  // Servers that know no structure refuse it, each in its own words; then they are asked for plain text.
  let structured = true
  const attempt: Connection['attempt'] = async (prompt, signal, listeners) => {
    const ask = (withStructure: boolean): Promise<string> =>
      answer(client, bodyFor(model, prompt, withStructure), signal, listeners)
    if (!structured) return readDraft(await ask(false))
    try {
      return readDraft(await ask(true))
    } catch (error) {
      if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) throw error
    }
    const text = await ask(false)
    structured = false
    return readDraft(text)
  }
  return { attempt, fateOf }
}

type Body = Parameters<OpenAI['chat']['completions']['create']>[0] & { readonly stream: true }

const bodyFor = (model: string, { system, user, quantities }: Prompt, structured: boolean): Body => ({
  model,
  messages: [
    { role: 'system', content: system },
    { role: 'user', content: structured ? `${user}\n\n${prompts.structure.text}` : user },
  ],
  stream: true,
  ...(structured && {
    response_format: responseFormat(quantities),
    stream_options: { include_usage: true },
  }),
})

/** Ten times what is asked for: more is no explanation. */
const longestAnswer = 20_000

const answer = async (
  client: OpenAI,
  body: Body,
  signal: AbortSignal,
  { onUsage, onAnswer }: Listeners,
): Promise<string> => {
  const stream = await client.chat.completions.create(body, { signal })
  let [text, finished] = ['', '']
  let counted: OpenAI.CompletionUsage | undefined
  try {
    for await (const { choices = [], usage } of stream) {
      const [choice] = choices
      counted = usage ?? counted
      if (choice?.delta?.refusal) throw new UpstreamError('refused', 'the model declined to explain')
      text += choice?.delta?.content ?? ''
      if (choice?.delta?.content) onAnswer?.(text)
      finished = choice?.finish_reason ?? finished
      if (text.length > longestAnswer) {
        stream.controller.abort()
        throw new UpstreamError('refused', `the model wrote more than ${longestAnswer} characters`)
      }
    }
  } catch (error) {
    // A stream that has begun and is then lost was paid for: it is not asked for again.
    if (text === '' || error instanceof UpstreamError || signal.aborted) throw error
    throw new UpstreamError('refused', 'the answer of the model broke off', { cause: error })
  } finally {
    onUsage(counted ? usageOf(body.model, counted) : estimate(body, text))
  }
  // An aborted stream ends quietly in this client.
  signal.throwIfAborted()
  if (finished === 'content_filter') throw new UpstreamError('refused', 'the model declined to explain')
  if (finished !== 'stop') throw new UpstreamError('refused', 'the answer of the model broke off')
  return text
}

const usageOf = (model: string, { prompt_tokens, completion_tokens }: OpenAI.CompletionUsage): Usage => ({
  model,
  tokensIn: prompt_tokens,
  tokensOut: completion_tokens,
})

/** English and LaTeX come to about four characters a token. */
const tokens = (text: string): number => Math.ceil(text.length / 4)

const estimate = ({ model, messages }: Body, text: string): Usage => ({
  model,
  tokensIn: tokens(messages.map(({ content }) => (typeof content === 'string' ? content : '')).join('')),
  tokensOut: tokens(text),
})
