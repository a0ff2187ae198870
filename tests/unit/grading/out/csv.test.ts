import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { neutral, openTable, unmarked } from '../../../../src/grading/out/csv.ts'

it.each([
  ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
  ['+1', "'+1"],
  ['-1+1', "'-1+1"],
  ['-40 -40', "'-40 -40"],
  ["-2+3+cmd|'/C calc'!A0", "'-2+3+cmd|'/C calc'!A0"],
  ['-e3', "'-e3"],
  ['@SUM(1)', "'@SUM(1)"],
  ['＝1', "'＝1"],
  [' =1', "' =1"],
  ['\0=1', "'\0=1"],
  ['\t=1', "'\t=1"],
  ['\rx', "'\rx"],
  ['-1\n-2', "'-1\n-2"],
])('marks once what begins a formula: %j', (text, marked) => {
  expect(neutral(text)).toBe(marked)
  expect(neutral(marked)).toBe(marked)
  expect(unmarked(marked)).toBe(text)
})

it.each([
  '[-40 -40 -40; -40 -40 -40; -40 -40 -40]',
  '[a, -b;\n-c, d]',
  'y = x + 1\n= 3',
  '-40',
  '-1.5e3',
  '-.5',
  'a; b',
  '1/sqrt(d_in)',
  'x = -1',
  '|x| = 1; ||y|| = 2',
  'a, -b',
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

it('quotes what a sheet with several separators would cut, and changes nothing within', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-csv-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const table = await openTable(join(folder, 'x.csv'), ['a', 'b'])
  await table.write([
    ['a; b', 1],
    ['[1 -2;\n-3 -4]', 2],
  ])
  await table.close()
  expect(await readFile(join(folder, 'x.csv'), 'utf8')).toBe('a,b\n"a; b",1\n"[1 -2;\n-3 -4]",2\n')
})
