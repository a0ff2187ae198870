import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isMisconfigured } from '../../../src/config.ts'
import { loadSets, SetError, unusableSets } from '../../../src/sets/load-sets.ts'

const part = '{ part: 1a, points: 1, statement: s }'
const files: Readonly<Record<string, string>> = {
  'c/good.yaml': `title: Good\nparts:\n  - ${part}\n`,
  'c/open.yaml': 'title: [x\n',
  'c/empty.yaml': '',
  'd/twice.yaml': `title: Twice\nparts:\n  - ${part}\n  - ${part}\n`,
  'd/labels.yaml': `title: Labels
parts:
  - { part: 1a, statement: s, solutions: [{ command: conv }, { command: pool }] }
  - { part: 1b, statement: s, solutions: [{ label: i, command: conv }, { label: I, command: pool }] }
  - { part: 1c, statement: s, solutions: [{ command: conv }] }
  - { part: 1d, statement: s, solutions: [{ label: i, command: conv }, { label: ii, command: pool }] }
`,
  'd/more.yaml': `title: More\ntypo: 1\nparts:\n  - ${part}\n`,
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-sets-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), text)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('names every file that cannot be used, and why', async () => {
  const says = (await unusableSets(folder)).map(({ message }) => message)
  expect(says).toEqual([
    expect.stringMatching(/^courses\/c\/empty\.yaml: /),
    expect.stringMatching(/^courses\/c\/open\.yaml: .*line 2/),
    `courses/d/labels.yaml: ${[
      ['solution 1 has no label', 'parts[0].solutions[0]'],
      ['solution 2 has no label', 'parts[0].solutions[1]'],
      ['solution 2 has the label `i` of solution 1', 'parts[1].solutions[1]'],
    ]
      .map(
        ([says, where]) =>
          `✖ ${says}: several solutions of a part need a label each, such as i and ii\n  → at ${where}.label`,
      )
      .join('\n')}`,
    expect.stringMatching(/^courses\/d\/more\.yaml: .*typo/),
    expect.stringMatching(/^courses\/d\/twice\.yaml: part 1a stands twice$/),
  ])
})

it('loads none while one cannot be used, as what its reader has to mend', async () => {
  const error = await loadSets(folder).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(SetError)
  expect(isMisconfigured(error)).toBe(true)
  expect(isMisconfigured(new Error('a fault of ours'))).toBe(false)
})
