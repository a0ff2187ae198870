import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageBreaches, viewBreaches } from './slack-limits.ts'

const BINARY = fileURLToPath(
  new URL('../../../node_modules/local-slack-linux-x64/bin/local-slack', import.meta.url),
)

/** Why tests against Slack's peer cannot run here, or undefined where they can. */
export const slackPeerMissing: string | undefined =
  process.platform === 'linux' && process.arch === 'x64' && existsSync(BINARY)
    ? undefined
    : `local-slack (a Linux x64 binary) is not at ${BINARY}: Slack is not tested end to end`

export type PeerMessage = {
  readonly channel: string
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly thread_ts?: string
  readonly subtype?: string
  readonly ephemeral_to?: string
  readonly blocks?: readonly PeerBlock[]
  readonly files?: readonly {
    readonly name: string
    readonly url_private: string
    readonly alt_txt?: string
  }[]
  readonly edited?: unknown
}
export type PeerBlock = { readonly type: string; readonly elements?: readonly PeerElement[] }
export type PeerElement = { readonly type: string; readonly action_id?: string; readonly value?: string }
export type PeerView = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly callback_id: string
  readonly blocks: readonly (Readonly<Record<string, unknown>> & { readonly block_id: string })[]
}
export type PeerLogEntry = {
  readonly direction: string
  readonly kind: string
  readonly summary: string
  readonly time: number
  readonly detail?: unknown
}
/** One delivery to the app in HTTP mode, as the peer signed it. */
export type PeerDelivery = { readonly headers: IncomingHttpHeaders; readonly body: string }

export const SLACK_APP = {
  botUser: 'U0EXACTA',
  botToken: 'xoxb-peer',
  appToken: 'xapp-peer',
  signingSecret: 'peer-signing-secret',
} as const

export type SlackPeer = Awaited<ReturnType<typeof startSlackPeer>>

const listening = async (child: ChildProcess): Promise<string> => {
  let printed = ''
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk)
    const url = /Web UI:\s+(http:\/\/\S+)/.exec(printed)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(`local-slack did not start: ${printed}`)
}

