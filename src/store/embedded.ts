import { readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Connection } from './database.ts'
import { embeddedPool } from './embedded-pool.ts'
import { makeFolder } from './make-folder.ts'

/** The embedded store is open in another process, which two at once would destroy. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError'
  constructor(folder: string, pid: number) {
    super(
      `The store in ${folder} is open in process ${pid}. Stop that first, or let both use a Postgres server by DATABASE_URL.`,
    )
  }
}

/** There is no place for the embedded store. */
export class StoreFolderError extends Error {
  override readonly name = 'StoreFolderError'
  constructor(folder: string, cause: Error) {
    super(`DATA_FOLDER: the store cannot be in ${folder}: ${cause.message}`, { cause })
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else exists, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** PGlite does not notice a second process in its folder. Gives the way to unlock. */
const lock = async (folder: string): Promise<() => Promise<void>> => {
  await makeFolder(folder).catch((error: unknown) => {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
    throw error instanceof Error && !isFull ? new StoreFolderError(folder, error) : error
  })
  const file = join(folder, 'process')
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      return () => rm(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const owner = Number(await readFile(file, 'utf8').catch(() => ''))
      if (owner > 0 && isRunning(owner)) throw new StoreInUseError(folder, owner)
      await rm(file, { force: true })
    }
  }
}

/** WASI's number of ENOSPC, which comes without a message and is no Error. */
const noSpace = 51

/** Postgres writes its log ahead in segments of 16 MiB and gives up where there is no room for one. */
const leastSpace = 16 * 2 ** 20

const isFull = async (folder: string): Promise<boolean> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < leastSpace
}

/** Says so when the disk is full: PGlite names that in its queries, and only aborts where it starts or gives up. */
const told = async <T>(folder: string | undefined, work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (typeof error !== 'object' || !error) throw error
    // PGlite adds what was asked with: names and answers, which no log and no terminal may show.
    if ('params' in error) delete error.params
    const full =
      'errno' in error
        ? error.errno === noSpace
        : folder !== undefined && !('code' in error) && (await isFull(folder))
    if (!full) throw error
    throw Object.assign(new Error('No space left on device', { cause: error }), { code: 'ENOSPC' })
  }
}

/** Postgres in this process, kept in `folder`, or in memory where there is none. */
export const openEmbedded = async (folder: string | undefined): Promise<Connection> => {
  const unlock = folder === undefined ? async () => undefined : await lock(folder)
  try {
    const database = await told(
      folder,
      PGlite.create(folder === undefined ? {} : { dataDir: join(folder, 'postgres') }),
    )
    return {
      query: async (sql, values) => (await told(folder, database.query(sql, [...values]))).rows,
      migrate: (work) =>
        told(
          folder,
          database.transaction((transaction) =>
            work(async (sql) => (await transaction.exec(sql)).at(-1)?.rows ?? []),
          ),
        ),
      transaction: (work) =>
        told(
          folder,
          database.transaction((transaction) =>
            work(async (sql, values) => (await transaction.query(sql, [...values])).rows),
          ),
        ),
      poolFor: (schema) => embeddedPool(database, schema),
      async close() {
        try {
          if (!database.closed) await told(folder, database.close())
        } finally {
          await unlock()
        }
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}
