import { type Client, DiscordAPIError, RESTJSONErrorCodes } from 'discord.js'
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

/** A direct message, of its own and with its files; false where the person takes none. */
export const tellPerson = async (
  client: Client,
  memory: Memory,
  person: string,
  reply: Reply,
): Promise<boolean> => {
  try {
    const [first = [], ...more] = shares(reply.files)
    const channel = await client.users.createDM(person)
    await channel.send(discordMessage({ ...reply, files: first }, memory))
    for (const files of more) await channel.send(discordMessage({ ...reply, blocks: [], files }, memory))
    return true
  } catch (error) {
    if (error instanceof DiscordAPIError && closed.has(error.code)) return false
    throw error
  }
}
