import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { GradingQueue } from './queue.ts'

export type BoardSettings = { readonly port: number; readonly host: string; readonly token: string }
export type Board = { readonly url: string; stop(): Promise<void> }

/** Bull Board's page names a font on another server, which no browser loads under this. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Bull Board for the queue, from its package's own files, to who knows the token: as the password of a browser's
 * question (any name), or as a bearer's. Rejects where the port is taken.
 */
export const openBoard = async (
  queue: GradingQueue,
  { port, host, token }: BoardSettings,
): Promise<Board> => {
  const page = await pageOf(queue)
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    if (!isAllowed(request, token)) return refuse(response)
    page(request, response)
  })
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  const at = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at}/`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const pageOf = async (queue: GradingQueue): Promise<RequestListener> => {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ])
  const serverAdapter = new ExpressAdapter()
  createBullBoard({ queues: [new BullMQAdapter(queue.bull)], serverAdapter })
  // An Express application is a listener.
  return serverAdapter.getRouter() as RequestListener
}

/** What a page of another site makes a browser send carries the password too, and is not wanted. */
const isAllowed = ({ headers }: IncomingMessage, token: string): boolean =>
  isSame(tokenIn(headers.authorization), token) && headers['sec-fetch-site'] !== 'cross-site'

const tokenIn = (header = ''): string => {
  const [, scheme = '', credentials = ''] = /^(Basic|Bearer) +(.+)$/i.exec(header) ?? []
  if (scheme.toLowerCase() !== 'basic') return credentials
  const pair = Buffer.from(credentials, 'base64').toString('utf8')
  return pair.slice(pair.indexOf(':') + 1)
}

/** In the same time whatever differs: digests are of one length. */
const isSame = (given: string, token: string): boolean => {
  const [a, b] = [given, token].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

const refuse = (response: ServerResponse): void => {
  response.writeHead(401, {
    'www-authenticate': 'Basic realm="Exacta grading", charset="UTF-8"',
    'content-type': 'text/plain; charset=utf-8',
  })
  response.end('The password is BOARD_TOKEN; the name may be anything.\n')
}
