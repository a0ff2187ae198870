import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ended, run } from './grading/processes.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const exacta = (...args: string[]): Promise<Ended> => run('cli.ts', args, { DATA_FOLDER: folder }).ended

it.each([
  [
    ['eval', '/nonexistent/rows.jsonl'],
    'The file /nonexistent/rows.jsonl cannot be read: there is no such file.\n',
  ],
  [['eval', '/'], 'The file / cannot be read: it is a folder.\n'],
  [
    ['publish', '--slack-manifest', '/nonexistent/m.json'],
    'The file /nonexistent/m.json cannot be written: there is no folder /nonexistent.\n',
  ],
])('names the file that is wrong: %j', async (args, says) => {
  expect(await exacta(...args)).toEqual({ code: 1, stdout: '', stderr: says })
})

describe('exacta eval', () => {
  const evaluated = async (text: string, ...more: string[]): Promise<Ended> => {
    const file = join(folder, 'rows.jsonl')
    await writeFile(file, text)
    return exacta('eval', file, ...more)
  }
  const rows = [
    { id: 'a', references: [{ command: 'poollayer', input: { width: 4, height: 4, kernel: 2, stride: 0 } }] },
    { id: 'b', references: [{ command: 'nope' }] },
    { id: 'c' },
  ]
  const lines = rows
    .map((row) => JSON.stringify({ verdict: 'disagree', explanation: '$1+1=3$', ...row }))
    .join('\n')

  it('tells which references do not solve and why, and counts their rows nowhere else', async () => {
    const { code, stdout, stderr } = await evaluated(`\ufeff${lines}`, '--json')
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^error: a: the reference \/poollayer does not solve: stride: .*at least 1.*\nerror: b: the reference \/nope .*no command.*\n$/,
    )
    const figures = JSON.parse(stdout)
    expect(figures).toMatchObject({
      all: { rows: 1 },
      withoutReferences: { rows: 1 },
      unsolved: [
        { id: 'a', command: 'poollayer' },
        { id: 'b', command: 'nope' },
      ],
    })
    expect((await evaluated(lines)).stdout).toMatch(/\nnot solved, and counted nowhere +2\n$/)
  })

  it('names the line and the field that is wrong', async () => {
    const { code, stderr } = await evaluated('{"id":"a","explanation":"x","verdict":"agree"}\n{"id":1}\n')
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${join(folder, 'rows.jsonl')}, line 2: \`id\` is 1; it should be a text that names the row, such as "a1".\n`,
    })
  })
})

it.each([
  ['solve', 'command', '{"id":"a1","command":"conv"'],
  ['check', 'references', '{"id":"b1","references":'],
  ['equal', 'candidate', '{"id":"e1","reference":'],
])('says in the help of %s what a line has', async (name, field, example) => {
  const { code, stdout } = await exacta(name, '--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`\\n  ${field} +\\S`))
  expect(stdout).toContain(`  ${example}`)
})
