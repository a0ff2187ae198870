import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { removeEarlier, removeNames } from '../../../../src/grading/out/earlier-reports.ts'

const ours = JSON.stringify({ output: 'Graded exactly: Homework.', tests: [], score: 2 })
const theirs = JSON.stringify({ output: 'All tests passed', tests: [] })
const changes = 'student,part,was,is,points were,points are,reason\nann,1a,wrong,correct,0,2,right\n'

/** A folder with these files by their paths. */
const folderWith = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-earlier-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/')).sort()

const next = (...students: readonly string[]) => ({
  regrade: false,
  async *folders() {
    yield* students
  },
})

it('removes the results of students whom the next grading does not have, and what was being written', async () => {
  const folder = await folderWith({
    'graded.csv': 'student,part\nann,1a\n',
    'graded.csv.partial': 'student',
    'regrade.csv': changes,
    'gradescope/ann/results.json': ours,
    'gradescope/ann/results.json.partial': '{"out',
    'gradescope/bob/results.json': ours,
  })
  await removeEarlier(folder, next('bob'))
  expect(await filesIn(folder)).toEqual([
    'graded.csv',
    'gradescope',
    'gradescope/bob',
    'gradescope/bob/results.json',
  ])
})

it('leaves what others put there', async () => {
  const files = {
    'notes.txt': 'mine',
    'regrade.csv': 'who,what\nann,later\n',
    'gradescope/ann/results.json': theirs,
    'gradescope/eve/results.json': '{"output": "Graded exactly: cut o',
    'gradescope/readme.txt': 'mine',
  }
  const folder = await folderWith({
    ...files,
    'gradescope/bob/results.json': ours,
    'gradescope/bob/note.txt': 'mine',
  })
  await removeEarlier(folder, next())
  const left = [...Object.keys(files), 'gradescope/bob/note.txt']
  expect(await filesIn(folder)).toEqual(
    [...left, 'gradescope', 'gradescope/ann', 'gradescope/bob', 'gradescope/eve'].sort(),
  )
})

it('goes on where it was stopped, and has nothing to do in a new folder', async () => {
  const folder = await folderWith({
    'gradescope/ann/results.json': ours,
    'gradescope/bob/results.json': ours,
    'gradescope/cy/results.json': ours,
  })
  const stopped = {
    regrade: false,
    async *folders(): AsyncGenerator<string> {
      yield 'cy'
      throw new Error('killed')
    },
  }
  await expect(removeEarlier(folder, stopped)).rejects.toThrow('killed')
  expect(await filesIn(folder)).toContain('gradescope/ann/results.json')
  await removeEarlier(folder, next('cy'))
  expect(await filesIn(folder)).toEqual(['gradescope', 'gradescope/cy', 'gradescope/cy/results.json'])
  await removeEarlier(join(folder, 'new'), next('cy'))
})

it('removes whatever of ours names students', async () => {
  const folder = await folderWith({
    'graded.csv': 'student\nann\n',
    'canvas.csv.partial': 'ann',
    'regrade.csv': changes,
    'summary.txt': 'Homework: 1 student',
    'gradescope/ann/results.json': ours,
    'gradescope/eve/results.json': theirs,
  })
  await removeNames(folder)
  expect(await filesIn(folder)).toEqual([
    'gradescope',
    'gradescope/eve',
    'gradescope/eve/results.json',
    'summary.txt',
  ])
})
