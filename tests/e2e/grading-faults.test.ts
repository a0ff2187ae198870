import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classOf } from '../class/class.ts'
import { type Ended, kill, type Running, run } from './grading/processes.ts'
import { type Server, startPostgres, startRedis } from './grading/servers.ts'

const kinds = ['worker', 'Redis', 'Postgres', 'command', 'embedded'] as const
type Kind = (typeof kinds)[number]

/** 5 in CI; more at night, each at another moment. */
const runs = Number(process.env.FAULT_RUNS ?? kinds.length)

const rows = [...classOf(60)]

describe('grading while processes are killed', () => {
  let folder: string
  let redis: Server | undefined
  let postgres: Server | undefined
  let expected: string

  /** The class again, as another file: the column `run` says nothing. */
  const classFile = async (at: number): Promise<string> => {
    const path = join(folder, `class-${at}.csv`)
    const lines = rows.map(
      ({ student, part, answer }) => `${student},${part},"${answer.replaceAll('"', '""')}",${at}`,
    )
    await writeFile(path, ['student,part,answer,run', ...lines].join('\n'))
    return path
  }

  const grade = (file: string, out: string, settings: Record<string, string>, ...more: string[]): Running =>
    run('cli.ts', ['grade', file, '--set', 'deep-learning/hw4', '--out', out, ...more], settings)

  const graded = (out: string): Promise<string> => readFile(join(out, 'graded.csv'), 'utf8')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-faults-'))
    redis = await startRedis()
    postgres = await startPostgres()
    const out = join(folder, 'undisturbed')
    const { code, stderr } = await grade(await classFile(-1), out, {
      DATA_FOLDER: join(folder, 'undisturbed-data'),
    }).ended
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expected = await graded(out)
    expect(expected.trimEnd().split('\n').length).toBeGreaterThan(rows.length)
  }, 180_000)

  afterAll(async () => {
    await redis?.stop()
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  }, 60_000)

  /** The same command until it ends well, as its exit code asks for. */
  const untilDone = async (begin: () => Running, first: Running): Promise<Ended> => {
    let ended = await first.ended
    for (let attempt = 0; ended.code !== 0 && attempt < 10; attempt++) {
      // Nothing but a kill (no code) or "try again" may end it otherwise.
      expect([null, 75], ended.stderr).toContain(ended.code)
      await new Promise((resolve) => setTimeout(resolve, 300))
      ended = await begin().ended
    }
    return ended
  }

  const withServers = async (kind: Kind, at: number, after: number): Promise<string> => {
    if (!redis || !postgres) throw new Error('no servers')
    const settings = {
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      DATA_FOLDER: join(folder, `data-${at}`),
    }
    const file = await classFile(at)
    const out = join(folder, `out-${at}`)
    const begin = (): Running => grade(file, out, settings, '--no-work')
    const workers = [run('worker.ts', [], settings), run('worker.ts', [], settings)]
    const command = begin()
    await new Promise((resolve) => setTimeout(resolve, after))
    if (kind === 'worker' && workers[0]) {
      await kill(workers[0])
      workers[0] = run('worker.ts', [], settings)
    }
    if (kind === 'command') await kill(command)
    const server = kind === 'Redis' ? redis : kind === 'Postgres' ? postgres : undefined
    await server?.kill()
    await server?.restart()
    try {
      expect(await untilDone(begin, command)).toMatchObject({ code: 0 })
    } finally {
      for (const worker of workers) await kill(worker)
    }
    return graded(out)
  }

  const alone = async (at: number, after: number): Promise<string> => {
    const settings = { DATA_FOLDER: join(folder, `data-${at}`) }
    const file = await classFile(at)
    const out = join(folder, `out-${at}`)
    const begin = (): Running => grade(file, out, settings)
    const command = begin()
    await new Promise((resolve) => setTimeout(resolve, after))
    await kill(command)
    expect(await untilDone(begin, command)).toMatchObject({ code: 0 })
    return graded(out)
  }

  it.each(Array.from({ length: runs }, (_, at) => [kinds[at % kinds.length] ?? 'worker', at] as const))(
    'ends the same when the %s is killed (run %i)',
    async (kind, at) => {
      // The moments are spread over what a run takes, from its first query to its reports.
      const after = 800 + ((at * 1237) % 5000)
      const needed = kind === 'embedded' || (redis && postgres)
      if (!needed) return void console.warn('SKIPPED: redis-server and postgresql are needed')
      expect(kind === 'embedded' ? await alone(at, after) : await withServers(kind, at, after)).toBe(expected)
    },
    180_000,
  )
})
