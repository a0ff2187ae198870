import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChunks } from '../../src/grading/batch/chunks.ts'
import { chunkSize } from '../../src/grading/batch/rows.ts'
import { type Board, openBoard } from '../../src/grading/board.ts'
import { type GradingQueue, openQueue } from '../../src/grading/queue.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { makeBatch } from './grading/batch.ts'
import { run } from './grading/processes.ts'
import { type Server, startRedis } from './grading/servers.ts'

const token = 'a token of some length'
const bearer = { authorization: `Bearer ${token}` }
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`staff:${password}`).toString('base64')}`,
})

describe.each(['the store', 'Redis'])('the page of a queue in %s', (where) => {
  let redis: Server | undefined
  let database: Database
  let queue: GradingQueue
  let board: Board | undefined

  beforeAll(async () => {
    if (where === 'Redis') redis = await startRedis()
    if (where === 'Redis' && !redis) return
    database = openDatabase({})
    queue = await openQueue(database, { redisUrl: redis?.url, name: 'board', grader: 'test' })
    await queue.add(
      await openChunks(database.query, 'test', await makeBatch(database, 'a', chunkSize * 2 + 50)),
    )
    board = await openBoard(queue, { port: 0, host: '127.0.0.1', token })
  }, 120_000)
  afterAll(async () => {
    await board?.stop()
    await queue?.close()
    await database?.stop()
    await redis?.stop()
  })

  const ask = async (path: string, headers: Record<string, string> = {}): Promise<Response | undefined> =>
    board && fetch(new URL(path, board.url), { headers })

  it('is refused without the token, with another one, and to pages of other sites', async ({ skip }) => {
    if (!board) skip()
    for (const headers of [{}, basic(''), basic(`${token}x`), { ...bearer, 'sec-fetch-site': 'cross-site' }])
      for (const path of ['/', '/api/queues', '/static/js/main.js'])
        expect((await ask(path, headers))?.status).toBe(401)
    expect((await ask('/'))?.headers.get('www-authenticate')).toMatch(/^Basic /)
  })

  it('comes from the package alone, and shows what waits', async ({ skip }) => {
    if (!board) skip()
    const page = await ask('/', basic(token))
    expect(page?.status).toBe(200)
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'self'")
    const html = (await page?.text()) ?? ''
    const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src ?? '')
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) {
      expect(script).not.toMatch(/^(?:https?:)?\/\//)
      expect((await ask(script, bearer))?.status).toBe(200)
    }
    const answer = await ask('/api/queues', bearer)
    expect(await answer?.json()).toMatchObject({ queues: [{ name: 'board', counts: { prioritized: 3 } }] })
  })
})

describe('BOARD_PORT', () => {
  it('is refused without BOARD_TOKEN', async () => {
    const { code, stderr } = await run('worker.ts', [], { BOARD_PORT: '0' }).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/BOARD_TOKEN is needed beside BOARD_PORT/)
  })
})
