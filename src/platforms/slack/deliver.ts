import type { types, webApi } from '@slack/bolt'
import { z } from 'zod'
import type { Attachment, Reply } from '../../reply.ts'
import type { Pacer } from '../pacer.ts'
import { escapeControls, type SlackMessage, slackMessage } from './message.ts'
import { type Illustrate, sendWhenReady } from './pictures.ts'
import type { References } from './reference.ts'

/** Where a reply goes. `responseUrl` reaches channels that the bot is not in (5 uses in 30 minutes). */
export type Place = {
  readonly channel: string
  readonly user: string
  readonly thread?: string
  readonly responseUrl?: string
}

type Posted = { readonly channel: string; readonly ts: string }

type Sent = NonNullable<webApi.ConversationsHistoryResponse['messages']>[number]

/** By what a message is known again: `key` in what only apps see, `mark` in what stands beside its files. */
type Told = { readonly key: string; readonly mark: string }

export type Delivery = {
  /** Posts the reply: to the person who asked only where it is private, else where they asked. */
  deliver(place: Place, reply: Reply): Promise<void>
  /** The person's direct messages with the bot. */
  direct(place: Place): Promise<Place>
  /** Posts a message that can be replaced, or nothing where the bot may not post. */
  announce(place: Place, reply: Reply): Promise<Posted | undefined>
  /** Posts a reply with its files after it, or what of that is not among `latest`; false where the bot may not post. */
  tell(place: Place, reply: Reply, told: Told, latest: readonly Sent[]): Promise<boolean>
  /** The latest messages of a conversation. */
  latest(channel: string): Promise<readonly Sent[]>
  /** Shows progress in the place of what was announced; false where the channel is too busy for that. */
  amend(posted: Posted, progress: Reply): Promise<boolean>
  /** Edits what was announced, by whichever process; nothing where it is gone. */
  settle(posted: Posted, reply: Reply): Promise<void>
  /** Puts the reply in the place of what was announced; a private one is shown to its reader instead. */
  replace(posted: Posted, place: Place, reply: Reply): Promise<void>
}

/** No markup in the fallback text, no previews, and nobody is ever notified by name. */
const MANNERS = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const

const CLOSED = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'user_not_in_channel',
  'messages_tab_disabled',
  'message_not_found',
])

/** The code with which Slack refused a call. */
export const codeOf = (error: unknown): string | undefined => {
  const data = error instanceof Error && 'data' in error ? error.data : undefined
  const code = typeof data === 'object' && data !== null && 'error' in data ? data.error : undefined
  return typeof code === 'string' ? code : undefined
}

/** True where Slack says that the bot may not post in the channel: another way is tried. */
const isClosed = (error: unknown): boolean => CLOSED.has(codeOf(error) ?? '')

const unlessClosed = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (isClosed(error)) return undefined
    throw error
  }
}

/** The kind of metadata that a message of an end has (docs.slack.dev, "Using message metadata"). */
const TOLD = 'exacta_told'
/** Slack gives up to 999 at once; nobody gets as many between two starts of a bot. */
const LOOKED_THROUGH = 200

const told = z.object({ event_type: z.literal(TOLD), event_payload: z.object({ key: z.string() }) })

const keyOf = ({ metadata }: Sent): string | undefined => told.safeParse(metadata).data?.event_payload.key

const carries = ({ text, files = [] }: Sent, mark: string, wanted: readonly Attachment[]): boolean =>
  text === mark && wanted.every(({ name }) => files.some((file) => file.name === name))

const isDirect = (channel: string) => channel.startsWith('D')
const inThread = ({ thread }: Place) => (thread === undefined ? {} : { thread_ts: thread })

