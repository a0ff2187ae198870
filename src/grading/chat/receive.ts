import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { InputError } from '../../errors.ts'
import type { GivenFile } from '../../given-file.ts'
import { refuseLarger } from '../import/limits.ts'

const types = ['.csv', '.tsv', '.txt', '.jsonl', '.ndjson', '.json']

/** Throws InputError for a file that is refused by its name and size, before any of it is fetched. */
export const checkFile = ({ name, bytes }: GivenFile, mostBytes: number): void => {
  const type = extname(name).toLowerCase()
  if (!types.includes(type))
    throw new InputError(
      'domain',
      `A file of the type \`${type || 'without an ending'}\` is not read here. Save it as CSV or JSON lines (${types.join(', ')}).`,
      { field: 'file' },
    )
  if (bytes === 0) throw new InputError('syntax', 'The file is empty.', { field: 'file' })
  refuseLarger(bytes, mostBytes)
}

/** Cut off where more comes than is taken, whatever was said of it. */
async function* bounded(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    refuseLarger(bytes, mostBytes)
    yield chunk
  }
}

/** Fetches the file into a folder of its own, where `use` can read it, and leaves nothing of it behind. */
export const withFile = async <T>(
  folder: string,
  file: GivenFile,
  mostBytes: number,
  signal: AbortSignal,
  use: (path: string) => Promise<T>,
): Promise<T> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const path = join(folder, 'answers')
    await pipeline(bounded(file.read(signal), mostBytes), createWriteStream(path, { mode: 0o600 }), {
      signal,
    })
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
