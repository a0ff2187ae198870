import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Uint8ArrayReader, ZipReader } from '@zip.js/zip.js'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { discordCommands } from '../../src/platforms/discord/commands.ts'
import { type Started, start } from '../../src/start.ts'
import { classCsv, classOf } from '../class/class.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type FileHost, startFileHost } from './grading/file-host.ts'
import { type Shown, showMessage } from './peers/discord-actions.ts'
import { list, record } from './peers/discord-rules.ts'
import { type DiscordStandIn, staffRole, startDiscordStandIn } from './peers/discord-stand-in.ts'

const teacher = '400000000000000031'
const assistant = '400000000000000032'
const student = '400000000000000033'

const rows = [...classOf(10)]
const answers = [...classCsv(rows)].join('')

let folder: string
let discord: DiscordStandIn
let files: FileHost
let elsewhere: FileHost
let exacta: Started
let bot: DiscordConnection

let hosted: Readonly<Record<string, string | Buffer>> = {}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-grading-discord-'))
  await putOpenedStore(folder)
  elsewhere = await startFileHost({ '/answers.csv': answers })
  hosted = {
    '/answers.csv': answers,
    '/moved.csv': `${elsewhere.origin}/answers.csv`,
    '/long.csv': `${answers}\n${'x'.repeat(100_000)}`,
    '/unclear.csv': 'who,what,said\ns1,3c,4\n',
    '/twice.csv': 'student,part,answer\na,3c,1\nb,3c,1\na,3c,2\n',
    '/formula.csv': 'student,part,answer\n"=HYPERLINK(""http://x"")",2b,1/sqrt(d_in)\n',
    '/picture.csv': Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
    '/late.csv': [...classCsv(classOf(12))].join(''),
    '/more.csv': [...classCsv(classOf(800))].join(''),
  }
  files = await startFileHost(hosted)
  discord = await startDiscordStandIn()
  exacta = await start({
    logLevel: 'silent',
    store: { folder },
    staff: { discordRoles: [staffRole] },
    grading: { dataKey: 'a key of sixteen signs' },
    pseudonymSecret: 'a secret of sixteen signs',
  })
  bot = await connectDiscord({ ...discord, ...exacta, fileOrigins: [files.origin] })
  exacta.classes?.announceBy('discord', bot.tell)
  await exacta.openStore()
}, 240_000)

afterAll(async () => {
  await bot.stop()
  await exacta.stop()
  await discord.stop()
  files.stop()
  elsewhere.stop()
  await rm(folder, { recursive: true, force: true })
})

afterEach(() => expect(discord.proxy.violations).toEqual([]))

const attached = (path: string, size = Buffer.byteLength(hosted[path] ?? ' '), origin = files.origin) => ({
  filename: path.slice(1),
  size,
  url: `${origin}${path}`,
  content_type: 'text/csv',
})
const grade = (
  options: Parameters<DiscordStandIn['command']>[1],
  person = teacher,
  roles: readonly string[] = [staffRole],
) => discord.as(person, roles).command('grade', options)

const shownTo = async (options: Parameters<typeof grade>[0], person?: string): Promise<Shown> =>
  (await grade(options, person)).shown

/** The next direct message to a person with `text`. */
const told = async (person: string, text: RegExp): Promise<Shown> => {
  const { answer, uploads } = await discord.proxy.any(
    ({ request, answer }) =>
      request.method === 'POST' &&
      request.path.endsWith('/messages') &&
      discord.state.told(person).some(({ id }) => id === record(answer.body).id) &&
      text.test(showMessage(record(answer.body)).text),
  )
  return showMessage(record(answer.body), uploads)
}

