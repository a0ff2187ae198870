import { type Client, DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js'
import { UpstreamError } from '../../errors.ts'
import type { Reply } from '../../reply.ts'
import { discordMessage } from './message.ts'
import type { Memory } from './source.ts'

/** Discord's bound is for one file; so many together still go through in one request. */
const mostBytes = 10 * 2 ** 20

/** Files in their order, as many in each message as go together. */
const shares = (files: Reply['files']): readonly Reply['files'][] => {
  const all: Reply['files'][number][][] = [[]]
  let used = 0
  for (const file of files) {
    const size = file.text === undefined ? file.bytes.length : Buffer.byteLength(file.text)
    if (used > 0 && used + size > mostBytes) {
      all.push([])
      used = 0
    }
    all.at(-1)?.push(file)
    used += size
  }
  return all
}

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

/** How many messages of a reply are with its reader: what is told again goes on after them. */
const sent = new WeakMap<Reply, number>()

/**
 * A direct message, of its own and with its files; false where the person takes none. Rejects with UpstreamError for
 * what may pass.
 */
export const tellPerson = async (
  client: Pick<Client, 'users'>,
  memory: Memory,
  person: string,
  reply: Reply,
): Promise<boolean> => {
  try {
    const channel = await client.users.createDM(person)
    for (const [at, files] of shares(reply.files).entries()) {
      if (at < (sent.get(reply) ?? 0)) continue
      await channel.send(
        discordMessage(at === 0 ? { ...reply, files } : { ...reply, blocks: [], files }, memory),
      )
      sent.set(reply, at + 1)
    }
    return true
  } catch (error) {
    if (error instanceof DiscordAPIError && closed.has(error.code)) return false
    if (mayPass(error)) throw new UpstreamError('timeout', 'Discord does not answer.', { cause: error })
    throw error
  }
}
