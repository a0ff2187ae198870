import { z } from 'zod'

/** Slack turns a long paste into a text snippet, so what is to be checked may be in a file. */
const withFiles = z.object({
  files: z.array(
    z.object({
      mimetype: z.string().default(''),
      mode: z.string().default(''),
      size: z.number().default(0),
      url_private: z.url().optional(),
    }),
  ),
})

const MOST_BYTES = 200_000
const MOST_FILES = 3

const download = async (address: string, token: string): Promise<string> => {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(1500) })
  return response.ok ? response.text() : ''
}

/** The text files of a message, as one text; files that are large, remote or unreachable are left out. */
export const attachedText = async (
  message: unknown,
  slack: { readonly fileOrigins: readonly string[]; readonly token: string },
): Promise<string> => {
  const read = withFiles.safeParse(message)
  if (!read.success) return ''
  const addresses = read.data.files
    .filter(
      ({ mimetype, mode, size }) => mimetype.startsWith('text/') && mode !== 'external' && size <= MOST_BYTES,
    )
    .flatMap(({ url_private }) =>
      // The bot's token goes to Slack's files only: an address may be anybody's.
      url_private && slack.fileOrigins.includes(new URL(url_private).origin) ? [url_private] : [],
    )
    .slice(0, MOST_FILES)
  const texts = await Promise.all(addresses.map((address) => download(address, slack.token).catch(() => '')))
  return texts.join('\n\n').trim()
}
