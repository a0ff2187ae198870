import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Json, record } from './discord-rules.ts'

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const

export type Gateway = {
  readonly url: string
  /** Every opcode the bot sent but heartbeats, in order. */
  readonly received: readonly ('identify' | 'resume')[]
  /** Sends an event, or keeps it for the replay while no bot is connected. */
  dispatch(event: string, data: Json): void
  /** Cuts the connection as a network does: without a closing handshake. */
  drop(): void
  /** Loses the session: a resume is refused, and the bot has to identify anew. */
  forget(): void
  stop(): Promise<void>
}

type Event = { readonly op: 0; readonly s: number; readonly t: string; readonly d: Json }

/** A gateway with sessions that can be resumed, which the twin lacks. `greet` lists the events after READY. */
export const startGateway = async (
  token: string,
  ready: Json,
  greet: readonly { readonly event: string; readonly data: Json }[],
): Promise<Gateway> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  // An address is a string for a pipe only.
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
  const received: ('identify' | 'resume')[] = []
  let session: { readonly id: string; readonly events: Event[] } | undefined
  let live: WebSocket | undefined

  const send = (socket: WebSocket | undefined, payload: unknown) => socket?.send(JSON.stringify(payload))
  const dispatch = (event: string, data: Json) => {
    const events = session?.events ?? []
    const next: Event = { op: op.dispatch, s: events.length + 1, t: event, d: data }
    events.push(next)
    send(live, next)
  }
  const identify = (socket: WebSocket, data: Json) => {
    if (data.token !== token) return socket.close(4004, 'Authentication failed')
    session = { id: randomUUID(), events: [] }
    live = socket
    dispatch('READY', { ...ready, session_id: session.id, resume_gateway_url: url })
    for (const { event, data: d } of greet) dispatch(event, d)
  }
  const resume = (socket: WebSocket, data: Json) => {
    if (session === undefined || data.session_id !== session.id) {
      return send(socket, { op: op.invalidSession, d: false, s: null, t: null })
    }
    live = socket
    for (const event of session.events.filter(({ s }) => s > Number(data.seq))) send(socket, event)
    dispatch('RESUMED', {})
  }

  server.on('connection', (socket) => {
    send(socket, { op: op.hello, d: { heartbeat_interval: 45_000 }, s: null, t: null })
    socket.on('close', () => {
      if (live === socket) live = undefined
    })
    socket.on('message', (raw) => {
      const payload = record(JSON.parse(String(raw)))
      if (payload.op === op.heartbeat) send(socket, { op: op.heartbeatAck, d: null, s: null, t: null })
      if (payload.op === op.identify) {
        received.push('identify')
        identify(socket, record(payload.d))
      }
      if (payload.op === op.resume) {
        received.push('resume')
        resume(socket, record(payload.d))
      }
    })
  })

  return {
    url,
    received,
    dispatch,
    drop: () => {
      live?.terminate()
      live = undefined
    },
    forget: () => {
      session = undefined
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      }),
  }
}
