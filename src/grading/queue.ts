import {
  createPostgresBackend,
  DelayedError,
  type Job,
  type JobsOptions,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { UpstreamError } from '../errors.ts'
import type { Database } from '../store/database.ts'
import { isFull, isLost } from '../store/lost.ts'
import type { PoolLike } from '../store/pool.ts'
import type { Chunk } from './batch/chunks.ts'

type JobState = 'waiting' | 'failed' | 'missing'

/** Carries chunks to workers of one version of the grader, each at least once. */
export type GradingQueue = {
  readonly grader: string
  /** Adding a chunk that is there already changes nothing. Rejects with UpstreamError where the queue does not answer. */
  add(chunks: readonly Chunk[]): Promise<void>
  stateOf(chunk: Chunk): Promise<JobState>
  forget(chunk: Chunk): Promise<void>
  work(grade: (batch: string, chunk: number) => Promise<void>, options?: WorkSettings): Promise<RunningWorker>
  /** The queue itself, for who shows it. */
  readonly bull: Queue
  close(): Promise<void>
}

export type RunningWorker = { stop(): Promise<void> }
type WorkSettings = {
  readonly concurrency?: number
  /** After this long without a sign of life a job is given to another worker. */
  readonly lockMs?: number
  /** When a chunk is tried again whose store is away or full. */
  readonly awayMs?: number
  readonly onError?: (error: Error) => void
}

export type QueueSettings = {
  /** The version of the grader that works here. */
  readonly grader: string
  readonly redisUrl?: string | undefined
  /** Keeps queues of one server apart. */
  readonly name?: string
  /** How long a producer waits for the queue. */
  readonly patienceMs?: number
}

type Data = { readonly batch: string; readonly chunk: number }
type GradingJob = Job<Data, void, string>
type Backend = typeof createPostgresBackend | undefined

const jobOptions: JobsOptions = {
  attempts: 4,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: true,
}

/** BullMQ on Redis where there is one, otherwise in the store. Each version has a queue of its own. */
export const openQueue = async (database: Database, settings: QueueSettings): Promise<GradingQueue> => {
  const { grader, redisUrl, name = `exacta-grading-${grader}`, patienceMs = 5000 } = settings
  const named = { grader, name, patienceMs }
  if (redisUrl !== undefined) return queueOn(redisLinks(redisUrl, patienceMs), named, undefined)
  return queueOn(await storeLinks(database), named, createPostgresBackend)
}

/** Connections of producers give up; those of workers wait for the server to come back. */
type Links = { producer(): Redis | PoolLike; worker(): Redis | PoolLike; close(): Promise<void> }

const redisLinks = (url: string, patienceMs: number): Links => {
  const open: Redis[] = []
  const connect = (options: Omit<RedisOptions, 'replyMapping'>): Redis => {
    const redis = new Redis(url, {
      retryStrategy: (times: number) => Math.min(times * 100, 2000),
      ...options,
    })
    // BullMQ reports what matters; unheard, this would end the process.
    redis.on('error', () => undefined)
    open.push(redis)
    return redis
  }
  return {
    producer: () =>
      connect({ maxRetriesPerRequest: 1, commandTimeout: patienceMs, socketTimeout: patienceMs }),
    // A worker blocks for seconds until there is a job; anything longer is a dead link.
    worker: () => connect({ maxRetriesPerRequest: null, commandTimeout: 30_000, socketTimeout: 15_000 }),
    close: async () => {
      for (const redis of open) redis.disconnect()
    },
  }
}

const schema = 'bullmq'

const storeLinks = async (database: Database): Promise<Links> => {
  const pool = await database.poolFor(schema)
  const client = await pool.connect()
  try {
    // The pool has what BullMQ uses of a pg.PoolClient.
    await runMigrations(client as unknown as Parameters<typeof runMigrations>[0], schema)
  } finally {
    client.release()
  }
  return { producer: () => pool, worker: () => pool, close: async () => undefined }
}

const idOf = ({ batch, chunk }: Data): string => `${batch}-${chunk}`

type Named = { readonly grader: string; readonly name: string; readonly patienceMs: number }

const queueOn = async (
  links: Links,
  { grader, name, patienceMs }: Named,
  backend: Backend,
): Promise<GradingQueue> => {
  const options = { connection: links.producer() } as never // one of the two kinds of connection, which the backend tells apart
  const queue: Queue<Data> = backend ? new Queue(name, options, backend as never) : new Queue(name, options)
  queue.on('error', () => undefined)
  const within = <T>(work: Promise<T>): Promise<T> => timed(work, patienceMs * 2)
  return {
    grader,
    bull: queue,
    async add(chunks) {
      for (let at = 0; at < chunks.length; at += 500)
        await within(
          queue.addBulk(
            chunks.slice(at, at + 500).map(({ batch, chunk, turn }) => ({
              name: 'grade',
              data: { batch, chunk },
              opts: { ...jobOptions, jobId: idOf({ batch, chunk }), priority: turn },
            })),
          ),
        )
    },
    async stateOf(chunk) {
      const state = await within(queue.getJobState(idOf(chunk)))
      if (state === 'failed') return 'failed'
      return state === 'unknown' || state === 'completed' ? 'missing' : 'waiting'
    },
    forget: async (chunk) => {
      await within(queue.remove(idOf(chunk)))
    },
    work: (grade, settings) => startWorker(links, name, backend, grade, settings),
    async close() {
      await Promise.race([queue.close().catch(() => undefined), pause(2000)])
      await links.close()
    },
  }
}

const startWorker = async (
  links: Links,
  name: string,
  backend: Backend,
  grade: (batch: string, chunk: number) => Promise<void>,
  { concurrency = 2, lockMs = 15_000, awayMs = 2000, onError }: WorkSettings = {},
): Promise<RunningWorker> => {
  const options = {
    connection: links.worker(),
    concurrency,
    lockDuration: lockMs,
    stalledInterval: Math.max(500, lockMs / 3),
    // A chunk whose worker was killed is no worse for it.
    maxStalledCount: 20,
    drainDelay: 5,
  } as unknown as WorkerOptions // the connection is one of the two kinds
  const run = async (job: GradingJob, token?: string): Promise<void> => {
    try {
      await grade(job.data.batch, job.data.chunk)
    } catch (error) {
      if (!isLost(error) && !isFull(error)) throw error
      // That is no fault of the chunk, and costs it none of its attempts.
      await job.moveToDelayed(Date.now() + awayMs, token)
      throw new DelayedError()
    }
  }
  const worker = backend
    ? new Worker(name, run, options as never, backend as never)
    : new Worker(name, run, options)
  worker.on('error', (error) => onError?.(error))
  await worker.waitUntilReady()
  return {
    stop: async () => {
      await Promise.race([worker.close(), pause(10_000)])
    },
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })

const timed = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new UpstreamError('timeout', `The grading queue does not answer: ${why}`, { cause })
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
