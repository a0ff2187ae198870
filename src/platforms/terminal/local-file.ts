import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { InputError } from '../../errors.ts'
import type { GivenFile } from '../../given-file.ts'
import type { Attachment, Reply } from '../../reply.ts'

/** A file of this machine, for the person who sits at it. */
export const openLocalFile = async (typed: string): Promise<GivenFile> => {
  const path = resolve(typed.startsWith('~/') ? join(homedir(), typed.slice(2)) : typed)
  const found = await stat(path).catch((cause) => {
    throw new InputError(
      'syntax',
      `The file ${path} cannot be opened: ${cause.message}`,
      { field: 'file' },
      { cause },
    )
  })
  if (!found.isFile()) throw new InputError('syntax', `${path} is no file.`, { field: 'file' })
  return { name: basename(path), bytes: found.size, read: (signal) => createReadStream(path, { signal }) }
}

/** Writes a file where none is overwritten; gives its path. */
const save = async ({ name, bytes }: Attachment, folder: string): Promise<string> => {
  const extension = extname(name)
  for (let at = 1; ; at++) {
    const path = join(folder, at === 1 ? name : `${basename(name, extension)}-${at}${extension}`)
    try {
      await writeFile(path, bytes ?? new Uint8Array(), { flag: 'wx', mode: 0o600 })
      return path
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/** The reply with what cannot be shown as text saved as files in the folder, and their paths in its text. */
export const saveFiles = async (reply: Reply, folder = process.cwd()): Promise<Reply> => {
  const shown = reply.files.filter(({ bytes }) => bytes === undefined)
  if (shown.length === reply.files.length) return reply
  const paths: string[] = []
  for (const file of reply.files) if (file.bytes !== undefined) paths.push(await save(file, folder))
  return {
    ...reply,
    files: shown,
    blocks: [...reply.blocks, { kind: 'text', runs: [`Saved ${paths.join(', ')}`] }],
  }
}

/** The same, where a folder that cannot be written is told and ends nothing. */
export const saveOrSay = (reply: Reply, folder?: string): Promise<Reply> =>
  saveFiles(reply, folder).catch((error: unknown) => ({
    ...reply,
    files: reply.files.filter(({ bytes }) => bytes === undefined),
    blocks: [
      ...reply.blocks,
      {
        kind: 'text',
        runs: [`The files could not be saved: ${error instanceof Error ? error.message : error}`],
      },
    ],
  }))
