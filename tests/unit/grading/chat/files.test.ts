import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { collectFiles, sharesOf } from '../../../../src/grading/chat/files.ts'

describe('collectFiles', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-files-'))
    await mkdir(join(folder, 'gradescope', 'müller ann'), { recursive: true })
    await writeFile(join(folder, 'gradescope', 'müller ann', 'results.json'), '{"score":1}')
    await writeFile(join(folder, 'graded.csv'), 'student,part\n'.repeat(1000))
    await writeFile(join(folder, 'summary.txt'), 'all is well')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('takes what is there, and one zip of all that Gradescope gets', async () => {
    const { files, large } = await collectFiles(folder, 'hw4')
    expect(files.map(({ name }) => name)).toEqual(['hw4-graded.csv', 'hw4-gradescope.zip', 'hw4-summary.txt'])
    expect(large).toEqual([])
    const zip = new ZipReader(new Uint8ArrayReader(files[1]?.bytes ?? new Uint8Array()))
    const [entry] = await zip.getEntries()
    expect(entry?.filename).toBe('müller ann/results.json')
    const text = entry && !entry.directory ? await entry.getData(new TextWriter()) : ''
    expect(text).toBe('{"score":1}')
  })

  it('zips what is too large, and names what is too large even so', async () => {
    const zipped = await collectFiles(folder, 'hw4', 1000)
    expect(zipped.files.map(({ name }) => name)).toContain('hw4-graded.csv.zip')
    expect(zipped.large).toEqual([])
    const { files, large } = await collectFiles(folder, 'hw4', 100)
    expect(files.map(({ name }) => name)).toEqual(['hw4-summary.txt'])
    expect(large).toEqual(['graded.csv', 'gradescope.zip'])
  })
})

it('puts as many files into a message as it takes, in their order', () => {
  const file = (name: string, size: number) => ({ name, about: name, text: 'x'.repeat(size) })
  const names = (most: number) =>
    sharesOf([file('a', 4), file('b', 6), file('c', 1), file('d', 12)], most).map((share) =>
      share.map(({ name }) => name).join(''),
    )
  expect(names(10)).toEqual(['ab', 'c', 'd'])
  expect(names(100)).toEqual(['abcd'])
})
