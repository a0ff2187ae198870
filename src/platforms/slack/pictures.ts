import { setTimeout as wait } from 'node:timers/promises'
import type { types, webApi } from '@slack/bolt'
import type { Exacta } from '../../exacta.ts'
import type { Picture, PictureRequest } from '../../picture.ts'
import type { Reply } from '../../reply.ts'

/** Slack's limit for the alternative text of an image. */
const longestAlt = 2000

/** Blocks for a reply's pictures, as files that nobody sees but where the blocks stand. */
export type Illustrate = (reply: Reply) => Promise<readonly types.ImageBlock[]>

const drawAll = async (
  exacta: Pick<Exacta, 'draw'>,
  requests: readonly PictureRequest[],
): Promise<Picture[]> => {
  const drawn = await Promise.all(requests.map((request) => exacta.draw(request)))
  return drawn.filter((picture) => picture !== undefined)
}

export const createIllustrate =
  (client: webApi.WebClient, exacta: Pick<Exacta, 'draw'>): Illustrate =>
  async ({ pictures = [] }) => {
    const drawn = await drawAll(exacta, pictures)
    if (drawn.length === 0) return []
    const uploaded = await client.files.uploadV2({
      file_uploads: drawn.map(({ name, bytes, alt }) => ({
        file: Buffer.from(bytes),
        filename: name,
        alt_text: alt.slice(0, 1000),
      })),
    })
    // The client's types leave out what a completed upload gives back: the files, by call.
    const { files = [] } = uploaded as { files?: readonly { files?: readonly { id?: string }[] }[] }
    const ids = files.flatMap((call) => call.files ?? []).map(({ id }) => id)
    return drawn.flatMap(({ alt }, at): types.ImageBlock[] => {
      const id = ids[at]
      return id === undefined
        ? []
        : [{ type: 'image', slack_file: { id }, alt_text: alt.slice(0, longestAlt) }]
    })
  }

/** A file is refused in a block until Slack has looked at it, which takes a second or two. */
const attempts = 4
const pauseMs = 1500

/** True when `send` took the pictures. The text is out, so what Slack refuses is left out. */
export const sendWhenReady = async (send: () => Promise<boolean>): Promise<boolean> => {
  for (let attempt = 1; ; attempt++) {
    const sent = await send().catch((error: unknown) => {
      if (isRefusal(error)) return false
      throw error
    })
    if (sent || attempt === attempts) return sent
    await wait(pauseMs, undefined, { ref: false })
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'slack_webapi_platform_error'
