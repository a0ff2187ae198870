import { setTimeout } from 'node:timers/promises'
import { App, type BlockButtonAction, type LogLevel, type Logger as SlackLogger, webApi } from '@slack/bolt'
import { z } from 'zod'
import type { Identify } from '../../asker.ts'
import type { Exacta, Telling } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import { createPacer } from '../pacer.ts'
import { onCheck, onCheckView, onExplain, onStep } from './button.ts'
import { onCommand, onCommandView } from './command.ts'
import { onDirectMessage, onMention } from './conversation.ts'
import { createDelivery } from './deliver.ts'
import { onFileShortcut, onFileView } from './file-shortcut.ts'
import { slacksOrigins } from './handed-file.ts'
import { leastRecent } from './least-recent.ts'
import { createAskerOf } from './person.ts'
import { createIllustrate } from './pictures.ts'
import { createReferences } from './reference.ts'
import { createSession, type Session } from './session.ts'
import { onAboutView, onShortcut } from './shortcut.ts'
import { settleProgress, tellPerson } from './tell.ts'
import { type TransportOptions, transportOf } from './transport.ts'
import { FILE_SHORTCUT, SHORTCUT, VIEWS } from './view.ts'

export type SlackOptions = TransportOptions & {
  readonly botToken: string
  readonly exacta: Exacta
  /** Without it nobody is staff, and all share one allowance. */
  readonly identify?: Identify
  /** User groups whose members are staff. */
  readonly staffGroups?: readonly string[]
  /** Where Slack keeps what people upload; another place for tests. */
  readonly fileOrigins?: readonly string[]
}

export type SlackConnection = {
  /** The port listened on, in HTTP mode. */
  readonly port: number | undefined
  /** False while the socket is being connected again. */
  connected(): boolean
  /** Posts in a channel, for everybody there. */
  post(channel: string, reply: Reply): Promise<void>
  /** Writes to a person, once for each key; false where there is no such person any more. */
  tell(person: string, reply: Reply, telling: Telling): Promise<boolean>
  /** Edits the message in which a process that is gone has shown progress. */
  settle(progress: string, reply: Reply): Promise<void>
  stop(): Promise<void>
}

/** Bolt's own warnings and errors become log lines; what it tells about its working does not. */
const slackLogger = (log: Log): SlackLogger => {
  const line = (parts: readonly unknown[]) =>
    parts
      .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
      .join(' ')
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => log.warn(`slack: ${line(parts)}`),
    error: (...parts: unknown[]) => log.error(`slack: ${line(parts)}`),
    setLevel: () => undefined,
    // Bolt declares its levels as an enum, of which 'warn' is a member.
    getLevel: () => 'warn' as LogLevel,
    setName: () => undefined,
  }
}

/** True the first time an event is seen: Slack delivers an event again when it is unsure of the first delivery. */
const createOnce = () => {
  const seen = leastRecent<true>(2000)
  return (key: string): boolean => {
    if (seen.get(key)) return false
    seen.set(key, true)
    return true
  }
}

const listenForInteractions = (app: App, session: Session): void => {
  app.command(/^\//, async ({ ack, command }) => {
    await ack()
    await onCommand(session, command)
  })
  const clicks = [
    [/^exacta\.explain$/, onExplain],
    [/^exacta\.step\./, onStep],
    [/^exacta\.check$/, onCheck],
  ] as const
  for (const [action_id, listener] of clicks) {
    app.action<BlockButtonAction>({ type: 'block_actions', action_id }, async ({ ack, body }) => {
      await ack()
      await listener(session, body)
    })
  }
  const shortcuts = [
    [SHORTCUT, onShortcut],
    [FILE_SHORTCUT, onFileShortcut],
  ] as const
  for (const [callback_id, listener] of shortcuts) {
    app.shortcut({ type: 'message_action', callback_id }, async ({ ack, shortcut }) => {
      await ack()
      if (shortcut.type === 'message_action') await listener(session, shortcut)
    })
  }
  const views = [
    [VIEWS.command, onCommandView],
    [VIEWS.check, onCheckView],
    [VIEWS.about, onAboutView],
    [VIEWS.file, onFileView],
  ] as const
  for (const [callback_id, listener] of views) {
    app.view({ type: 'view_submission', callback_id }, async ({ ack, body }) => {
      await ack()
      if (body.type === 'view_submission') await listener(session, body)
    })
  }
}

/** Slack names the workspace of whoever wrote in one of these, above all in shared channels. */
const origin = z.object({
  user_team: z.string().optional(),
  source_team: z.string().optional(),
  team: z.string().optional(),
})

const originOf = (event: unknown, body: { readonly is_ext_shared_channel?: boolean }) => {
  const { user_team, source_team, team } = origin.safeParse(event).data ?? {}
  return { team: user_team ?? source_team ?? team, shared: body.is_ext_shared_channel ?? false }
}

/** Bolt acknowledges events before the listeners run. */
const listenForEvents = (app: App, session: Session): void => {
  const once = createOnce()
  app.event('app_mention', async ({ event, body }) => {
    if (event.user === undefined || !once(body.event_id)) return
    await onMention(session, { ...event, user: event.user, ...originOf(event, body) })
  })
  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im') return
    if (event.subtype !== undefined && event.subtype !== 'file_share') return
    if (event.text !== undefined && !('bot_id' in event && event.bot_id) && once(body.event_id)) {
      await onDirectMessage(session, { ...event, text: event.text, ...originOf(event, body) })
    }
  })
}

const PATIENCE = { retryConfig: webApi.retryPolicies.fiveRetriesInFiveMinutes, timeout: 30_000 } as const
/** A message whose answer was lost may be there, for which the client does not look before it asks again. */
const ONCE = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true } as const
const FAREWELL = 5000

/** Connects the app to Slack and answers until stopped. Rejects where Slack refuses the tokens. */
export const connectSlack = async (options: SlackOptions): Promise<SlackConnection> => {
  const { botToken, exacta, log } = options
  const logger = slackLogger(log)
  const clientOptions = { ...PATIENCE, ...options.clientOptions }
  const transport = transportOf(options, logger)
  const { receiver } = transport
  const app = new App({
    token: botToken,
    receiver,
    logger,
    clientOptions,
    convoStore: false,
    deferInitialization: true,
  })
  const references = createReferences()
  const closing = new AbortController()
  const pace = createPacer()
  const delivery = createDelivery(app.client, references, pace, createIllustrate(app.client, exacta))
  const unrepeated = new webApi.WebClient(botToken, { ...clientOptions, ...ONCE, logger })
  const telling = createDelivery(unrepeated, references, pace)
  app.error(async (error) => log.error({ err: error }, 'slack: a listener failed'))
  await app.init()
  const home = (await app.client.auth.test()).team_id
  const { identify, staffGroups: groups = [], fileOrigins = slacksOrigins } = options
  const askerOf = createAskerOf({ client: app.client, identify, home, groups, log })
  const session = createSession(
    { exacta, client: app.client, delivery, references, askerOf, fileOrigins, closing: closing.signal },
    log,
  )
  listenForInteractions(app, session)
  listenForEvents(app, session)
  const port = await transport.start()
  return {
    port,
    connected: transport.connected,
    post: (channel, reply) => delivery.deliver({ channel, user: '' }, reply),
    tell: (person, reply, message) => tellPerson(telling, person, reply, message),
    settle: (progress, reply) => settleProgress(telling, progress, reply),
    async stop() {
      await transport.stop()
      closing.abort()
      await Promise.race([session.idle(), setTimeout(FAREWELL, undefined, { ref: false })])
    },
  }
}
