import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classCsv, classOf } from '../class/class.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type FileHost, startFileHost } from './grading/file-host.ts'
import { startPostgres, startRedis } from './grading/servers.ts'
import { showMessage } from './peers/discord-actions.ts'
import { record } from './peers/discord-rules.ts'
import { type DiscordStandIn, staffRole, startDiscordStandIn } from './peers/discord-stand-in.ts'

const teacher = '400000000000000031'
const rows = [...classOf(300)]

const postgres = await startPostgres()
const redis = await startRedis()

const stores = [
  ['the embedded store', {}],
  ...(postgres && redis
    ? [['Postgres and Redis', { BOT_DATABASE: postgres.url, BOT_REDIS: redis.url }] as const]
    : []),
] as const

afterAll(async () => {
  await postgres?.stop()
  await redis?.stop()
})

describe.each(stores)('a bot on %s', { timeout: 300_000 }, (_, settings) => {
  let folder: string
  let discord: DiscordStandIn
  let table = ''
  let files: FileHost
  let bot: ChildProcess | undefined

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-restart-'))
    if (!('BOT_DATABASE' in settings)) await putOpenedStore(join(folder, 'data'))
    table = [...classCsv(rows)].join('')
    files = await startFileHost({ '/answers.csv': table })
    discord = await startDiscordStandIn()
  })

  afterAll(async () => {
    await kill()
    await discord.stop()
    files.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const begin = async (): Promise<void> => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('grading/bot.ts', import.meta.url))], {
      env: {
        PATH: process.env.PATH ?? '',
        BOT_TOKEN: discord.token,
        BOT_API: discord.rest.api,
        BOT_FILES: files.origin,
        BOT_FOLDER: join(folder, 'data'),
        BOT_STAFF: staffRole,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    bot = child
    await once(child.stdout, 'data')
  }

  const kill = async (): Promise<void> => {
    if (!bot || bot.exitCode !== null || bot.signalCode !== null) return
    const gone = once(bot, 'exit')
    bot.kill('SIGKILL')
    await gone
  }

  test('a batch whose bot is killed goes on when it is back, and its end is told once', {
    timeout: 300_000,
  }, async () => {
    await begin()
    const { token } = await discord.as(teacher, [staffRole]).command('grade', {
      set: 'hw4',
      file: { filename: 'answers.csv', size: Buffer.byteLength(table), url: `${files.origin}/answers.csv` },
    })
    await discord.proxy.call(token, ({ answer }) => /\d of 5,400/.test(showMessage(record(answer.body)).text))
    await kill()
    expect(discord.state.told(teacher)).toEqual([])
    await begin()
    const { answer, uploads } = await discord.proxy.any(
      ({ request, answer }) =>
        request.path.endsWith('/messages') && /Graded hw4/.test(showMessage(record(answer.body)).text),
    )
    expect(showMessage(record(answer.body)).text).toMatch(/Graded hw4 · 300 students × 18 parts/)
    const graded: Record<string, string>[] = parse(uploads[0]?.text ?? '', { columns: true })
    expect(graded.map(({ student, part }) => `${student} ${part}`)).toEqual(
      rows.map(({ student, part }) => `${student} ${part}`),
    )
    expect(graded.filter(({ status }, at) => status !== 'person' && status !== rows[at]?.expected)).toEqual(
      [],
    )
    await kill()
    await begin()
    expect(discord.state.told(teacher)).toHaveLength(1)
    expect(files.fetched).toHaveLength(1)
    expect(discord.proxy.violations).toEqual([])
  })
})
