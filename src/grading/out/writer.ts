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
 * Writes tables in one thread and whole files in another, each in the order in which it is asked: a class has thousands, and
 * neither a slow disk nor the separating of cells is to hold up what this thread does. Rejects as the file system does.
 */
export const startWriter = (): Writer => {
  const [tables, files] = [startThread(), startThread()]
  return {
    async openTable(path, headings) {
      await tables.ask('openTable', path, headings)
      return {
        write: (rows) => tables.ask('writeRows', path, rows),
        close: () => tables.ask('closeTable', path),
      }
    },
    writeFiles: (all) => files.ask('writeFiles', all),
    async stop() {
      await Promise.all([tables.stop(), files.stop()])
    },
  }
}

type Thread = { ask(method: string, ...parameters: readonly unknown[]): Promise<void>; stop(): Promise<void> }

const startThread = (): Thread => {
  const pool = workerpool.pool(script, {
    workerType: 'thread',
    maxWorkers: 1,
    // What it is given is soon written, and forgotten.
    workerThreadOpts: { resourceLimits: { maxYoungGenerationSizeMb: 8 } },
  })
  return {
    async ask(method, ...parameters) {
      await pool.exec(method, [...parameters])
    },
    async stop() {
      await pool.terminate(true)
    },
  }
}
