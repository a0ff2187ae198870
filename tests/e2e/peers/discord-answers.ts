import { type Json, list, record } from './discord-rules.ts'

/** A file that came with a message, as the message shows it afterwards. */
export type Upload = {
  readonly name: string
  readonly text: string
  readonly content: Uint8Array
  readonly bytes: number
  readonly about: string
}

/** The schema admits UTC only as `Z`. */
const instant = (value: unknown): unknown =>
  typeof value === 'string' && value !== '' ? new Date(value).toISOString() : value

const user = (value: unknown): Json => ({ public_flags: 0, flags: 0, primary_guild: null, ...record(value) })

const numbered = (rows: readonly unknown[]): readonly Json[] => {
  let id = 0
  const number = (component: unknown): Json => {
    const { components, ...rest } = record(component)
    id += 1
    const own = { id, ...rest }
    return components === undefined ? own : { ...own, components: list(components).map(number) }
  }
  return rows.map(number)
}

export const attachmentOf = (file: Upload, index: number): Json => ({
  id: String(1000 + index),
  filename: file.name,
  size: file.bytes,
  description: file.about,
  content_type: 'text/plain; charset=utf-8',
  url: `https://cdn.discordapp.com/attachments/1/${1000 + index}/${file.name}`,
  proxy_url: `https://media.discordapp.net/attachments/1/${1000 + index}/${file.name}`,
})

/** A message of the twin with the fields that Discord always sends and the twin leaves out. */
export const completeMessage = (value: unknown, uploads: readonly Upload[]): Json => {
  const message = record(value)
  return {
    ...message,
    author: user(message.author),
    flags: message.flags ?? 0,
    components: numbered(list(message.components)),
    embeds: list(message.embeds).map((embed) => ({ type: 'rich', ...record(embed) })),
    attachments: uploads.length > 0 ? uploads.map(attachmentOf) : list(message.attachments),
    timestamp: instant(message.timestamp),
    edited_timestamp: instant(message.edited_timestamp),
  }
}
