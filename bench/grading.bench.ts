import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { openQueue } from '../src/grading/queue.ts'
import { openDatabase } from '../src/store/database.ts'
import { classCsv, classOf } from '../tests/class/class.ts'
import { type Running, run } from '../tests/e2e/grading/processes.ts'
import { type Server, startPostgres, startRedis } from '../tests/e2e/grading/servers.ts'
import type { Figure } from './measure.ts'

const parts = 18
/** The class of the aims: 300 students, 18 parts. `GRADING_STUDENTS=56000` is a million answers, in some minutes. */
const students = Number(process.env.GRADING_STUDENTS ?? 5600)

const rate = (count: number, ms: number): string =>
  `${Math.round((count / ms) * 1000).toLocaleString('en')} /s`

const classFile = async (folder: string, count: number, name: string): Promise<string> => {
  const path = join(folder, `${name}.csv`)
  await pipeline(Readable.from(classCsv(classOf(count, name.length + count))), createWriteStream(path))
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

const withServers = async (folder: string, redis: Server, postgres: Server): Promise<Figure[]> => {
  const settings = { REDIS_URL: redis.url, DATABASE_URL: postgres.url, DATA_FOLDER: join(folder, 'servers') }
  const answers = students * parts
  const out = join(folder, 'out')
  const one = await gradeFile(await classFile(folder, students, 'one'), out, settings)
  const workers: Running[] = [run('worker.ts', [], settings), run('worker.ts', [], settings)]
  const two = await gradeFile(await classFile(folder, students, 'two-w'), out, settings, '--no-work')
  for (const worker of workers) worker.child.kill('SIGTERM')
  await Promise.all(workers.map(({ ended }) => ended))
  const bare = await bareQueue({ url: postgres.url, redisUrl: redis.url }, 1000)
  const sizes: Figure[] = []
  for (const count of [10, 100, 1000]) {
    const { ms } = await gradeFile(await classFile(folder, count, `size-${count}`), out, settings)
    sizes.push({
      what: `class of ${count} students, Redis, per answer`,
      value: `${(ms / (count * parts)).toFixed(2)} ms`,
    })
  }
  return [
    {
      what: `${answers.toLocaleString('en')} answers, Redis and Postgres, in the command`,
      value: rate(answers, one.ms),
      aim: '3,000 /s',
    },
    { what: 'the command’s highest memory', value: `${one.peakMb} MB`, aim: '400 MB' },
    { what: 'the same with two workers beside', value: rate(answers, two.ms), aim: '1.7 times' },
    { what: 'empty jobs through Redis, one worker', value: rate(1000, bare) },
    ...sizes,
  ]
}

export const measure = async (): Promise<readonly Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-bench-'))
  const [redis, postgres] = [await startRedis(), await startPostgres()]
  try {
    const embedded = await gradeFile(await classFile(folder, 300, 'embedded'), join(folder, 'e'), {
      DATA_FOLDER: join(folder, 'e-data'),
    })
    const bare = await bareQueue({ folder: join(folder, 'bare') }, 500)
    return [
      {
        what: '5,400 answers embedded, first start of the store included',
        value: rate(5400, embedded.ms),
        aim: '800 /s',
      },
      { what: 'empty jobs through the embedded queue', value: rate(500, bare) },
      ...(redis && postgres ? await withServers(folder, redis, postgres) : []),
    ]
  } finally {
    await redis?.stop()
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
