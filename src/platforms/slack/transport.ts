import { HTTPReceiver, type Logger, type Receiver, type webApi } from '@slack/bolt'
import type { Log } from '../../log.ts'
import { EVENTS_PATH } from './manifest.ts'
import { bySocket } from './socket.ts'

export type TransportOptions = {
  /** With an app token the app connects by socket mode, else it listens on `port` for signed requests. */
  readonly appToken?: string
  readonly signingSecret?: string
  readonly port?: number
  readonly host?: string
  readonly log: Log
  readonly clientOptions?: webApi.WebClientOptions
}

/** How Slack reaches the app: over a socket that the app opens, or by signed requests. */
export type Transport = {
  readonly receiver: Receiver
  connected(): boolean
  /** Gives the port listened on, if any. */
  start(): Promise<number | undefined>
  stop(): Promise<void>
}

const byRequests = (
  signingSecret: string,
  logger: Logger,
  listen: { readonly port: number; readonly host?: string },
): Transport => {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: EVENTS_PATH })
  let port: number | undefined
  return {
    receiver,
    connected: () => port !== undefined,
    async start() {
      const address = (await receiver.start({ ...listen })).address()
      port = typeof address === 'object' && address !== null ? address.port : listen.port
      return port
    },
    async stop() {
      port = undefined
      await receiver.stop()
    },
  }
}

export const transportOf = (options: TransportOptions, logger: Logger): Transport => {
  const { appToken, signingSecret, port = 3000, host, log, clientOptions = {} } = options
  if (appToken !== undefined) return bySocket(appToken, logger, log, clientOptions)
  if (signingSecret === undefined) throw new Error('Slack needs an app token or a signing secret')
  return byRequests(signingSecret, logger, { port, ...(host !== undefined && { host }) })
}
