import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Database } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { writeReports } from '../out/write-reports.ts'
import { type Collected, collectFiles } from './files.ts'

export type Shelf = {
  /** Where a request's file is while it is read. */
  folderFor(id: string): string
  /** Reports of a batch as files for a message; those that no message can hold stay on the shelf. */
  fetch(
    id: string,
    batch: string,
    set: ProblemSet,
  ): Promise<Collected & { summary: string; elsewhere?: string }>
  /** Removes what a killed process left, and what is too old. */
  tidy(days: number): Promise<void>
  /** Removes all reports: the same file makes them again. What is under way stays. */
  clear(): Promise<void>
}

export const createShelf = (database: Database, seal: Seal, folder: string): Shelf => ({
  folderFor: (id) => partialOf(folder, id),
  async fetch(id, batch, set) {
    const [partial, kept] = [partialOf(folder, id), join(folder, id)]
    await mkdir(partial, { recursive: true, mode: 0o700 })
    try {
      const summary = await writeReports(database, seal, { batch, set, folder: partial })
      const collected = await collectFiles(partial, set.name)
      if (collected.large.length === 0) return { ...collected, summary }
      await rm(kept, { recursive: true, force: true })
      await rename(partial, kept)
      return { ...collected, summary, elsewhere: whereabouts(collected.large, kept) }
    } finally {
      await rm(partial, { recursive: true, force: true })
    }
  },
  async tidy(days) {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      const age = Date.now() - (await stat(path)).mtimeMs
      const left = name.endsWith('.partial') && (!database.shared || age > hourMs)
      if (left || age > days * 24 * hourMs) await rm(path, { recursive: true, force: true })
    }
  },
  async clear() {
    for (const name of await readdir(folder).catch(() => []))
      if (!name.endsWith('.partial')) await rm(join(folder, name), { recursive: true, force: true })
  },
})

const hourMs = 3_600_000

/** What is under way, which nobody needs after it. */
const partialOf = (folder: string, id: string): string => join(folder, `${id}.partial`)

const whereabouts = (large: readonly string[], folder: string): string =>
  `${large.join(' and ')} ${large.length === 1 ? 'is' : 'are'} too large for a message. All files are on the machine that runs Exacta, in ${resolve(folder)}.`
