import type { EventEmitter } from 'node:events'

type Answer = { rows: unknown[]; rowCount: number | null }
type Listener = Parameters<EventEmitter['on']>[1]

/** What is used of a `pg.PoolClient`. */
export type ClientLike = {
  query(sql: string, values?: unknown[]): Promise<Answer>
  release(): void
  on(event: string, listener: Listener): unknown
  removeListener(event: string, listener: Listener): unknown
  removeAllListeners(event?: string): unknown
}

/** What is used of a `pg.Pool`. */
export type PoolLike = {
  query(sql: string, values?: unknown[]): Promise<Answer>
  connect(): Promise<ClientLike>
  end(): Promise<void>
  on(event: string, listener: Listener): unknown
}