export const createDelivery = (
  client: webApi.WebClient,
  references: References,
  pace: Pacer,
  illustrate: Illustrate = async () => [],
): Delivery => {
  /** True when the response URL took the message; it expires. */
  const respond = async (place: Place, message: SlackMessage, type: 'ephemeral' | 'in_channel') => {
    if (place.responseUrl === undefined) return false
    const { text, blocks } = message
    const body = {
      ...MANNERS,
      ...inThread(place),
      response_type: type,
      replace_original: false,
      text,
      blocks,
    }
    const response = await fetch(place.responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined)
    return response?.ok === true
  }

  const post = async (
    channel: string,
    extra: { readonly thread_ts?: string; readonly metadata?: types.MessageMetadata },
    message: SlackMessage,
  ) => {
    await pace(channel)
    const { text, blocks } = message
    const posted = await client.chat.postMessage({ ...MANNERS, ...extra, channel, text, blocks })
    return posted.ts === undefined ? undefined : { channel: posted.channel ?? channel, ts: posted.ts }
  }

  const directChannel = async (user: string) => {
    const opened = await client.conversations.open({ users: user })
    if (opened.channel?.id === undefined) throw new Error('Slack opened no direct message')
    return opened.channel.id
  }

  const upload = async (
    channel: string,
    thread: string | undefined,
    files: readonly Attachment[],
    beside?: string,
  ) => {
    await pace(channel)
    const file_uploads = files.map(({ name, text, bytes, about }) => ({
      file: text === undefined ? Buffer.from(bytes) : Buffer.from(text, 'utf8'),
      filename: name,
      title: about,
      alt_text: about,
    }))
    // The two calls differ because the client's types allow a thread only where a channel is given with it.
    if (thread === undefined)
      await client.files.uploadV2({
        channel_id: channel,
        file_uploads,
        ...(beside !== undefined && { initial_comment: beside }),
      })
    else await client.files.uploadV2({ channel_id: channel, thread_ts: thread, file_uploads })
    return true
  }

  const share = async (place: Place, files: readonly Attachment[], secretly: boolean) => {
    if (files.length === 0) return
    const shared = secretly ? undefined : await unlessClosed(() => upload(place.channel, place.thread, files))
    if (shared === undefined) await upload(await directChannel(place.user), undefined, files)
  }

  const whisper = async (place: Place, message: SlackMessage): Promise<undefined> => {
    if (await respond(place, message, 'ephemeral')) return
    const { channel, user } = place
    const { text, blocks } = message
    const said = isDirect(channel)
      ? undefined
      : await unlessClosed(() =>
          client.chat.postEphemeral({
            channel,
            user,
            text,
            blocks,
            parse: 'none',
            link_names: false,
            ...inThread(place),
          }),
        )
    if (said !== undefined) return
    const direct = isDirect(channel) ? channel : await directChannel(user)
    await post(direct, direct === channel ? inThread(place) : {}, message)
  }

  /** Gives the message where it can be changed afterwards. */
  const say = async (place: Place, message: SlackMessage): Promise<Posted | undefined> => {
    if (place.thread === undefined && (await respond(place, message, 'in_channel'))) return undefined
    const posted = await unlessClosed(() => post(place.channel, inThread(place), message))
    if (posted) return posted
    if (await respond(place, message, 'in_channel')) return undefined
    return post(await directChannel(place.user), {}, message)
  }

  const update = (posted: Posted, { text, blocks }: SlackMessage) =>
    unlessClosed(() => client.chat.update({ ...posted, text, blocks, parse: 'none', link_names: false }))

  /** Adds the reply's pictures to its message, or as one of their own after it. */
  const addPictures = async (place: Place, reply: Reply, message: SlackMessage, posted?: Posted) => {
    const images = await illustrate(reply)
    if (images.length === 0) return
    const text = images
      .map(({ alt_text }) => alt_text)
      .join(' ')
      .slice(0, 2000)
    await sendWhenReady(async () => {
      if (posted) {
        await pace(posted.channel)
        return (await update(posted, { ...message, blocks: [...message.blocks, ...images] })) !== undefined
      }
      const own: SlackMessage = { text: escapeControls(text), blocks: [...images], files: [] }
      if (await respond(place, own, reply.private ? 'ephemeral' : 'in_channel')) return true
      if (reply.private) await whisper(place, own)
      else await say(place, own)
      return true
    })
  }

  const deliver = async (place: Place, reply: Reply) => {
    const message = slackMessage(reply, references)
    const posted = reply.private ? await whisper(place, message) : await say(place, message)
    await share(place, message.files, reply.private && !isDirect(place.channel))
    await addPictures(place, reply, message, posted)
  }

  return {
    deliver,

    async direct({ user, channel }) {
      return { user, channel: isDirect(channel) ? channel : await directChannel(user) }
    },

    async announce(place, reply) {
      return unlessClosed(() => post(place.channel, inThread(place), slackMessage(reply, references)))
    },

    async tell({ channel }, reply, { key, mark }, latest) {
      const message = slackMessage(reply, references)
      const metadata = { event_type: TOLD, event_payload: { key } }
      const posted =
        latest.some((sent) => keyOf(sent) === key) ||
        (await unlessClosed(() => post(channel, { metadata }, message))) !== undefined
      if (!posted) return false
      if (message.files.length > 0 && !latest.some((sent) => carries(sent, mark, message.files)))
        await upload(channel, undefined, message.files, mark)
      return true
    },

    async latest(channel) {
      const { messages = [] } = await client.conversations.history({
        channel,
        include_all_metadata: true,
        limit: LOOKED_THROUGH,
      })
      return messages
    },

    async amend(posted, progress) {
      if (!pace.hasRoom(posted.channel)) return false
      await pace(posted.channel)
      await update(posted, slackMessage(progress, references))
      return true
    },

    async settle(posted, reply) {
      await pace(posted.channel)
      await update(posted, slackMessage(reply, references))
    },

    async replace(posted, asked, reply) {
      const direct = isDirect(posted.channel)
      const place = direct ? { user: asked.user, channel: posted.channel } : asked
      if (reply.private && !direct) {
        await unlessClosed(() => client.chat.delete({ ...posted }))
        return deliver(place, reply)
      }
      const message = slackMessage(reply, references)
      await pace(posted.channel)
      const updated = await update(posted, message)
      const shown = updated === undefined ? await say(place, message) : posted
      await share(place, message.files, false)
      await addPictures(place, reply, message, shown)
    },
  }
}
