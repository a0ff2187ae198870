import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UpstreamError } from '../../src/errors.ts'
import { cancelBatch, progressOf } from '../../src/grading/batch/batches.ts'
import { openChunk, openChunks } from '../../src/grading/batch/chunks.ts'
import { answersBetween, chunkSize, keepGrades } from '../../src/grading/batch/rows.ts'
import { type GradingQueue, openQueue } from '../../src/grading/queue.ts'
import { runBatch, supply } from '../../src/grading/run-batch.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { putOpenedStore } from '../opened-store.ts'
import { makeBatch } from './grading/batch.ts'
import { type Server, startPostgres, startRedis } from './grading/servers.ts'

type Backend = { readonly database: Database; readonly redisUrl?: string; close(): Promise<void> }

const embedded = async (redisUrl?: string): Promise<Backend> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-grading-'))
  await putOpenedStore(folder)
  const database = openDatabase({ folder })
  return {
    database,
    ...(redisUrl !== undefined && { redisUrl }),
    close: async () => {
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const onServer = (server: Server | undefined, open: (url: string) => Promise<Backend>) => async () => {
  if (!server) return undefined
  const backend = await open(server.url)
  return { ...backend, close: async () => void (await backend.close().then(() => server.stop())) }
}

const backends: Readonly<Record<string, () => Promise<Backend | undefined>>> = {
  PGlite: () => embedded(),
  Redis: async () => onServer(await startRedis(), embedded)(),
  Postgres: async () =>
    onServer(await startPostgres(), async (url) => {
      const database = openDatabase({ url })
      return { database, close: () => database.stop() }
    })(),
}

describe.each(Object.entries(backends))('the grading queue on %s', (_, open) => {
  let backend: Backend | undefined
  const queues: GradingQueue[] = []
  let named = 0

  beforeAll(async () => {
    backend = await open()
  }, 120_000)
  afterAll(async () => {
    for (const queue of queues) await queue.close()
    await backend?.close()
  }, 60_000)

  const setUp = async (skip: () => void): Promise<{ database: Database; queue: GradingQueue }> => {
    if (!backend) skip()
    const { database, redisUrl } = backend as Backend // skip() has left the test otherwise
    const queue = await openQueue(database, {
      redisUrl,
      grader: 'test',
      name: `test-${process.pid}-${named++}`,
      patienceMs: 10_000,
    })
    queues.push(queue)
    return { database, queue }
  }

  /** Grades every answer as correct and remembers which chunks came. */
  const grading =
    (database: Database, seen: string[] = []) =>
    async (batch: string, chunk: number) => {
      seen.push(`${batch} ${chunk}`)
      const open = await openChunk(database.query, 'test', batch, chunk)
      if (!open) return
      const rows = await answersBetween(database.query, batch, open.first, open.beyond)
      const grade = { status: 'correct', points: 1, reason: '' } as const
      await keepGrades(
        database,
        open,
        rows.map(({ ordinal }) => ({ ordinal, grade })),
      )
    }

  const countOf = async (database: Database, batch: string): Promise<number> => {
    const [row] = await database.query<{ count: number }>(
      'select count(*)::int as count from grading.results where batch = $1',
      [batch],
    )
    return row?.count ?? 0
  }

  it('has two workers grade every answer once', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', chunkSize * 6 + 7)
    const workers = [await queue.work(grading(database)), await queue.work(grading(database))]
    expect(await runBatch(database, queue, batch, { everyMs: 50 })).toMatchObject({
      state: 'done',
      answers: chunkSize * 6 + 7,
      graded: chunkSize * 6 + 7,
    })
    for (const worker of workers) await worker.stop()
    expect(await countOf(database, batch)).toBe(chunkSize * 6 + 7)
  })

  it('takes a chunk that is there already once', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', chunkSize * 3)
    await supply(database, queue, batch)
    await supply(database, queue, batch)
    const seen: string[] = []
    const worker = await queue.work(grading(database, seen))
    await runBatch(database, queue, batch, { everyMs: 50 })
    await worker.stop()
    expect(seen.toSorted()).toEqual([0, 1, 2].map((chunk) => `${batch} ${chunk}`))
  })

  it('writes the rows of a chunk once that is delivered twice', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', 10)
    const rows = await answersBetween(database.query, batch, 0, 10)
    const write = (points: number) =>
      keepGrades(
        database,
        { batch, chunk: 0, grader: 'test' },
        rows.map(({ ordinal }) => ({ ordinal, grade: { status: 'correct', points, reason: '' } })),
      )
    await write(1)
    await write(2)
    expect(
      await database.query('select distinct points from grading.results where batch = $1', [batch]),
    ).toEqual([{ points: 1 }])
    expect(await countOf(database, batch)).toBe(10)
    await queue.close()
  })

  it('tries a chunk again that failed', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', 10)
    let failures = 0
    const worker = await queue.work(async (id, chunk) => {
      if (failures++ < 1) throw new Error('the store is away')
      await grading(database)(id, chunk)
    })
    expect(await runBatch(database, queue, batch, { everyMs: 50 })).toMatchObject({
      state: 'done',
      graded: 10,
    })
    await worker.stop()
  })

  it('tries a chunk again and again while the store is away', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', 10)
    let failures = 0
    const away = async (id: string, chunk: number): Promise<void> => {
      // As often as would fail a chunk for good, and once more.
      if (failures++ < 5)
        throw Object.assign(new Error('nobody listens there'), {
          code: failures % 2 === 0 ? 'ECONNREFUSED' : '53100',
        })
      await grading(database)(id, chunk)
    }
    const worker = await queue.work(away, { awayMs: 100 })
    await runBatch(database, queue, batch, { everyMs: 50, quietMs: 500 })
    await worker.stop()
    expect(
      await database.query('select distinct status from grading.results where batch = $1', [batch]),
    ).toEqual([{ status: 'correct' }])
  })

  it('leaves a chunk to a person that fails for good', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', 10)
    const worker = await queue.work(async () => {
      throw new Error('a bug')
    })
    expect(await runBatch(database, queue, batch, { everyMs: 50, quietMs: 500 })).toMatchObject({
      state: 'done',
      graded: 10,
    })
    await worker.stop()
    expect(
      await database.query('select distinct status from grading.results where batch = $1', [batch]),
    ).toEqual([{ status: 'person' }])
  })

  it('lets courses take turns', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const large = await makeBatch(database, 'large', chunkSize * 12)
    await supply(database, queue, large)
    const small = await makeBatch(database, 'small', chunkSize * 2)
    await supply(database, queue, small)
    const seen: string[] = []
    const worker = await queue.work(grading(database, seen), { concurrency: 1 })
    await runBatch(database, queue, large, { everyMs: 50 })
    await worker.stop()
    const lastSmall = seen.lastIndexOf(`${small} 1`)
    expect(lastSmall).toBeGreaterThanOrEqual(0)
    expect(lastSmall).toBeLessThan(6)
  })

  it('gives chunks again that the queue has lost', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', chunkSize * 2)
    await supply(database, queue, batch)
    for (const chunk of await openChunks(database.query, 'test', batch)) {
      expect(await queue.stateOf(chunk)).toBe('waiting')
      await queue.forget(chunk)
      expect(await queue.stateOf(chunk)).toBe('missing')
    }
    // Only now, since it would give lost chunks again while they are being lost.
    const done = runBatch(database, queue, batch, { everyMs: 50, quietMs: 1000 })
    const worker = await queue.work(grading(database))
    expect(await done).toMatchObject({ state: 'done', graded: chunkSize * 2 })
    await worker.stop()
  })

  it('grades nothing more of a batch that is cancelled', async ({ skip }) => {
    const { database, queue } = await setUp(skip)
    const batch = await makeBatch(database, 'a', chunkSize * 4)
    await supply(database, queue, batch)
    expect(await cancelBatch(database.query, batch)).toBe(true)
    const seen: string[] = []
    const worker = await queue.work(grading(database, seen))
    const after = await makeBatch(database, 'a', 1)
    await runBatch(database, queue, after, { everyMs: 50 })
    await worker.stop()
    expect(await countOf(database, batch)).toBe(0)
    expect(await progressOf(database.query, batch)).toMatchObject({ state: 'cancelled', graded: 0 })
  })
})

describe('a link that swallows everything', () => {
  it('is told to whoever adds to the queue, and can be left', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const queue = await openQueue(openDatabase({}), {
      redisUrl: `redis://127.0.0.1:${port}`,
      grader: 'test',
      patienceMs: 200,
    })
    const chunk = { batch: 'b', grader: 'test', chunk: 0, first: 0, beyond: 1, turn: 1 }
    await expect(queue.add([chunk])).rejects.toThrow(UpstreamError)
    await queue.close()
    silent.close()
  })
})
