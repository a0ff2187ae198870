import { expect, it } from 'vitest'
import { UpstreamError } from '../../../../src/errors.ts'
import { type Announce, sealAddress, tell } from '../../../../src/grading/chat/tell.ts'
import { createLog } from '../../../../src/log.ts'
import type { Reply } from '../../../../src/reply.ts'
import { createSeal } from '../../../../src/store/seal.ts'

const reply: Reply = { title: 'Graded', tone: 'green', blocks: [], actions: [], files: [], private: true }
const seal = createSeal('a key of sixteen signs')
const address = sealAddress(seal, { platform: 'slack', place: 'U1' })
const tellBy = (announce: Announce) =>
  tell(
    address,
    reply,
    { seal, announcers: new Map([['slack', announce]]), log: createLog('silent') },
    new AbortController().signal,
  )

it('tries again while a platform is away', async () => {
  const places: string[] = []
  const told = await tellBy(async (place) => {
    places.push(place)
    if (places.length === 1) throw new UpstreamError('timeout', 'away')
    return true
  })
  expect(told).toBe(true)
  expect(places).toEqual(['U1', 'U1'])
})

it('takes a refusal for an answer', async () => {
  let tries = 0
  const told = await tellBy(async () => {
    tries++
    throw new Error('An API error occurred: missing_scope')
  })
  expect([told, tries]).toEqual([false, 1])
})
