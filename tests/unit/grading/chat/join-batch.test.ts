import { afterAll, beforeAll, expect, it } from 'vitest'
import { beginBatch, findBatch } from '../../../../src/grading/batch/batches.ts'
import { cutIntoChunks } from '../../../../src/grading/batch/chunks.ts'
import { joinBatch, stopUnlessOthersWait } from '../../../../src/grading/chat/join-batch.ts'
import { beginRequest, endRequest, stateOf } from '../../../../src/grading/chat/requests.ts'
import { openDatabase } from '../../../../src/store/database.ts'

const database = openDatabase({})
const { query } = database
const begin = (id: string) =>
  beginRequest(query, { id, asker: id, set: 'hw4', address: null, feedback: null }, 'bot')
const stateOfBatch = async (id: string) => (await findBatch(query, id))?.state

/** A batch of one chunk for which `mine` waits, while `theirs` is still read. */
const batchOf = async (id: string): Promise<[mine: string, theirs: string]> => {
  await beginBatch(database, { id, course: 'course', set: 'hw4', setDigest: 'digest', grader: 'test' })
  await cutIntoChunks(database, id, 'course', 2)
  const requests: [string, string] = [`mine ${id}`, `theirs ${id}`]
  for (const request of requests) await begin(request)
  await joinBatch(database, requests[0], id)
  return requests
}

beforeAll(() => query('select 1'), 120_000)
afterAll(() => database.stop())

it('lets a batch go on that was stopped while another file of the same was read', async () => {
  const [mine, theirs] = await batchOf('one')
  expect(await stopUnlessOthersWait(database, mine, 'one')).toBe(false)
  expect(await stateOfBatch('one')).toBe('cancelled')
  expect(await joinBatch(database, theirs, 'one')).toBe(true)
  expect(await stateOfBatch('one')).toBe('queued')
})

it('stops no batch that another has joined', async () => {
  const [mine, theirs] = await batchOf('two')
  expect(await joinBatch(database, theirs, 'two')).toBe(true)
  expect(await stopUnlessOthersWait(database, mine, 'two')).toBe(true)
  expect(await stateOfBatch('two')).toBe('queued')
})

it('leaves what was withdrawn, and its batch to who waits for it', async () => {
  const [mine, theirs] = await batchOf('three')
  await endRequest(query, theirs, 'withdrawn')
  expect(await joinBatch(database, theirs, 'three')).toBe(false)
  expect(await stateOf(query, theirs)).toBe('withdrawn')
  expect(await stateOfBatch('three')).toBe('queued')
  await endRequest(query, mine, 'withdrawn')
  expect(await joinBatch(database, theirs, 'three')).toBe(false)
  expect(await stateOfBatch('three')).toBe('cancelled')
})
