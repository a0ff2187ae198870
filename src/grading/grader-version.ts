import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Files and folders of the program that decide what an answer earns, from the file's cells to the verdict. */
export const deciding: readonly string[] = [
  'commands',
  'solvers',
  'src/answers',
  'src/check',
  'src/errors.ts',
  'src/exact',
  'src/fields.ts',
  'src/given-file.ts',
  'src/grading/grade',
  'src/grading/import',
  'src/grading/judging.ts',
  'src/meanings.ts',
  'src/model.ts',
  'src/parse.ts',
  'src/registry.ts',
  'src/sandbox',
  'src/sandbox.ts',
  'src/sets',
  'src/subject.ts',
  'src/topics',
]

/** What npm installs beside it; the second is missing where a package was unpacked without it. */
const installing = ['package.json', 'package-lock.json']

const program = fileURLToPath(new URL('../../', import.meta.url))
const described = z.object({ version: z.string() })

/**
 * The package's version and a digest of all that decides grades: equal for equal programs wherever they stand. It takes
 * some 50 ms.
 */
export const graderVersion = async (root: string = program): Promise<string> => {
  const files = (await Promise.all(deciding.map((place) => sourcesIn(root, place)))).flat().sort()
  const texts = await Promise.all([...files, ...installing].map((file) => textOf(root, file)))
  const digest = createHash('sha256')
    .update(JSON.stringify([files, texts]))
    .digest('hex')
    .slice(0, 12)
  const { version } = described.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  return `${version}-${digest}`
}

const sourcesIn = async (root: string, place: string): Promise<readonly string[]> => {
  if (place.endsWith('.ts')) return [place]
  const entries = await readdir(join(root, place), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

const textOf = (root: string, file: string): Promise<string> =>
  readFile(join(root, file), 'utf8').catch((error: unknown) => {
    if (file === 'package-lock.json') return ''
    throw error
  })
