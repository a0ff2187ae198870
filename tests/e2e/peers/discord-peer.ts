import { ChannelType } from 'discord.js'
import { DigitalDiscord } from 'discord-digital-twin'
import { type Actions, type Deliver, discordActions } from './discord-actions.ts'
import { type Answer, type DiscordProxy, type Request, startDiscordProxy } from './discord-proxy.ts'
import { type Json, record } from './discord-rules.ts'

export type DiscordPeer = Actions & {
  /** For the bot: `connectDiscord({ token, rest })`. */
  readonly token: string
  readonly rest: { readonly api: string; readonly version: string }
  readonly applicationId: string
  readonly guildId: string
  readonly channelId: string
  readonly users: readonly string[]
  readonly proxy: DiscordProxy
  /** A message that a person writes. */
  say(content: string, place?: { readonly user?: string; readonly channel?: string }): Promise<Json>
  stop(): Promise<void>
}

const channelId = '200000000000000001'
const userId = (index: number): string => String(300000000000000000n + BigInt(index))

/** The twin forgets which deferred answers are ephemeral: the flag rides on the edit that fills them. */
const ephemeralKeeper = () => {
  const hidden = new Set<string>()
  return (request: Request): unknown => {
    const { type, data } = record(request.body)
    const token = request.path.split('/')[3] ?? ''
    if (request.path.endsWith('/callback') && type === 5 && (Number(record(data).flags ?? 0) & 64) !== 0) {
      hidden.add(token)
    }
    const first = request.method === 'PATCH' && request.path.endsWith('@original') && hidden.delete(token)
    return first ? { ...record(request.body), flags: 64 } : request.body
  }
}

/** `discord-digital-twin` behind the validating proxy. `users` people are members of its one server. */
export const startDiscordPeer = async ({ users = 2 }: { users?: number } = {}): Promise<DiscordPeer> => {
  const people = Array.from({ length: users }, (_, index) => ({
    id: userId(index),
    username: `student${index}`,
  }))
  const twin = new DigitalDiscord({
    channels: [{ id: channelId, name: 'homework', type: ChannelType.GuildText }],
    users: people,
  })
  await twin.start()
  const bodyFor = ephemeralKeeper()

  const upstream = async (request: Request): Promise<Answer> => {
    const body = bodyFor(request)
    const ask = (): Promise<Response> =>
      fetch(`${twin.restUrl}/v10${request.path}?${request.query}`, {
        method: request.method,
        headers: { authorization: request.authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    // A kept connection that the twin closes at this moment has read nothing.
    const answer = await ask().catch(ask)
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  const proxy = await startDiscordProxy(upstream)

  const deliver: Deliver = ({ type, data, user, channel, message }) =>
    twin.simulateInteraction({
      type,
      data,
      channelId: channel ?? channelId,
      userId: user ?? userId(0),
      ...(message ? { messageId: String(message.id) } : {}),
    })

  return {
    ...discordActions(proxy, deliver),
    token: twin.botToken,
    rest: { api: proxy.url, version: '10' },
    applicationId: twin.botUserId,
    guildId: twin.guildId,
    channelId,
    users: people.map(({ id }) => id),
    proxy,
    say: async (content, { user = userId(0), channel = channelId } = {}) =>
      record(await twin.simulateUserMessage({ channelId: channel, userId: user, content })),
    stop: async () => {
      await proxy.stop()
      await twin.stop()
    },
  }
}
