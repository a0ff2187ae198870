import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deciding } from '../../src/grading/grader-version.ts'

const root = resolve(import.meta.dirname, '../..')

/** For the files under each place, the places they may import from, besides their own. The longest place wins. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/exact': [],
  'src/errors.ts': ['src/exact'],
  'src/figure.ts': ['src/exact'],
  'src/picture.ts': ['src/exact', 'src/figure.ts'],
  'src/reply.ts': ['src/exact', 'src/picture.ts'],
  'src/model.ts': ['src/exact', 'src/figure.ts'],
  'src/fields.ts': ['src/exact', 'src/errors.ts', 'src/given-file.ts'],
  'src/log.ts': [],
  'src/level.ts': [],
  'src/asker.ts': [],
  'src/given-file.ts': [],
  'src/store': [],
  'src/topics': ['src/model.ts', 'src/errors.ts', 'src/fields.ts', 'src/exact'],
  solvers: ['src/model.ts', 'src/errors.ts', 'src/fields.ts', 'src/exact', 'src/topics'],
  commands: [
    'solvers',
    'src/model.ts',
    'src/errors.ts',
    'src/fields.ts',
    'src/level.ts',
    'src/reply.ts',
    'src/exacta.ts',
  ],
  'src/exacta.ts': [
    'src/asker.ts',
    'src/given-file.ts',
    'src/level.ts',
    'src/model.ts',
    'src/picture.ts',
    'src/reply.ts',
    'src/registry.ts',
  ],
  'src/registry.ts': ['src/exacta.ts', 'src/fields.ts', 'src/model.ts'],
  'src/parse.ts': [
    'src/exacta.ts',
    'src/given-file.ts',
    'src/meanings.ts',
    'src/registry.ts',
    'src/model.ts',
    'src/errors.ts',
    'src/exact',
  ],
  'src/meanings.ts': ['src/registry.ts', 'src/errors.ts', 'src/exact'],
  'src/check': ['src/model.ts', 'src/errors.ts', 'src/exact'],
  'src/answers': ['src/check', 'src/exact', 'src/model.ts'],
  'src/checker': ['src/answers', 'src/check', 'src/model.ts'],
  'src/checker.ts': ['src/answers', 'src/check', 'src/checker', 'src/log.ts', 'src/model.ts'],
  'src/render': [
    'src/level.ts',
    'src/model.ts',
    'src/figure.ts',
    'src/picture.ts',
    'src/errors.ts',
    'src/reply.ts',
    'src/exact',
  ],
  'src/explain': [
    'src/asker.ts',
    'src/level.ts',
    'src/log.ts',
    'src/model.ts',
    'src/errors.ts',
    'src/reply.ts',
    'src/exact',
    'src/render',
    'src/store',
  ],
  'src/flags': [
    'src/errors.ts',
    'src/exacta.ts',
    'src/log.ts',
    'src/model.ts',
    'src/render',
    'src/reply.ts',
    'src/store',
  ],
  'src/config.ts': [],
  'src/sets': [],
  'src/grading': [
    'src/answers',
    'src/check',
    'src/errors.ts',
    'src/exact',
    'src/exacta.ts',
    'src/log.ts',
    'src/model.ts',
    'src/picture.ts',
    'src/render',
    'src/sets',
    'src/store',
  ],
  // What chats are told.
  'src/grading/chat': [
    'src/asker.ts',
    'src/errors.ts',
    'src/exacta.ts',
    'src/given-file.ts',
    'src/grading',
    'src/log.ts',
    'src/render',
    'src/reply.ts',
    'src/sets',
    'src/store',
  ],
  'src/platforms': [
    'src/asker.ts',
    'src/exacta.ts',
    'src/registry.ts',
    'src/reply.ts',
    'src/picture.ts',
    'src/errors.ts',
    'src/given-file.ts',
    'src/log.ts',
  ],
}

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const importPattern = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(importPattern)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  )

/** Without what is imported for its types only. */
const runtimeImportsOf = (file: string): string[] => {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/^(?:im|ex)port type [^;]*? from .*$/gm, '')
  return [...text.matchAll(importPattern)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  )
}

const isUnder = (file: string, place: string): boolean => file === place || file.startsWith(`${place}/`)

const placeOf = (file: string): string | undefined =>
  Object.keys(allowed)
    .filter((place) => isUnder(file, place))
    .sort((a, b) => b.length - a.length)[0]

const all = ['src', 'solvers', 'commands'].flatMap(sources)

describe('layers', () => {
  it.each(Object.keys(allowed))('%s imports only from the layers below it', (place) => {
    const files = all.filter((file) => placeOf(file) === place)
    expect(files).not.toEqual([])
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => ![place, ...(allowed[place] ?? [])].some((layer) => isUnder(target, layer)))
        .map((target) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['discord.js', ['src/platforms/discord']],
    ['@slack/bolt', ['src/platforms/slack']],
    ['bullmq', ['src/grading']],
    ['@bull-board/api', ['src/grading/board.ts']],
    ['openai', ['src/explain']],
    ['vega', ['src/render/picture/chart.ts']],
    ['mathjax', ['src/render/picture/typeset.ts']],
    ['opentype.js', ['src/render/picture/font.ts']],
  ])('%s is known to its own surface only', (library, places) => {
    const users = all.filter((file) => readFileSync(join(root, file), 'utf8').includes(`from '${library}'`))
    expect(users.filter((file) => !places.some((place) => isUnder(file, place)))).toEqual([])
  })

  it('reads the environment in one place', () => {
    const readers = all.filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'))
    expect(readers).toEqual(['src/config.ts'])
  })

  it('counts all that decides grades in the version of the grader', () => {
    const seen = new Set<string>()
    const follow = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      for (const target of runtimeImportsOf(file)) follow(target)
    }
    // The pipeline, which solves a set's parts, does so by the subject and the sandbox.
    for (const file of [...deciding.flatMap((place) => (place.endsWith('.ts') ? [place] : sources(place)))])
      follow(file)
    const passedOn = ['src/exacta.ts', 'src/level.ts', 'src/grading/batch', 'src/store']
    const missing = [...seen].filter(
      (file) => ![...deciding, ...passedOn].some((place) => isUnder(file, place)),
    )
    expect(missing).toEqual([])
  })
})
