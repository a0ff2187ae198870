import type { APIEmbed, Message, WebhookMessageEditOptions } from 'discord.js'
import type { Picture } from '../../picture.ts'
import type { Reply } from '../../reply.ts'
import { limits } from './layout.ts'
import type { DiscordMessage } from './message.ts'
import type { Session } from './respond.ts'

type Sent = Pick<Message, 'id' | 'attachments'>
type Edit = (options: WebhookMessageEditOptions) => Promise<unknown>

/** Messages whose pictures are being drawn; who takes a message for something else takes it out. */
export type Drawing = Map<string, symbol>

/** Adds a reply's pictures to its message once they are drawn; its text is there already, and stays as it is. */
export const addPictures = async (
  { exacta, drawing }: Session,
  reply: Reply,
  shown: DiscordMessage,
  sent: Sent,
  edit: Edit,
): Promise<void> => {
  const requests = (reply.pictures ?? []).slice(0, limits.embeds - shown.embeds.length)
  if (requests.length === 0) return
  const turn = Symbol(sent.id)
  drawing.set(sent.id, turn)
  const drawn = await Promise.all(requests.map((request) => exacta.draw(request)))
  if (drawing.get(sent.id) !== turn) return
  drawing.delete(sent.id)
  const pictures = drawn.filter((picture) => picture !== undefined)
  if (pictures.length === 0) return
  const colour = shown.embeds[0]?.color
  await edit({
    embeds: [...shown.embeds, ...pictures.map((picture) => embedOf(picture, colour))],
    files: pictures.map(({ name, bytes, alt }) => ({
      attachment: Buffer.from(bytes),
      name,
      description: alt.slice(0, 1024),
    })),
    // An edit with files drops those that it does not name.
    attachments: [...sent.attachments.keys()].map((id) => ({ id })),
    allowedMentions: { parse: [] },
  })
}

const embedOf = ({ name }: Picture, color: number | undefined): APIEmbed => ({
  ...(color !== undefined && { color }),
  image: { url: `attachment://${name}` },
})
