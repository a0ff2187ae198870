import { Socket } from 'node:net'
import pg from 'pg'
import type { Connection } from './database.ts'
import { isLost } from './lost.ts'

/** Any number that all processes of ours share: two must not migrate at once. */
const migrationLock = 7_392_238

/** How long a server that does not answer is waited for. */
const patience = {
  connectionTimeoutMillis: 5000,
  query_timeout: 30_000,
  // The system's own keep-alive finds a dead connection after two hours.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
}

/** A transaction whose client has vanished without a word keeps its locks no longer than this. */
const begin = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = '20s'`

/** How long taking leave of a server may take, which may be out of reach. */
const goodbyeMs = 2000

/** A Postgres server. */
export const openServer = async (url: string): Promise<Connection> => {
  const { pool, close } = openPool({ connectionString: url, max: 5 })
  const others: OpenPool[] = []
  return {
    transaction: (work) => inTransaction(pool, work),
    poolFor(schema) {
      const other = openPool({ connectionString: url, max: 6, options: `-c search_path=${schema}` })
      others.push(other)
      return other.pool
    },
    query: async (sql, values) => (await pool.query(sql, [...values])).rows,
    migrate: (work) =>
      inTransaction(pool, async (query) => {
        await query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
        await work((sql) => query(sql, []))
      }),
    async close() {
      await Promise.all([close(), ...others.map((other) => other.close())])
    },
  }
}

type OpenPool = { readonly pool: pg.Pool; close(): Promise<void> }

const openPool = (config: pg.PoolConfig): OpenPool => {
  const sockets = new Set<Socket>()
  const pool = new pg.Pool({
    ...patience,
    ...config,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      return socket.once('close', () => sockets.delete(socket))
    },
  })
  // A connection that breaks is told to who asked something of it; unheard, it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    pool,
    async close() {
      if (pool.ending) return
      const closed = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      // One that is left open keeps the process from ending.
      const cut = setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, goodbyeMs)
      void pool.end()
      await Promise.all(closed)
      clearTimeout(cut)
    },
  }
}

const inTransaction = async <T>(
  pool: pg.Pool,
  work: (query: Connection['query']) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect()
  let broken = false
  try {
    await client.query(begin)
    const result = await work(async (sql, values) => (await client.query(sql, [...values])).rows)
    await client.query('COMMIT')
    return result
  } catch (error) {
    // A connection that does not answer is asked nothing more, and one in an unknown state goes back to nobody.
    broken = isLost(error) || !(await rolledBack(client))
    throw error
  } finally {
    client.release(broken)
  }
}

const rolledBack = (client: pg.PoolClient): Promise<boolean> =>
  client.query('ROLLBACK').then(
    () => true,
    () => false,
  )
