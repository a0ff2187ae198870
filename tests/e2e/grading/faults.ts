import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ClassRow, classCsv } from '../../class/class.ts'
import { putOpenedStore } from '../../opened-store.ts'
import { type Disk, mountDisk } from './disk.ts'
import { type Link, openLink } from './link.ts'
import { type Ended, kill, type Running, run } from './processes.ts'
import { type Server, startPostgres, startRedis } from './servers.ts'

/** What is struck while a class is graded. */
export const faults = [
  'worker',
  'Redis',
  'Postgres',
  'command',
  'embedded command',
  'link to Redis',
  'link to Postgres',
  'disk of the store',
  'disk of the reports',
] as const
export type Fault = (typeof faults)[number]

export type Faults = {
  /** The table of grades of a run that nothing disturbs. */
  readonly undisturbed: string
  /** Strikes after some milliseconds; gives the table in the end, undefined where this machine cannot strike so. */
  strike(fault: Fault, after: number): Promise<string | undefined>
  close(): Promise<void>
}

type Settings = Readonly<Record<string, string>>

/**
 * Grades a class again and again while something is struck; the servers are shared, the batches are not. Embedded stores
 * are made by the struck command itself, or were opened before.
 */
export const openFaults = async (
  rows: readonly ClassRow[],
  stores: 'new' | 'opened' = 'new',
): Promise<Faults> => {
  const putStore = async (data: string): Promise<void> => {
    if (stores === 'opened') await putOpenedStore(data)
  }
  const folder = await mkdtemp(join(tmpdir(), 'exacta-faults-'))
  const servers = { redis: await startRedis(), postgres: await startPostgres() }
  let count = 0
  /** The class again as another file, and so another batch: the column `run` says nothing. */
  const place = async (): Promise<Place> => {
    const at = join(folder, String(count++))
    const [heading = '', ...lines] = [...classCsv(rows)]
    const file = `${at}.csv`
    await writeFile(
      file,
      [heading.replace('\n', ',run\n'), ...lines.map((line) => line.replace(/\n$/, `,${count}\n`))].join(''),
    )
    return { file, out: `${at}-out`, data: `${at}-data` }
  }
  const first = await place()
  await putStore(first.data)
  const undisturbed = await finish(() => grade(first, { DATA_FOLDER: first.data }))
  if (undisturbed.code !== 0) throw new Error(undisturbed.stderr)
  return {
    undisturbed: await tableOf(first),
    async strike(fault, after) {
      const own = await place()
      const struck = await strikeOne(fault, after, own, servers, putStore)
      return struck ? tableOf(own) : undefined
    },
    async close() {
      await servers.redis?.stop()
      await servers.postgres?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Place = { readonly file: string; readonly out: string; readonly data: string }
type PutStore = (data: string) => Promise<void>
type Servers = { readonly redis: Server | undefined; readonly postgres: Server | undefined }

const tableOf = ({ out }: Place): Promise<string> => readFile(join(out, 'graded.csv'), 'utf8')

const grade = ({ file, out }: Place, settings: Settings, ...more: string[]): Running =>
  run('cli.ts', ['grade', file, '--set', 'deep-learning/hw4', '--out', out, ...more], settings)

/** The same command until it ends well, as its exit code asks for: none after a kill, 75 for "try again". */
const finish = async (begin: () => Running, running = begin()): Promise<Ended> => {
  let ended = await running.ended
  for (let attempt = 0; ended.code !== 0 && attempt < 20; attempt++) {
    if (ended.code !== null && ended.code !== 75) throw new Error(`ended with ${ended.code}: ${ended.stderr}`)
    await pause(300)
    ended = await begin().ended
  }
  if (ended.code !== 0) throw new Error(`never ended well: ${ended.stderr}`)
  return ended
}

const strikeOne = async (
  fault: Fault,
  after: number,
  own: Place,
  servers: Servers,
  putStore: PutStore,
): Promise<boolean> => {
  if (fault === 'embedded command') {
    await putStore(own.data)
    const begin = (): Running => grade(own, { DATA_FOLDER: own.data })
    const command = begin()
    await pause(after)
    await kill(command)
    await finish(begin, command)
    return true
  }
  if (fault === 'disk of the store' || fault === 'disk of the reports')
    return onDisk(fault, after, own, putStore)
  const { redis, postgres } = servers
  if (!redis || !postgres) return false
  await onServers(fault, after, own, redis, postgres)
  return true
}

const onDisk = async (fault: Fault, after: number, own: Place, putStore: PutStore): Promise<boolean> => {
  const store = fault === 'disk of the store'
  const disk: Disk | undefined = mountDisk(store ? own.data : own.out, store ? 300 : 8)
  if (!disk) return false
  try {
    await putStore(own.data)
    const begin = (): Running => grade(own, { DATA_FOLDER: own.data })
    const command = begin()
    // The reports are the last thing of a run.
    await pause(store ? after : 0)
    disk.fill()
    // Whoever runs it has to make room first.
    await Promise.race([command.ended, pause(60_000)])
    disk.clear()
    await finish(begin, command)
    return true
  } finally {
    if (!store) await keepTable(own)
    disk.remove()
    if (!store) await restoreTable(own)
  }
}

const keepTable = async (own: Place): Promise<void> => writeFile(`${own.out}.csv`, await tableOf(own))
const restoreTable = async ({ out }: Place): Promise<void> =>
  writeFile(join(out, 'graded.csv'), await readFile(`${out}.csv`))

const portOf = ({ url }: Server): number => Number(new URL(url).port)

const onServers = async (
  fault: Fault,
  after: number,
  own: Place,
  redis: Server,
  postgres: Server,
): Promise<void> => {
  const links: Link[] = [await openLink(portOf(redis)), await openLink(portOf(postgres))]
  const [toRedis, toPostgres] = links
  const settings = {
    REDIS_URL: `redis://127.0.0.1:${toRedis?.port}`,
    DATABASE_URL: postgres.url.replace(`:${portOf(postgres)}`, `:${toPostgres?.port}`),
    DATA_FOLDER: own.data,
  }
  const begin = (): Running => grade(own, settings, '--no-work')
  const workers = [run('worker.ts', [], settings), run('worker.ts', [], settings)]
  const command = begin()
  try {
    await pause(after)
    if (fault === 'worker' && workers[0]) {
      await kill(workers[0])
      workers[0] = run('worker.ts', [], settings)
    }
    if (fault === 'command') await kill(command)
    const server = fault === 'Redis' ? redis : fault === 'Postgres' ? postgres : undefined
    await server?.kill()
    await server?.restart()
    const link = fault === 'link to Redis' ? toRedis : fault === 'link to Postgres' ? toPostgres : undefined
    link?.swallow()
    // Longer than a producer waits for an answer.
    if (link) await pause(7000)
    link?.carryOn()
    await finish(begin, command)
    // Nobody restarts a worker here: one that gives up is missing until somebody does.
    for (const { child, ended } of workers)
      if (child.exitCode !== null) throw new Error(`a worker ended: ${(await ended).stderr}`)
  } finally {
    for (const worker of workers) await kill(worker)
    for (const link of links) await link.close()
  }
}
