import pg from 'pg'
import type { Connection } from './database.ts'

/** Any number that all processes of ours share: two must not migrate at once. */
const migrationLock = 7_392_238

/** A Postgres server. */
export const openServer = async (url: string): Promise<Connection> => {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    query_timeout: 30_000,
    max: 5,
  })
  // An idle connection that breaks is replaced by the next query; unheard, it would end the process.
  pool.on('error', () => undefined)
  const others: pg.Pool[] = []
  return {
    transaction: (work) => inTransaction(pool, work),
    poolFor(schema) {
      const other = new pg.Pool({
        connectionString: url,
        connectionTimeoutMillis: 5000,
        keepAlive: true,
        max: 6,
        options: `-c search_path=${schema}`,
      })
      other.on('error', () => undefined)
      others.push(other)
      return other
    },
    query: async (sql, values) => (await pool.query(sql, [...values])).rows,
    async migrate(work) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
        await work(async (sql) => (await client.query(sql)).rows)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined)
        throw error
      } finally {
        client.release()
      }
    },
    async close() {
      await Promise.all([pool, ...others].map((one) => (one.ended ? undefined : one.end())))
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
    await client.query('BEGIN')
    const result = await work(async (sql, values) => (await client.query(sql, [...values])).rows)
    await client.query('COMMIT')
    return result
  } catch (error) {
    // A connection in an unknown state goes back to nobody.
    await client.query('ROLLBACK').catch(() => {
      broken = true
    })
    throw error
  } finally {
    client.release(broken)
  }
}
