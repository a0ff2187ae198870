import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginBatch, dropBatch } from '../../../../src/grading/batch/batches.ts'
import { type Kept, keepSubmissions } from '../../../../src/grading/batch/keep-submissions.ts'
import { answersBetween, keepGrades } from '../../../../src/grading/batch/rows.ts'
import { createFaults, type Faults } from '../../../../src/grading/import/faults.ts'
import type { Submission } from '../../../../src/grading/submission.ts'
import { type Database, openDatabase } from '../../../../src/store/database.ts'
import { createSeal } from '../../../../src/store/seal.ts'

type Answer = readonly [student: string, answer: string]

async function* submissionsOf(answers: readonly Answer[]): AsyncGenerator<Submission> {
  for (const [at, [student, answer]] of answers.entries())
    yield { identity: { student }, part: '1a', answer, row: at + 2, column: 'answer' }
}

describe('keeping answers', { timeout: 120_000 }, () => {
  let database: Database
  let count = 0
  beforeAll(() => {
    database = openDatabase({})
  })
  afterAll(() => database.stop())

  const keep = async (answers: readonly Answer[]): Promise<Kept & { batch: string; faults: Faults }> => {
    const batch = `batch${count++}`
    await beginBatch(database, { id: batch, course: 'c', set: 's', setDigest: 'digest', grader: 'test' })
    const [faults, seal] = [createFaults(), createSeal('a key of sixteen signs')]
    return {
      ...(await keepSubmissions(database, batch, submissionsOf(answers), seal, faults)),
      batch,
      faults,
    }
  }
  const inStore = async (batch: string): Promise<readonly string[]> =>
    (await answersBetween(database.query, batch, 0, 10_000)).map(
      ({ ordinal, answer }) => `${ordinal} ${answer}`,
    )

  it('keeps an answer that is repeated word for word once, and numbers without gaps', async () => {
    const { answers, repeated, batch, faults } = await keep([
      ['a', '1'],
      ['a', '1'],
      ['b', '2'],
      ['a', '1'],
      ['c', '3'],
    ])
    faults.refuse()
    expect({ answers, repeated }).toEqual({ answers: 3, repeated: { count: 2, rows: [3, 5] } })
    expect(await inStore(batch)).toEqual(['0 1', '1 2', '2 3'])
  })

  it('tells of every second answer that is another one', async () => {
    const { repeated, faults } = await keep([
      ['a', '1'],
      ['b', '2'],
      ['a', '2'],
      ['b', '2'],
      ['b', '3'],
    ])
    expect(repeated).toEqual({ count: 1, rows: [5] })
    expect(() => faults.refuse()).toThrow(`There are 2 faults in the file:
Row 4, column answer: a second answer of the same student to part 1a; the first is in row 2, column answer. Keep one.
Row 6, column answer: a second answer of the same student to part 1a; the first is in row 3, column answer. Keep one.`)
  })

  it('knows a repeated answer among thousands, however far away it is', async () => {
    const all = Array.from({ length: 2500 }, (_, at): Answer => [`s${at}`, String(at)])
    const { answers, repeated, batch, faults } = await keep([...all, ...all.slice(0, 30), ['z', 'last']])
    faults.refuse()
    expect(answers).toBe(2501)
    expect(repeated).toEqual({ count: 30, rows: Array.from({ length: 20 }, (_, at) => 2502 + at) })
    expect((await inStore(batch)).at(-1)).toBe('2500 last')
  })

  it('keeps nothing of a batch that is removed while its file is read', async () => {
    await beginBatch(database, {
      id: 'removed',
      course: 'c',
      set: 's',
      setDigest: 'digest',
      grader: 'test',
    })
    async function* removing(): AsyncGenerator<Submission> {
      yield* submissionsOf(Array.from({ length: 1500 }, (_, at): Answer => [`s${at}`, String(at)]))
      await dropBatch(database.query, 'removed')
      yield* submissionsOf([['z', 'last']])
    }
    const keeping = keepSubmissions(
      database,
      'removed',
      removing(),
      createSeal('a key of sixteen signs'),
      createFaults(),
    )
    await expect(keeping).rejects.toThrow('The batch was removed while its file was read')
    expect(await inStore('removed')).toEqual([])
  })

  it('takes answers and grades along with their batch, and those of no other', async () => {
    const [gone, kept] = [await keep([['a', '1']]), await keep([['a', '2']])]
    for (const { batch } of [gone, kept])
      await keepGrades(database, { batch, chunk: 0, grader: 'test' }, [
        { ordinal: 0, grade: { status: 'correct', points: 1, reason: 'It is.' } },
      ])
    await dropBatch(database.query, gone.batch)
    const rows = await database.query(
      `select s.batch, r.status from grading.submissions s full join grading.results r using (batch, ordinal)
       where batch = any($1)`,
      [[gone.batch, kept.batch]],
    )
    expect(rows).toEqual([{ batch: kept.batch, status: 'correct' }])
  })
})
