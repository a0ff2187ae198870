import type {
  APILabelComponent,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  Attachment,
  Message,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js'
import { ComponentType, Routes, TextInputStyle } from 'discord.js'
import { requestOf } from './request.ts'
import { notice, replyPrivately, type Session } from './respond.ts'
import { sourceIn } from './source.ts'

/** Discord's limit for what a text input holds. */
const inputSize = 4000

/** Bytes of a text file that are read. */
const fileSize = 200_000

/** Finding the command has to leave time for a modal, which must be the first answer and come within 3 s. */
const searchTime = 1500

const input = (
  id: string,
  label: string,
  extra: { readonly value?: string; readonly placeholder?: string },
): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  component: {
    type: ComponentType.TextInput,
    custom_id: id,
    style: TextInputStyle.Paragraph,
    required: true,
    max_length: inputSize,
    ...extra,
  },
})

export const answerModal = (key: string): APIModalInteractionResponseCallbackData => ({
  custom_id: `exacta:answer:${key}`,
  title: 'Check my answer',
  components: [
    input('text', 'Your answer, or a whole explanation', {
      placeholder: 'y = [[1, 2], [3, 4]], or your working, or a text from another assistant',
    }),
  ],
})

const messageModal = (
  key: string,
  text: string,
  example: string,
): APIModalInteractionResponseCallbackData => ({
  custom_id: `exacta:message:${key}`,
  title: 'Which command is it about?',
  components: [
    input('command', 'The command', { placeholder: example.slice(0, 100) }),
    input('text', 'The text to check', { value: text.slice(0, inputSize) }),
  ],
})

/** Discord offers to send a pasted text over 2000 characters as a file, which is how explanations often come. */
const fileText = async ({ contentType, size, url }: Attachment): Promise<string> => {
  if (!contentType?.startsWith('text/') || size > fileSize) return ''
  const given = await fetch(url, { signal: AbortSignal.timeout(searchTime) })
  return given.ok ? await given.text() : ''
}

const textOf = async (message: Message, own: boolean): Promise<string> => {
  const forwarded = message.messageSnapshots.map((snapshot) => snapshot.content ?? '')
  const embedded = message.embeds.map((embed) => embed.description ?? '')
  const files = own ? [] : message.attachments.map((file) => fileText(file).catch(() => ''))
  const parts = [message.content, ...forwarded, ...embedded, ...(await Promise.all(files))]
  return parts.filter((text) => text.trim() !== '').join('\n\n')
}

/** The message answered by the target if it is ours, else the nearest earlier one of ours in the channel or thread. */
const earlierSource = async (
  { memory }: Session,
  { client, channelId }: MessageContextMenuCommandInteraction,
  target: Message,
): Promise<string | undefined> => {
  const found = await client.rest
    .get(Routes.channelMessages(channelId), {
      query: new URLSearchParams({ before: target.id, limit: '50' }),
      signal: AbortSignal.timeout(searchTime),
    })
    // As a user-installed app, and in direct messages of others, the bot cannot read the channel.
    .catch(() => [])
  // The REST client types bodies as unknown; Discord documents an array of messages, newest first.
  const ours = (found as readonly APIMessage[]).filter((message) => message.author.id === client.user.id)
  const answeredTo = ours.find((message) => message.id === target.reference?.messageId)
  for (const message of answeredTo ? [answeredTo, ...ours] : ours) {
    const source = sourceIn(message, memory)
    if (source !== undefined) return source
  }
  return undefined
}

/** The context command "Check this message". */
export const checkMessageText = async (
  session: Session,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> => {
  const { exacta, memory } = session
  const target = interaction.targetMessage
  const own = target.author.id === interaction.client.user.id
  const [text, source] = await Promise.all([
    textOf(target, own),
    (own ? sourceIn(target, memory) : undefined) ?? earlierSource(session, interaction, target),
  ])
  if (text === '') {
    const nothing = notice('Nothing to check', 'This message has no text.')
    return replyPrivately(session, interaction, () => Promise.resolve(nothing))
  }
  if (source !== undefined)
    return replyPrivately(session, interaction, () =>
      exacta.check(source, text, requestOf(session, interaction)),
    )
  await interaction.showModal(messageModal(memory.remember(text), text, exacta.commands[0]?.example ?? ''))
}

/** Both modals: the answer to a known command, and the command of a known message. */
export const checkSubmitted = async (
  session: Session,
  interaction: ModalSubmitInteraction,
): Promise<void> => {
  const { exacta, memory } = session
  const [, kind, key = ''] = interaction.customId.split(':')
  const text = interaction.fields.getTextInputValue('text')
  if (kind === 'message') {
    const whole = memory.recall(key) ?? text
    const source = interaction.fields.getTextInputValue('command').trim()
    return replyPrivately(session, interaction, () =>
      exacta.check(
        source,
        whole.slice(0, inputSize) === text ? whole : text,
        requestOf(session, interaction),
      ),
    )
  }
  const source =
    memory.recall(key) ?? (interaction.message ? sourceIn(interaction.message, memory) : undefined)
  return replyPrivately(session, interaction, () =>
    source === undefined
      ? Promise.resolve(forgotten)
      : exacta.check(source, text, requestOf(session, interaction)),
  )
}

export const forgotten = notice(
  'Which command was it?',
  'This message no longer tells. Please run the command again.',
)
