import { setTimeout as wait } from 'node:timers/promises'
import type { RepliableInteraction } from 'discord.js'
import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes } from 'discord.js'
import type { Identify } from '../../asker.ts'
import type { Exacta, Request } from '../../exacta.ts'
import { type Log, newErrorId } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import type { Pacer } from '../pacer.ts'
import { createProgress } from '../progress.ts'
import { discordMessage } from './message.ts'
import { addPictures, type Drawing } from './pictures.ts'
import type { Memory } from './source.ts'

/** What every handler of an interaction needs. */
export type Session = {
  readonly exacta: Exacta
  readonly identify?: Identify | undefined
  readonly log: Log
  readonly memory: Memory
  readonly drawing: Drawing
  /** For what is shown until an answer is there; answers wait for nothing. */
  readonly pace: Pacer
  /** Milliseconds an answer may take before it is acknowledged without being known. */
  readonly patience: number
  /** Where Discord keeps what people attach. */
  readonly fileOrigins: readonly string[]
  /** Aborts when the bot stops. */
  readonly stopping: AbortSignal
}

const hidden = { flags: MessageFlags.Ephemeral } as const

export const notice = (title: string, text: string): Reply => ({
  title,
  tone: 'grey',
  blocks: [{ kind: 'text', runs: [text] }],
  actions: [],
  files: [],
  private: true,
})

/** Answers with `work`, whatever happens in it: a fault of ours becomes a notice with an id that the log has too. */
const answered = async ({ log }: Session, work: () => Promise<Reply>): Promise<Reply> => {
  try {
    return await work()
  } catch (error) {
    const id = newErrorId()
    log.error({ err: error, id }, 'discord: a reply failed')
    return notice('Something went wrong', `This is our fault, not yours. Tell the staff this id: ${id}.`)
  }
}

/** A class that presses a button at once would otherwise have hundreds of messages edited each second. */
const showProgress = async (
  { pace, memory }: Session,
  interaction: RepliableInteraction,
  shown: Reply,
): Promise<unknown> => {
  const channel = interaction.channelId ?? ''
  if (!pace.hasRoom(channel)) return false
  await pace(channel)
  return interaction.editReply(discordMessage(shown, memory))
}

/** A message takes five edits in five seconds; four leave the fifth to the reply itself. */
const editGapMs = 1250

/**
 * Replies in the channel; a private reply only the asker sees. Whether a reply is private is fixed on acknowledging,
 * and only the answer tells, so the acknowledgement waits `patience` for it: most answers take milliseconds.
 */
export const replyInChannel = async (
  session: Session,
  interaction: RepliableInteraction,
  work: (onProgress: Request['onProgress']) => Promise<Reply>,
): Promise<void> => {
  const progress = createProgress((shown) => showProgress(session, interaction, shown), editGapMs)
  const answer = answered(session, () => work(progress.show))
  const early = await Promise.race([answer, wait(session.patience, undefined, { ref: false })])
  await interaction.deferReply(early?.private ? hidden : {})
  progress.begin()
  const reply = early ?? (await answer)
  await progress.end()
  const message = discordMessage(reply, session.memory)
  if (reply.private && !early) {
    // A follow-up before the deletion would take the place of the public acknowledgement, and be public.
    await interaction.deleteReply().catch(unlessGone)
    const sent = await interaction.followUp({ ...message, ...hidden })
    return addPictures(session, reply, message, sent, (options) =>
      interaction.webhook.editMessage(sent.id, options),
    )
  }
  const sent = await interaction.editReply(message)
  await addPictures(session, reply, message, sent, (options) => interaction.editReply(options))
}

/** A moderator may have deleted the message first. */
const unlessGone = (error: unknown): void => {
  if (!(error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage)) throw error
}

/** Replies to the asker only, acknowledged before any work. `chained` lets its buttons replace it. */
export const replyPrivately = async (
  session: Session,
  interaction: RepliableInteraction,
  work: (onProgress: Request['onProgress']) => Promise<Reply>,
  chained = false,
): Promise<void> => {
  const progress = createProgress((shown) => interaction.editReply(discordMessage(shown, session.memory)))
  await interaction.deferReply(hidden)
  progress.begin()
  const reply = await answered(session, () => work(progress.show))
  await progress.end()
  const message = discordMessage(reply, { ...session.memory, chained })
  const sent = await interaction.editReply(message)
  await addPictures(session, reply, message, sent, (options) => interaction.editReply(options))
}

/** Replaces the message whose button was pressed. */
export const replaceMessage = async (
  session: Session,
  interaction: Extract<RepliableInteraction, { deferUpdate: unknown; message: unknown }>,
  work: () => Promise<Reply>,
): Promise<void> => {
  session.drawing.delete(interaction.message?.id ?? '')
  await interaction.deferUpdate()
  const reply = await answered(session, work)
  const message = discordMessage(reply, { ...session.memory, chained: true })
  const sent = await interaction.editReply({ ...message, attachments: [] })
  await addPictures(session, reply, message, sent, (options) => interaction.editReply(options))
}

/** What Discord says when an interaction is over: its 3 s or 15 minutes have passed, or its message is gone. */
const over = new Set<unknown>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
])

/** Runs a handler and leaves one line in the log, without the person or what was typed. */
export const settle = async (
  log: Log,
  kind: string,
  name: string,
  handler: () => Promise<void>,
): Promise<void> => {
  const start = performance.now()
  const about = () => ({ platform: 'discord', kind, name, ms: Math.round(performance.now() - start) })
  try {
    await handler()
    log.info(about(), 'discord: answered')
  } catch (error) {
    const code = error instanceof DiscordAPIError ? error.code : undefined
    if (over.has(code)) log.info({ ...about(), code }, 'discord: the interaction was over before the answer')
    else log.error({ ...about(), err: error }, 'discord: an answer could not be sent')
  }
}
