import { EventEmitter } from 'node:events'
import type { PGlite } from '@electric-sql/pglite'
import type { ClientLike, PoolLike } from './pool.ts'

/** The one session of PGlite as a pool of many; its notifications reach every client that listens. */
export const embeddedPool = (pglite: PGlite, schema: string): PoolLike => {
  // The session is everybody's: tables of others are still found by their names.
  const ready = pglite.exec(`SET search_path TO ${schema}, public`)
  const query: PoolLike['query'] = async (sql, values = []) => {
    await ready
    // Several statements at once go without values only.
    const result = values.length === 0 ? (await pglite.exec(sql)).at(-1) : await pglite.query(sql, values)
    return { rows: result?.rows ?? [], rowCount: result?.affectedRows ?? result?.rows.length ?? 0 }
  }
  const events = new EventEmitter()
  return {
    query,
    connect: async () => clientOf(pglite, query),
    end: async () => undefined,
    on: (event, listener) => events.on(event, listener),
  }
}

const listening = /^(?:\s*--[^\n]*\n)*\s*LISTEN\s+(\w+)/i

const clientOf = (pglite: PGlite, query: PoolLike['query']): ClientLike => {
  const events = new EventEmitter()
  const stops: (() => Promise<void>)[] = []
  return {
    async query(sql, values) {
      const channel = listening.exec(sql)?.[1]
      if (channel === undefined) return query(sql, values)
      stops.push(await pglite.listen(channel, (payload) => events.emit('notification', { channel, payload })))
      return { rows: [], rowCount: 0 }
    },
    release() {
      for (const stop of stops.splice(0)) void stop().catch(() => undefined)
    },
    on: (event, listener) => events.on(event, listener),
    removeListener: (event, listener) => events.removeListener(event, listener),
    removeAllListeners: (event) => events.removeAllListeners(event),
  }
}