/** Stands at the app's request URL, so that the app's port need not be known first and deliveries can be replayed. */
const startRelay = async () => {
  const deliveries: PeerDelivery[] = []
  let port = 0
  const forward = async ({ headers, body }: PeerDelivery) => {
    const sent = Object.entries(headers).filter(([name]) => /^(x-slack|content-type)/.test(name))
    return fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: sent.map(([name, value]) => [name, String(value)]),
      body,
    })
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const delivery = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
    deliveries.push(delivery)
    try {
      const answer = await forward(delivery)
      response.writeHead(answer.status).end(await answer.text())
    } catch {
      response.writeHead(502).end()
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no relay')
  return {
    url: `http://127.0.0.1:${address.port}/slack/events`,
    deliveries,
    forward,
    pointTo: (target: number) => {
      port = target
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The peer's own web page is told of every message, view and log entry; so are we, and need not ask again and again. */
const watch = async (url: string) => {
  const messages: PeerMessage[] = []
  const log: PeerLogEntry[] = []
  let views: readonly PeerView[] = []
  const shown: { readonly messages: PeerMessage[]; readonly views: PeerView[] } = { messages: [], views: [] }
  const waiting = new Set<() => void>()
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ui`)
  const take = (event: Record<string, unknown> & { t: string }) => {
    // The shapes below are what local-slack 0.1.8 sends to its page.
    if (event.t === 'message') messages.push(event.message as PeerMessage)
    if (event.t === 'message_update') {
      const changed = event.message as PeerMessage
      const at = messages.findIndex(({ ts, channel }) => ts === changed.ts && channel === changed.channel)
      if (at >= 0) messages[at] = changed
    }
    if (event.t === 'log') log.push(event.entry as PeerLogEntry)
    if (event.t === 'view') views = (event.stack as readonly PeerView[] | undefined) ?? []
    const said = event.message as PeerMessage | undefined
    if (said?.user === SLACK_APP.botUser && said.subtype !== 'file_share') shown.messages.push(said)
    if (event.t === 'view') shown.views.push(...views)
    for (const wake of waiting) wake()
  }
  socket.addEventListener('message', ({ data }) => take(JSON.parse(String(data))))
  await once(socket, 'open')
  const waitFor = <T>(what: string, find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`Slack never showed ${what}; it has ${JSON.stringify(messages.slice(-5))}`))
      }, 30_000)
      const look = () => {
        const found = find()
        if (found === undefined) return
        clearTimeout(timer)
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  /** What of everything the app showed Slack would have refused. */
  const breaches = () => [...shown.messages.flatMap(messageBreaches), ...shown.views.flatMap(viewBreaches)]
  return { messages, log, breaches, views: () => views, waitFor, socket }
}

const workspace = (mode: 'socket' | 'http', requestUrl: string, people: number) => {
  const users = Array.from({ length: people }, (_, index) => ({
    id: `U${1000 + index}`,
    name: `user${index}`,
  }))
  const members = [...users.map(({ id }) => id), SLACK_APP.botUser]
  return {
    workspace: { name: 'Course', domain: 'course', teamId: 'T0COURSE' },
    app: {
      appId: 'A0EXACTA',
      botUserId: SLACK_APP.botUser,
      botName: 'exacta',
      botToken: SLACK_APP.botToken,
      appToken: SLACK_APP.appToken,
      signingSecret: SLACK_APP.signingSecret,
      mode: mode === 'socket' ? 'socket' : 'events',
      requestUrl,
    },
    users,
    channels: [{ id: 'C0HOMEWORK', name: 'homework', members }],
  }
}

type Filled = string | { readonly option: string } | { readonly files: readonly unknown[] }

/** docs.slack.dev, "View submission payloads". */
const stateOf = (value: Filled) => {
  if (typeof value === 'string') return { type: 'plain_text_input', value }
  if ('files' in value) return { type: 'file_input', files: value.files }
  return { type: 'static_select', selected_option: { value: value.option } }
}

export type SlackPeerOptions = {
  readonly mode: 'socket' | 'http'
  readonly users?: number
  /** A port to listen on again, after a peer that was stopped. */
  readonly port?: string
}

/**
 * A Slack of one course on 127.0.0.1: channel C0HOMEWORK with users U1000, U1001, …
 * In HTTP mode give the app's port to `pointTo` once it listens.
 */
export const startSlackPeer = async (options: SlackPeerOptions) => {
  const relay = await startRelay()
  const folder = mkdtempSync(join(tmpdir(), 'exacta-slack-'))
  const config = join(folder, 'workspace.json')
  writeFileSync(config, JSON.stringify(workspace(options.mode, relay.url, options.users ?? 2)))
  const args = [
    '--config',
    config,
    '--port',
    options.port ?? '0',
    '--base-host',
    '127.0.0.1',
    '--files-dir',
    join(folder, 'files'),
  ]
  const child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const killed = () => child.kill()
  process.once('exit', killed)
  const url = await listening(child)
  child.stdout.resume()
  const seen = await watch(url)

  const control = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/_control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }

  return {
    ...seen,
    url,
    channel: 'C0HOMEWORK',
    clientOptions: { slackApiUrl: `${url}/api/` },
    fileOrigins: [url],
    deliveries: relay.deliveries,
    /** Delivers a request to the app as it is, for instance once more. */
    redeliver: relay.forward,
    pointTo: relay.pointTo,
    /** Resolves when the app has acknowledged. */
    command: (user: string, command: string, text: string, channel = 'C0HOMEWORK') =>
      control('command', { channel, user, command, text }),
    say: async (user: string, text: string, thread_ts?: string, channel = 'C0HOMEWORK') => {
      const said = await control('message', { channel, user, text, thread_ts })
      return (said as { message: PeerMessage }).message
    },
    click: (user: string, message: PeerMessage, action_id: string) => {
      const elements = (message.blocks ?? []).flatMap((block) => block.elements ?? [])
      const action = elements.find((element) => element.action_id === action_id)
      if (action === undefined) throw new Error(`no button ${action_id} in ${JSON.stringify(message)}`)
      return control('interact', { channel: message.channel, messageTs: message.ts, user, action })
    },
    /** Submits the view on top: text by field, or a chosen option, or files as Slack describes them. */
    submit: (user: string, fields: Readonly<Record<string, Filled>>) => {
      const values = Object.entries(fields).map(([name, value]) => [
        name,
        {
          value: stateOf(value),
        },
      ])
      seen.socket.send(JSON.stringify({ t: 'view_submit', user, values: Object.fromEntries(values) }))
    },
    /** Posts a text file, as Slack does with a long paste; `said` is what was typed beside it. */
    upload: async (
      user: string,
      name: string,
      text: string,
      channel = 'C0HOMEWORK',
      said = '',
    ): Promise<PeerMessage> => {
      const form = new FormData()
      form.set('channel', channel)
      if (said !== '') form.set('text', said)
      form.set('user', user)
      form.set('file', new File([text], name, { type: 'text/plain' }))
      const response = await fetch(`${url}/_control/upload`, { method: 'POST', body: form })
      return ((await response.json()) as { message: PeerMessage }).message
    },
    /** Where people write to the app directly. */
    direct: async (user: string): Promise<string> => {
      const body = new URLSearchParams({ users: user, token: SLACK_APP.botToken })
      const response = await fetch(`${url}/api/conversations.open`, { method: 'POST', body })
      return ((await response.json()) as { channel: { id: string } }).channel.id
    },
    download: async (address: string): Promise<string> => {
      const response = await fetch(address, { headers: { authorization: `Bearer ${SLACK_APP.botToken}` } })
      return response.text()
    },
    /** Chooses a shortcut of a message, in HTTP mode; docs.slack.dev, "Shortcuts interaction payload". */
    choose: async (callback_id: string, user: string, message: PeerMessage, team_id = 'T0COURSE') => {
      // Only a delivery of the peer has a trigger that opens views.
      await control('command', { channel: 'C0HOMEWORK', user, command: '/help', text: 'conv' })
      const last = relay.deliveries.at(-1)?.body ?? ''
      const { trigger_id, response_url } = Object.fromEntries(new URLSearchParams(last))
      const payload = {
        type: 'message_action',
        callback_id,
        trigger_id,
        response_url,
        message_ts: message.ts,
        team: { id: team_id, domain: 'course' },
        channel: { id: message.channel, name: 'homework' },
        user: { id: user, name: 'someone', team_id },
        message: { type: 'message', ...message },
        token: 'peer',
        action_ts: '1.1',
      }
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
      const seconds = Math.floor(Date.now() / 1000)
      const digest = createHmac('sha256', SLACK_APP.signingSecret)
        .update(`v0:${seconds}:${body}`)
        .digest('hex')
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${digest}`,
      }
      return relay.forward({ headers, body })
    },
    stop: async () => {
      seen.socket.close()
      relay.stop()
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill()
        await gone
      }
      process.off('exit', killed)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
