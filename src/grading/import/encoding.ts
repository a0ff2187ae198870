import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { InputError } from '../../errors.ts'
import { refuseLarger } from './limits.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
/** `digest` is of the bytes as they are. */
export type Sniffed = { readonly encoding: Encoding; readonly digest: string; readonly bytes: number }

const signatures: readonly (readonly [magic: string, says: string])[] = [
  ['504b0304', 'This is a zip or Excel (.xlsx) file. Save it as CSV.'],
  ['1f8b', 'This is a gzip file. Unpack it first.'],
  ['d0cf11e0', 'This is an old Excel (.xls) file. Save it as CSV.'],
  ['25504446', 'This is a PDF. A CSV or JSON-lines file is needed.'],
]

/**
 * Reads the file once to tell its encoding: a byte order mark, the places of zero bytes, or else UTF-8 where every byte
 * fits it and Windows-1252 (which contains Latin-1) where one does not. Throws InputError for what is no text or too large.
 */
export const sniff = async (path: string, mostBytes: number): Promise<Sniffed> => {
  const head = await readHead(path)
  const hex = head.toString('hex', 0, 8)
  for (const [magic, says] of signatures)
    if (hex.startsWith(magic)) throw new InputError('syntax', says, { field: 'file' })
  const wide = wideEncoding(head)
  const hash = createHash('sha256')
  const strict = new TextDecoder('utf-8', { fatal: true })
  let [bytes, isUtf8] = [0, true]
  for await (const chunk of createReadStream(path)) {
    bytes += chunk.length
    refuseLarger(bytes, mostBytes)
    hash.update(chunk)
    isUtf8 &&= wide !== undefined || fits(strict, chunk, true)
  }
  isUtf8 &&= wide !== undefined || fits(strict, new Uint8Array(), false)
  return { encoding: wide ?? (isUtf8 ? 'utf-8' : 'windows-1252'), digest: hash.digest('hex'), bytes }
}

const readHead = async (path: string): Promise<Buffer> => {
  const file = await open(path).catch((cause) => {
    throw new InputError(
      'syntax',
      `The file ${path} cannot be opened: ${cause.message}`,
      { field: 'file' },
      { cause },
    )
  })
  try {
    if (!(await file.stat()).isFile())
      throw new InputError('syntax', `${path} is no file.`, { field: 'file' })
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const wideEncoding = (head: Buffer): Encoding | undefined => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0) return undefined
  if (odd > head.length / 4 && even < odd / 8) return 'utf-16le'
  if (even > head.length / 4 && odd < even / 8) return 'utf-16be'
  throw new InputError('syntax', 'This is no text file. A CSV or JSON-lines file is needed.', {
    field: 'file',
  })
}

const fits = (decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array, stream: boolean): boolean => {
  try {
    decoder.decode(chunk, { stream })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** The file's text, a chunk at a time, without its byte order mark. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
