import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBatch, finishIfDone } from '../../../../src/grading/batch/batches.ts'
import { openChunk, openChunks } from '../../../../src/grading/batch/chunks.ts'
import { judgementsOf, keepJudgements } from '../../../../src/grading/batch/judgements.ts'
import { answersBetween, chunkSize, keepGrades } from '../../../../src/grading/batch/rows.ts'
import { abandonedBatches, takeOverBatch } from '../../../../src/grading/batch/versions.ts'
import { openQueue } from '../../../../src/grading/queue.ts'
import { takeOverAbandoned } from '../../../../src/grading/work.ts'
import { createLog } from '../../../../src/log.ts'
import { type Database, openDatabase } from '../../../../src/store/database.ts'
import { makeBatch } from '../../../e2e/grading/batch.ts'

describe('a batch and the versions of the grader', { timeout: 120_000 }, () => {
  let database: Database
  beforeAll(() => {
    database = openDatabase({})
  })
  afterAll(() => database.stop())

  /** What a worker of the version writes of a chunk: its own name as the reason. */
  const write = async (grader: string, batch: string, chunk: number): Promise<void> => {
    const rows = await answersBetween(database.query, batch, chunk * chunkSize, (chunk + 1) * chunkSize)
    const grade = { status: 'correct', points: 1, reason: grader } as const
    await keepGrades(
      database,
      { batch, chunk, grader },
      rows.map(({ ordinal }) => ({ ordinal, grade })),
    )
  }
  const reasonsIn = (batch: string) =>
    database.query('select distinct reason from grading.results where batch = $1', [batch])
  const age = (batch: string, minutes: number) =>
    database.query(`update grading.batches set queued_at = now() - make_interval(mins => $2) where id = $1`, [
      batch,
      minutes,
    ])

  it('is seen by workers of its own version alone', async () => {
    const batch = await makeBatch(database, 'a', 3)
    expect(await openChunk(database.query, 'test', batch, 0)).toMatchObject({ batch, grader: 'test' })
    expect(await openChunk(database.query, 'newer', batch, 0)).toBeUndefined()
    expect(await openChunks(database.query, 'newer', batch)).toEqual([])
  })

  it('waits in a queue of its own version', async () => {
    const batch = await makeBatch(database, 'a', 3)
    const [own, newer] = [
      await openQueue(database, { grader: 'test' }),
      await openQueue(database, { grader: 'newer' }),
    ]
    const [chunk] = await openChunks(database.query, 'test', batch)
    if (!chunk) throw new Error('no chunk')
    await own.add([chunk])
    expect(await own.stateOf(chunk)).toBe('waiting')
    expect(await newer.stateOf(chunk)).toBe('missing')
    await Promise.all([own.close(), newer.close()])
  })

  it('has the verdicts of one version, whoever was still grading when it was taken over', async () => {
    const batch = await makeBatch(database, 'a', chunkSize + 5)
    await write('test', batch, 0)
    const judged = { status: 'wrong', points: 0, reason: 'test' } as const
    await keepJudgements(database, { batch, grader: 'test' }, new Map([['words', judged]]), 0)
    expect(await takeOverBatch(database, { batch, grader: 'test' }, 'newer')).toBe(true)
    // What the older version has read before comes too late.
    await write('test', batch, 1)
    await keepJudgements(database, { batch, grader: 'test' }, new Map([['late', judged]]), 0)
    expect(await reasonsIn(batch)).toEqual([])
    expect(await openChunks(database.query, 'newer', batch)).toHaveLength(2)
    for (const chunk of [0, 1]) await write('newer', batch, chunk)
    expect(await judgementsOf(database.query, { batch, grader: 'newer' }, ['words', 'late'])).toEqual(
      new Map(),
    )
    expect(await reasonsIn(batch)).toEqual([{ reason: 'newer' }])
    expect(await finishIfDone(database.query, batch)).toBe(true)
    expect(await takeOverBatch(database, { batch, grader: 'test' }, 'third')).toBe(false)
  })

  it('tells no version what another one has judged', async () => {
    const batch = await makeBatch(database, 'a', 1)
    const judged = { status: 'wrong', points: 0, reason: 'test' } as const
    await keepJudgements(database, { batch, grader: 'test' }, new Map([['words', judged]]), 0)
    expect((await judgementsOf(database.query, { batch, grader: 'test' }, ['words'])).size).toBe(1)
    expect((await judgementsOf(database.query, { batch, grader: 'newer' }, ['words'])).size).toBe(0)
  })

  it('is left to its version for as long as that grades anything', async () => {
    await database.query('delete from grading.batches')
    const [batch, other] = [await makeBatch(database, 'a', 3), await makeBatch(database, 'a', 3)]
    const abandoned = (grader: string, alone = false) => abandonedBatches(database.query, grader, alone)
    expect(await abandoned('newer')).toEqual([])
    for (const id of [batch, other]) await age(id, 5)
    expect(await abandoned('test')).toEqual([])
    expect(await abandoned('newer')).toHaveLength(2)
    // Its workers are busy with another batch, after which its turn comes.
    await write('test', other, 0)
    expect(await abandoned('newer')).toEqual([])
    expect((await abandoned('newer', true)).map((one) => one.batch)).toContain(batch)
    await database.query(
      `update grading.chunks set done_at = now() - interval '3 minutes' where batch = $1`,
      [other],
    )
    expect((await abandoned('newer')).map((one) => one.batch)).toContain(batch)
  })

  it('is taken over by the next program that works on a store of its own', async () => {
    const batch = await makeBatch(database, 'a', 3)
    const queue = await openQueue(database, { grader: 'newer' })
    await takeOverAbandoned({ database, queue, log: createLog('silent') })
    expect(await findBatch(database.query, batch)).toMatchObject({ grader: 'newer', state: 'queued' })
    const [chunk] = await openChunks(database.query, 'newer', batch)
    expect(chunk && (await queue.stateOf(chunk))).toBe('waiting')
    await queue.close()
  })
})
