import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
} from 'discord.js'
import { remoteFile } from '../remote-file.ts'
import { answerModal, checkMessageText, checkSubmitted, forgotten } from './check-message.ts'
import { requestOf } from './request.ts'
import { replaceMessage, replyInChannel, replyPrivately, type Session, settle } from './respond.ts'
import { readPress, sourceIn } from './source.ts'

/** Options as typed; a file is not fetched before it is known to be wanted. */
const optionsOf = (
  { fileOrigins: origins }: Session,
  { options }: ChatInputCommandInteraction,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    options.data.map(({ name, value, attachment }) => [
      name,
      attachment
        ? remoteFile({ name: attachment.name, bytes: attachment.size, address: attachment.url, origins })
        : value,
    ]),
  )

const runCommand = (session: Session, interaction: ChatInputCommandInteraction): Promise<void> => {
  const { exacta } = session
  const { commandName } = interaction
  const options = optionsOf(session, interaction)
  const request = requestOf(session, interaction)
  const isStaffs = exacta.commands.some(({ name, staff }) => staff && name === commandName)
  const reply = isStaffs ? replyPrivately : replyInChannel
  return reply(session, interaction, (onProgress) =>
    exacta.answer(commandName, options, { ...request, onProgress }),
  )
}

/** A list that stays empty is no harm, one that never comes shows an error: so a fault of ours gives none. */
const suggested = ({ exacta, log }: Session, interaction: AutocompleteInteraction): readonly string[] => {
  const { name, value } = interaction.options.getFocused(true)
  try {
    return exacta.complete(interaction.commandName, name, value)
  } catch (error) {
    log.error({ err: error }, 'discord: a completion failed')
    return []
  }
}

const complete = async (session: Session, interaction: AutocompleteInteraction): Promise<void> => {
  const values = suggested(session, interaction)
  const fitting = values.filter((text) => text.length > 0 && text.length <= 100)
  await interaction.respond(fitting.slice(0, 25).map((text) => ({ name: text, value: text })))
}

const press = async (session: Session, interaction: ButtonInteraction): Promise<void> => {
  const { exacta, memory } = session
  const pressed = readPress(interaction.customId)
  const source = pressed && (memory.recall(pressed.key) ?? sourceIn(interaction.message, memory))
  if (pressed === undefined || source === undefined) {
    return replyPrivately(session, interaction, () => Promise.resolve(forgotten))
  }
  const { action, chained } = pressed
  if (action.kind === 'check') return interaction.showModal(answerModal(memory.remember(source)))
  if (action.kind !== 'step') {
    const request = requestOf(session, interaction)
    return replyInChannel(session, interaction, (onProgress) =>
      exacta.explain(source, { ...request, onProgress }),
    )
  }
  const work = () => exacta.step(source, action.step, action.reveal)
  return chained
    ? replaceMessage(session, interaction, work)
    : replyPrivately(session, interaction, work, true)
}

/** Carries one interaction to the pipeline and its reply back. Never rejects. */
export const handle = (session: Session, interaction: Interaction): Promise<void> => {
  const { log } = session
  if (interaction.isChatInputCommand()) {
    return settle(log, 'command', interaction.commandName, () => runCommand(session, interaction))
  }
  if (interaction.isAutocomplete()) {
    return settle(log, 'autocomplete', interaction.commandName, () => complete(session, interaction))
  }
  if (interaction.isMessageContextMenuCommand()) {
    return settle(log, 'message', interaction.commandName, () => checkMessageText(session, interaction))
  }
  if (interaction.isButton()) {
    const kind = readPress(interaction.customId)?.action.kind ?? 'unknown'
    return settle(log, 'button', kind, () => press(session, interaction))
  }
  if (interaction.isModalSubmit()) {
    return settle(log, 'modal', 'check', () => checkSubmitted(session, interaction))
  }
  return Promise.resolve()
}
