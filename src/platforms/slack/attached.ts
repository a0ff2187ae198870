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

/** The bot's token goes to Slack only: a remote file's address is anybody's. */
const isSlacks = (address: string, apiUrl: string): boolean => {
  const { hostname, host, protocol } = new URL(address)
  return (protocol === 'https:' && hostname.endsWith('.slack.com')) || host === new URL(apiUrl).host
}

const download = async (address: string, token: string): Promise<string> => {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(1500) })
  return response.ok ? response.text() : ''
}

/** The text files of a message, as one text; files that are large, remote or unreachable are left out. */
export const attachedText = async (
  message: unknown,
  slack: { readonly apiUrl: string; readonly token: string },
): Promise<string> => {
  const read = withFiles.safeParse(message)
  if (!read.success) return ''
  const addresses = read.data.files
    .filter(
      ({ mimetype, mode, size }) => mimetype.startsWith('text/') && mode !== 'external' && size <= MOST_BYTES,
    )
    .flatMap(({ url_private }) => (url_private && isSlacks(url_private, slack.apiUrl) ? [url_private] : []))
    .slice(0, MOST_FILES)
  const texts = await Promise.all(addresses.map((address) => download(address, slack.token).catch(() => '')))
  return texts.join('\n\n').trim()
}
