import {
  type Client,
  DiscordAPIError,
  type DMChannel,
  HTTPError,
  InteractionWebhook,
  RateLimitError,
  RESTJSONErrorCodes,
} from 'discord.js'
import { UpstreamError } from '../../errors.ts'
import type { Telling } from '../../exacta.ts'
import type { Reply } from '../../reply.ts'
import { type DiscordMessage, discordMessage } from './message.ts'
import type { Memory } from './source.ts'

/** What Discord says of people who take no direct messages from the bot, or are not there any more. */
const closed = new Set<unknown>([
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
])

/** Whether the same request may go through later: nobody answered, or Discord is overloaded or out of order. */
const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (error instanceof RateLimitError) return true
  if (error instanceof DiscordAPIError || error instanceof HTTPError)
    return error.status === 429 || error.status >= 500
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return error.name === 'AbortError' || /^(?:E[A-Z]|UND_ERR_)/.test(code) || mayPass(error.cause)
}

/** Discord's most; nobody gets more than that between two starts of a bot. */
const lookedThrough = 100

/** Whether the message is there. Discord forgets nonces in minutes, so it is known by what it says and by its files. */
const isThere = async (
  channel: Pick<DMChannel, 'messages'>,
  bot: string | undefined,
  { files }: DiscordMessage,
  mark: string,
): Promise<boolean> => {
  const names = files
    .map(({ name }) => name)
    .toSorted()
    .join()
  const latest = await channel.messages.fetch({ limit: lookedThrough, cache: false })
  return latest.some(
    ({ author, embeds, attachments }) =>
      author.id === bot &&
      embeds.some(({ description }) => description?.includes(mark)) &&
      attachments
        .map(({ name }) => name)
        .toSorted()
        .join() === names,
  )
}

/**
 * A direct message, of its own and with its files, once; false where the person takes none. Rejects with UpstreamError
 * for what may pass.
 */
export const tellPerson = async (
  client: Pick<Client, 'user' | 'users'>,
  memory: Memory,
  person: string,
  reply: Reply,
  { key, mark, again }: Telling,
): Promise<boolean> => {
  try {
    const channel = await client.users.createDM(person)
    const message = discordMessage(reply, memory)
    if (again && (await isThere(channel, client.user?.id, message, mark))) return true
    // Where it is on its way still, Discord compares what comes within some minutes.
    await channel.send({ ...message, nonce: key, enforceNonce: true })
    return true
  } catch (error) {
    if (error instanceof DiscordAPIError && closed.has(error.code)) return false
    throw asAway(error)
  }
}

/** What may pass as an UpstreamError, anything else as it is. */
const asAway = (error: unknown): unknown =>
  mayPass(error) ? new UpstreamError('timeout', 'Discord does not answer.', { cause: error }) : error

/** What Discord says where the token's 15 minutes are over, or the reply was never there or is gone. */
const expired = new Set<unknown>([
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownMessage,
])

/** Edits the reply in which progress was shown, while Discord lets it. Rejects with UpstreamError for what may pass. */
export const settleProgress = async (
  client: Client<true>,
  memory: Memory,
  token: string,
  reply: Reply,
): Promise<void> => {
  try {
    const webhook = new InteractionWebhook(client, client.application.id, token)
    await webhook.editMessage('@original', discordMessage(reply, memory))
  } catch (error) {
    if (error instanceof DiscordAPIError && expired.has(error.code)) return
    throw asAway(error)
  }
}
