import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ResultRow } from '../../../../src/grading/batch/results.ts'
import type { Grade } from '../../../../src/grading/grade/grade-answer.ts'
import { readEarlier } from '../../../../src/grading/out/earlier.ts'
import { createRegrade, type Regrade } from '../../../../src/grading/out/regrade.ts'

const row = (student: string, part: string, grade: Partial<Grade>): ResultRow => ({
  student: `digest of ${student}`,
  identity: { student },
  part,
  answer: '1',
  place: 'row 2, column answer',
  grade: { status: 'correct', points: 2, reason: 'right', ...grade },
})

/** An earlier table as it stands in a file, with apostrophes before what a sheet would run. */
const earlierOf = async (...lines: string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-regrade-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'graded.csv'), `student,part,status,points\n${lines.join('\n')}\n`)
  return readEarlier(folder)
}

const goneIn = async (regrade: Regrade) => {
  const gone = []
  for await (const row of regrade.goneSince()) gone.push(row)
  return gone
}

it('tells what has another grade, and what has none any more', async () => {
  const regrade = createRegrade(await earlierOf('ada,1a,correct,2', 'ada,1b,wrong,0', 'ada,1c,correct,2'))
  expect(await regrade.changesOf([row('ada', '1a', {}), row('ada', '1b', {}), row('ada', '2', {})])).toEqual([
    ['ada', '1b', 'wrong', 'correct', 0, 2, 'right'],
    ['ada', '2', 'not graded', 'correct', '', 2, 'right'],
  ])
  expect(await goneIn(regrade)).toEqual([['ada', '1c', 'correct', 'not graded', 2, '', '']])
})

it('gives no points to what a person judges', async () => {
  const regrade = createRegrade(await earlierOf('ada,1a,person,', 'ada,1b,wrong,0', 'ada,1c,person,'))
  const person = { status: 'person', points: 0, reason: 'unreadable' } as const
  expect(
    await regrade.changesOf([row('ada', '1a', {}), row('ada', '1b', person), row('ada', '1c', person)]),
  ).toEqual([
    ['ada', '1a', 'person', 'correct', '', 2, 'right'],
    ['ada', '1b', 'wrong', 'person', 0, '', 'unreadable'],
  ])
})

it('names nobody who is not in the class any more', async () => {
  const regrade = createRegrade(await earlierOf('ada,1a,correct,2', 'grace,1a,correct,2'))
  expect(await regrade.changesOf([row('ada', '1a', {})])).toEqual([])
  expect(await goneIn(regrade)).toEqual([])
})

it.each([
  ['-x', "'-x"],
  ['-40', '-40'],
  ['-40', "'-40"],
  ['=x', "'=x"],
  ['＝x', "'＝x"],
  ["'x", "'x"],
  ['x', 'x'],
  ['x;=y', "x;'=y"],
  ['x;=y', 'x;=y'],
])('knows %s again from %s', async (student, written) => {
  const regrade = createRegrade(await earlierOf(`${written},1a,correct,2`))
  expect(await regrade.changesOf([row(student, '1a', {})])).toEqual([])
})
