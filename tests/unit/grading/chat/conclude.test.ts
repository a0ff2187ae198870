import { afterAll, expect, it } from 'vitest'
import { beginBatch } from '../../../../src/grading/batch/batches.ts'
import { conclude } from '../../../../src/grading/chat/conclude.ts'
import { newsOf } from '../../../../src/grading/chat/follow.ts'
import { openDatabase } from '../../../../src/store/database.ts'

const database = openDatabase({})
afterAll(() => database.stop())

const shelf = {
  folderFor: (id: string) => id,
  fetch: () => Promise.reject(new Error('no reports without a set')),
  tidy: async () => undefined,
  removeForgotten: async () => undefined,
}

it('owes the files of a batch whose set is gone', { timeout: 120_000 }, async () => {
  await beginBatch(database, { id: 'one', course: 'course', set: 'hw4', setDigest: 'digest', grader: 'test' })
  const request = {
    id: 'ada',
    asker: 'ada',
    set: 'hw4',
    batch: 'one',
    state: 'waiting',
    address: null,
    feedback: null,
  } as const
  const news = await newsOf(database.query, 'one')
  const { reply, later } = await conclude({ database, sets: [], shelf }, request, { state: 'done', news })
  expect(later).toBe(true)
  expect(reply).toMatchObject({ tone: 'amber', files: [], private: true })
})
