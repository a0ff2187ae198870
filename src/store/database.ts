import { once } from './once.ts'

/** SQL of Postgres, whether in this process or elsewhere; `$1`, `$2`, … stand for `values`. */
export type Database = {
  query<Row>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>
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
      await connection.close()
      throw error
    }
  }
  const opened = once(open)
  return {
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
