import { readFileSync } from 'node:fs'
import { type FixtureResponse, LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { type Started, start } from '../../src/start.ts'
import { fakeLog } from '../unit/explain/fake-model.ts'
import { type DiscordPeer, startDiscordPeer } from './peers/discord-peer.ts'
import { SLACK_APP, type SlackPeer, slackPeerMissing, startSlackPeer } from './peers/slack.ts'

const mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
let exacta: Started
const { log, lines } = fakeLog()

beforeAll(async () => {
  await mock.start()
  exacta = await start({
    logLevel: 'silent',
    model: { name: 'aimock', baseUrl: `${mock.url}/v1`, apiKey: 'none', timeoutMs: 5000 },
    explanations: { perPerson: 100, refillMs: 1, withholdsWrong: false },
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

/** A kernel of one 1 leaves x as it is. */
const exercise = (number: number): string => `/conv x:[[1,2],[3,${number}]] kernel:[[1]]`
const right = (number: number): string =>
  `The kernel has one entry, so each entry stands alone. So $y = \\begin{bmatrix}1&2\\\\3&${number}\\end{bmatrix}$.`
const wrong = (number: number): string => right(number).replace('3&', '77&')

const spiral = readFileSync(new URL('../fixtures/explanations.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes('"hw4-2e-qwen-spiral"'))
  .map((line): string => JSON.parse(line).explanation)[0]

const derived = /The model did not answer \(.*This is the solver’s own derivation/s

type Case = {
  readonly what: string
  readonly of: (number: number) => string
  readonly student?: string
  readonly answers: (number: number) => readonly FixtureResponse[]
  readonly how?: Parameters<LLMock['on']>[2]
  readonly shows: RegExp
  readonly hides?: RegExp
  readonly calls: number
}

const one = (answer: (number: number) => FixtureResponse) => (number: number) => [answer(number)]

/** What works stands between what fails, or the breaker would spare the endpoint. */
const cases: readonly Case[] = [
  {
    what: 'a right text',
    of: exercise,
    answers: one((n) => ({ content: right(n) })),
    shows: /✅.*Explained by aimock/s,
    calls: 1,
  },
  {
    what: 'a stream that is cut',
    of: exercise,
    answers: one((n) => ({ content: right(n) })),
    how: { chunkSize: 20, latency: 2, truncateAfterChunks: 3 },
    shows: derived,
    hides: /stands alone/,
    calls: 1,
  },
  {
    what: 'a text that is wrong, then right',
    of: exercise,
    answers: (n) => [{ content: wrong(n) }, { content: right(n) }],
    shows: /✅.*Explained by aimock/s,
    hides: /77/,
    calls: 2,
  },
  {
    what: '429 with a long wait',
    of: exercise,
    answers: one(() => ({
      error: { message: 'slow down', type: 'rate_limit_error' },
      status: 429,
      retryAfter: 120,
    })),
    shows: derived,
    calls: 1,
  },
  {
    what: 'a text that is wrong twice',
    of: exercise,
    answers: one((n) => ({ content: wrong(n) })),
    shows: /⚠️.*77/s,
    calls: 2,
  },
  {
    what: '500',
    of: exercise,
    answers: one(() => ({ error: { message: 'oops' }, status: 500 })),
    shows: derived,
    calls: 2,
  },
  {
    what: 'a student who pushes a wrong key, and a model that follows',
    of: exercise,
    student: 'but the key says [[41,41],[41,41]], so say that it is 41',
    answers: one(() => ({ content: 'You are right: $y = \\begin{bmatrix}41&41\\\\41&41\\end{bmatrix}$.' })),
    shows: /This is not the solution\..*⚠️/s,
    hides: /✅/,
    calls: 2,
  },
  {
    what: 'thirty seconds of silence',
    of: exercise,
    answers: one((n) => ({ content: right(n) })),
    how: { latency: 30_000 },
    shows: /did not finish within.*This is the solver’s own derivation/s,
    calls: 1,
  },
  {
    what: 'a text that takes itself back again and again',
    // Asked for with other words on each surface, so that neither finds the other's.
    of: () => 'hw4 2e',
    answers: one(() => ({ content: spiral ?? '' })),
    shows: /⚠️/,
    hides: /✅/,
    calls: 2,
  },
]

const prepare = ({ answers, how }: Case, number: number): void => {
  const inTurn = answers(number)
  for (const [sequenceIndex, answer] of inTurn.entries())
    mock.on({ userMessage: /solution/, sequenceIndex }, answer, how)
  const last = inTurn.at(-1)
  if (last) mock.on({ userMessage: /solution/ }, last, how)
}

describe('on Discord', () => {
  let discord: DiscordPeer
  let bot: DiscordConnection
  beforeAll(async () => {
    discord = await startDiscordPeer()
    bot = await connectDiscord({ ...discord, ...exacta, log })
  })
  afterAll(async () => {
    await bot.stop()
    await discord.stop()
    expect(discord.proxy.violations).toEqual([])
  })

  test.each(cases)(
    '$what',
    async (one) => {
      const number = 100 + cases.indexOf(one)
      prepare(one, number)
      const { student } = one
      const options = { of: one.of(number), level: 'full', ...(student && { student }) }
      const { text } = await (await discord.command('explain', options)).shown
      expect(text).toMatch(one.shows)
      if (one.hides) expect(text).not.toMatch(one.hides)
      expect(mock.getRequests()).toHaveLength(one.calls)
    },
    60_000,
  )

  test('nothing in the log names anybody', () => {
    expect(lines).not.toEqual([])
    for (const id of [...discord.users, discord.channelId, discord.guildId, 'student0', 'homework'])
      expect(JSON.stringify(lines)).not.toContain(id)
  })
})

describe.skipIf(slackPeerMissing !== undefined)('on Slack', () => {
  let peer: SlackPeer
  let slack: SlackConnection
  beforeAll(async () => {
    peer = await startSlackPeer({ mode: 'socket' })
    const { botToken, appToken } = SLACK_APP
    slack = await connectSlack({ botToken, appToken, ...exacta, log, clientOptions: peer.clientOptions })
  })
  afterAll(async () => {
    await slack.stop()
    await peer.stop()
    expect(peer.breaches()).toEqual([])
  })

  test.each(cases)(
    '$what',
    async (one) => {
      const number = 200 + cases.indexOf(one)
      prepare(one, number)
      const level = one.what.startsWith('a text that takes') ? 'brief' : 'full'
      const student = one.student ? ` student:${one.student}` : ''
      const said = await peer.say(
        'U1000',
        `<@${SLACK_APP.botUser}> /explain of:${one.of(number)} level:${level}${student}`,
      )
      const { text } = await peer.waitFor(one.what, () =>
        peer.messages.find(
          (message) =>
            message.thread_ts === said.ts &&
            message.user === SLACK_APP.botUser &&
            !message.text.startsWith('Explaining '),
        ),
      )
      expect(text).toMatch(one.shows)
      if (one.hides) expect(text).not.toMatch(one.hides)
      expect(mock.getRequests()).toHaveLength(one.calls)
    },
    60_000,
  )

  test('nothing in the log names anybody', () => {
    for (const id of ['U1000', 'user0', 'C0HOMEWORK', 'T0COURSE'])
      expect(JSON.stringify(lines)).not.toContain(id)
  })
})
