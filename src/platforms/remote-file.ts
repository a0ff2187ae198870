import { InputError, UpstreamError } from '../errors.ts'
import type { GivenFile } from '../given-file.ts'

export type RemoteFile = {
  readonly name: string
  readonly bytes: number
  readonly address: string
  /** Where the platform keeps what people attach; a file from anywhere else is not fetched. */
  readonly origins: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

const patienceMs = 300_000

/** A file that a platform keeps, fetched from its own hosts only and no further than the size that it told. */
export const remoteFile = ({ name, bytes, address, origins, headers = {} }: RemoteFile): GivenFile => ({
  name,
  bytes,
  async *read(signal) {
    if (!URL.canParse(address) || !origins.includes(new URL(address).origin))
      throw new InputError('domain', 'This file is kept elsewhere. Attach the file itself.', {
        field: 'file',
      })
    const patience = AbortSignal.timeout(patienceMs)
    const response = await fetch(address, {
      headers,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause
      throw new UpstreamError('timeout', `The file could not be fetched. ${again}`, { cause })
    })
    // Slack answers with its sign-in page where the app may not read files.
    const page = /^text\/html\b/.test(response.headers.get('content-type') ?? '')
    if (!response.ok || !response.body || page)
      throw new UpstreamError(
        'refused',
        `The file could not be fetched (status ${response.status}). ${again}`,
      )
    let received = 0
    for await (const chunk of response.body) {
      received += chunk.length
      if (received > bytes)
        throw new InputError('too-large', 'The file is larger than it was said to be.', { field: 'file' })
      yield chunk
    }
  },
})

const again = 'Please hand it in again.'
