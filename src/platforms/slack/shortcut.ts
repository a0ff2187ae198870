import type { MessageShortcut, ViewSubmitAction } from '@slack/bolt'
import { attachedText } from './attached.ts'
import type { Place } from './deliver.ts'
import { plainText } from './incoming.ts'
import { packMetadata, unpackMetadata } from './metadata.ts'
import { note, requestOf, type Session } from './session.ts'
import { sourceIn } from './source.ts'
import { aboutView, submitted } from './view.ts'

/** A view must be opened within 3 s of the click, files may take 1.5 s, so looking through the thread gets less. */
const LOOKING = 1000

export const placeOf = (shortcut: MessageShortcut): Place => {
  const thread = shortcut.message.thread_ts
  return {
    channel: shortcut.channel.id,
    user: shortcut.user.id,
    responseUrl: shortcut.response_url,
    ...(typeof thread === 'string' && thread !== shortcut.message.ts ? { thread } : {}),
  }
}

/** The command answered last before the message in its thread, else the first one after it. */
const sourceInThread = async (session: Session, { channel, message }: MessageShortcut) => {
  const thread = message.thread_ts
  const ts = typeof thread === 'string' ? thread : message.ts
  const replies = await session.client.conversations.replies({ channel: channel.id, ts, limit: 200 })
  const solved = (replies.messages ?? []).flatMap((reply) => {
    const source = sourceIn(reply, session.references)
    return source === undefined ? [] : [{ source, ts: Number(reply.ts) }]
  })
  const before = solved.filter((reply) => reply.ts <= Number(message.ts))
  return (before.at(-1) ?? solved[0])?.source
}

/** Undefined too when the thread cannot be read, or not in time: the person is asked then. */
const findSource = async (session: Session, shortcut: MessageShortcut): Promise<string | undefined> => {
  const own = sourceIn(shortcut.message, session.references)
  if (own !== undefined) return own
  const { promise: late, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), LOOKING)
  const found = sourceInThread(session, shortcut).catch(() => undefined)
  return Promise.race([found, late]).finally(() => clearTimeout(timer))
}

const textOf = async ({ client, fileOrigins }: Session, { message }: MessageShortcut): Promise<string> => {
  const typed = plainText(message.text ?? '')
  const attached = await attachedText(message, { fileOrigins, token: client.token ?? '' })
  return `${typed}\n\n${attached}`.trim()
}

/** "Check this message": the verdict on what somebody wrote, to the person who asked only. */
export const onShortcut = (session: Session, shortcut: MessageShortcut): Promise<void> => {
  const { exacta, client, delivery, references } = session
  const place = placeOf(shortcut)
  return session.run('shortcut', place, async () => {
    const text = await textOf(session, shortcut)
    if (text === '') {
      await delivery.deliver(place, note('This message has no text to check.'))
      return
    }
    const source = await findSource(session, shortcut)
    if (source !== undefined) {
      await delivery.deliver(place, {
        ...(await exacta.check(source, text, await requestOf(session, shortcut.user))),
        private: true,
      })
      return
    }
    const example = exacta.commands[0]?.example ?? '/conv'
    const view = aboutView(packMetadata(place, text, references), example)
    await client.views.open({ trigger_id: shortcut.trigger_id, view })
  })
}

export const onAboutView = (session: Session, { view, user }: ViewSubmitAction): Promise<void> => {
  const { exacta, delivery, references } = session
  const { place, about } = unpackMetadata(view.private_metadata, user.id, references)
  return session.run('shortcut', place, async () => {
    const { command = '' } = submitted(view)
    const reply =
      about === undefined
        ? note('The message is no longer known. Choose "Check this message" again.')
        : await exacta.check(plainText(command), about, await requestOf(session, user))
    await delivery.deliver(place, { ...reply, private: true })
  })
}
