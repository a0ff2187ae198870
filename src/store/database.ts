import { once } from './once.ts'
import type { PoolLike } from './pool.ts'

export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>

/** SQL of Postgres, whether in this process or elsewhere; `$1`, `$2`, … stand for `values`. */
export type Database = {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** All of it or nothing: what `work` asks is undone where it throws. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>
  /** What other libraries take for a `pg.Pool`, with the tables of `schema` first; their schema is theirs to make. */
  poolFor(schema: string): Promise<PoolLike>
  /** Whether other processes can reach it too. */
  readonly shared: boolean
  /** Waits for nothing: a database that was never used is never opened. */
  stop(): Promise<void>
}

export type DatabaseOptions = {
  /** A Postgres server, for several machines. */
  readonly url?: string | undefined
  /** Where the embedded database lives otherwise; it is in memory where this is left out too. */
  readonly folder?: string | undefined
}

/** What both kinds of database have in common. */
export type Connection = {
  query(sql: string, values: readonly unknown[]): Promise<readonly unknown[]>
  /** Several statements, as one transaction, by one process at a time. */
  migrate(work: (run: (sql: string) => Promise<readonly unknown[]>) => Promise<void>): Promise<void>
  transaction<T>(work: (query: Connection['query']) => Promise<T>): Promise<T>
  poolFor(schema: string): PoolLike
  close(): Promise<void>
}

/** Opened, and brought up to date, by the first query: opening takes seconds and hundreds of megabytes. */
export const openDatabase = ({ url, folder }: DatabaseOptions): Database => {
  const open = async (): Promise<Connection> => {
    const connection = await (url === undefined
      ? (await import('./embedded.ts')).openEmbedded(folder)
      : (await import('./server.ts')).openServer(url))
    try {
      const { migrate } = await import('./migrate.ts')
      await migrate(connection)
      return connection
    } catch (error) {
      await connection.close().catch(() => undefined)
      throw error
    }
  }
  const opened = once(open)
  return {
    shared: url !== undefined,
    transaction: async (work) =>
      (await opened.get()).transaction((query) => {
        // The rows are what the statement selects, which only its author knows.
        const typed: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
          (await query(sql, values)) as readonly Row[]
        return work(typed)
      }),
    poolFor: async (schema) => (await opened.get()).poolFor(schema),
    async query<Row>(sql: string, values: readonly unknown[] = []) {
      // The rows are what the statement selects, which only its author knows.
      return (await (await opened.get()).query(sql, values)) as readonly Row[]
    },
    async stop() {
      const connection = await opened.current?.catch(() => undefined)
      await connection?.close()
    },
  }
}
