import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import type { Reply } from '../../src/reply.ts'
import { type Started, start } from '../../src/start.ts'
import { type DiscordPeer, startDiscordPeer } from './peers/discord-peer.ts'
import { ramp } from './peers/model.ts'
import { rightText, wrongText } from './peers/model-texts.ts'
import { SLACK_APP, type SlackPeer, slackPeerMissing, startSlackPeer } from './peers/slack.ts'

const mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
let exacta: Started

/** As fast as a large model writes: ten characters, two or three tokens, every 40 ms. */
const slowly = { chunkSize: 10, latency: 40 }
const inJson = (prose: string): string => JSON.stringify({ prose, values: [] })

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

/** The same exercise, said otherwise: no test finds the explanation of another. */
const ways = ['', 'stride:1', 'padding:0', 'stride:1 padding:0', 'dilation:1'] as const
const exercise = (way: number): string => `${ramp} ${ways[way]}`.trim()
const optionsOf = (way: number): Record<string, string> =>
  Object.fromEntries(
    [...exercise(way).matchAll(/(\w+):(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
const textOf = (reply: Reply): string => JSON.stringify(reply.blocks)

describe('an explanation that is still being written', () => {
  test('is shown to all who wait for it, those too who come in the middle', async () => {
    mock.on({ userMessage: /solution/ }, { content: inJson(rightText) }, slowly)
    const began = Promise.withResolvers<void>()
    const told: Record<'first' | 'second', string[]> = { first: [], second: [] }
    const first = exacta.exacta.explain(ramp, {
      onProgress: (progress) => {
        told.first.push(textOf(progress))
        if (textOf(progress).includes('Still being written')) began.resolve()
      },
    })
    await began.promise
    const second = exacta.exacta.explain(ramp, {
      onProgress: (progress) => told.second.push(textOf(progress)),
    })
    expect(await second).toEqual(await first)
    // Whoever comes in the middle sees at once what the others see.
    expect(told.second[0]).toMatch(/Still being written/)
    expect(told.first).toEqual(expect.arrayContaining(told.second))
    expect(told.first[0]).toMatch(/Reading the solution/)
    expect(mock.getRequests()).toHaveLength(1)
  }, 60_000)

  test('is never shown as a hint, which is for one person', async () => {
    mock.on(
      { userMessage: /solution/ },
      { content: 'The kernel is flipped. Look at one window. '.repeat(4) },
      slowly,
    )
    const told: string[] = []
    await exacta.exacta.explain(ramp, {
      level: 'hint',
      onProgress: (progress) => told.push(textOf(progress)),
    })
    expect(told).not.toEqual([])
    expect(told.join('')).not.toMatch(/Still being written|flipped/)
  }, 60_000)
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

  const explained = async (way: number) => {
    const answer = await (await discord.command('conv', optionsOf(way))).shown
    const { token, shown } = await discord.press(answer, 'Explain')
    const final = await shown
    const edits = discord.proxy.calls.filter(
      (call) => call.token === token && call.request.method === 'PATCH',
    )
    return { final, edits, bodies: edits.map(({ request }) => JSON.stringify(request.body)) }
  }

  test('it is edited in as far as it is checked, then comes the verdict', async () => {
    mock.on({ userMessage: /solution/ }, { content: inJson(rightText) }, slowly)
    const { final, edits, bodies } = await explained(1)
    const partial = bodies.filter((body) => body.includes('Still being written'))
    expect(bodies[0]).toContain('Reading the solution')
    expect(partial.length).toBeGreaterThan(0)
    expect(partial.join('')).toMatch(/Checked so far: \d+ of \d+ claims? agrees? with the solver/)
    expect(partial.join('')).toContain('This is a true convolution')
    expect(partial.join('')).not.toContain('✅')
    expect(final.text).toMatch(/✅.*Explained by aimock/)
    expect(final.text).not.toContain('Still being written')
    // Five edits in five seconds are what Discord takes.
    for (const { at } of edits)
      expect(edits.filter((edit) => edit.at >= at && edit.at < at + 5000).length).toBeLessThanOrEqual(6)
    for (const { uploads } of edits.slice(0, -1)) expect(uploads).toEqual([])
  }, 60_000)

  test('of a text that goes wrong in the middle nothing wrong is seen before the flag', async () => {
    mock.on({ userMessage: /solution/ }, { content: inJson(wrongText) }, slowly)
    const { final, bodies } = await explained(2)
    expect(bodies.filter((body) => body.includes('Still being written')).length).toBeGreaterThan(0)
    for (const body of bodies.filter((one) => one.includes('Explaining '))) expect(body).not.toContain('144')
    expect(final.text).toMatch(/⚠️/)
    expect(final.text).toMatch(/~~[^~]*144[^~]*~~/)
    expect(mock.getRequests()).toHaveLength(2)
  }, 60_000)
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
    expect(peer.breaches()).toEqual([])
  })

  test.each([
    ['right', 3, rightText, /explained/],
    ['wrong in the middle', 4, wrongText, /⚠️/],
  ])(
    'a text that is %s is edited in as far as it holds, then comes the verdict',
    async (_, way, text, verdict) => {
      mock.on({ userMessage: /solution/ }, { content: inJson(text) }, slowly)
      const said = await peer.say('U1000', `<@${SLACK_APP.botUser}> /explain of:${exercise(way)}`)
      const states = new Set<string>()
      const answer = await peer.waitFor('the verdict', () => {
        const message = peer.messages.find(
          ({ thread_ts, user }) => thread_ts === said.ts && user === SLACK_APP.botUser,
        )
        if (message) states.add(message.text)
        return message && verdict.test(message.text) ? message : undefined
      })
      const partial = [...states].filter((state) => state.includes('Still being written'))
      expect(partial.length).toBeGreaterThan(0)
      for (const state of partial) expect(state).not.toMatch(/144|✅/)
      expect(answer.edited).toBeDefined()
    },
    90_000,
  )
})
