import type { Place } from './deliver.ts'
import { fileIn, handedFile } from './handed-file.ts'
import { plainText } from './incoming.ts'
import { addressOf, deliverWithProgress, type Session } from './session.ts'

/** What a mention and a direct message have in common. */
export type Said = {
  readonly channel: string
  readonly user: string
  readonly text: string
  readonly ts: string
  readonly thread_ts?: string | undefined
  /** The workspace of the person, where Slack tells. */
  readonly team?: string | undefined
  /** Whether the channel is shared with another workspace. */
  readonly shared?: boolean
  /** What came with it, as Slack describes it. */
  readonly files?: unknown
}

/** People put commands into code marks, so that Slack leaves their asterisks and quotes alone. */
const withoutCodeMarks = (text: string) => text.replace(/^`{1,3}\s*|\s*`{1,3}$/g, '')

/** The command in what somebody said; only calling the app asks for help. */
const commandIn = (text: string) => withoutCodeMarks(plainText(text)) || '/help'

const answer = async (session: Session, place: Place, said: Said): Promise<void> => {
  const { exacta, closing: signal } = session
  const asker = await session.askerOf(said)
  const attached = handedFile(session, fileIn(said))
  await deliverWithProgress(session, place, (onProgress, shownAt) => {
    const address = addressOf(said.user, shownAt)
    return exacta.ask(commandIn(said.text), { asker, signal, onProgress, address, attached })
  })
}

/** `@Exacta /conv …` is answered in its thread: slash commands do not work there. */
export const onMention = (session: Session, said: Said): Promise<void> => {
  const place = { channel: said.channel, user: said.user, thread: said.thread_ts ?? said.ts }
  return session.run('mention', place, async () => {
    await answer(session, place, said)
  })
}

/** A direct message to the app is a command too. */
export const onDirectMessage = (session: Session, said: Said): Promise<void> => {
  const thread = said.thread_ts === undefined ? {} : { thread: said.thread_ts }
  const place = { channel: said.channel, user: said.user, ...thread }
  return session.run('direct message', place, async () => {
    await answer(session, place, said)
  })
}
