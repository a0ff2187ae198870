import { type Client, DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'
import { UpstreamError } from '../../errors.ts'
import type { Reply } from '../../reply.ts'
import { discordMessage } from './message.ts'
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

/**
 * A direct message, of its own and with its files; false where the person takes none. Rejects with UpstreamError for
 * what may pass. Discord sends what comes with the same `key` once, for a few minutes.
 */
export const tellPerson = async (
  client: Pick<Client, 'users'>,
  memory: Memory,
  person: string,
  reply: Reply,
  key: string,
): Promise<boolean> => {
  try {
    const channel = await client.users.createDM(person)
    await channel.send({ ...discordMessage(reply, memory), nonce: key, enforceNonce: true })
    return true
  } catch (error) {
    if (error instanceof DiscordAPIError && closed.has(error.code)) return false
    if (mayPass(error)) throw new UpstreamError('timeout', 'Discord does not answer.', { cause: error })
    throw error
  }
}
