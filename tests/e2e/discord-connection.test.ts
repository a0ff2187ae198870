import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Exacta } from '../../src/exacta.ts'
import { createLog } from '../../src/log.ts'
import type { Picture, PictureRequest } from '../../src/picture.ts'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { checkMessage } from '../../src/platforms/discord/commands.ts'
import { publishDiscord } from '../../src/platforms/discord/publish.ts'
import type { Reply } from '../../src/reply.ts'
import type { Call } from './peers/discord-proxy.ts'
import { record } from './peers/discord-rules.ts'
import { type DiscordStandIn, startDiscordStandIn } from './peers/discord-stand-in.ts'
import { fakeExacta, reply } from './peers/fake-exacta.ts'

vi.setConfig({ testTimeout: 15_000 })

let discord: DiscordStandIn
let bot: DiscordConnection | undefined
let lines: { level: string; about: unknown; says: string }[]

beforeEach(async () => {
  discord = await startDiscordStandIn()
  lines = []
})

afterEach(async () => {
  await bot?.stop()
  bot = undefined
  await discord.stop()
  expect(discord.proxy.violations).toEqual([])
})

const connect = async (overrides: Partial<Exacta> = {}) => {
  const { exacta, asked } = fakeExacta(overrides)
  const at = (level: string) => (about: unknown, says?: string) =>
    void lines.push(
      typeof about === 'string' ? { level, about: {}, says: about } : { level, about, says: says ?? '' },
    )
  const log = { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') }
  bot = await connectDiscord({ token: discord.token, rest: discord.rest, exacta, log })
  return asked
}

/** A promise that a test settles when it wants. */
const gate = <T>() => Promise.withResolvers<T>()

const ask = { x: '[[1,2],[3,4]]', kernel: '[[1,0],[0,-1]]' }

describe('a command', () => {
  test('is acknowledged first and answered by an edit', async () => {
    const asked = await connect()
    const exchange = await discord.command('conv', ask)
    const shown = await exchange.shown
    expect(shown.text).toContain('y = [ 3 ]')
    expect(shown.hidden).toBe(false)
    expect((await exchange.acknowledged).request.body).toMatchObject({ type: 5 })
    expect(asked).toEqual([['answer', 'conv', ask]])
  })

  test('is acknowledged while a slow answer is still being worked out', async () => {
    const slow = gate<Reply>()
    await connect({ answer: () => slow.promise })
    const exchange = await discord.command('conv', ask)
    await exchange.acknowledged
    slow.resolve(reply('late but right'))
    expect((await exchange.shown).text).toContain('late but right')
  })

  test('works in direct messages, where nobody is a member', async () => {
    await connect()
    expect((await (await discord.direct.command('conv', ask)).shown).text).toContain('y = [ 3 ]')
  })

  test('that is wrong is answered to the asker only', async () => {
    await connect({ answer: () => Promise.resolve(reply('kernel: row 2 has 2 entries', { private: true })) })
    const shown = await (await discord.command('conv', ask)).shown
    expect(shown.hidden).toBe(true)
    expect(discord.state.visible()).toEqual([])
  })

  test('found wrong only after the acknowledgement leaves nothing in the channel', async () => {
    const slow = gate<Reply>()
    await connect({ answer: () => slow.promise })
    const exchange = await discord.command('calc', { expression: '1:1e12' })
    await exchange.acknowledged
    slow.resolve(reply('expression: too large', { private: true }))
    const shown = await exchange.shown
    expect(shown.text).toContain('too large')
    expect(shown.hidden).toBe(true)
    expect(discord.state.visible()).toEqual([])
  })

  test('that fails by a fault of ours says so privately, with the id that the log has', async () => {
    await connect({ answer: () => Promise.reject(new Error('a bug')) })
    const shown = await (await discord.command('conv', ask)).shown
    expect(shown.hidden).toBe(true)
    const failure = lines.find(({ level }) => level === 'error')
    const id = String(record(failure?.about).id)
    expect(shown.text).toContain(id)
    expect(shown.text).not.toContain('a bug')
  })
})

const settled = async (count: number) => {
  while (lines.length < count) await new Promise(setImmediate)
  return lines
}

describe('pictures', () => {
  const request = (name: string): PictureRequest => ({
    name,
    alt: `alt of ${name}`,
    drawing: { kind: 'formula', heading: name, formula: { latex: 'x', text: 'x' } },
  })
  const picture = ({ name, alt }: PictureRequest): Picture => ({
    name: `${name}.png`,
    type: 'image/png',
    bytes: Buffer.from(name),
    width: 400,
    height: 200,
    alt,
  })
  const illustrated = (...names: string[]) =>
    reply('the text', {
      pictures: names.map(request),
      files: [{ name: 'y.txt', text: 'whole', about: 'the output' }],
      source: '/conv',
    })
  const carriesPicture = ({ request: { body } }: Call) =>
    JSON.stringify(body)?.includes('attachment://') ?? false

  test('come by an edit that keeps text and files; the text does not wait for them', async () => {
    const drawing = gate<void>()
    await connect({
      answer: () => Promise.resolve(illustrated('card', 'figure')),
      draw: async (wanted) => {
        await drawing.promise
        return picture(wanted)
      },
    })
    const exchange = await discord.command('conv', ask)
    const shown = await exchange.shown
    expect(shown.text).toContain('the text')
    expect(shown.files.map(({ name }) => name)).toEqual(['y.txt'])
    drawing.resolve()
    const edit = await discord.proxy.call(exchange.token, carriesPicture)
    expect(edit.uploads.map(({ name, about }) => [name, about])).toEqual([
      ['card.png', 'alt of card'],
      ['figure.png', 'alt of figure'],
    ])
    const { embeds, attachments } = record(edit.request.body)
    expect(JSON.stringify(embeds)).toContain('the text')
    expect(JSON.stringify(embeds)).toContain('attachment://figure.png')
    // The file of the first message, by its id, and the two new ones.
    expect(attachments).toHaveLength(3)
  })

  test('that cannot be drawn leave the text as it is', async () => {
    await connect({
      answer: () => Promise.resolve(illustrated('card')),
      draw: () => Promise.resolve(undefined),
    })
    const exchange = await discord.command('conv', ask)
    await exchange.shown
    await settled(1)
    expect(discord.proxy.calls.filter(carriesPicture)).toEqual([])
  })

  test('of a step that was left meanwhile do not replace the next one', async () => {
    const first = gate<void>()
    await connect({
      step: (from, at) =>
        Promise.resolve(
          reply(`Step ${at}`, {
            pictures: [request(`step-${at}`)],
            actions: [{ kind: 'step', label: 'Next step', step: at + 1, reveal: false }],
            source: from,
          }),
        ),
      draw: async (wanted) => {
        if (wanted.name === 'step-1') await first.promise
        return picture(wanted)
      },
    })
    const begun = await (await discord.press(await (await discord.command('conv', ask)).shown, 'Steps')).shown
    const next = await discord.press(begun, 'Next step')
    await discord.proxy.call(next.token, carriesPicture)
    first.resolve()
    await settled(3)
    const drawn = discord.proxy.calls.filter(carriesPicture).flatMap(({ uploads }) => uploads)
    expect(drawn.map(({ name }) => name)).toEqual(['step-2.png'])
  })
})

describe('what comes too late', () => {
  test('an interaction past its 3 s is one line in the log', async () => {
    await connect()
    await (await discord.late.command('conv', ask)).acknowledged
    expect(await settled(1)).toMatchObject([{ level: 'info', about: { name: 'conv', code: 10062 } }])
    const next = await discord.command('conv', ask)
    expect((await next.shown).text).toContain('y = [ 3 ]')
  })

  test('an answer past the 15 minutes of its token is one line in the log', async () => {
    const slow = gate<Reply>()
    await connect({ answer: () => slow.promise })
    const exchange = await discord.command('conv', ask)
    await exchange.acknowledged
    discord.state.expire(exchange.token)
    slow.resolve(reply('too late'))
    expect(await settled(1)).toMatchObject([{ level: 'info', about: { code: 50027 } }])
  })
})

describe('the connection', () => {
  test('resumes by itself and answers what was asked meanwhile', async () => {
    await connect()
    discord.gateway.drop()
    const exchange = await discord.command('conv', ask)
    expect((await exchange.shown).text).toContain('y = [ 3 ]')
    expect(discord.gateway.received).toEqual(['identify', 'resume'])
  })

  test('identifies anew when its session is lost', async () => {
    await connect()
    discord.gateway.forget()
    discord.gateway.drop()
    while (discord.gateway.received.length < 3 || !bot?.connected()) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(discord.gateway.received).toEqual(['identify', 'resume', 'identify'])
    expect((await (await discord.command('conv', ask)).shown).text).toContain('y = [ 3 ]')
  })

  test('waits as a 429 says and then answers', async () => {
    await connect()
    discord.state.limit(3)
    const exchange = await discord.command('conv', ask)
    expect((await exchange.shown).text).toContain('y = [ 3 ]')
    expect(discord.proxy.calls.filter(({ answer }) => answer.status === 429)).toHaveLength(3)
  })

  test('is refused with a wrong token', async () => {
    const { exacta } = fakeExacta()
    const log = createLog('silent')
    await expect(connectDiscord({ token: 'wrong', rest: discord.rest, exacta, log })).rejects.toThrow(
      /token/i,
    )
  })

  test('lets running answers end before it closes', async () => {
    const slow = gate<Reply>()
    await connect({ answer: () => slow.promise })
    const exchange = await discord.command('conv', ask)
    await exchange.acknowledged
    const stopped = bot?.stop()
    slow.resolve(reply('just in time'))
    await stopped
    bot = undefined
    expect(discord.state.visible()).toHaveLength(1)
  })
})

describe('steps', () => {
  test('lead privately from hint to value to the next hint, in one message', async () => {
    const asked = await connect()
    const answer = await (await discord.command('conv', ask)).shown
    const hint = await (await discord.press(answer, 'Steps')).shown
    expect(hint.hidden).toBe(true)
    const value = await (await discord.press(hint, 'Show this step’s value')).shown
    const next = await (await discord.press(value, 'Next step')).shown
    expect([value.id, next.id]).toEqual([hint.id, hint.id])
    const source = '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]'
    expect(asked.slice(1)).toEqual([
      ['step', source, 1, false],
      ['step', source, 1, true],
      ['step', source, 2, false],
    ])
    expect(discord.state.visible()).toHaveLength(1)
  })
})

describe('check', () => {
  test('of an answer opens a modal, and the verdict is private', async () => {
    const asked = await connect()
    const answer = await (await discord.command('conv', ask)).shown
    const modal = await (await discord.press(answer, 'Check my answer')).data
    const verdict = await (await discord.submit(modal, { text: 'y = 3' }, answer.message)).shown
    expect(verdict.hidden).toBe(true)
    expect(asked.at(-1)).toEqual(['check', '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]', 'y = 3'])
  })

  test('of a message finds the nearest command answered before it', async () => {
    const asked = await connect()
    await (await discord.command('conv', ask)).shown
    discord.state.say('an unrelated remark')
    const claim = discord.state.say('I think that y = 4.')
    const verdict = await (await discord.onMessage(checkMessage, claim)).shown
    expect(verdict.hidden).toBe(true)
    expect(asked.at(-1)).toEqual([
      'check',
      '/conv x:[[1,2],[3,4]] kernel:[[1,0],[0,-1]]',
      'I think that y = 4.',
    ])
  })

  test('of a message that answers an older reply is about that reply', async () => {
    let count = 0
    const asked = await connect({
      answer: () => Promise.resolve(reply('answer', { source: `/conv x:${++count}` })),
    })
    const first = await (await discord.command('conv', ask)).shown
    await (await discord.command('conv', ask)).shown
    const reference = { message_reference: { type: 0, message_id: first.id, channel_id: discord.channelId } }
    const claim = discord.state.say('It is 5.', reference)
    await (await discord.onMessage(checkMessage, claim)).shown
    expect(asked.at(-1)).toEqual(['check', '/conv x:1', 'It is 5.'])
  })

  test('of a message of ours is about its own command', async () => {
    const asked = await connect({ answer: () => Promise.resolve(reply('9 claims', { source: '/xavier' })) })
    const own = await (await discord.command('xavier')).shown
    await (await discord.onMessage(checkMessage, { ...own.message, content: 'Variance 1/n.' })).shown
    expect(asked.at(-1)).toEqual(['check', '/xavier', 'Variance 1/n.'])
  })

  test('of a message asks for the command when none is near, and keeps a long text whole', async () => {
    const asked = await connect()
    const long = 'y = 4. '.repeat(900).trim()
    const claim = discord.state.say(long)
    const modal = await (await discord.onMessage(checkMessage, claim)).data
    const values = { command: ' /conv x:1 kernel:2 ', text: long.slice(0, 4000) }
    const verdict = await (await discord.submit(modal, values)).shown
    expect(verdict.hidden).toBe(true)
    expect(asked.at(-1)).toEqual(['check', '/conv x:1 kernel:2', long])
  })

  test('of a message reads the file that a long paste becomes', async () => {
    const asked = await connect()
    await (await discord.command('conv', ask)).shown
    const pasted = createServer((_, answer) => answer.end('The output is y = 4.'))
    await new Promise<void>((resolve) => pasted.listen(0, '127.0.0.1', resolve))
    const { port } = pasted.address() as AddressInfo // an address is a string for a pipe only
    const url = `http://127.0.0.1:${port}/message.txt`
    const file = {
      id: '1',
      filename: 'message.txt',
      size: 20,
      content_type: 'text/plain',
      url,
      proxy_url: url,
    }
    await (await discord.onMessage(checkMessage, discord.state.say('look', { attachments: [file] }))).shown
    pasted.close()
    expect(asked.at(-1)?.[2]).toBe('look\n\nThe output is y = 4.')
  })

  test('of a message without text says so', async () => {
    await connect()
    const shown = await (await discord.onMessage(checkMessage, discord.state.say(''))).shown
    expect(shown.text).toContain('no text')
  })
})

describe('a source too long for the message', () => {
  const source = `/conv x:[[${'1,'.repeat(1500)}1]] kernel:[[1]]`
  const long = () =>
    Promise.resolve(reply('answer', { source, actions: [{ kind: 'explain', label: 'Explain' }] }))

  test('is remembered for its buttons', async () => {
    const asked = await connect({ answer: long })
    const shown = await (await discord.command('conv', ask)).shown
    expect((await (await discord.press(shown, 'Explain')).shown).colour).toBe(0xd83c3e)
    expect(asked.at(-1)).toEqual(['explain', source])
  })

  test('is asked for again, privately, after a restart', async () => {
    await connect({ answer: long })
    const shown = await (await discord.command('conv', ask)).shown
    await bot?.stop()
    await connect({ answer: long })
    const lost = await (await discord.press(shown, 'Explain')).shown
    expect(lost.text).toContain('run the command again')
    expect(lost.hidden).toBe(true)
  })
})

describe('completion', () => {
  test('gives what the pipeline suggests, within 25 values of 100 characters', async () => {
    const values = ['x'.repeat(101), ...Array.from({ length: 30 }, (_, i) => `value ${i}`)]
    await connect({ complete: (command, field, typed) => [`${command} ${field} ${typed}`, ...values] })
    const given = await discord.complete('conv', 'padding', 'sa')
    expect(given).toHaveLength(25)
    expect(given.slice(0, 2)).toEqual(['conv padding sa', 'value 0'])
  })

  test('that fails does not stop the bot', async () => {
    await connect({
      complete: () => {
        throw new Error('a bug')
      },
    })
    expect(await discord.complete('conv', 'padding', 'sa')).toEqual([])
    expect((await (await discord.command('conv', ask)).shown).text).toContain('y = [ 3 ]')
  })
})

test('publishing replaces all commands', async () => {
  const { exacta } = fakeExacta()
  const settings = { token: discord.token, rest: discord.rest, applicationId: discord.applicationId }
  expect(await publishDiscord({ ...settings, commands: exacta.commands })).toBe(2)
  expect(discord.state.commands()).toMatchObject([
    { name: 'conv', contexts: [0, 1, 2], integration_types: [0, 1] },
    { name: checkMessage, type: 3 },
  ])
})
