import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'

// Node compresses in threads of its own.
configure({ useWebWorkers: false })

const zipTo = async (target: string, fill: (zip: ZipWriter<unknown>) => Promise<void>): Promise<void> => {
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(target, { mode: 0o600 })))
  await fill(zip)
  await zip.close()
}

export const zipFile = (path: string, target: string): Promise<void> =>
  zipTo(target, async (zip) => {
    // Node's streams of the web are those of the browser, declared twice.
    await zip.add(basename(path), Readable.toWeb(createReadStream(path)) as ReadableStream)
  })

/** Every file below a folder; each is small. */
export const zipFolder = (folder: string, target: string): Promise<void> =>
  zipTo(target, async (zip) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    for (const entry of entries) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      await zip.add(relative(folder, path).replaceAll('\\', '/'), new Uint8ArrayReader(await readFile(path)))
    }
  })
