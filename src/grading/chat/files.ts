import { access, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Attachment } from '../../reply.ts'
import { zipFile, zipFolder } from './zip.ts'

/** What Discord takes of a file without a boost; Slack takes more, but nobody reads more in a chat. */
export const largestFile = 10 * 2 ** 20 - 1024

export type Collected = {
  readonly files: readonly Attachment[]
  /** What is too large to be sent. */
  readonly large: readonly string[]
}

/** Files in their order, as many in each share as one message takes. */
export const sharesOf = (files: readonly Attachment[], mostBytes = largestFile): readonly Attachment[][] => {
  const shares: Attachment[][] = [[]]
  let used = 0
  for (const file of files) {
    const size = file.text === undefined ? file.bytes.length : Buffer.byteLength(file.text)
    if (used > 0 && used + size > mostBytes) {
      shares.push([])
      used = 0
    }
    shares.at(-1)?.push(file)
    used += size
  }
  return shares
}

const reports = [
  ['graded.csv', 'Every answer with its grade and the reason'],
  ['regrade.csv', 'What has another grade than in your grading before'],
  ['canvas.csv', 'A gradebook that Canvas imports'],
  ['gradescope.zip', 'A results.json for each student, for Gradescope'],
  ['summary.txt', 'The summary'],
  ['summary.png', 'The summary as a figure'],
] as const

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Reports as attachments; `prefix` tells files of several batches apart. */
export const collectFiles = async (
  folder: string,
  prefix: string,
  mostBytes = largestFile,
): Promise<Collected> => {
  if (await isThere(join(folder, 'gradescope')))
    await zipFolder(join(folder, 'gradescope'), join(folder, 'gradescope.zip'))
  const files: Attachment[] = []
  const large: string[] = []
  for (const [name, about] of reports) {
    const path = join(folder, name)
    if (!(await isThere(path))) continue
    const found = await small(path, mostBytes)
    if (found === undefined) large.push(name)
    else files.push({ name: `${prefix}-${found.name}`, about, bytes: found.bytes })
  }
  return { files, large }
}

type Found = { readonly name: string; readonly bytes: Uint8Array }

/** The file, or the file zipped, if either is small enough. */
const small = async (path: string, mostBytes: number): Promise<Found | undefined> => {
  for (const file of [path, `${path}.zip`]) {
    if (file !== path) {
      if (path.endsWith('.zip')) return undefined
      await zipFile(path, file)
    }
    const { size } = await stat(file)
    if (size <= mostBytes) return { name: basename(file), bytes: await readFile(file) }
  }
  return undefined
}
