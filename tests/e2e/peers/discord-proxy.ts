import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { completeMessage, type Upload } from './discord-answers.ts'
import { commandSetViolations, messageViolations, modalViolations } from './discord-limits.ts'
import { checkedAnswer, type Json, list, record, requestViolations, ruleOf } from './discord-rules.ts'

export type Request = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string
  readonly body: unknown
}
export type Answer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** One request of the bot with its answer; `at` is performance.now() when the request had been read. */
export type Call = {
  readonly at: number
  readonly request: Request
  readonly uploads: readonly Upload[]
  readonly answer: Answer
  /** The interaction's token, where the request is about one. */
  readonly token: string | undefined
}

export type DiscordProxy = {
  readonly url: string
  readonly calls: readonly Call[]
  /** Everything that Discord would refuse or that its schemas do not admit; a test fails unless this is empty. */
  readonly violations: readonly string[]
  /** The first call of an interaction for which `wanted` holds, be it past or future. */
  call(token: string, wanted: (call: Call) => boolean): Promise<Call>
  /** Never answers the next call that fits, though it is done: the bot does not learn that it arrived. */
  swallow(fits: (call: Call) => boolean): void
  /** The same of all calls. */
  any(wanted: (call: Call) => boolean): Promise<Call>
  stop(): Promise<void>
}

const tokenOf = (path: string): string | undefined =>
  /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.[1]

const readBody = async (incoming: IncomingMessage): Promise<{ body: unknown; files: readonly File[] }> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = incoming.headers['content-type'] ?? ''
  if (bytes.length === 0) return { body: undefined, files: [] }
  if (!type.startsWith('multipart/')) return { body: JSON.parse(bytes.toString('utf8')), files: [] }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const files = [...form].flatMap(([name, part]) =>
    name.startsWith('files[') && part instanceof File ? [part] : [],
  )
  return { body: JSON.parse(String(form.get('payload_json'))), files }
}

const uploadsOf = (body: unknown, files: readonly File[]): Promise<readonly Upload[]> =>
  Promise.all(
    files.map(async (file, index) => {
      const named = list(record(body).attachments)
        .map(record)
        .find(({ id }) => Number(id) === index)
      return {
        name: file.name,
        text: await file.text(),
        content: new Uint8Array(await file.arrayBuffer()),
        bytes: file.size,
        about: String(named?.description ?? ''),
      }
    }),
  )

const messageCalls = ['execute_webhook', 'update_webhook_message', 'create_message', 'update_message']
const carriesMessage = (name: string): boolean => messageCalls.includes(name)

const contentViolations = (name: string, body: unknown, files: readonly File[]): readonly string[] => {
  const { type, data } = record(body)
  if (name === 'bulk_set_application_commands') return commandSetViolations(body)
  if (name === 'create_interaction_response') {
    if (type === 9) return modalViolations(record(data))
    return type === 4 || type === 7 ? messageViolations(record(data), files) : []
  }
  return carriesMessage(name) ? messageViolations(record(body), files) : []
}

/** The answer with what a peer leaves out, so that the bot sees a whole one. */
const complete = (name: string, body: unknown, uploads: readonly Upload[]): unknown => {
  if (name === 'list_messages') return list(body).map((message) => completeMessage(message, []))
  return carriesMessage(name) ? completeMessage(body, uploads) : body
}

/** Stands between the bot and a peer: unpacks multipart bodies and holds both sides to Discord's published schemas. */
export const startDiscordProxy = async (
  upstream: (request: Request, uploads: readonly Upload[]) => Promise<Answer>,
): Promise<DiscordProxy> => {
  const calls: Call[] = []
  const violations: string[] = []
  const waiting = new Set<(call: Call) => void>()

  let swallows = (_call: Call): boolean => false

  const serve = async (incoming: IncomingMessage): Promise<Answer | undefined> => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://discord.test')
    const path = decodeURIComponent(pathname.replace(/^\/api\/v10/, ''))
    const { body, files } = await readBody(incoming)
    const at = performance.now()
    const method = incoming.method ?? 'GET'
    const request = {
      method,
      path,
      query: searchParams,
      authorization: incoming.headers.authorization ?? '',
      body,
    }
    const report = (found: readonly string[]) =>
      violations.push(...found.map((violation) => `${method} ${path}: ${violation}`))
    const rule = pathname.startsWith('/api/v10/') ? ruleOf(method, path) : undefined
    if (rule === undefined) {
      report(['no such request'])
      return { status: 404, body: { code: 0, message: '404: Not Found' } }
    }
    report([...requestViolations(rule, searchParams, body), ...contentViolations(rule.name, body, files)])
    const uploads = await uploadsOf(body, files)
    const raw = await upstream(request, uploads)
    const whole = raw.status < 300 ? complete(rule.name, raw.body, uploads) : raw.body
    const checked = checkedAnswer(rule, raw.status, whole)
    report(checked.violations)
    const answer = { ...raw, body: checked.body }
    const call = { at, request, uploads, answer, token: tokenOf(path) }
    calls.push(call)
    const isLost = swallows(call)
    if (isLost) swallows = () => false
    for (const tell of waiting) tell(call)
    return isLost ? undefined : answer
  }

  const respond = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const answer = await serve(incoming).catch((error: unknown): Answer => {
      violations.push(`${incoming.method} ${incoming.url}: ${String(error)}`)
      return { status: 500, body: { code: 0, message: String(error) } }
    })
    if (answer === undefined) return
    const text = answer.body === undefined || answer.status === 204 ? undefined : JSON.stringify(answer.body)
    outgoing.writeHead(answer.status, {
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...answer.headers,
    })
    outgoing.end(text)
  }

  const find = (fits: (call: Call) => boolean): Promise<Call> => {
    const past = calls.find(fits)
    if (past) return Promise.resolve(past)
    return new Promise((resolve) => {
      const tell = (call: Call) => {
        if (!fits(call)) return
        waiting.delete(tell)
        resolve(call)
      }
      waiting.add(tell)
    })
  }

  const server = createServer((incoming, outgoing) => void respond(incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // An address is a string for a pipe only.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/api`,
    calls,
    violations,
    call: (token, wanted) => find((call) => call.token === token && wanted(call)),
    any: find,
    swallow: (fits) => {
      swallows = fits
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type { Json }
