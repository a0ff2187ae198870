import { setTimeout } from 'node:timers/promises'
import { type Logger, SocketModeReceiver, type webApi } from '@slack/bolt'
import type { Log } from '../../log.ts'
import type { Transport } from './transport.ts'

const LONGEST_WAIT = 30_000

/** Slack renews sockets now and then, so the first attempt comes at once; then 1, 2, 4, … seconds, spread out. */
const waitBefore = (attempt: number): number =>
  attempt === 0 ? 0 : Math.min(1000 * 2 ** (attempt - 1), LONGEST_WAIT) * (0.75 + Math.random() / 2)

/**
 * Socket mode, connected again whenever it is lost. Bolt's own reconnection is off: its attempts reject where nobody
 * can catch them, which would end the process when Slack is away for long or refuses the token.
 */
export const bySocket = (
  appToken: string,
  logger: Logger,
  log: Log,
  clientOptions: webApi.WebClientOptions,
): Transport => {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: { retries: 0 } } },
  })
  const stopping = new AbortController()
  let connected = false

  const connectAgain = async () => {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      try {
        await setTimeout(waitBefore(attempt), undefined, { signal: stopping.signal })
        await receiver.start()
        log.info({ attempt }, 'slack: connected again')
        return
      } catch (error) {
        if (!stopping.signal.aborted && attempt === 0)
          log.warn({ err: error }, 'slack: not reachable, trying on')
      }
    }
  }

  receiver.client.on('connected', () => {
    connected = true
    if (stopping.signal.aborted) void receiver.stop()
  })
  receiver.client.on('disconnected', () => {
    const lost = connected
    connected = false
    if (lost && !stopping.signal.aborted) void connectAgain()
  })
  return {
    receiver,
    connected: () => connected,
    async start() {
      await receiver.start()
      return undefined
    },
    async stop() {
      stopping.abort()
      await receiver.stop()
    },
  }
}
