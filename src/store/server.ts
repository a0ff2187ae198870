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
  return {
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
    close: () => pool.end(),
  }
}
