import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { GivenFile } from '../../given-file.ts'
import { remoteFile } from '../remote-file.ts'

/** What is read of a file as Slack describes it. */
const described = z.object({
  name: z.string().default(''),
  size: z.number().default(0),
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
})
const withFiles = z.object({ files: z.array(z.unknown()) })

const keptBySlack = 'https://files.slack.com'

/** A file in Slack, which the bot reads with its own token; undefined for what is no file. */
export const handedFile = (client: webApi.WebClient, file: unknown): GivenFile | undefined => {
  const read = described.safeParse(file)
  if (!read.success) return undefined
  const { name, size: bytes, url_private_download, url_private = '' } = read.data
  return remoteFile({
    name,
    bytes,
    address: url_private_download ?? url_private,
    // The token goes to Slack only: a remote file's address is anybody's.
    origins: [keptBySlack, new URL(client.slackApiUrl).origin],
    headers: { authorization: `Bearer ${client.token}` },
  })
}

/** The first file of a message, as Slack describes it. */
export const fileIn = (message: unknown): unknown => withFiles.safeParse(message).data?.files[0]
