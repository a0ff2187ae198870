import { readFileSync } from 'node:fs'
import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { checkMessage } from '../../src/platforms/discord/commands.ts'
import { publishDiscord } from '../../src/platforms/discord/publish.ts'
import { type Started, start } from '../../src/start.ts'
import { type DiscordPeer, startDiscordPeer } from './peers/discord-peer.ts'

const ramp = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const kernel = '[[-1,-2,-1],[0,0,0],[1,2,1]]'
/** What a model once answered instead of nine times −40. */
const wrong = '[[-40,-48,-32],[-120,-144,-96],[-200,-240,-160]]'

const green = 0x3ba55d
const red = 0xd83c3e

/** `ramp-right` is what a model wrote on this exercise, word for word; `ramp-wrong` ends with another one's matrix. */
const written = (name: string): string =>
  readFileSync(new URL(`../fixtures/explanations/${name}.md`, import.meta.url), 'utf8')

const model = new LLMock({ port: 0, strict: true })
let discord: DiscordPeer
let exacta: Started
let bot: DiscordConnection

beforeAll(async () => {
  discord = await startDiscordPeer({ users: 20 })
  await model.start()
  exacta = await start({
    logLevel: 'silent',
    model: { name: 'aimock', baseUrl: `${model.url}/v1`, apiKey: 'none', timeoutMs: 20_000 },
  })
  bot = await connectDiscord({ ...discord, ...exacta })
})

afterAll(async () => {
  await bot.stop()
  await exacta.stop()
  await discord.stop()
  await model.stop()
})

afterEach(() => expect(discord.proxy.violations).toEqual([]))

const ask = async (name: string, options: Record<string, string>, user?: string) =>
  (await discord.command(name, options, user ? { user } : {})).shown

const solve = () => ask('conv', { x: ramp, kernel })

test('every command is registered, globally and for one server', async () => {
  const { token, rest, applicationId, guildId } = discord
  const { commands } = exacta.exacta
  const settings = { token, rest, applicationId, commands }
  expect(await publishDiscord(settings)).toBe(commands.length + 1)
  expect(await publishDiscord({ ...settings, guildId })).toBe(commands.length + 1)
})

describe('the ramp under the vertical derivative', () => {
  test('gives nine times −40, for everyone to see, with what one can do next', async () => {
    const answer = await solve()
    expect(answer.text.match(/−40\b/g)).toHaveLength(9)
    expect(answer.hidden).toBe(false)
    expect(Object.keys(answer.buttons)).toEqual(['Explain', 'Steps', 'Check my answer'])
  })

  const says = (fixture: string) => {
    model.clearFixtures()
    model.onMessage(/./, { content: written(fixture) })
  }

  test('explained wrongly carries the exact matrix under a red verdict that quotes the wrong one', async () => {
    says('ramp-wrong')
    const shown = await (await discord.press(await solve(), 'Explain')).shown
    expect(shown.hidden).toBe(false)
    expect(shown.colour).toBe(red)
    const [before = '', after = ''] = shown.text.split('```')
    expect(before).toMatch(/disagree/)
    expect(before).toMatch(/> .*−48.*−144.*−240/)
    expect(after.match(/−40\b/g)).toHaveLength(9)
    expect(shown.text).toMatch(/~~.*−144.*~~/)
  })

  test('explained rightly, with what the other convention gives, is green', async () => {
    says('ramp-right')
    const shown = await ask('explain', { of: `/conv x:${ramp} kernel:${kernel}`, level: 'brief' })
    expect(shown.colour).toBe(green)
    expect(shown.text).toContain('✅')
    expect(shown.text).toContain('explained')
  })

  test('is led through privately, a hint before each value', async () => {
    const first = await (await discord.press(await solve(), 'Steps')).shown
    expect(first.text).toContain('Step 1 of')
    expect(first.hidden).toBe(true)
    const value = await (await discord.press(first, 'Show this step’s value')).shown
    const second = await (await discord.press(value, 'Next step')).shown
    expect(second.text).toContain('Step 2 of')
    expect(second.id).toBe(first.id)
  })

  test('convicts a wrong answer privately and quotes it', async () => {
    const answer = await solve()
    const modal = await (await discord.press(answer, 'Check my answer')).data
    const verdict = await (await discord.submit(modal, { text: `y = ${wrong}` }, answer.message)).shown
    expect(verdict.hidden).toBe(true)
    expect(verdict.colour).toBe(red)
    expect(verdict.text).toMatch(/48.*144.*240/)
  })

  test('convicts a message that someone else wrote after it', async () => {
    await solve()
    const claim = await discord.say(`I think it is\n$$y = ${wrong}$$`)
    const verdict = await (await discord.onMessage(checkMessage, claim)).shown
    expect(verdict.hidden).toBe(true)
    expect(verdict.colour).toBe(red)
  })

  test('agrees with a right answer', async () => {
    const answer = await solve()
    const modal = await (await discord.press(answer, 'Check my answer')).data
    const text = 'y = [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]'
    const verdict = await (await discord.submit(modal, { text }, answer.message)).shown
    expect(verdict.colour).toBe(green)
  })
})

