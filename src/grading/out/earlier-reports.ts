import { createReadStream } from 'node:fs'
import { readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isOurs } from './gradescope.ts'
import { regradeHeadings } from './regrade.ts'

const tables = ['graded.csv', 'regrade.csv', 'canvas.csv']
const summaries = ['summary.txt', 'summary.png']

export type NextReports = {
  /** Whether they have a `regrade.csv`. */
  readonly regrade: boolean
  /** The folders in `gradescope` that they write; asked for where there are any. */
  folders(): AsyncIterable<string>
}

/**
 * Removes from a folder what an earlier grading wrote there and the next one does not write; what is written again stays until
 * then, and files of others stay. Before the next one writes anything: a command that is killed leaves nobody's results whom
 * the next grading does not have.
 */
export const removeEarlier = async (folder: string, { regrade, folders }: NextReports): Promise<void> => {
  for (const name of [...tables, ...summaries]) await rm(join(folder, `${name}.partial`), { force: true })
  if (!regrade && (await beginsWith(join(folder, 'regrade.csv'), regradeHeadings.join(','))))
    await rm(join(folder, 'regrade.csv'), { force: true })
  await removeResults(join(folder, 'gradescope'), folders)
}

/** Removes whatever names students. */
export const removeNames = async (folder: string): Promise<void> => {
  for (const name of tables)
    for (const file of [name, `${name}.partial`]) await rm(join(folder, file), { force: true })
  await removeResults(join(folder, 'gradescope'), nobody)
}

async function* nobody(): AsyncGenerator<string> {}

const removeResults = async (gradescope: string, folders: NextReports['folders']): Promise<void> => {
  const left = new Set(await foldersIn(gradescope))
  if (left.size === 0) return
  for await (const name of folders()) left.delete(name)
  for (const name of left) await removeResult(join(gradescope, name))
  await removeIfEmpty(gradescope)
}

const foldersIn = async (path: string): Promise<readonly string[]> => {
  const entries = await readdir(path, { withFileTypes: true }).catch(unlessMissing)
  return (entries ?? []).filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** A student's results, known by what they say; with the folder where nothing else is in it. */
const removeResult = async (folder: string): Promise<void> => {
  await rm(join(folder, 'results.json.partial'), { force: true })
  const path = join(folder, 'results.json')
  const text = await readFile(path, 'utf8').catch(unlessMissing)
  if (text !== undefined && !isOurs(text)) return
  await rm(path, { force: true })
  await removeIfEmpty(folder)
}

const removeIfEmpty = async (folder: string): Promise<void> => {
  if ((await readdir(folder)).length === 0) await rmdir(folder)
}

const beginsWith = async (path: string, text: string): Promise<boolean> => {
  const end = Buffer.byteLength(text) - 1
  const read = async (): Promise<string> => {
    let begun = ''
    for await (const chunk of createReadStream(path, { encoding: 'utf8', end })) begun += chunk
    return begun
  }
  return (await read().catch(unlessMissing)) === text
}

const unlessMissing = (error: unknown): undefined => {
  if (
    error instanceof Error &&
    'code' in error &&
    ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))
  )
    return undefined
  throw error
}
