import { setTimeout as wait } from 'node:timers/promises'
import { Client, Events, GatewayIntentBits, Options } from 'discord.js'
import type { Identify } from '../../asker.ts'
import { UpstreamError } from '../../errors.ts'
import type { Exacta, Telling } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import { createPacer } from '../pacer.ts'
import { handle } from './interactions.ts'
import { discordMessage } from './message.ts'
import { addPictures } from './pictures.ts'
import type { DiscordRest } from './publish.ts'
import type { Session } from './respond.ts'
import { createMemory } from './source.ts'
import { settleProgress, tellPerson } from './tell.ts'

export type DiscordConnection = {
  readonly applicationId: string
  readonly servers: number
  /** Whether the gateway is connected now; it reconnects by itself. */
  connected(): boolean
  /** Posts in a channel, for everybody there. */
  post(channel: string, reply: Reply): Promise<void>
  /** Writes to a person, once for each key; false where they take no messages of the bot. */
  tell(person: string, reply: Reply, telling: Telling): Promise<boolean>
  /** Edits the reply in which a process that is gone has shown progress. */
  settle(progress: string, reply: Reply): Promise<void>
  /** Lets running answers end (for 5 s at most), then disconnects. */
  stop(): Promise<void>
}

type Settings = {
  readonly token: string
  readonly exacta: Exacta
  /** Without it nobody is staff, and all share one allowance. */
  readonly identify?: Identify
  readonly log: Log
  readonly rest?: DiscordRest
  readonly patience?: number
  /** Where Discord keeps what people attach; another place for tests. */
  readonly fileOrigins?: readonly string[]
}

const discordsOrigins = ['https://cdn.discordapp.com', 'https://media.discordapp.net']

/** Nothing of a message or a person is looked up again, so nothing but the bot itself is kept in memory. */
const makeCache = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  ReactionManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
  UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
})

const logConnection = (client: Client, log: Log, stopping: AbortSignal): void => {
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord: client error'))
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'discord: connection error'))
  client.on(Events.ShardReconnecting, () => {
    // discord.js tells of reconnecting on a connection that was closed on purpose, too.
    if (!stopping.aborted) log.warn('discord: connection lost, reconnecting')
  })
  client.on(Events.ShardResume, (_shard, replayed) => log.info({ replayed }, 'discord: connection resumed'))
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'discord: connection closed for good'))
}

/**
 * discord.js holds all requests to 50 a second, but interaction endpoints are not bound to that limit
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit), and nearly all of ours are such.
 */
const globalRequestsPerSecond = 500

const postIn = async (client: Client, session: Session, id: string, reply: Reply): Promise<void> => {
  const channel = await client.channels.fetch(id)
  if (!channel?.isSendable()) throw new Error('the staff channel takes no messages')
  const message = discordMessage(reply, session.memory)
  const sent = await channel.send(message)
  await addPictures(session, reply, message, sent, ({ embeds, files, attachments }) =>
    sent.edit({ ...(embeds && { embeds }), ...(files && { files }), ...(attachments && { attachments }) }),
  )
}

/** Connects and answers until stopped. Rejects when Discord refuses the token or cannot be reached. */
export const connectDiscord = async ({
  token,
  exacta,
  identify,
  log,
  rest = {},
  patience = 150,
  fileOrigins = discordsOrigins,
}: Settings): Promise<DiscordConnection> => {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    makeCache,
    allowedMentions: { parse: [] },
    rest: { version: '10', globalRequestsPerSecond, ...rest },
  })
  const stopping = new AbortController()
  const session: Session = {
    exacta,
    identify,
    log,
    memory: createMemory(),
    drawing: new Map(),
    pace: createPacer(),
    patience,
    fileOrigins,
    stopping: stopping.signal,
  }
  const running = new Set<Promise<void>>()
  client.on(Events.InteractionCreate, (interaction) => {
    const answer = handle(session, interaction).finally(() => running.delete(answer))
    running.add(answer)
  })
  logConnection(client, log, stopping.signal)
  try {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
    await Promise.all([client.login(token), ready])
  } catch (error) {
    await client.destroy()
    throw error
  }
  return {
    applicationId: client.application?.id ?? '',
    servers: client.guilds.cache.size,
    connected: () => client.isReady(),
    post: (channel, reply) => postIn(client, session, channel, reply),
    tell: (person, reply, telling) => tellPerson(client, session.memory, person, reply, telling),
    settle: async (progress, reply) => {
      if (client.isReady()) return settleProgress(client, session.memory, progress, reply)
      throw new UpstreamError('timeout', 'Discord is not connected.')
    },
    stop: async () => {
      stopping.abort()
      await Promise.race([Promise.allSettled(running), wait(5000, undefined, { ref: false })])
      await client.destroy()
    },
  }
}
