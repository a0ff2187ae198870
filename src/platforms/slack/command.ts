import type { SlashCommand, ViewOutput, ViewSubmitAction } from '@slack/bolt'
import type { CommandInfo } from '../../registry.ts'
import type { Place } from './deliver.ts'
import { handedFile } from './handed-file.ts'
import { plainText } from './incoming.ts'
import { packMetadata, unpackMetadata } from './metadata.ts'
import { addressOf, deliverWithProgress, note, type Session } from './session.ts'
import { commandView, submitted, submittedFiles } from './view.ts'

/**
 * What the form of a command holds already: nothing where nothing was typed. A slash command carries no file, so one that
 * needs a file gets its form for whatever else was typed. Undefined where the command is answered as it is.
 */
const formFor = ({ fields }: CommandInfo, typed: string): Readonly<Record<string, string>> | undefined => {
  if (typed === '') return fields.length > 0 ? {} : undefined
  if (!fields.some(({ file }) => file)) return undefined
  const pairs = [...typed.matchAll(/(?:^|\s)(\w+):\s*(\S+)/g)]
  const asked = new Set(fields.filter((field) => !field.typed).map(({ name }) => name))
  const whole = pairs.map(([pair]) => pair).join('') === typed
  if (!whole || !pairs.every(([, name = '']) => asked.has(name))) return undefined
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]))
}

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
    const asker = await session.askerOf({ user: command.user_id, team: command.team_id })
    const filled = info && formFor(info, typed)
    if (info && filled && (asker?.staff || !info.staff)) {
      const view = commandView(info, packMetadata(place, info.name, references), filled)
      await client.views.open({ trigger_id: command.trigger_id, view })
      return
    }
    await deliverWithProgress(session, place, (onProgress, shownAt) => {
      const address = addressOf(command.user_id, shownAt)
      return exacta.ask(`${command.command} ${typed}`.trim(), { asker, signal, onProgress, address })
    })
  })
}

/** The submitted form of a command: answered in the channel that it was opened from. */
export const onCommandView = (session: Session, { view, user }: ViewSubmitAction): Promise<void> => {
  const { delivery, references } = session
  const { place, about } = unpackMetadata(view.private_metadata, user.id, references)
  return session.run('form', place, async () => {
    if (about === undefined) {
      await delivery.deliver(place, note('This form is too old. Run the command again.'))
      return
    }
    await runForm(session, place, about, { ...submitted(view), ...filesOf(session, view) }, user)
  })
}

const filesOf = (session: Session, view: ViewOutput): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(submittedFiles(view)).map(([name, file]) => [name, handedFile(session, file)]),
  )

/** A form's command, answered where the form was opened from. */
export const runForm = async (
  session: Session,
  place: Place,
  command: string,
  options: Readonly<Record<string, unknown>>,
  user: ViewSubmitAction['user'],
): Promise<void> => {
  const asker = await session.askerOf({ user: user.id, team: user.team_id })
  await deliverWithProgress(session, place, (onProgress, shownAt) => {
    const address = addressOf(user.id, shownAt)
    return session.exacta.answer(command, options, { asker, signal: session.closing, onProgress, address })
  })
}
