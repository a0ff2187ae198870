import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { InputError } from '../../../../src/errors.ts'
import { openLocalFile, saveFiles, saveOrSay } from '../../../../src/platforms/terminal/local-file.ts'
import type { Reply } from '../../../../src/reply.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-local-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('openLocalFile', () => {
  it('gives name, size and content', async () => {
    await writeFile(join(folder, 'a.csv'), 'student,part')
    const file = await openLocalFile(join(folder, 'a.csv'))
    expect(file).toMatchObject({ name: 'a.csv', bytes: 12 })
    const chunks: Uint8Array[] = []
    for await (const chunk of file.read()) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe('student,part')
  })

  it.each(['none.csv', '.'])('refuses %s', async (name) => {
    await expect(openLocalFile(join(folder, name))).rejects.toThrow(InputError)
  })
})

describe('saveFiles', () => {
  const reply: Reply = {
    title: 'Graded',
    tone: 'green',
    blocks: [],
    actions: [],
    files: [
      { name: 'y.txt', text: 'shown', about: 'a text' },
      { name: 'hw4-graded.csv', bytes: Buffer.from('ada,1a'), about: 'a table' },
    ],
    private: true,
  }

  it('saves what is no text, for its owner only, over nothing that is there', async () => {
    await writeFile(join(folder, 'hw4-graded.csv'), 'of before')
    const shown = await saveFiles(reply, folder)
    expect(shown.files.map(({ name }) => name)).toEqual(['y.txt'])
    expect(JSON.stringify(shown.blocks)).toContain('hw4-graded-2.csv')
    expect(await readFile(join(folder, 'hw4-graded.csv'), 'utf8')).toBe('of before')
    expect(await readFile(join(folder, 'hw4-graded-2.csv'), 'utf8')).toBe('ada,1a')
    expect((await stat(join(folder, 'hw4-graded-2.csv'))).mode & 0o077).toBe(0)
  })

  it('tells of a folder that cannot be written, beside what can be shown', async () => {
    const shown = await saveOrSay(reply, join(folder, 'none'))
    expect(shown.files.map(({ name }) => name)).toEqual(['y.txt'])
    expect(JSON.stringify(shown.blocks)).toMatch(/could not be saved: ENOENT/)
  })

  it('leaves other replies as they are', async () => {
    const plain = { ...reply, files: reply.files.slice(0, 1) }
    expect(await saveFiles(plain, folder)).toBe(plain)
    expect(await readdir(folder)).toEqual([])
  })
})
