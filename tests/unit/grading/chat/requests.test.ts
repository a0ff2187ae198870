import { afterAll, expect, it } from 'vitest'
import {
  beginRequest,
  claimRequest,
  endRequest,
  takeRequest,
  unseenRequests,
} from '../../../../src/grading/chat/requests.ts'
import { openDatabase } from '../../../../src/store/database.ts'

const database = openDatabase({})
afterAll(() => database.stop())
const { query } = database

const lapse = () => query("update grading.requests set watched_until = now() - interval '1 second'")

it('one process at a time tells the end of a request', { timeout: 120_000 }, async () => {
  await beginRequest(
    query,
    { id: 'one', asker: 'ada', set: 'hw4', address: 'sealed', feedback: null },
    'first',
  )
  expect(await unseenRequests(query, 'second', false)).toEqual([])
  expect(await takeRequest(query, 'one', 'second', false)).toBeUndefined()
  await lapse()
  expect(await unseenRequests(query, 'second', false)).toMatchObject([{ id: 'one' }])
  const taken = await Promise.all(['second', 'third'].map((name) => takeRequest(query, 'one', name, false)))
  expect(taken.filter((one) => one !== undefined)).toHaveLength(1)
  const claims = await Promise.all(
    ['first', 'second', 'third'].map((name) => claimRequest(query, 'one', name)),
  )
  expect(claims).toEqual([false, taken[0] !== undefined, taken[1] !== undefined])
  await endRequest(query, 'one', 'withdrawn')
  expect(await claimRequest(query, 'one', taken[0] ? 'second' : 'third')).toBe(false)
})
