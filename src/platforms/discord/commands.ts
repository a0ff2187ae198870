import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody as ChatInput,
  RESTPostAPIContextMenuApplicationCommandsJSONBody as ContextMenu,
} from 'discord.js'
import {
  type APIApplicationCommandAttachmentOption,
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js'
import type { CommandInfo, FieldInfo } from '../../registry.ts'

export const checkMessage = 'Check this message'

const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
}

/** Discord asks for permissions in servers only, so a staff command must not exist in direct messages. */
const staffOnly = {
  default_member_permissions: '0',
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const checkName = (name: string, where: string): string => {
  if (!/^[-_'\p{L}\p{N}\p{Script=Deva}\p{Script=Thai}]{1,32}$/u.test(name) || name !== name.toLowerCase()) {
    throw new RangeError(
      `${where}: Discord takes names of 1 to 32 lower-case letters, digits, - and _, not ${JSON.stringify(name)}`,
    )
  }
  return name
}

/** 1 to 100 characters; longer text is cut at a word. */
const describe = (text: string, fallback: string): string => {
  const line = text.replace(/\s+/g, ' ').trim() || fallback
  if (line.length <= 100) return line
  const cut = line.slice(0, 99)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 60)).replace(/[\s,;:.]+$/, '')}…`
}

/** A choice is fixed by Discord, so only a closed and short list can be one; any other list is completed as one types. */
const offered = (field: FieldInfo): Pick<APIApplicationCommandStringOption, 'choices' | 'autocomplete'> => {
  const { choices = [], suggestions = [] } = field
  const asChoices =
    choices.length <= 25 && choices.every((choice) => choice.length > 0 && choice.length <= 100)
  if (choices.length > 0 && asChoices) return { choices: choices.map((value) => ({ name: value, value })) }
  return choices.length > 0 || suggestions.length > 0 ? { autocomplete: true } : {}
}

const option = (
  field: FieldInfo,
  command: string,
): APIApplicationCommandStringOption | APIApplicationCommandAttachmentOption =>
  field.file
    ? { ...named(field, command), type: ApplicationCommandOptionType.Attachment }
    : typed(field, command)

const named = (field: FieldInfo, command: string) => ({
  name: checkName(field.name, `/${command}`),
  description: describe(field.about, field.name),
  required: field.required,
})

const typed = (field: FieldInfo, command: string): APIApplicationCommandStringOption => ({
  // discord-api-types splits options with choices from those with autocomplete; `offered` gives at most one of them.
  ...(offered(field) as object),
  ...named(field, command),
  type: ApplicationCommandOptionType.String,
})

const chatInput = (command: CommandInfo): ChatInput => {
  if (command.fields.length > 25) {
    throw new RangeError(`/${command.name}: Discord takes at most 25 options, not ${command.fields.length}`)
  }
  const fields = command.fields.toSorted((a, b) => Number(b.required) - Number(a.required))
  return {
    type: ApplicationCommandType.ChatInput,
    name: checkName(command.name, `/${command.name}`),
    description: describe(command.description, command.name),
    options: fields.map((field) => option(field, command.name)),
    ...(command.staff ? staffOnly : everywhere),
  }
}

/** The body that registers every command with Discord. Throws a RangeError that names what Discord would refuse. */
export const discordCommands = (commands: readonly CommandInfo[]): readonly (ChatInput | ContextMenu)[] => {
  if (commands.length > 100)
    throw new RangeError(`Discord takes at most 100 commands, not ${commands.length}`)
  return [
    ...commands.map(chatInput),
    { type: ApplicationCommandType.Message, name: checkMessage, ...everywhere },
  ]
}
