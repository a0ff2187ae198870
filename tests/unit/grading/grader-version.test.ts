import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { deciding, graderVersion } from '../../../src/grading/grader-version.ts'

const root = resolve(import.meta.dirname, '../../..')

/** The program as an image has it: no git, no tests. */
const copied = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-version-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const part of [...deciding, 'package.json', 'package-lock.json'])
    await cp(join(root, part), join(folder, part), { recursive: true })
  return folder
}

it('is the same for the same program, wherever it stands', async () => {
  const version = await graderVersion()
  expect(version).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{12}$/)
  const copy = await copied()
  expect(await graderVersion(copy)).toBe(version)
  await writeFile(join(copy, 'solvers/notes.md'), 'nothing that is run')
  expect(await graderVersion(copy)).toBe(version)
})

it.each([
  'src/exact/equal.ts',
  'src/check/stance.ts',
  'src/answers/compare.ts',
  'src/grading/import/headings.ts',
  'src/topics/output-size.ts',
  'solvers/mup.ts',
  'solvers/another.ts',
  'package-lock.json',
])('is another one where %s is', async (file) => {
  const copy = await copied()
  await writeFile(join(copy, file), '// judges otherwise\n')
  expect(await graderVersion(copy)).not.toBe(await graderVersion())
})

it('takes a package without its lock', async () => {
  const copy = await copied()
  await rm(join(copy, 'package-lock.json'))
  expect(await graderVersion(copy)).toMatch(/^\d+\.\d+\.\d+-/)
})
