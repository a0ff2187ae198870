import { attachmentOf, type Upload } from './discord-answers.ts'
import type { Answer, Request } from './discord-proxy.ts'
import { type Json, list, record } from './discord-rules.ts'

export type Rest = {
  /** What anyone in the channel sees, oldest first. */
  readonly visible: () => readonly Json[]
  readonly commands: () => readonly unknown[]
  /** Puts a message of a person into the channel. */
  say(content: string, extra?: Json): Json
  /** A new interaction; with `late` its deadline has passed already. */
  open(message: Json | undefined, late: boolean): { readonly id: string; readonly token: string }
  /** Lets an interaction's 15 minutes pass. */
  expire(token: string): void
  /** What a person was told directly, oldest first. */
  readonly told: (person: string) => readonly Json[]
  /** Lets a person take no direct messages any more, or take them again. */
  close(person: string, closed: boolean): void
  /** The next `times` requests that are no login get 429. */
  limit(times: number): void
  answer(request: Request, uploads?: readonly Upload[]): Answer
}

type Interaction = {
  state: 'open' | 'deferred' | 'done' | 'late' | 'expired'
  hidden: boolean
  original: string | undefined
}

const refuse = (status: number, code: number, message: string): Answer => ({
  status,
  body: { code, message },
})
const unknownInteraction = refuse(404, 10062, 'Unknown interaction')
const unknownMessage = refuse(404, 10008, 'Unknown Message')
const hiddenFlag = (body: Json): boolean => (Number(body.flags ?? 0) & 64) !== 0

