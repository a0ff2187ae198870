import type { SlashCommand, ViewSubmitAction } from '@slack/bolt'
import type { Place } from './deliver.ts'
import { plainText } from './incoming.ts'
import { packMetadata, unpackMetadata } from './metadata.ts'
import { deliverWithProgress, note, type Session } from './session.ts'
import { commandView, submitted } from './view.ts'

/** A slash command: answered where it has arguments, else its form is opened. */
export const onCommand = (session: Session, command: SlashCommand): Promise<void> => {
  const { exacta, client, references, closing: signal } = session
  const place: Place = {
    channel: command.channel_id,
    user: command.user_id,
    responseUrl: command.response_url,
  }
  return session.run(command.command, place, async () => {
    const typed = plainText(command.text)
    const info = exacta.commands.find(({ name }) => `/${name}` === command.command)
    if (typed === '' && info !== undefined && info.fields.length > 0) {
      const view = commandView(info, packMetadata(place, info.name, references))
      await client.views.open({ trigger_id: command.trigger_id, view })
      return
    }
    const asker = await session.askerOf({ user: command.user_id, team: command.team_id })
    await deliverWithProgress(session, place, (onProgress) =>
      exacta.ask(`${command.command} ${typed}`.trim(), { asker, signal, onProgress }),
    )
  })
}

/** The submitted form of a command: answered in the channel that it was opened from. */
export const onCommandView = (session: Session, { view, user }: ViewSubmitAction): Promise<void> => {
  const { exacta, delivery, references, closing: signal } = session
  const { place, about } = unpackMetadata(view.private_metadata, user.id, references)
  return session.run('form', place, async () => {
    if (about === undefined) {
      await delivery.deliver(place, note('This form is too old. Run the command again.'))
      return
    }
    const asker = await session.askerOf({ user: user.id, team: user.team_id })
    await deliverWithProgress(session, place, (onProgress) =>
      exacta.answer(about, submitted(view), { asker, signal, onProgress }),
    )
  })
}
