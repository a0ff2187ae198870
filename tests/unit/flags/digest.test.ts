import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastMonday, sendDigest } from '../../../src/flags/digest.ts'
import { createFlags, type Flags, type NewFlag } from '../../../src/flags/flags.ts'
import { draw } from '../../../src/render/picture/draw.ts'
import type { Reply } from '../../../src/reply.ts'
import { type Database, openDatabase } from '../../../src/store/database.ts'
import { fakeLog } from '../explain/fake-model.ts'

const flag: NewFlag = {
  asker: 'p',
  course: 'c',
  source: '/conv x:1 kernel:1',
  solutions: [{ command: 'conv', input: {} }],
  level: 'full',
  explanation: 'y = 2',
  verdict: 'disagrees',
  findings: [],
  model: 'large',
  prompt: 'full 1',
}

describe('the digest of the week', () => {
  let database: Database
  let flags: Flags
  beforeAll(() => {
    database = openDatabase({})
    flags = createFlags(database)
  })
  afterAll(() => database.stop())

  it('is due on Mondays at eight, UTC', () => {
    // 2025-09-01 is a Monday.
    for (const [now, monday] of [
      ['2025-09-01T08:00:00Z', '2025-09-01T08:00:00.000Z'],
      ['2025-09-01T07:59:59Z', '2025-08-25T08:00:00.000Z'],
      ['2025-09-07T23:00:00Z', '2025-09-01T08:00:00.000Z'],
    ] as const)
      expect(lastMonday(new Date(now)).toISOString()).toBe(monday)
  })

  it('is sent once a week, and again where it could not be sent; it counts the week before', async () => {
    const [before, within] = ['2025-08-20T12:00:00Z', '2025-08-28T12:00:00Z']
    for (const [at, model] of [
      [before, 'large'],
      [within, 'large'],
      [within, 'large'],
      [within, 'small'],
    ] as const) {
      const id = await flags.add({ ...flag, model })
      await database.query('UPDATE flags SET at = $1 WHERE id = $2', [at, id])
    }
    const posted: Reply[] = []
    let away = true
    const post = async (digest: Reply): Promise<void> => {
      if (away) throw new Error('the channel is gone')
      posted.push(digest)
    }
    const { log, lines } = fakeLog()
    const send = () => sendDigest({ flags, database, post, log, now: () => new Date('2025-09-01T09:00:00Z') })
    expect(await send()).toBe(false)
    expect(lines).toMatchObject([{ level: 'error' }])
    away = false
    const sent = await Promise.all([send(), send(), send()])
    expect(sent.filter(Boolean)).toHaveLength(1)
    expect(await send()).toBe(false)
    expect(posted).toMatchObject([{ title: 'Flags of the week before 2025-09-01: 3', private: false }])
    expect(JSON.stringify(posted[0]?.blocks)).toMatch(/large {6}2\\nsmall {6}1.*\/conv {6}3/)
    const [picture] = posted[0]?.pictures ?? []
    expect(picture?.alt).toMatch(/large: 2, small: 1, \/conv: 3/)
    expect(picture && (await draw(picture.drawing)).bytes.length).toBeGreaterThan(1000)
  })
})
