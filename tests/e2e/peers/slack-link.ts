import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { record } from './discord-rules.ts'

export type SlackCall = { readonly method: string; readonly sent: Readonly<Record<string, string>> }

/** What may be lost of a call that Slack has done: its answer, so that the bot waits, or the connection at once. */
export type Loss = 'answer' | 'connection'

export type SlackLink = {
  readonly apiUrl: string
  readonly calls: readonly SlackCall[]
  /** The next call that fits, after which nothing of its answer comes back; resolves when Slack has done it. */
  lose(loss: Loss, fits: (call: SlackCall) => boolean): Promise<void>
  stop(): void
}

/** Stands between the app and the peer's Web API, and keeps messages' metadata, which the peer drops. */
export const startSlackLink = async (peerUrl: string): Promise<SlackLink> => {
  const calls: SlackCall[] = []
  const metadata = new Map<string, unknown>()
  let losing: { loss: Loss; fits: (call: SlackCall) => boolean; done: () => void } | undefined

  const remember = ({ method, sent }: SlackCall, answer: Readonly<Record<string, unknown>>): void => {
    if (method === 'chat.postMessage' && sent.metadata !== undefined)
      metadata.set(String(answer.ts), JSON.parse(sent.metadata))
  }
  /** docs.slack.dev, "conversations.history": `include_all_metadata` gives the payloads too. */
  const withMetadata = ({ method, sent }: SlackCall, answer: Readonly<Record<string, unknown>>) => {
    if (method !== 'conversations.history' || sent.include_all_metadata !== 'true') return answer
    const messages = Array.isArray(answer.messages) ? answer.messages : []
    return {
      ...answer,
      messages: messages.map((message: unknown) => {
        const found = metadata.get(String(record(message).ts))
        return found === undefined ? message : { ...record(message), metadata: found }
      }),
    }
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const method = (request.url ?? '').replace('/api/', '')
    const call = { method, sent: Object.fromEntries(new URLSearchParams(body)) }
    calls.push(call)
    const headers = Object.entries(request.headers).filter(([name]) =>
      /^(?:authorization|content-type)$/.test(name),
    )
    const answered = await fetch(`${peerUrl}/api/${method}`, {
      method: request.method ?? 'POST',
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      body,
    })
    const answer = record(await answered.json())
    remember(call, answer)
    if (losing?.fits(call)) {
      const { loss, done } = losing
      losing = undefined
      if (loss === 'connection') response.destroy()
      done()
      return
    }
    response.writeHead(answered.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(withMetadata(call, answer)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // listening on TCP
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    lose: (loss, fits) =>
      new Promise((done) => {
        losing = { loss, fits, done }
      }),
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
