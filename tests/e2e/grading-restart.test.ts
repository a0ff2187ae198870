import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classCsv, classOf } from '../class/class.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type BotProcess, botProcess } from './grading/bot-process.ts'
import { type FileHost, startFileHost } from './grading/file-host.ts'
import { startPostgres, startRedis } from './grading/servers.ts'
import { showMessage } from './peers/discord-actions.ts'
import type { Call } from './peers/discord-proxy.ts'
import { record } from './peers/discord-rules.ts'
import { type DiscordStandIn, staffRole, startDiscordStandIn } from './peers/discord-stand-in.ts'

const teacher = '400000000000000031'
const rows = [...classOf(100)]
const few = 'student,part,answer\nada,2b,1/sqrt(d_in)\nbob,2b,1/d_in\n'

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
  let bot: BotProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-restart-'))
    if (!('BOT_DATABASE' in settings)) await putOpenedStore(join(folder, 'data'))
    table = [...classCsv(rows)].join('')
    files = await startFileHost({ '/answers.csv': table, '/few.csv': few })
    discord = await startDiscordStandIn()
    bot = botProcess({
      BOT_TOKEN: discord.token,
      BOT_API: discord.rest.api,
      BOT_FILES: files.origin,
      BOT_FOLDER: join(folder, 'data'),
      BOT_STAFF: staffRole,
      ...settings,
    })
  })

  afterAll(async () => {
    await bot?.kill()
    await discord.stop()
    files.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('a batch whose bot is killed goes on when it is back, and its end is told once', {
    timeout: 300_000,
  }, async () => {
    await bot.begin()
    const { token } = await discord.as(teacher, [staffRole]).command('grade', {
      set: 'hw4',
      file: { filename: 'answers.csv', size: Buffer.byteLength(table), url: `${files.origin}/answers.csv` },
    })
    await discord.proxy.call(token, ({ answer }) => /\d of 1,800/.test(showMessage(record(answer.body)).text))
    await bot.kill()
    expect(discord.state.told(teacher)).toEqual([])
    await bot.begin()
    const { answer, uploads } = await discord.proxy.any(
      ({ request, answer }) =>
        request.path.endsWith('/messages') && /Graded hw4/.test(showMessage(record(answer.body)).text),
    )
    expect(showMessage(record(answer.body)).text).toMatch(/Graded hw4 · 100 students × 18 parts/)
    // The reply that showed progress says how it ended, though another process began it.
    await discord.proxy.call(token, ({ answer }) =>
      /Graded hw4 · 100 students × 18 parts.*in a direct message/s.test(
        showMessage(record(answer.body)).text,
      ),
    )
    const graded: Record<string, string>[] = parse(uploads[0]?.text ?? '', { columns: true })
    expect(graded.map(({ student, part }) => `${student} ${part}`)).toEqual(
      rows.map(({ student, part }) => `${student} ${part}`),
    )
    expect(graded.filter(({ status }, at) => status !== 'person' && status !== rows[at]?.expected)).toEqual(
      [],
    )
    await bot.kill()
    await bot.begin()
    expect(discord.state.told(teacher)).toHaveLength(1)
    expect(files.fetched).toHaveLength(1)
    expect(discord.proxy.violations).toEqual([])
  })

  test('an end that was sent, of which the bot did not learn, is not sent again after it was killed', {
    timeout: 300_000,
  }, async () => {
    const before = discord.state.told(teacher).length
    const isEnd = ({ request, answer }: Call): boolean =>
      request.method === 'POST' &&
      request.path.endsWith('/messages') &&
      /Graded hw4 · 2 students/.test(showMessage(record(answer.body)).text)
    discord.proxy.swallow(isEnd)
    await discord.as(teacher, [staffRole]).command('grade', {
      set: 'hw4',
      file: { filename: 'few.csv', size: Buffer.byteLength(few), url: `${files.origin}/few.csv` },
    })
    await discord.proxy.any(isEnd)
    await bot.kill()
    await bot.begin()
    // Whoever takes it over looks what of it arrived.
    await discord.proxy.any(({ request }) => request.method === 'GET' && request.path.endsWith('/messages'))
    await bot.kill()
    await bot.begin()
    const status = await (await discord.as(teacher, [staffRole]).command('grade', { action: 'status' })).shown
    expect(status.text).toMatch(/2 of 2 +done/)
    expect(discord.state.told(teacher)).toHaveLength(before + 1)
    expect(discord.proxy.violations).toEqual([])
  })
})
