import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { type Started, start } from '../../src/start.ts'
import { type DiscordPeer, startDiscordPeer } from './peers/discord-peer.ts'
import { ramp } from './peers/model.ts'
import { rightText, wrongText } from './peers/model-texts.ts'
import {
  type PeerMessage,
  SLACK_APP,
  type SlackPeer,
  slackPeerMissing,
  startSlackPeer,
} from './peers/slack.ts'

const students = 20
const mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
let exacta: Started

beforeAll(async () => {
  await mock.start()
  exacta = await start({
    logLevel: 'silent',
    model: { name: 'aimock', baseUrl: `${mock.url}/v1`, apiKey: 'none', timeoutMs: 60_000 },
  })
})
afterAll(async () => {
  await exacta.stop()
  await mock.stop()
})
beforeEach(() => {
  mock.clearFixtures()
  mock.clearRequests()
})

/** The exercise with some other padding, so that no test finds the explanation of another. */
const exercise = (padding: number): string =>
  ramp.replace('/conv ', '') + (padding > 0 ? ` padding:${padding}` : '')
const optionsOf = (padding: number): Record<string, string> =>
  Object.fromEntries(
    [...exercise(padding).matchAll(/(\w+):(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )

const sent = (): string =>
  JSON.stringify(mock.getRequests().map(({ headers, body, path }) => ({ headers, body, path })))

describe('Discord', () => {
  let discord: DiscordPeer
  let bot: DiscordConnection
  beforeAll(async () => {
    discord = await startDiscordPeer({ users: students })
    bot = await connectDiscord({ ...discord, ...exacta })
  })
  afterAll(async () => {
    await bot.stop()
    await discord.stop()
    expect(discord.proxy.violations).toEqual([])
  })

  const press = async (padding: number, user?: string) => {
    const answer = await (await discord.command('conv', optionsOf(padding))).shown
    return discord.press(answer, 'Explain', user === undefined ? {} : { user })
  }

  test('shows what it is doing, then the checked text in the same place', async () => {
    mock.on({ userMessage: /solution/ }, { content: rightText }, { latency: 30 })
    const { token, shown } = await press(0)
    const final = await shown
    expect(final.text).toMatch(/✅/)
    const edits = discord.proxy.calls.filter(
      (call) => call.token === token && call.request.method === 'PATCH',
    )
    expect(JSON.stringify(edits[0]?.request.body)).toContain('Reading the solution')
    expect(edits.length).toBeGreaterThan(1)
    expect(JSON.stringify(edits.at(-1)?.request.body)).not.toContain('Reading the solution')
  })

  test('two hundred presses at once are one call', async () => {
    const answer = await (await discord.command('conv', optionsOf(1))).shown
    mock.on({ userMessage: /solution/ }, { content: wrongText }, { latency: 100, chunkSize: 100 })
    mock.on({ userMessage: /an exact checker found/ }, { content: wrongText })
    const presses = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        discord.press(answer, 'Explain', { user: discord.users[at % students] ?? '' }),
      ),
    )
    const shown = await Promise.all(presses.map((exchange) => exchange.shown))
    expect(new Set(shown.map(({ text }) => text)).size).toBe(1)
    // The first text and, since that is wrong, the second.
    expect(mock.getRequests()).toHaveLength(2)
  }, 180_000)

  test('an allowance that is used up is said to the one person only, beside the solver’s steps', async () => {
    mock.on({ userMessage: /solution/ }, { content: 'Slide the kernel.' }, { latency: 200 })
    const user = discord.users[3] ?? ''
    const shown = []
    for (let at = 0; at < 11; at++) {
      const answer = await (
        await discord.command('conv', { x: `[[1,2],[3,${at}]]`, kernel: '[[1]]' }, { user })
      ).shown
      shown.push(await (await discord.press(answer, 'Explain', { user })).shown)
    }
    expect(shown.map(({ hidden }) => hidden)).toEqual([...Array(10).fill(false), true])
    expect(shown[10]?.text).toMatch(/used up your explanations.*solver’s own derivation/)
    expect(mock.getRequests()).toHaveLength(10)
  })

  test('nothing of Discord goes to the model', async () => {
    mock.onMessage(/solution/, { content: rightText })
    const student = `I am Ada, <@${discord.users[5]}> in <#${discord.channelId}>, ask ada@uni.example: it is [[1]]`
    const of = `${ramp} padding:2`
    await (await discord.command('explain', { of, student }, { user: discord.users[5] ?? '' })).shown
    expect(mock.getRequests()).not.toEqual([])
    for (const id of [...discord.users, discord.channelId, discord.guildId, discord.applicationId])
      expect(sent()).not.toContain(id)
    expect(sent()).not.toMatch(/student0|student5|uni\.example|homework/)
  })
})

describe.skipIf(slackPeerMissing !== undefined)('Slack', () => {
  let peer: SlackPeer
  let slack: SlackConnection
  beforeAll(async () => {
    peer = await startSlackPeer({ mode: 'socket', users: students })
    const { botToken, appToken } = SLACK_APP
    slack = await connectSlack({ botToken, appToken, ...exacta, clientOptions: peer.clientOptions })
  })
  afterAll(async () => {
    await slack.stop()
    await peer.stop()
    expect(peer.breaches()).toEqual([])
  })

  const find = (what: string, wanted: (message: PeerMessage) => boolean): Promise<PeerMessage> =>
    peer.waitFor(what, () => peer.messages.find(wanted))

  test('a mention with /explain is answered in its thread: progress, then the checked text', async () => {
    mock.on({ userMessage: /solution/ }, { content: wrongText }, { latency: 50 })
    mock.on({ userMessage: /an exact checker found/ }, { content: rightText })
    const said = await peer.say(
      'U1000',
      `<@${SLACK_APP.botUser}> /explain of:/conv ${exercise(3)} level:brief`,
    )
    await find('progress', ({ thread_ts, text }) => thread_ts === said.ts && /…/.test(text))
    const answer = await find(
      'the text',
      ({ thread_ts, text }) => thread_ts === said.ts && /explained/.test(text),
    )
    expect(answer.edited).toBeDefined()
    for (const user of ['U1000', 'U1001', 'C0HOMEWORK', 'T0COURSE', 'user0', SLACK_APP.botUser])
      expect(sent()).not.toContain(user)
  })

  test('a hint is for one person', async () => {
    mock.onMessage(/solution/, { content: 'Flip the kernel in both axes first.' })
    const from = peer.messages.length
    await peer.command('U1001', '/explain', `of:/conv ${exercise(4)} level:hint`)
    const hint = await peer.waitFor('the hint', () =>
      peer.messages.slice(from).find(({ text }) => text.includes('A hint for')),
    )
    expect(hint.ephemeral_to).toBe('U1001')
    expect(hint.text).toContain('Flip the kernel in both axes first.')
  })
})
