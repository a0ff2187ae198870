import type { SlashCommand, ViewSubmitAction } from '@slack/bolt'
import type { Place } from './deliver.ts'
import { plainText } from './incoming.ts'
import { packMetadata, unpackMetadata } from './metadata.ts'
import { note, type Session } from './session.ts'
import { commandView, submitted } from './view.ts'

/** A slash command: answered where it has arguments, else its form is opened. */
export const onCommand = (session: Session, command: SlashCommand): Promise<void> => {
  const { exacta, client, delivery, references } = session
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
    await delivery.deliver(place, await exacta.ask(`${command.command} ${typed}`.trim()))
  })
}

/** The submitted form of a command: answered in the channel that it was opened from. */
export const onCommandView = (session: Session, { view, user }: ViewSubmitAction): Promise<void> => {
  const { exacta, delivery, references } = session
  const { place, about } = unpackMetadata(view.private_metadata, user.id, references)
  return session.run('form', place, async () => {
    const reply =
      about === undefined
        ? note('This form is too old. Run the command again.')
        : await exacta.answer(about, submitted(view))
    await delivery.deliver(place, reply)
  })
}
