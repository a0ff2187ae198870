import { afterAll, beforeAll, expect, it } from 'vitest'
import { finishIfDone } from '../../../src/grading/batch/batches.ts'
import { openChunks } from '../../../src/grading/batch/chunks.ts'
import { judgementsOf, keepJudgements } from '../../../src/grading/batch/judgements.ts'
import { answersBetween, keepGrades } from '../../../src/grading/batch/rows.ts'
import { writingOf } from '../../../src/grading/batch/writing.ts'
import type { Grade } from '../../../src/grading/grade/grade-answer.ts'
import type { PartKey } from '../../../src/grading/grade/part-key.ts'
import { createJudging } from '../../../src/grading/judging.ts'
import { type Database, openDatabase } from '../../../src/store/database.ts'
import { makeBatch } from '../../e2e/grading/batch.ts'

let database: Database
beforeAll(() => {
  database = openDatabase({})
})
afterAll(() => database.stop())

/** A part that asks for nothing, so that a person judges it. */
const unasked: PartKey = {
  part: '1',
  points: 1,
  asked: [],
  references: [],
  names: { symbols: new Set(), arrays: new Set() },
  accepts: [],
  conventionCredit: 0,
}
const set = { id: 'set', key: new Map([['1', unasked]]) }
const another: Grade = { status: 'wrong', points: 0, reason: 'another worker says so', misconception: 'slip' }

it('takes what another worker has judged, and tells what it judges', async () => {
  const batch = await makeBatch(database, 'a', 3)
  const answers = await answersBetween(database.query, batch, 0, 3)
  const [first, second, third] = answers.map(({ part, answer }) => writingOf(part, answer))
  await keepJudgements(database, { batch, grader: 'test' }, new Map([[second ?? '', another]]), 0)
  const grades = await createJudging(database, 'test').gradesOf(batch, set, answers, 0)
  expect(grades.map(({ status }) => status)).toEqual(['person', 'wrong', 'person'])
  expect(grades[1]).toEqual(another)
  const kept = await judgementsOf(database.query, { batch, grader: 'test' }, [
    first ?? '',
    second ?? '',
    third ?? '',
  ])
  expect([...kept.keys()].toSorted()).toEqual([first, second, third].toSorted())
  expect(kept.get(second ?? '')).toEqual(another)
})

it('leaves to a person what the set has no part for', async () => {
  const batch = await makeBatch(database, 'a', 1)
  const answers = await answersBetween(database.query, batch, 0, 1)
  const grades = await createJudging(database, 'test').gradesOf(
    batch,
    { id: 'other', key: new Map() },
    answers,
    0,
  )
  expect(grades.map(({ status }) => status)).toEqual(['person'])
})

it('keeps judgements of one batch apart from those of others, and only while it is graded', async () => {
  const [batch, other] = [await makeBatch(database, 'a', 1), await makeBatch(database, 'a', 1)]
  const judgements = new Map([['words', another]])
  await keepJudgements(database, { batch, grader: 'test' }, judgements, 0)
  expect((await judgementsOf(database.query, { batch: other, grader: 'test' }, ['words'])).size).toBe(0)
  for (const chunk of await openChunks(database.query, 'test', batch))
    await keepGrades(database, chunk, [{ ordinal: 0, grade: another }])
  expect((await judgementsOf(database.query, { batch, grader: 'test' }, ['words'])).size).toBe(1)
  expect(await finishIfDone(database.query, batch)).toBe(true)
  expect((await judgementsOf(database.query, { batch, grader: 'test' }, ['words'])).size).toBe(0)
  await keepJudgements(database, { batch, grader: 'test' }, judgements, 0)
  expect((await judgementsOf(database.query, { batch, grader: 'test' }, ['words'])).size).toBe(0)
})