describe('/grade in Discord', { timeout: 300_000 }, () => {
  test('is offered to nobody by default, takes a file, and is not there in direct messages', () => {
    const command = discordCommands(exacta.exacta.commands).find(({ name }) => name === 'grade')
    expect(command).toMatchObject({ default_member_permissions: '0', contexts: [0], integration_types: [0] })
    const options = list(record(command).options).map(record)
    expect(options.find(({ name }) => name === 'file')).toMatchObject({ type: 11 })
  })

  test('grades a class, and tells who asked in a direct message, with the files', async () => {
    const exchange = await grade({ set: 'hw4', file: attached('/answers.csv') })
    const acknowledged = await exchange.acknowledged
    expect(record(record(acknowledged.request.body).data).flags).toBe(64)
    const end = await told(teacher, /Graded hw4 · 10 students × 18 parts/)
    expect(end.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['hw4-graded.csv', 'hw4-canvas.csv', 'hw4-gradescope.zip', 'hw4-summary.txt']),
    )
    const graded: Record<string, string>[] = parse(end.files[0]?.text ?? '', { columns: true })
    expect(graded.map(({ student, part }) => `${student} ${part}`)).toEqual(
      rows.map(({ student, part }) => `${student} ${part}`),
    )
    const wrongly = graded.filter(({ status }, at) => status !== 'person' && status !== rows[at]?.expected)
    expect(wrongly).toEqual([])
    const over = await exchange.shown
    expect(over.hidden).toBe(true)
    expect(over.text).toMatch(/Graded hw4.*\n.*correct.*\nThe files are in a direct message/)
  })

  test('stops when told, with what is graded by then', async () => {
    const { token } = await grade({ set: 'hw4', file: attached('/more.csv') })
    await discord.proxy.call(token, ({ answer }) => / of 14,400/.test(showMessage(record(answer.body)).text))
    expect((await shownTo({ action: 'cancel' })).text).toMatch(/hw4 \(.*\) stops/)
    const end = await told(teacher, /Cancelled: hw4 · [\d,]+ of 14,400/)
    expect(end.files.filter(({ name }) => name !== 'hw4-graded.csv')).toEqual([])
    const kept: unknown[] = parse(end.files[0]?.text ?? '', { columns: true })
    expect(kept.length).toBeLessThan(14_400)
    const status = await shownTo({ action: 'status' })
    expect(status.hidden).toBe(true)
    expect(status.text).toMatch(/^[a-z\d]{6} +hw4 .* of 14,400 +cancelled/m)
    expect((await shownTo({ action: 'status' }, assistant)).text).toMatch(/You have none/)
  })

  test('goes on with what was cancelled where it stopped, and shows how far it is', async () => {
    const { token } = await grade({ set: 'hw4', file: attached('/more.csv') })
    const progress = await discord.proxy.call(token, ({ answer }) =>
      /▓+░* [\d,]+ of 14,400 · [\d,]+ a second( · about \d+ (?:s|min) left)?\n[\d,]+ correct · .* for a person/.test(
        showMessage(record(answer.body)).text,
      ),
    )
    const shown = showMessage(record(progress.answer.body))
    expect(shown.text).toMatch(/^Grading hw4 · 800 students × 18 parts/)
    expect(shown.hidden).toBe(true)
    const end = await told(teacher, /Graded hw4 · 800 students × 18 parts/)
    expect(parse(end.files[0]?.text ?? '', { columns: true })).toHaveLength(14_400)
    const zip = new ZipReader(new Uint8ArrayReader(contentOf('hw4-gradescope.zip')))
    const names = (await zip.getEntries()).map(({ filename }) => filename)
    expect(names).toHaveLength(800)
    expect(names).toContain('s000000/results.json')
  })

  const contentOf = (name: string): Uint8Array =>
    discord.proxy.calls.flatMap(({ uploads }) => uploads).findLast((upload) => upload.name === name)
      ?.content ?? new Uint8Array()

  test('gives the files to who takes no direct messages where they asked', async () => {
    discord.state.close(assistant, true)
    const exchange = await grade({ set: 'hw4', file: attached('/answers.csv') }, assistant)
    const shown = await exchange.shown
    expect(shown.hidden).toBe(true)
    expect(shown.files.map(({ name }) => name)).toContain('hw4-graded.csv')
  })

  test('tells the end when the reply to the command can no longer be changed', async () => {
    const { token } = await grade({ set: 'hw4', file: attached('/late.csv') })
    await discord.proxy.call(token, ({ answer }) => /Reading/.test(showMessage(record(answer.body)).text))
    // Discord lets an interaction's token live for 15 minutes.
    discord.state.expire(token)
    expect((await told(teacher, /Graded hw4 · 12 students/)).files).not.toEqual([])
  })

  test.each([
    ['nobody’s role', []],
    ['another role', ['400000000000000022']],
  ])('an ordinary member is turned away: %s', async (_, roles) => {
    const before = files.fetched.length
    for (const options of [
      { set: 'hw4', file: attached('/answers.csv') },
      { action: 'status' },
      { action: 'cancel' },
    ]) {
      const shown = await (await grade(options, student, roles)).shown
      expect(shown.hidden).toBe(true)
      expect(shown.text).toMatch(/for the staff of the course/)
      expect(shown.files).toEqual([])
    }
    expect(files.fetched).toHaveLength(before)
  })

  test.each([
    ['of a type that is not read', () => attached('/answers.xlsx'), /`\.xlsx` is not read/, 0],
    ['that says it is too large', () => attached('/answers.csv', 600 * 2 ** 20), /more than 512 MB/, 0],
    ['that is kept elsewhere', () => attached('/answers.csv', 1e6, elsewhere.origin), /kept elsewhere/, 0],
    [
      'on a host that only looks like Discord’s',
      () => attached('/a.csv', 10, 'https://cdn.discordapp.com.evil.example'),
      /kept elsewhere/,
      0,
    ],
    ['that leads elsewhere', () => attached('/moved.csv'), /could not be fetched/, 1],
    ['that is larger than it says', () => attached('/long.csv', 5000), /larger than it was said/, 1],
    ['that is no text', () => attached('/picture.csv'), /no text file/, 1],
    ['that is not there', () => attached('/gone.csv'), /could not be fetched/, 1],
    ['with an answer given twice', () => attached('/twice.csv'), /Row 4, column answer: a second answer/, 1],
    [
      'whose columns are unclear',
      () => attached('/unclear.csv'),
      /who,? what, said.*\n.*columns:student=/s,
      1,
    ],
  ])('refuses a file %s, to who asked only', async (_, given, says, fetches) => {
    const before = files.fetched.length
    const shown = await shownTo({ set: 'hw4', file: given() })
    expect(shown.hidden).toBe(true)
    expect(shown.text).toMatch(says)
    expect(files.fetched.length - before).toBe(fetches)
    expect(elsewhere.fetched).toEqual([])
  })

  test('takes columns by the names that it is told', async () => {
    const columns = 'student=who,part=what,answer=said'
    await grade({ set: 'hw4', file: attached('/unclear.csv'), columns })
    expect((await told(teacher, /1 students? × 1 parts?/)).files).not.toEqual([])
  })

  test('writes no cell that a sheet would run', async () => {
    await grade({ set: 'hw4', file: attached('/formula.csv') }, teacher)
    const end = await told(teacher, /1 correct · 0 wrong/)
    expect(end.files[0]?.text).toContain("'=HYPERLINK")
  })

  test('asks for what is missing, and names the sets there are', async () => {
    expect((await shownTo({ set: 'hw4' })).text).toMatch(/Attach the file/)
    expect((await shownTo({ file: attached('/answers.csv') })).text).toMatch(/Which problem set/)
    expect((await shownTo({ set: 'hw9', file: attached('/answers.csv') })).text).toMatch(/deep-learning\/hw4/)
  })

  test('keeps no file when all is told', async () => {
    expect(await readdir(join(folder, 'reports')).catch(() => [])).toEqual([])
  })
})
