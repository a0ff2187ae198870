import { plainText } from './incoming.ts'
import type { Session } from './session.ts'

/** What a mention and a direct message have in common. */
export type Said = {
  readonly channel: string
  readonly user: string
  readonly text: string
  readonly ts: string
  readonly thread_ts?: string | undefined
}

/** People put commands into code marks, so that Slack leaves their asterisks and quotes alone. */
const withoutCodeMarks = (text: string) => text.replace(/^`{1,3}\s*|\s*`{1,3}$/g, '')

/** The command in what somebody said; only calling the app asks for help. */
const commandIn = (text: string) => withoutCodeMarks(plainText(text)) || '/help'

/** `@Exacta /conv …` is answered in its thread: slash commands do not work there. */
export const onMention = (session: Session, said: Said): Promise<void> => {
  const place = { channel: said.channel, user: said.user, thread: said.thread_ts ?? said.ts }
  return session.run('mention', place, async () => {
    const reply = await session.exacta.ask(commandIn(said.text))
    await session.delivery.deliver(place, reply)
  })
}

/** A direct message to the app is a command too. */
export const onDirectMessage = (session: Session, said: Said): Promise<void> => {
  const thread = said.thread_ts === undefined ? {} : { thread: said.thread_ts }
  const place = { channel: said.channel, user: said.user, ...thread }
  return session.run('direct message', place, async () => {
    const reply = await session.exacta.ask(commandIn(said.text))
    await session.delivery.deliver(place, reply)
  })
}
