import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluateRows } from '../../src/check/evaluate-rows.ts'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { renderDigest } from '../../src/render/digest-reply.ts'
import type { Reply } from '../../src/reply.ts'
import { type Started, start } from '../../src/start.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type DiscordPeer, startDiscordPeer } from './peers/discord-peer.ts'
import { ramp } from './peers/model.ts'
import { wrongText } from './peers/model-texts.ts'
import { SLACK_APP, type SlackPeer, slackPeerMissing, startSlackPeer } from './peers/slack.ts'

const alice = 'U1000'
const staffMember = 'U1001'

const mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
let folder: string
let exacta: Started

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-flags-'))
  await putOpenedStore(folder)
  await mock.start()
  mock.onMessage(/solution/, { content: wrongText })
  exacta = await start({
    logLevel: 'silent',
    model: { name: 'aimock', baseUrl: `${mock.url}/v1`, apiKey: 'none', timeoutMs: 20_000 },
    store: { folder },
    staff: { slackPeople: [staffMember], slackGroups: [], discordRoles: ['900000000000000001'] },
  })
  // As the bot does: opening blocks this process.
  await exacta.openStore()
}, 120_000)

afterAll(async () => {
  await exacta.stop()
  await mock.stop()
  await rm(folder, { recursive: true, force: true })
})

const student = { pseudonym: 'a-student', course: 'a-course', staff: false }
const staff = { ...student, pseudonym: 'a-ta', staff: true }
const digest = renderDigest([{ model: 'm', command: 'conv', count: 3 }], '2025-09-01')
const textOf = ({ title, blocks }: Reply): string => `${title}\n${JSON.stringify(blocks)}`
const flags = (typed: string, asker = staff): Promise<Reply> =>
  exacta.exacta.ask(`/flags ${typed}`, { asker })

const fail = (): never => {
  throw new Error('not there')
}

describe('the staff’s list', () => {
  test('has every wrong text, the first and the second, and tells the student so', async () => {
    const reply = await exacta.exacta.explain(ramp, { asker: student })
    expect(textOf(reply)).toContain('The staff has been told.')
    const list = await flags('')
    expect(list.private).toBe(true)
    expect(list.title).toBe('2 flags')
    expect(textOf(list)).toMatch(/contradicts-itself.*aimock.*open.*conv/)
  })

  test('opens one with what was claimed, what is true, and who wrote it', async () => {
    const opened = await flags('id:1')
    const text = textOf(opened)
    expect(text).toMatch(/aimock, full explanation \(prompt full 3, rules 3\)/)
    expect(text).toMatch(/144/)
    expect(text).toMatch(/The solver has/)
    expect(opened.source).toContain('/conv')
    expect(opened.pictures).toMatchObject([{ drawing: { kind: 'finding' } }])
    expect(await exacta.exacta.draw(opened.pictures?.[0] ?? fail())).toMatchObject({ type: 'image/png' })
  })

  test('is filtered, and what is decided leaves it', async () => {
    expect((await flags('model:another')).title).toBe('Flags')
    expect((await flags('verdict:spirals')).title).toBe('Flags')
    expect((await flags('command:/conv model:aimock verdict:contradicts-itself')).title).toBe('2 flags')
    const decided = await flags('id:1 resolve:model wrong note:drifts; DROP TABLE flags')
    expect(textOf(decided)).toMatch(/Resolved: model wrong\..*drifts; DROP TABLE flags/)
    expect((await flags('')).title).toBe('1 flag')
    expect((await flags('state:resolved')).title).toBe('1 flag')
    expect((await flags('state:all')).title).toBe('2 flags')
  })

  test('is exported as labelled explanations that the checker is measured on', async () => {
    await flags('id:2 resolve:ambiguous')
    const [file] = (await flags('export:true')).files
    const rows = (file?.text ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows).toMatchObject([
      { id: 'flag-1', topic: 'conv', explanation: wrongText, verdict: 'self-contradicts' },
    ])
    const { command, input } = rows[0].references[0]
    const solution = await exacta.exacta.solve(command, input)
    const { all } = evaluateRows(rows, () => solution)
    expect(all).toMatchObject({ rows: 1, recall: 1 })
  })

  test.each([
    ['id:99', /There is no flag 99/],
    ['id:1 resolve:nobody', /must be one of/],
    ['resolve:ambiguous', /Which flag/],
    ['id:0', /at least 1/],
  ])('%s is answered with what is wrong', async (typed, says) => {
    expect(textOf(await flags(typed))).toMatch(says)
  })

  test.each(['', 'id:1', 'id:1 resolve:model wrong', 'export:true', 'state:all'])(
    'a student who types /flags %s sees nothing',
    async (typed) => {
      for (const asker of [student, undefined]) {
        const reply = await exacta.exacta.ask(`/flags ${typed}`, asker && { asker })
        expect(textOf(reply)).toMatch(/for the staff of the course/)
        expect(reply.files).toEqual([])
        expect(textOf(reply)).not.toMatch(/144|aimock/)
      }
    },
  )

  test.each(['/explain of:/flags id:1', '/steps of:/flags', '/check of:/flags answer:1'])(
    '%s is no way around',
    async (typed) => {
      expect(textOf(await exacta.exacta.ask(typed, { asker: student }))).not.toMatch(/144|aimock/)
    },
  )
})

