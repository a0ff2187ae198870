import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeFolder } from '../../../src/store/make-folder.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-folder-'))
  await writeFile(join(folder, 'file'), '')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('makes what is missing, however often it is asked', async () => {
  const deep = join(folder, 'a/b/c')
  // Many at once, again and again: each may find what another has just made.
  for (let round = 0; round < 40; round++)
    await Promise.all(['c', 'd', 'e', 'c/f'].map((name) => makeFolder(join(folder, `${round}/a/b/${name}`))))
  await makeFolder(deep)
  await makeFolder(deep)
  expect((await stat(deep)).isDirectory()).toBe(true)
})

it.each(['file', 'file/a', 'file/a/b'])('refuses what a file stands in the way of: %s', async (path) => {
  await expect(makeFolder(join(folder, path))).rejects.toThrow(/EEXIST|ENOTDIR/)
})

it.runIf(process.platform === 'linux').each(['/proc/exacta', '/proc/exacta/a/b'])(
  'ends where a folder takes none: %s',
  async (path) => {
    await expect(makeFolder(path)).rejects.toThrow('nothing can be made in /proc')
  },
)
