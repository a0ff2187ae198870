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

/** A file that a platform keeps, fetched from its own hosts only; what is not of the size that it told is refused. */
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
    }).catch((cause: unknown) => notFetched(cause, signal))
    // Slack answers with its sign-in page where the app may not read files.
    const page = /^text\/html\b/.test(response.headers.get('content-type') ?? '')
    if (!response.ok || !response.body || page)
      throw new UpstreamError(
        'refused',
        `The file could not be fetched (status ${response.status}). ${again}`,
      )
    let received = 0
    for await (const chunk of chunksOf(response.body, signal)) {
      received += chunk.length
      if (received > bytes)
        throw new InputError('too-large', 'The file is larger than it was said to be.', { field: 'file' })
      yield chunk
    }
    if (received < bytes)
      throw new UpstreamError('refused', `Only ${received} of the file's ${bytes} bytes arrived. ${again}`)
  },
})

/** In a generator of its own, so that what a reader throws is not taken for a fault of the connection. */
async function* chunksOf(body: ReadableStream<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    notFetched(cause, signal)
  }
}

const notFetched = (cause: unknown, signal?: AbortSignal): never => {
  if (signal?.aborted) throw cause
  throw new UpstreamError('timeout', `The file could not be fetched. ${again}`, { cause })
}

const again = 'Please hand it in again.'