describe('on Discord', () => {
  let discord: DiscordPeer
  let bot: DiscordConnection
  beforeAll(async () => {
    discord = await startDiscordPeer()
    bot = await connectDiscord({ ...discord, ...exacta })
  })
  afterAll(async () => {
    await bot.stop()
    await discord.stop()
    expect(discord.proxy.violations).toEqual([])
  })

  test('an ordinary member is turned away, even where a server lets everybody use the command', async () => {
    const shown = await (await discord.command('flags', { state: 'all' })).shown
    expect(shown.hidden).toBe(true)
    expect(shown.text).toMatch(/for the staff/)
    expect(shown.text).not.toMatch(/aimock/)
  })

  test('the staff’s channel gets what is posted there, with its picture', async () => {
    await bot.post(discord.channelId, digest)
    const posts = discord.proxy.calls.filter(({ request }) => request.path.includes(discord.channelId))
    expect(JSON.stringify(posts.map(({ request }) => request.body))).toMatch(/By model.*flags-of-the-week/s)
  })

  test('the command is offered to nobody by default, and not in direct messages', async () => {
    const { discordCommands } = await import('../../src/platforms/discord/commands.ts')
    const command = discordCommands(exacta.exacta.commands).find(({ name }) => name === 'flags')
    expect(command).toMatchObject({ default_member_permissions: '0', contexts: [0], integration_types: [0] })
  })
})

describe.skipIf(slackPeerMissing !== undefined)('on Slack', () => {
  let peer: SlackPeer
  let slack: SlackConnection
  beforeAll(async () => {
    peer = await startSlackPeer({ mode: 'socket' })
    const { botToken, appToken } = SLACK_APP
    slack = await connectSlack({ botToken, appToken, ...exacta, clientOptions: peer.clientOptions })
  })
  afterAll(async () => {
    await slack.stop()
    await peer.stop()
  })

  /** What the app says next to `user`. */
  const after = async (doing: () => Promise<unknown>) => {
    const from = peer.messages.length
    await doing()
    return peer.waitFor('an answer', () =>
      peer.messages.slice(from).find(({ user }) => user === SLACK_APP.botUser),
    )
  }
  const mention = (user: string) => after(() => peer.say(user, `<@${SLACK_APP.botUser}> /flags state:all`))

  test('an ordinary member is turned away by mention, by direct message and by command', async () => {
    const direct = await peer.direct(alice)
    for (const answer of [
      await mention(alice),
      await after(() => peer.say(alice, '/flags state:all', undefined, direct)),
      await after(() => peer.command(alice, '/flags', 'state:all')),
    ]) {
      expect(answer.text).toMatch(/for the staff/)
      expect(answer.text).not.toMatch(/aimock/)
    }
  })

  test('the staff’s channel gets what is posted there', async () => {
    const posted = await after(() => slack.post(peer.channel, digest))
    expect(posted.channel).toBe(peer.channel)
    expect(posted.text).toMatch(/Flags of the week before 2025-09-01: 3/)
  })

  test('staff sees the list, and nobody else does', async () => {
    const answer = await mention(staffMember)
    expect(answer.text).toMatch(/2 flags/)
    expect(answer.ephemeral_to).toBe(staffMember)
  })
})

describe('privacy', () => {
  test('nothing that names a person is in the store, whatever a student types', async () => {
    mock.clearFixtures()
    mock.onMessage(/solution/, { content: wrongText })
    const typed =
      'I am Ada Lovelace <@300000000000000007> ada@uni.example in <#200000000000000001|hw>, U012AB3CDEF: but it is [[5]]'
    await exacta.exacta.explain(`${ramp} stride:1`, { asker: student, student: typed })
    const bodies = JSON.stringify(mock.getRequests())
    for (const secret of [
      '300000000000000007',
      'uni.example',
      '200000000000000001',
      'U012AB3CDEF',
      'a-student',
    ])
      expect(bodies, secret).not.toContain(secret)
    const [file] = [await flags('id:3')]
    expect(textOf(file)).not.toMatch(/300000000000000007|uni\.example|U012AB3CDEF/)
  })
})

test('`exacta flags export` says so when the store is in use', async () => {
  const { spawnSync } = await import('node:child_process')
  const cli = new URL('../../src/cli.ts', import.meta.url).pathname
  const run = spawnSync(process.execPath, [cli, 'flags', 'export'], {
    env: { ...process.env, DATA_FOLDER: folder },
    encoding: 'utf8',
  })
  expect(run.status).toBe(1)
  expect(run.stderr).toMatch(/open in process \d+/)
  await exacta.stop()
  const again = spawnSync(process.execPath, [cli, 'flags', 'export'], {
    env: { ...process.env, DATA_FOLDER: folder },
    encoding: 'utf8',
  })
  expect(again.status, again.stderr).toBe(0)
  const file = join(folder, 'flags.jsonl')
  await writeFile(file, again.stdout)
  const measured = spawnSync(process.execPath, [cli, 'eval', file, '--json'], { encoding: 'utf8' })
  expect(JSON.parse(measured.stdout).all).toMatchObject({ rows: 1, recall: 1 })
  expect(await readFile(file, 'utf8')).toContain('flag-1')
})
