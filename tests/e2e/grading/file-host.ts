import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A platform's store of files; `fetched` has every path that was asked for. */
export type FileHost = {
  readonly origin: string
  readonly fetched: readonly string[]
  stop(): void
}

/** What sends a few bytes and resets the connection. */
export const resetting = Symbol('resetting')

/** Serves `files` by path; a string that begins with http is a redirect. */
export const startFileHost = async (
  files: Readonly<Record<string, string | Buffer | typeof resetting>>,
): Promise<FileHost> => {
  const fetched: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    fetched.push(path)
    const file = files[path]
    if (file === undefined) response.writeHead(404).end()
    else if (file === resetting) {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-length': 5000 })
      response.write('student', () => response.socket?.resetAndDestroy())
    } else if (typeof file === 'string' && file.startsWith('http'))
      response.writeHead(302, { location: file }).end()
    else response.writeHead(200, { 'content-type': 'text/csv' }).end(file)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // listening on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    fetched,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