test('a long result comes as a file that another program can read', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => Array.from({ length: 60 }, (_, j) => i * 60 + j))
  const answer = await ask('conv', { x: JSON.stringify(rows), kernel: '[[1]]' })
  expect(answer.files.map(({ name }) => name)).toEqual(['y.txt'])
  expect(JSON.parse(answer.files[0]?.text ?? '')).toEqual(rows)
})

describe('wrong input is answered to the asker only, with the field and a right example', () => {
  test.each([
    ['ragged rows', 'conv', { x: '[[1,2],[3]]', kernel }, 'x', /Row 2 has 1/],
    ['an empty matrix', 'conv', { x: '[[]]', kernel }, 'x', /nothing between the brackets/],
    ['an option left out', 'conv', { kernel }, 'x', /needed/],
    ['an unknown option', 'conv', { x: ramp, kernel, strid: '1' }, 'strid', /nearest is `stride`/],
    ['an unknown command', 'convv', { x: ramp }, '/convv', /nearest is `\/conv`/],
    ['stride 0', 'conv', { x: ramp, kernel, stride: '0' }, 'stride', /at least 1/],
    ['not a number', 'conv', { x: '[[1,oops(]]', kernel }, 'x', /./],
    ['a kernel larger than the padded input', 'conv', { x: '[[1]]', kernel }, 'kernel', /3×3/],
  ] as const)('%s', async (_, name, options, field, message) => {
    const shown = await ask(name, options)
    expect(shown.hidden).toBe(true)
    expect(shown.text).toContain(`\`${field}\``)
    expect(shown.text).toMatch(message)
    expect(shown.text).toContain('For example: `')
  })

  test('too many entries', async () => {
    const over = await ask('conv', { x: `[${'1,'.repeat(4096)}1]`, kernel: '[1]' })
    expect(over.hidden).toBe(true)
    expect(over.text).toMatch(/`x`.*4096.*4097/)
  })
})

test('what would hang or crash is refused privately, and others are answered meanwhile', async () => {
  const hostile = ['1:999999999999', '9^9^9^9', 'zeros(1e9)', 'factorial(1e9)', '('.repeat(3000)]
  const [refused, answered] = await Promise.all([
    Promise.all(hostile.map((expression) => ask('calc', { expression }))),
    Promise.all(discord.users.map((user) => ask('conv', { x: ramp, kernel }, user))),
  ])
  expect(refused.map(({ hidden }) => hidden)).toEqual(hostile.map(() => true))
  expect(answered.filter(({ text }) => (text.match(/−40\b/g) ?? []).length === 9)).toHaveLength(20)
})