/** The REST side of the stand-in: https://discord.com/developers/docs/interactions/receiving-and-responding */
export const createRest = (setup: {
  bot: Json
  token: string
  channelId: string
  gatewayUrl: string
}): Rest => {
  const messages = new Map<string, Json>()
  const interactions = new Map<string, Interaction>()
  let commands: readonly unknown[] = []
  let limited = 0
  let counter = 500000000000000000n
  const nextId = () => String(++counter)

  const direct = new Map<string, string>()
  const closed = new Set<string>()
  const openDirect = (person: string): Answer => {
    const id = direct.get(person) ?? nextId()
    direct.set(person, id)
    const recipient = { ...setup.bot, id: person, username: 'someone', bot: false }
    return { status: 200, body: { id, type: 1, flags: 0, last_message_id: null, recipients: [recipient] } }
  }
  const write = (channelId: string, body: Json, uploads: readonly Upload[]): Answer => {
    const person = [...direct].find(([, id]) => id === channelId)?.[0]
    if (person !== undefined && closed.has(person))
      return refuse(403, 50007, 'Cannot send messages to this user')
    const message: Json = {
      ...post(body, false, setup.bot, channelId),
      attachments: uploads.map(attachmentOf),
    }
    messages.set(String(message.id), message)
    return { status: 200, body: message }
  }

  const post = (
    body: Json,
    hidden: boolean,
    author: Json = setup.bot,
    channelId: string = setup.channelId,
  ): Json => {
    const message: Json = {
      id: nextId(),
      type: 0,
      channel_id: channelId,
      author,
      content: body.content ?? '',
      embeds: body.embeds ?? [],
      components: body.components ?? [],
      attachments: [],
      mentions: [],
      mention_roles: [],
      mention_everyone: false,
      pinned: false,
      tts: false,
      timestamp: new Date(0).toISOString(),
      edited_timestamp: null,
      flags: hidden ? 64 : 0,
    }
    messages.set(String(message.id), message)
    return message
  }
  const edit = (id: string, body: Json): Answer => {
    const before = messages.get(id)
    if (before === undefined) return unknownMessage
    const { content, embeds, components } = { ...before, ...body }
    const after = { ...before, content, embeds, components, edited_timestamp: new Date(1000).toISOString() }
    messages.set(id, after)
    return { status: 200, body: after }
  }
  const fill = (interaction: Interaction, body: Json): Answer => {
    const message = post(body, interaction.hidden)
    interaction.original = String(message.id)
    interaction.state = 'done'
    return { status: 200, body: message }
  }

  const callback = (token: string, body: Json): Answer => {
    const interaction = interactions.get(token)
    if (interaction === undefined || interaction.state === 'late') return unknownInteraction
    if (interaction.state !== 'open') return refuse(400, 40060, 'Interaction has already been acknowledged.')
    const data = record(body.data)
    interaction.hidden = hiddenFlag(data)
    interaction.state = body.type === 5 ? 'deferred' : 'done'
    if (body.type === 4) fill(interaction, data)
    if (body.type === 7 && interaction.original !== undefined) edit(interaction.original, data)
    return { status: 204 }
  }

  const webhook = (method: string, token: string, id: string | undefined, body: Json): Answer => {
    const interaction = interactions.get(token)
    if (interaction?.state === 'expired') return refuse(401, 50027, 'Invalid Webhook Token')
    if (interaction === undefined || interaction.state === 'open' || interaction.state === 'late') {
      return refuse(404, 10015, 'Unknown Webhook')
    }
    // Discord takes the first follow-up for the deferred answer, with the visibility fixed on deferring.
    const waiting = interaction.state === 'deferred'
    if (method === 'POST')
      return waiting ? fill(interaction, body) : { status: 200, body: post(body, hiddenFlag(body)) }
    const target = id === '@original' ? interaction.original : id
    if (method === 'PATCH') return waiting ? fill(interaction, body) : edit(target ?? '', body)
    interaction.state = 'done'
    return waiting || messages.delete(target ?? '') ? { status: 204 } : unknownMessage
  }

  const history = (channelId: string, query: URLSearchParams): Answer => {
    const before = BigInt(query.get('before') ?? counter + 1n)
    const found = [...messages.values()].filter(
      (m) => m.channel_id === channelId && BigInt(String(m.id)) < before && !hiddenFlag(m),
    )
    return { status: 200, body: found.toReversed().slice(0, Number(query.get('limit') ?? 50)) }
  }

  const register = (applicationId: string, body: unknown): Answer => {
    commands = list(body).map((command) => ({
      description: '',
      default_member_permissions: null,
      ...record(command),
      id: nextId(),
      version: nextId(),
      application_id: applicationId,
    }))
    return { status: 200, body: commands }
  }

  const answer = (
    { method, path, query, authorization, body }: Request,
    uploads: readonly Upload[] = [],
  ): Answer => {
    const [, area, id = '', token = '', , message] = path.split('/')
    const open = area === 'interactions' || area === 'webhooks'
    if (!open && authorization !== `Bot ${setup.token}`) return refuse(401, 0, '401: Unauthorized')
    if (area === 'gateway') {
      const session_start_limit = { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 }
      return { status: 200, body: { url: setup.gatewayUrl, shards: 1, session_start_limit } }
    }
    if (limited > 0) {
      limited -= 1
      const wait = { code: 0, message: 'You are being rate limited.', retry_after: 0.05, global: false }
      return { status: 429, headers: { 'retry-after': '0.05', 'x-ratelimit-scope': 'user' }, body: wait }
    }
    if (area === 'interactions') return callback(token, record(body))
    if (area === 'webhooks') return webhook(method, token, message, record(body))
    if (area === 'users') return openDirect(String(record(body).recipient_id))
    if (area === 'channels' && method === 'POST') return write(id, record(body), uploads)
    return area === 'applications' ? register(id, body) : history(id, query)
  }

  return {
    visible: () => [...messages.values()].filter((message) => !hiddenFlag(message)),
    commands: () => commands,
    told: (person) => [...messages.values()].filter(({ channel_id }) => channel_id === direct.get(person)),
    close: (person, isClosed) => void (isClosed ? closed.add(person) : closed.delete(person)),
    say: (content, extra = {}) => {
      const author = { ...setup.bot, id: '400000000000000004', username: 'student', bot: false }
      const message = { ...post({ content }, false, author), ...extra }
      messages.set(String(message.id), message)
      return message
    },
    open: (message, late) => {
      const id = nextId()
      const token = `token-${id}`
      const original = message === undefined ? undefined : String(message.id)
      interactions.set(token, { state: late ? 'late' : 'open', hidden: false, original })
      return { id, token }
    },
    expire: (token) => {
      const interaction = interactions.get(token)
      if (interaction) interaction.state = 'expired'
    },
    limit: (times) => {
      limited = times
    },
    answer,
  }
}
