import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWriter, type Writer } from '../../../../src/grading/out/writer.ts'

describe('the thread that writes reports', () => {
  let folder: string
  let writer: Writer
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-writer-'))
    writer = startWriter()
  })
  afterEach(async () => {
    await writer.stop()
    await rm(folder, { recursive: true })
  })

  it('writes rows in the order in which they are given, and names a table when it is whole', async () => {
    const path = join(folder, 'x.csv')
    const table = await writer.openTable(path, ['a', 'b'])
    await Promise.all([1, 2, 3].map((at) => table.write([[at, `=${at}`]])))
    expect(await readdir(folder)).toEqual(['x.csv.partial'])
    await table.close()
    expect(await readFile(path, 'utf8')).toBe("a,b\n1,'=1\n2,'=2\n3,'=3\n")
    expect(await readdir(folder)).toEqual(['x.csv'])
  })

  it('makes the folders of its files, and leaves nothing partial', async () => {
    await writer.writeFiles([
      [join(folder, 'a', 'results.json'), 'one'],
      [join(folder, 'b.png'), Uint8Array.of(1, 2, 3)],
    ])
    expect(await readFile(join(folder, 'a', 'results.json'), 'utf8')).toBe('one')
    expect([...(await readFile(join(folder, 'b.png')))]).toEqual([1, 2, 3])
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(['a', 'a/results.json', 'b.png'])
  })

  it('tells what the file system says, by its code', async () => {
    await expect(writer.openTable(join(folder, 'missing', 'x.csv'), ['a'])).rejects.toMatchObject({
      code: 'ENOENT',
    })
    await mkdir(join(folder, 'taken'))
    await expect(writer.writeFiles([[join(folder, 'taken'), 'text']])).rejects.toMatchObject({
      code: 'EISDIR',
    })
  })
})
