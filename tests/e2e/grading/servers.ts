import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** A server of ours alone, which can be killed and brought back with what it kept. */
export type Server = {
  readonly url: string
  /** The process that starts all others of it. */
  pid(): number
  kill(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))

const missing = (what: string, install: string): undefined => {
  console.warn(`SKIPPED: no ${what} here. Get it with: ${install}`)
  return undefined
}

const until = async (ready: () => boolean): Promise<void> => {
  const end = Date.now() + 30_000
  while (!ready()) {
    if (Date.now() > end) throw new Error('the server did not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Redis with an append-only file, as it is deployed; undefined where it is not installed. */
export const startRedis = async (): Promise<Server | undefined> => {
  if (!onPath('redis-server')) return missing('redis-server', 'apt-get install redis-server')
  const folder = mkdtempSync(join(tmpdir(), 'exacta-redis-'))
  const port = await freePort()
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--save',
    '',
  ]
  const answers = (): boolean => {
    try {
      return (
        execFileSync('redis-cli', ['-p', String(port), 'ping'], { stdio: 'pipe' })
          .toString()
          .trim() === 'PONG'
      )
    } catch {
      return false
    }
  }
  const begin = () => spawn('redis-server', options, { stdio: 'ignore' })
  let child = begin()
  await until(answers)
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: () => child.pid ?? 0,
    kill,
    async restart() {
      child = begin()
      await until(answers)
    },
    async stop() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const postgresFolder = (): string | undefined => {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(root, version, 'bin')).find((bin) => existsSync(join(bin, 'pg_ctl')))
}

/** Postgres refuses to run as root; Debian's package made a user for it. */
const asPostgres = (command: string, ...options: string[]): void => {
  const [file, ...rest] =
    userInfo().uid === 0 ? ['runuser', '-u', 'postgres', '--', command, ...options] : [command, ...options]
  execFileSync(file ?? command, rest, { stdio: 'ignore', cwd: '/' })
}

/** A private Postgres cluster; undefined where it is not installed. */
export const startPostgres = async (): Promise<Server | undefined> => {
  const bin = postgresFolder()
  if (bin === undefined) return missing('postgresql', 'apt-get install postgresql')
  const folder = mkdtempSync(join(tmpdir(), 'exacta-postgres-'))
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (userInfo().uid === 0) {
    const owner = Number(execFileSync('id', ['-u', 'postgres']).toString())
    for (const path of [folder, data]) chownSync(path, owner, owner)
  }
  const port = await freePort()
  asPostgres(join(bin, 'initdb'), '-D', data, '-U', 'exacta', '-A', 'trust', '-E', 'UTF8', '--no-sync')
  const begin = (): void =>
    asPostgres(
      join(bin, 'pg_ctl'),
      '-D',
      data,
      '-w',
      '-l',
      join(folder, 'log'),
      '-o',
      `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`,
      'start',
    )
  begin()
  return {
    url: `postgres://exacta@127.0.0.1:${port}/postgres`,
    pid: () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    async kill() {
      asPostgres(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop')
    },
    async restart() {
      begin()
    },
    async stop() {
      try {
        asPostgres(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop')
      } catch {
        // It is down already.
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
