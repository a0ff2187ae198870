import { type Actions, type Deliver, discordActions } from './discord-actions.ts'
import { type Gateway, startGateway } from './discord-gateway.ts'
import { type DiscordProxy, startDiscordProxy } from './discord-proxy.ts'
import { createRest, type Rest } from './discord-rest.ts'
import type { Json } from './discord-rules.ts'

export type DiscordStandIn = Actions & {
  readonly token: string
  readonly rest: { readonly api: string; readonly version: string }
  readonly applicationId: string
  readonly channelId: string
  readonly proxy: DiscordProxy
  readonly gateway: Gateway
  readonly state: Rest
  /** The same actions in direct messages, where there is no server and no member. */
  readonly direct: Actions
  /** The same actions of a person who holds a role. */
  as(personId: string, roles: readonly string[]): Actions
  /** The same actions, but each interaction's 3 s are over before the bot can acknowledge it. */
  readonly late: Actions
  stop(): Promise<void>
}

const token = 'stand-in-token'
const guildId = '400000000000000001'
const channelId = '400000000000000002'
const botId = '400000000000000003'
const studentId = '400000000000000004'

const person = (id: string, username: string, bot: boolean): Json => ({
  id,
  username,
  discriminator: '0',
  global_name: username,
  avatar: null,
  bot,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
})
const bot = person(botId, 'Exacta', true)
const student = person(studentId, 'student', false)
const channel: Json = { id: channelId, type: 0, guild_id: guildId, name: 'homework', position: 0 }
/** What the staff of the course has. */
export const staffRole = '400000000000000021'

const role: Json = { id: guildId, name: '@everyone', permissions: '0', position: 0, color: 0, colors: {} }

const guild: Json = {
  id: guildId,
  name: 'Course',
  owner_id: studentId,
  features: [],
  emojis: [],
  stickers: [],
  roles: [role, { ...role, id: staffRole, name: 'staff' }],
  channels: [channel],
  threads: [],
  members: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  member_count: 2,
  joined_at: '2026-01-01T00:00:00.000Z',
  unavailable: false,
  preferred_locale: 'en-US',
}

const member: Json = {
  user: student,
  roles: [],
  joined_at: '2026-01-01T00:00:00.000Z',
  flags: 0,
  permissions: '0',
}
const inServer: Json = { guild_id: guildId, channel, member, context: 0 }
const inPrivate: Json = { channel: { id: channelId, type: 1 }, user: student, context: 1 }

/** A Discord of our own for what the twin lacks: resumed sessions, 429s, deadlines, ephemeral and direct messages. */
export const startDiscordStandIn = async (): Promise<DiscordStandIn> => {
  const ready: Json = {
    v: 10,
    user: bot,
    guilds: [{ id: guildId, unavailable: true }],
    application: { id: botId, flags: 0 },
  }
  const gateway = await startGateway(token, ready, [{ event: 'GUILD_CREATE', data: guild }])
  const state = createRest({ bot, token, channelId, gatewayUrl: gateway.url })
  const proxy = await startDiscordProxy((request, uploads) => Promise.resolve(state.answer(request, uploads)))

  const delivery =
    (place: Json, late: boolean): Deliver =>
    async ({ type, data, message }) => {
      const interaction = state.open(message, late)
      gateway.dispatch('INTERACTION_CREATE', {
        ...interaction,
        ...place,
        type,
        data,
        application_id: botId,
        channel_id: channelId,
        version: 1,
        locale: 'en-US',
        app_permissions: '0',
        entitlements: [],
        authorizing_integration_owners: {},
        attachment_size_limit: 10_485_760,
        ...(message ? { message } : {}),
      })
      return interaction
    }

  return {
    ...discordActions(proxy, delivery(inServer, false)),
    direct: discordActions(proxy, delivery(inPrivate, false)),
    as: (id, roles) => {
      const user = person(id, 'someone', false)
      return discordActions(proxy, delivery({ ...inServer, member: { ...member, user, roles } }, false))
    },
    late: discordActions(proxy, delivery(inServer, true)),
    token,
    rest: { api: proxy.url, version: '10' },
    applicationId: botId,
    channelId,
    proxy,
    gateway,
    state,
    stop: async () => {
      await gateway.stop()
      await proxy.stop()
    },
  }
}
