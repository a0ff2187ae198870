import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Database } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { forgettings, unlessForgotten } from '../batch/forgetting.ts'
import { earlierInStore } from '../out/earlier.ts'
import { type Written, writeReports } from '../out/write-reports.ts'
import { type Collected, collectFiles, largestFile } from './files.ts'

/** Whose reports, and of which batch. */
type Wanted = {
  readonly id: string
  readonly batch: string
  readonly asker: string
  readonly feedback: boolean
}

export type Shelf = {
  /** Where a request's file is while it is read. */
  folderFor(id: string): string
  /**
   * Reports of a batch as files for a message, with what changed since an earlier one of the same person; those that no message
   * can hold stay on the shelf.
   */
  fetch(request: Wanted, set: ProblemSet): Promise<Collected & Written & { elsewhere?: string }>
  /** Removes what is too old and what killed processes left: all of it at once where nobody else has something under way. */
  tidy(days: number, alone: boolean): Promise<void>
  /** Removes all reports where a student was forgotten since it last looked: the same file makes them again. */
  removeForgotten(): Promise<void>
}

/** `mostBytes` is what a message takes of a file. */
export const createShelf = (
  database: Database,
  seal: Seal,
  folder: string,
  mostBytes = largestFile,
): Shelf => {
  const make = async ({ id, batch, asker, feedback }: Wanted, set: ProblemSet) => {
    const [partial, kept] = [partialOf(folder, id), join(folder, id)]
    await mkdir(partial, { recursive: true, mode: 0o700 })
    try {
      const earlier = await earlierInStore(database.query, seal, batch, asker)
      const written = await writeReports(database, seal, { batch, set, folder: partial, earlier, feedback })
      const collected = await collectFiles(partial, set.name, mostBytes)
      if (collected.large.length === 0) return { ...collected, ...written }
      await rm(kept, { recursive: true, force: true })
      await rename(partial, kept)
      return { ...collected, ...written, elsewhere: whereabouts(collected.large, kept) }
    } finally {
      await rm(partial, { recursive: true, force: true })
    }
  }
  const marker = `${folder}.forgotten`
  return {
    folderFor: (id) => join(folder, `${id}.upload`),
    // Looked at once more when the files are where they stay: what is forgotten later finds them there.
    fetch: (request, set) =>
      unlessForgotten(
        database.query,
        () => make(request, set),
        () => rm(join(folder, request.id), { recursive: true, force: true }),
      ),
    async tidy(days, alone) {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name)
        const age = Date.now() - (await stat(path)).mtimeMs
        const left = /\.(?:partial|upload)$/.test(name) && (alone || age > hourMs)
        if (left || age > days * 24 * hourMs) await rm(path, { recursive: true, force: true })
      }
    },
    async removeForgotten() {
      const times = await forgettings(database.query)
      if (String(times) === (await readFile(marker, 'utf8').catch(() => '0'))) return
      // Reports that are being written go as well, and are written anew; a file that is handed in is not of before.
      for (const name of await readdir(folder).catch(() => []))
        if (!name.endsWith('.upload')) await rm(join(folder, name), { recursive: true, force: true })
      await mkdir(dirname(marker), { recursive: true })
      await writeFile(marker, String(times))
    },
  }
}

const hourMs = 3_600_000

/** Reports under way, which nobody needs after it. */
const partialOf = (folder: string, id: string): string => join(folder, `${id}.partial`)

const whereabouts = (large: readonly string[], folder: string): string =>
  `${large.join(' and ')} ${large.length === 1 ? 'is' : 'are'} too large for a message. All files are on the machine that runs Exacta, in ${resolve(folder)}.`
