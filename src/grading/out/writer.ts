import { fileURLToPath } from 'node:url'
import workerpool from 'workerpool'
import type { Cell } from './csv.ts'

const script = fileURLToPath(new URL('./writer-thread.ts', import.meta.url))

export type TableWriter = { write(rows: readonly (readonly Cell[])[]): Promise<void>; close(): Promise<void> }

export type Writer = {
  /** A CSV file that stands under its name when it is closed. */
  openTable(path: string, headings: readonly string[]): Promise<TableWriter>
  /** Files that stand under their names when they are whole; their folders are made. */
  writeFiles(files: readonly (readonly [path: string, content: string | Uint8Array])[]): Promise<void>
  /** Nothing is written after it. */
  stop(): Promise<void>
}

/**
 * Writes files in a thread of its own, in the order in which it is asked: a class has thousands, and neither a slow disk nor the
 * separating of cells is to hold up what this thread does. Rejects as the file system does.
 */
export const startWriter = (): Writer => {
  const pool = workerpool.pool(script, { workerType: 'thread', maxWorkers: 1 })
  const ask = async (method: string, ...parameters: readonly unknown[]): Promise<void> => {
    await pool.exec(method, [...parameters])
  }
  return {
    async openTable(path, headings) {
      await ask('openTable', path, headings)
      return {
        write: (rows) => ask('writeRows', path, rows),
        close: () => ask('closeTable', path),
      }
    },
    writeFiles: (files) => ask('writeFiles', files),
    async stop() {
      await pool.terminate(true)
    },
  }
}
