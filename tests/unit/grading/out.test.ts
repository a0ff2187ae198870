import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { PNG } from 'pngjs'
import { expect, it } from 'vitest'
import type { ResultRow } from '../../../src/grading/batch/results.ts'
import type { Grade } from '../../../src/grading/grade/grade-answer.ts'
import { canvasRow } from '../../../src/grading/out/canvas.ts'
import { openTable } from '../../../src/grading/out/csv.ts'
import { gradescopeResults } from '../../../src/grading/out/gradescope.ts'
import { createSummary } from '../../../src/grading/out/summary.ts'
import { summaryFigure } from '../../../src/grading/out/summary-figure.ts'
import type { ProblemSet } from '../../../src/sets/problem-set.ts'

const set: ProblemSet = {
  course: 'c',
  name: 's',
  title: 'Homework',
  checks: true,
  conventionCredit: 0,
  parts: ['1a', '1b'].map((part) => ({ part, points: 2, statement: 's', accepts: [], solutions: [] })),
}

const row = (student: string, part: string, grade: Partial<Grade>): ResultRow => ({
  student: `digest of ${student}`,
  identity: { student },
  part,
  answer: '1',
  place: 'row 2, column answer',
  grade: { status: 'correct', points: 2, reason: 'right', ...grade },
})

it('writes no cell that a sheet would run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-out-'))
  const cells = ['=1+1', '+1', '-1', '@x', '\t=1', '＝1', 'a;=1', 'a,"b"\nc', 'plain']
  const table = await openTable(join(folder, 'x.csv'), ['a'])
  await table.write(cells.map((cell) => [cell, -2]))
  await table.close()
  const read: string[][] = parse(await readFile(join(folder, 'x.csv'), 'utf8'), { relax_column_count: true })
  expect(read.slice(1).map(([cell]) => cell)).toEqual([
    "'=1+1",
    "'+1",
    '-1',
    "'@x",
    "'\t=1",
    "'＝1",
    'a;=1',
    'a,"b"\nc',
    'plain',
  ])
  expect(read[1]?.[1]).toBe('-2')
  await rm(folder, { recursive: true })
})

it('tells Canvas no number of the university’s that it does not know', () => {
  const guest = {
    ...row('kim@x.edu', '1a', {}),
    identity: { student: 'kim@x.edu', canvasId: '124', name: 'Kim', login: 'kim@x.edu' },
  }
  expect(canvasRow([guest])).toEqual(['Kim', '124', '', 'kim@x.edu', undefined, 2])
  expect(canvasRow([row('s1', '1a', {})])[2]).toBe('s1')
  const late = { ...row('rick@x.edu', '1a', {}), identity: { student: 'rick@x.edu', email: 'rick@x.edu' } }
  const byLogin = { ...row('jane', '1a', {}), identity: { student: 'jane', login: 'jane' } }
  expect(canvasRow([late]).slice(2, 4)).toEqual(['', 'rick@x.edu'])
  expect(canvasRow([byLogin]).slice(2, 4)).toEqual(['', 'jane'])
  expect(canvasRow([row('kim@x.edu', '1a', {})]).slice(2, 4)).toEqual(['', 'kim@x.edu'])
})

it('gives Gradescope scores for what is decided only', () => {
  const rows = [row('s', '1a', {}), row('s', '1b', { status: 'person', points: 0, reason: 'unreadable' })]
  expect(gradescopeResults(set, rows)).toMatchObject({
    score: 2,
    tests: [
      { name: '1a', score: 2, max_score: 2, status: 'passed' },
      { name: '1b', max_score: 2, output: 'unreadable' },
    ],
  })
  expect(JSON.stringify(gradescopeResults(set, rows))).toContain('1 of 2 answers wait for a person')
})

it('leaves a grade in Canvas empty while a person has something to judge', () => {
  const named = {
    ...row('9', '1a', {}),
    identity: { student: '9', name: 'Doe', canvasId: '7', login: 'd', section: 'A' },
  }
  expect(canvasRow([named, row('9', '1b', { status: 'partial', points: 0.5 })])).toEqual([
    'Doe',
    '7',
    '9',
    'd',
    'A',
    2.5,
  ])
  expect(canvasRow([named, row('9', '1b', { status: 'person', points: 0 })]).at(-1)).toBe('')
})

it('puts the hardest part first and names the most common slip', () => {
  const summary = createSummary(set)
  for (const student of ['a', 'b', 'c']) {
    summary.add(row(student, '1a', {}))
    summary.add(
      row(student, '1b', { status: 'wrong', points: 0, misconception: 'Rows and columns are confused.' }),
    )
    summary.addTotal(2, true)
  }
  expect(summary.result()).toMatchObject({
    histogram: [0, 0, 0, 0, 0, 3, 0, 0, 0, 0],
    parts: [
      { part: '1b', share: 0, counts: { wrong: 3 } },
      { part: '1a', share: 1 },
    ],
    slips: [{ part: '1b', times: 3 }],
  })
  const text = summary.text()
  expect(text).toMatch(/3 students, 6 answers, 0 for a person/)
  expect(text.indexOf('\n1b ')).toBeLessThan(text.indexOf('\n1a '))
  expect(text).toMatch(/3 {2}1b: Rows and columns are confused\./)
})

it('draws the summary as a picture that says in words what it shows', async () => {
  const summary = createSummary(set)
  summary.add(row('a', '1a', { status: 'wrong', points: 0, misconception: 'Zeile – Spalte' }))
  summary.addTotal(0, true)
  const png = await summaryFigure(summary.result())
  const picture = PNG.sync.read(Buffer.from(png ?? []))
  expect([picture.width, picture.height].every((size) => size > 100)).toBe(true)
  const says = Buffer.from(png ?? []).toString('utf8')
  expect(says).toContain('Description')
  expect(says).toContain('The hardest part is 1a, with 0 % of its points.')
  expect(says).toContain('1a: Zeile – Spalte')
}, 180_000)
