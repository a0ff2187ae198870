import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { neutral, openTable } from '../../../../src/grading/out/csv.ts'

it.each([
  ["a;=cmd|'/C calc'!A0", "a;'=cmd|'/C calc'!A0"],
  ['a\t=1', "a\t'=1"],
  ['a\n=1', "a\n'=1"],
  ['a\r\n@x', "a\r'\n'@x"],
  ['a; =1', "a;' =1"],
  ['a;"=1"', 'a;\'"=1"'],
  ['a;;-1;-2', "a;';'-1;'-2"],
  ['\t=1', "'\t'=1"],
  ['"=1"', '\'"=1"'],
  ['a;＝1', "a;'＝1"],
])('marks what begins a formula wherever a sheet cuts: %j', (text, marked) => {
  expect(neutral(text)).toBe(marked)
  expect(neutral(marked)).toBe(marked)
})

it.each([
  'a; b',
  '1/sqrt(d_in)',
  'x = -1',
  '[[1,-2],[=3]]',
  '|x| = 1; ||y|| = 2',
  'a, -b',
  'a\nb',
  "it's",
  '',
  'a;',
])('leaves %j as it is', (text) => {
  expect(neutral(text)).toBe(text)
})

it('takes time in proportion to a text', () => {
  const text = `a${'\n'.repeat(2_000_000)}b`
  expect(neutral(text)).toBe(text)
})

it('quotes what a sheet with several separators would cut', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-csv-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const table = await openTable(join(folder, 'x.csv'), ['a', 'b'])
  await table.write([['a; b', 1]])
  await table.close()
  expect(await readFile(join(folder, 'x.csv'), 'utf8')).toBe('a,b\n"a; b",1\n')
})
