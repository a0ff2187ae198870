import { z } from 'zod'
import type { GivenFile } from '../../given-file.ts'
import { remoteFile } from '../remote-file.ts'
import type { Session } from './session.ts'

/** What is read of a file as Slack describes it. */
export const described = z.object({
  name: z.string().default(''),
  size: z.number().default(0),
  mode: z.string().default(''),
  url_private_download: z.string().optional(),
  url_private: z.string().optional(),
})
const withFiles = z.object({ files: z.array(z.unknown()) })

/** Where Slack keeps what people upload. */
export const slacksOrigins: readonly string[] = ['https://files.slack.com']

/** A file in Slack, which the bot reads with its own token; undefined for what is no file. */
export const handedFile = (
  { client, fileOrigins }: Pick<Session, 'client' | 'fileOrigins'>,
  file: unknown,
): GivenFile | undefined => {
  const read = described.safeParse(file)
  if (!read.success) return undefined
  const { name, size: bytes, mode, url_private_download, url_private = '' } = read.data
  return remoteFile({
    name,
    bytes,
    address: url_private_download ?? url_private,
    // The token goes to Slack's files only: whoever registers an external file chooses its address.
    origins: mode === 'external' ? [] : fileOrigins,
    headers: { authorization: `Bearer ${client.token}` },
  })
}

/** The first file of a message, as Slack describes it. */
export const fileIn = (message: unknown): unknown => withFiles.safeParse(message).data?.files[0]
