import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/config.ts'
import { chunkSize } from '../src/grading/batch/rows.ts'
import { findSet, prepareBatch } from '../src/grading/prepare-batch.ts'
import { openQueue } from '../src/grading/queue.ts'
import { runBatch } from '../src/grading/run-batch.ts'
import { startGrading } from '../src/start-grading.ts'
import { openDatabase } from '../src/store/database.ts'
import { classCsv, classOf, largeClassOf } from '../tests/class/class.ts'
import { type Running, run } from '../tests/e2e/grading/processes.ts'
import { type Server, startPostgres, startRedis } from '../tests/e2e/grading/servers.ts'
import { type Figure, milliseconds } from './measure.ts'

const parts = 18
/** 5,600 students are 100,800 answers. `GRADING_STUDENTS=56000` is a million, in some minutes. */
const students = Number(process.env.GRADING_STUDENTS ?? 5600)

const rate = (count: number, ms: number): string =>
  `${Math.round((count / ms) * 1000).toLocaleString('en')} /s`

/** A large class, in which every answer is one of some 4,500; `fresh` is one in which nearly all differ. */
const classFile = async (folder: string, count: number, name: string, fresh = false): Promise<string> => {
  const path = join(folder, `${name}.csv`)
  const rows = fresh ? classOf(count, name.length) : largeClassOf(count, 300, name.length)
  await pipeline(Readable.from(classCsv(rows)), createWriteStream(path))
  return path
}

type Measured = { readonly ms: number; readonly peakMb: number }

/** Grades a file by the command itself, from its start to its last report. */
const gradeFile = async (
  file: string,
  out: string,
  settings: Record<string, string>,
  ...more: string[]
): Promise<Measured> => {
  const from = performance.now()
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [cli, 'grade', file, '--set', 'deep-learning/hw4', '--out', out, ...more],
    {
      env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'silent', ...settings },
      stdio: 'ignore',
    },
  )
  let peakMb = 0
  // Linux tells a process's highest resident size so far.
  const watch = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        peakMb = Math.max(peakMb, Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024))
      },
      () => undefined,
    )
  }, 100)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`grading ended with ${code}`)
  return { ms: performance.now() - from, peakMb }
}

/** The queue alone: as many jobs as the class has chunks, each of which does nothing. */
const bareQueue = async (
  settings: { url?: string; folder?: string; redisUrl?: string },
  jobs: number,
): Promise<number> => {
  const database = openDatabase(settings)
  const queue = await openQueue(database, { redisUrl: settings.redisUrl, name: 'bench' })
  const chunks = Array.from({ length: jobs }, (_, chunk) => ({
    batch: 'bare',
    chunk,
    first: 0,
    beyond: 0,
    turn: chunk + 1,
  }))
  const from = performance.now()
  let left = jobs
  let done: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    done = resolve
  })
  const worker = await queue.work(async () => {
    left -= 1
    if (left === 0) done()
  })
  await queue.add(chunks)
  await all
  const ms = performance.now() - from
  await worker.stop()
  await queue.close()
  await database.stop()
  return ms
}

/** The grading alone: a batch that is in the store, and so many workers that wait for it. */
const gradingBy = async (count: number, file: string, settings: Record<string, string>): Promise<number> => {
  const grading = await startGrading(readConfig(settings))
  const workers: Running[] = Array.from({ length: count }, () => run('worker.ts', [], settings))
  // A worker loads what it needs before it is of use.
  await Promise.all(workers.map(ready))
  const set = findSet('hw4', grading.sets)
  const { batch } = await prepareBatch(grading.database, grading.seal, { path: file, set })
  const from = performance.now()
  await runBatch(grading.database, grading.queue, batch, { everyMs: 50 })
  const ms = performance.now() - from
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.map(({ ended }) => ended))
  await grading.stop()
  return ms
}

const ready = ({ child }: Running): Promise<void> =>
  new Promise((resolve) => {
    child.stderr?.on('data', (text: string) => {
      if (text.includes('worker ready')) resolve()
    })
  })

const withServers = async (folder: string, redis: Server, postgres: Server): Promise<Figure[]> => {
  const settings = { REDIS_URL: redis.url, DATABASE_URL: postgres.url, DATA_FOLDER: join(folder, 'servers') }
  const answers = students * parts
  const out = join(folder, 'out')
  const whole = await gradeFile(await classFile(folder, students, 'whole'), out, settings)
  const waiting = { ...settings, LOG_LEVEL: 'info' }
  const one = await gradingBy(1, await classFile(folder, students, 'one'), waiting)
  const two = await gradingBy(2, await classFile(folder, students, 'by-two'), waiting)
  const bare = await bareQueue({ url: postgres.url, redisUrl: redis.url }, Math.ceil(answers / chunkSize))
  const sizes = await sizesOf(folder, settings)
  return [
    {
      what: `${answers.toLocaleString('en')} answers, Redis and Postgres, one command, start to reports`,
      value: rate(answers, whole.ms),
      aim: '3,000 /s',
    },
    { what: 'the command’s highest memory', value: `${whole.peakMb} MB`, aim: '400 MB' },
    { what: 'their grading alone, one worker', value: rate(answers, one) },
    { what: 'their grading alone, two workers', value: rate(answers, two), aim: '1.7 times' },
    {
      what: 'empty jobs through Redis, as many answers’ worth',
      value: rate(answers, bare),
    },
    ...sizes,
  ]
}

/** What an answer costs beyond the start of the command, as the class grows tenfold each time. */
const sizesOf = async (folder: string, settings: Record<string, string>): Promise<Figure[]> => {
  const counts = [1, 56, 560, students].filter((count, at, all) => at === 0 || count > (all[at - 1] ?? 0))
  const figures: Figure[] = []
  let before: { readonly count: number; readonly ms: number } | undefined
  for (const count of counts) {
    const file = await classFile(folder, count, `size-${count}`)
    const { ms } = await gradeFile(file, join(folder, `size-${count}`), settings)
    if (before)
      figures.push({
        what: `an answer more, from ${before.count * parts} to ${count * parts} answers`,
        value: `${((ms - before.ms) / ((count - before.count) * parts)).toFixed(2)} ms`,
        aim: 'flat',
      })
    before = { count, ms }
  }
  return figures
}

export const measure = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-bench-'))
  const [redis, postgres] = [await startRedis(), await startPostgres()]
  const embedded = (file: string, name: string) =>
    gradeFile(file, join(folder, name), { DATA_FOLDER: join(folder, 'embedded') })
  try {
    const first = await embedded(await classFile(folder, 1, 'first'), 'first-out')
    const alike = await embedded(await classFile(folder, 1200, 'alike'), 'alike-out')
    const fresh = await embedded(await classFile(folder, 300, 'fresh', true), 'fresh-out')
    const bare = await bareQueue({ folder: join(folder, 'bare') }, Math.ceil((1200 * parts) / chunkSize))
    return [
      { what: 'embedded, first start of a store, 18 answers', value: milliseconds(first.ms) },
      { what: 'embedded, 21,600 answers', value: rate(1200 * parts, alike.ms), aim: '800 /s' },
      { what: 'embedded, 5,400 answers of which nearly all differ', value: rate(300 * parts, fresh.ms) },
      {
        what: 'empty jobs through the embedded queue, as many answers’ worth',
        value: rate(1200 * parts, bare),
      },
      ...(redis && postgres ? await withServers(folder, redis, postgres) : []),
    ]
  } finally {
    await redis?.stop()
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
