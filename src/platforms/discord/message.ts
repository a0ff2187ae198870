import type { APIActionRowComponent, APIButtonComponentWithCustomId, APIEmbed } from 'discord.js'
import { ButtonStyle, ComponentType } from 'discord.js'
import type { Action, Attachment, Reply, Tone } from '../../reply.ts'
import { descriptions, limits } from './layout.ts'
import { blockText, escapeText } from './markdown.ts'
import { fitsFooter, pressId } from './source.ts'

const colours: Readonly<Record<Tone, number>> = {
  plain: 0x4f6bed,
  green: 0x3ba55d,
  amber: 0xf0b232,
  red: 0xd83c3e,
  grey: 0x80848e,
}

type File = { readonly attachment: Buffer; readonly name: string; readonly description: string }

export type DiscordMessage = {
  readonly embeds: readonly APIEmbed[]
  readonly components: readonly APIActionRowComponent<APIButtonComponentWithCustomId>[]
  readonly files: readonly File[]
  readonly allowedMentions: { readonly parse: readonly [] }
}

type Options = {
  /** Keeps a source that is too long for the message and gives the key by which a button finds it. */
  readonly remember: (source: string) => string
  readonly chained?: boolean
}

/** Discord refuses a file over 10 MiB; the rest of the room is for the note. */
const fileBytes = 10 * 1024 * 1024 - 100

const file = ({ name, text, bytes, about }: Attachment): File => {
  const whole = text === undefined ? Buffer.from(bytes) : Buffer.from(text, 'utf8')
  const end = whole.length <= fileBytes ? whole.length : whole.lastIndexOf('\n', fileBytes) + 1 || fileBytes
  const note = end < whole.length ? '\n(cut: the whole is too large for Discord)\n' : ''
  return {
    attachment: Buffer.concat([whole.subarray(0, end), Buffer.from(note)]),
    name: name.replace(/[^\w.-]+/g, '_') || 'reply.txt',
    description: about.slice(0, 1024),
  }
}

const button = (action: Action, id: string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: action.kind === 'explain' ? ButtonStyle.Primary : ButtonStyle.Secondary,
  label: action.label.slice(0, 80),
  custom_id: id,
})

const rows = (reply: Reply, { remember, chained = false }: Options): DiscordMessage['components'] => {
  if (reply.source === undefined || reply.actions.length === 0) return []
  const key = fitsFooter(reply.source) ? '' : remember(reply.source)
  const byId = new Map(reply.actions.map((action) => [pressId(action, chained, key), action]))
  const buttons = [...byId].slice(0, 25).map(([id, action]) => button(action, id))
  return Array.from({ length: Math.ceil(buttons.length / 5) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(5 * row, 5 * row + 5),
  }))
}

/** At most `size` characters, cut at a space where one is near, and never between a backslash and what it escapes. */
const shorten = (text: string, size: number): string => {
  if (text.length <= size) return text
  const cut = text.slice(0, size - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > size / 2 ? cut.slice(0, space) : cut).replace(/\\+$/, '')}…`
}

const rest = '*The whole reply is in the attached file.*'

/** `reply` as one message within Discord's limits; what is too long for it comes as a file. */
export const discordMessage = (reply: Reply, options: Options): DiscordMessage => {
  const title = shorten(escapeText(reply.title), limits.title)
  const footer = reply.source !== undefined && fitsFooter(reply.source) ? reply.source : undefined
  const room = limits.total - title.length - (footer?.length ?? 0) - rest.length - 1
  const { markdown, complete } = descriptions(reply.blocks, room)
  const texts = complete || reply.passing ? markdown : withNote(markdown)
  const whole: Attachment = {
    name: 'reply.txt',
    text: `${reply.title}\n\n${reply.blocks.map(blockText).join('\n\n')}\n`,
    about: 'The whole reply as text',
  }
  const embeds = (texts.length === 0 ? [''] : texts).map(
    (description, index, { length }): APIEmbed => ({
      color: colours[reply.tone],
      ...(index === 0 && title !== '' ? { title } : {}),
      ...(description === '' && title !== '' ? {} : { description: description || '\u200b' }),
      ...(index === length - 1 && footer !== undefined ? { footer: { text: footer } } : {}),
    }),
  )
  return {
    embeds,
    components: rows(reply, options),
    files: reply.passing ? [] : [...reply.files, ...(complete ? [] : [whole])].slice(0, 10).map(file),
    allowedMentions: { parse: [] },
  }
}

const withNote = (markdown: readonly string[]): readonly string[] => {
  const last = markdown.at(-1)
  if (last === undefined) return [rest]
  const room = last.length + 1 + rest.length <= limits.description
  return room
    ? [...markdown.slice(0, -1), `${last}\n${rest}`]
    : [...markdown.slice(0, limits.embeds - 1), rest]
}
