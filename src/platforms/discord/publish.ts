import { REST, Routes } from 'discord.js'
import type { CommandInfo } from '../../registry.ts'
import { discordCommands } from './commands.ts'

export type DiscordRest = { readonly api?: string; readonly version?: string }

type Publication = {
  readonly token: string
  readonly applicationId: string
  readonly commands: readonly CommandInfo[]
  /** Commands of one server appear at once; global ones are for every server, direct messages and user installs. */
  readonly guildId?: string
  readonly rest?: DiscordRest
}

/** Replaces every command registered before. Returns how many Discord has now. */
export const publishDiscord = async ({
  token,
  applicationId,
  commands,
  guildId,
  rest,
}: Publication): Promise<number> => {
  const client = new REST({ version: '10', ...rest }).setToken(token)
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId)
  const registered: unknown = await client.put(route, { body: discordCommands(commands) })
  return Array.isArray(registered) ? registered.length : 0
}
