import { createHash, randomUUID } from 'node:crypto'
import { access, cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openQueue } from '../src/grading/queue.ts'
import { openDatabase } from '../src/store/database.ts'

const root = join(import.meta.dirname, '..')
const migrations = join(root, 'src/store/migrations')

/** Names all that an opened store is made of. */
const nameOf = async (): Promise<string> => {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  for (const file of (await readdir(migrations)).sort())
    hash.update(file).update(await readFile(join(migrations, file)))
  return hash.digest('hex').slice(0, 20)
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const kept = async (): Promise<string> => {
  const cache = join(root, 'node_modules/.cache/exacta-store')
  const store = join(cache, await nameOf())
  if (await isThere(store)) return store
  await mkdir(cache, { recursive: true })
  const partial = join(cache, randomUUID())
  const database = openDatabase({ folder: partial })
  await (await openQueue(database, { grader: 'test' })).close()
  await database.stop()
  await rename(partial, store).catch(async (error: unknown) => {
    // Another process was faster.
    await rm(partial, { recursive: true })
    if (!(await isThere(store))) throw error
  })
  return store
}

/** Puts an embedded store into a folder as if it had been opened there once, which takes seconds of work. */
export const putOpenedStore = async (folder: string): Promise<void> => {
  await cp(await kept(), folder, { recursive: true })
}
