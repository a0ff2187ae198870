import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Exacta } from '../../src/exacta.ts'
import type { Log } from '../../src/log.ts'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { reply, stubExacta } from '../unit/platforms/slack/stub-exacta.ts'
import {
  type PeerMessage,
  SLACK_APP,
  type SlackPeer,
  slackPeerMissing,
  startSlackPeer,
} from './peers/slack.ts'

if (slackPeerMissing !== undefined) console.warn(slackPeerMissing)

const ALICE = 'U1000'
const BOB = 'U1001'

// The smallest PNG: one transparent dot.
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const answers: Partial<Exacta> = {
  async ask(text) {
    if (text.includes('ragged'))
      return reply({ title: '`kernel`: row 2 has 2 entries', private: true, source: text })
    if (text.includes('crash')) throw new Error('a bug')
    if (text.includes('picture'))
      return reply({
        title: 'illustrated',
        source: text,
        pictures: [
          {
            name: 'conv-answer',
            alt: 'y is 3 in its one entry',
            drawing: { kind: 'formula', heading: '', formula: { latex: 'y', text: 'y' } },
          },
        ],
      })
    if (text.includes('file'))
      return reply({
        title: 'long',
        source: text,
        files: [{ name: 'y.txt', text: '1 2 3', about: 'The result' }],
      })
    return reply({ title: `answer to ${text}`, source: text })
  },
  draw: async ({ name, alt }) => ({
    name: `${name}.png`,
    type: 'image/png',
    bytes: dot,
    width: 1,
    height: 1,
    alt,
  }),
  async check(source, text) {
    return reply({ title: `checked <${text}> of ${source}`, tone: 'red', source })
  },
}

const quietLog = () => {
  const lines: { level: string; fields: { what?: string }; message: unknown }[] = []
  const take = (level: string) => (fields: { what?: string } | string, message?: unknown) => {
    lines.push(
      typeof fields === 'string' ? { level, fields: {}, message: fields } : { level, fields, message },
    )
  }
  // Of pino's many overloads the adapter uses these.
  return {
    lines,
    log: { info: take('info'), warn: take('warn'), error: take('error'), debug: take('debug') } as Log,
  }
}

describe.skipIf(slackPeerMissing !== undefined).each(['socket', 'http'] as const)('Slack by %s', (mode) => {
  const exacta = stubExacta(answers)
  const { log, lines } = quietLog()
  let peer: SlackPeer
  let slack: SlackConnection

  beforeAll(async () => {
    peer = await startSlackPeer({ mode })
    const tokens = mode === 'socket' ? { appToken: SLACK_APP.appToken } : {}
    slack = await connectSlack({
      botToken: SLACK_APP.botToken,
      ...tokens,
      signingSecret: SLACK_APP.signingSecret,
      port: 0,
      host: '127.0.0.1',
      exacta,
      log,
      clientOptions: peer.clientOptions,
    })
    if (slack.port !== undefined) peer.pointTo(slack.port)
  })

  afterAll(async () => {
    await slack.stop()
    expect(peer.breaches()).toEqual([])
    await peer.stop()
  })

  const shown = (text: string, where: Partial<PeerMessage> = {}) =>
    peer.waitFor(`"${text}"`, () =>
      peer.messages.find(
        (message) =>
          message.text.includes(text) &&
          Object.entries(where).every(([key, value]) => message[key as keyof PeerMessage] === value),
      ),
    )

  const newView = async (callback: string) =>
    peer.waitFor(callback, () => peer.views().find((view) => view.callback_id === callback))

  test('a slash command is acknowledged without text and answered in the channel', async () => {
    await peer.command(ALICE, '/conv', 'x:[1,2] kernel:[1] a &lt; b')
    const message = await shown('answer to /conv x:[1,2] kernel:[1] a &lt; b')
    expect(message.ephemeral_to).toBeUndefined()
    expect(exacta.calls).toContainEqual(['ask', '/conv x:[1,2] kernel:[1] a < b'])
    const buttons = message.blocks?.at(-1)?.elements?.map(({ action_id }) => action_id)
    expect(buttons).toEqual(['exacta.explain', 'exacta.step.1.ask', 'exacta.check'])
  })

  test('pictures follow the text as image blocks with alternative texts', async () => {
    await peer.command(ALICE, '/conv', 'with a picture')
    const text = await shown('illustrated')
    expect(text.blocks?.some(({ type }) => type === 'image')).toBe(false)
    const picture = await peer.waitFor('the picture', () =>
      peer.messages.find(({ blocks }) => blocks?.some(({ type }) => type === 'image')),
    )
    expect(picture.blocks?.find(({ type }) => type === 'image')).toMatchObject({
      alt_text: 'y is 3 in its one entry',
      slack_file: { id: expect.stringMatching(/^F/) },
    })
  })

  /** The levels of the log lines about one command, used by one test only. */
  const levels = (command: string) =>
    lines.filter(({ fields }) => fields.what === command).map(({ level }) => level)

  test('wrong input is answered to its author only, with one line in the log', async () => {
    await peer.command(BOB, '/xavier', 'ragged')
    await shown('row 2 has 2 entries', { ephemeral_to: BOB })
    await expect.poll(() => levels('/xavier')).toEqual(['info'])
  })

  test('a bug costs one request an apology and the log one line, and the next is answered', async () => {
    await peer.command(BOB, '/calc', 'crash')
    await shown('Something went wrong', { ephemeral_to: BOB })
    await peer.command(BOB, '/conv', 'after a bug')
    await shown('answer to /conv after a bug')
    await expect.poll(() => levels('/calc')).toEqual(['error'])
  })

  test('without arguments a form opens; what is filled in is answered in the channel', async () => {
    await peer.command(ALICE, '/conv', '')
    const view = await newView('exacta.view.command')
    expect(view.blocks.map(({ block_id }) => block_id)).toEqual(['x', 'kernel', 'mode'])
    const answered = peer.messages.length
    peer.submit(ALICE, { x: '[[1]]', kernel: '[[2]]', mode: { option: 'correlation' } })
    await peer.waitFor('the answer', () => peer.messages[answered])
    expect(exacta.calls).toContainEqual([
      'answer',
      'conv',
      { x: '[[1]]', kernel: '[[2]]', mode: 'correlation' },
    ])
    expect(peer.messages[answered]).toMatchObject({ channel: peer.channel, user: SLACK_APP.botUser })
  })

  test('Explain shows progress in the thread and then becomes the explanation', async () => {
    await peer.command(ALICE, '/conv', 'explain-me')
    const answer = await shown('answer to /conv explain-me')
    await peer.click(BOB, answer, 'exacta.explain')
    const explained = await shown('explained /conv explain-me', { thread_ts: answer.ts })
    expect(explained.edited).toBeDefined()
    expect(explained.text).toMatch(/^✅ /)
    const posted = peer.log.filter(({ summary }) => summary === 'chat.postMessage').at(-1)
    expect(posted?.detail).toMatchObject({
      text: expect.stringContaining('Explaining'),
      unfurl_links: 'false',
      link_names: 'false',
      parse: 'none',
      mrkdwn: 'false',
    })
  })

  test('a step is a hint for the one who asked, and leads to the next', async () => {
    await peer.command(ALICE, '/conv', 'steps')
    await peer.click(BOB, await shown('answer to /conv steps'), 'exacta.step.1.ask')
    await shown('step 1', { ephemeral_to: BOB })
    expect(exacta.calls).toContainEqual(['step', '/conv steps', 1, false])
  })

  test('Check my answer asks for the answer and tells the verdict to its author only', async () => {
    await peer.command(ALICE, '/conv', 'check-me')
    await peer.click(BOB, await shown('answer to /conv check-me'), 'exacta.check')
    const view = await newView('exacta.view.check')
    expect(view.blocks[0]?.element).toMatchObject({ multiline: true })
    peer.submit(BOB, { answer: 'y = <41>\n& more' })
    await shown('checked &lt;y = &lt;41&gt;\n&amp; more&gt; of /conv check-me', { ephemeral_to: BOB })
  })

  test('a button whose command nobody knows any more says so privately', async () => {
    await peer.command(ALICE, '/conv', 'forgotten')
    const { channel, ts } = await shown('answer to /conv forgotten')
    const lost = { action_id: 'exacta.explain', type: 'button', value: '#lost' }
    await fetch(`${peer.url}/_control/interact`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel, messageTs: ts, user: BOB, action: lost }),
    })
    await shown('Run the command again', { ephemeral_to: BOB })
  })

  test('a mention in a thread is answered in that thread; its mistakes privately', async () => {
    const topic = await peer.say(ALICE, 'who can do 2(b)?')
    await peer.say(BOB, `<@${SLACK_APP.botUser}> \`/conv in-thread\``, topic.ts)
    await shown('answer to /conv in-thread', { thread_ts: topic.ts })
    await peer.say(BOB, `<@${SLACK_APP.botUser}> /conv ragged`, topic.ts)
    await shown('row 2 has 2 entries', { thread_ts: topic.ts, ephemeral_to: BOB })
  })

  test('other talk in the channel is left alone', async () => {
    const asked = exacta.calls.length
    await peer.say(ALICE, '/conv just talking')
    await peer.command(ALICE, '/conv', 'after talk')
    await shown('answer to /conv after talk')
    expect(exacta.calls.slice(asked).map(([, text]) => text)).toEqual(['/conv after talk'])
  })

  test('a direct message to the app is a command', async () => {
    const channel = await peer.direct(ALICE)
    await peer.say(ALICE, 'conv directly', undefined, channel)
    await shown('answer to conv directly', { channel })
  })

  test('long results come as files, described in words', async () => {
    await peer.command(ALICE, '/conv', 'file')
    const message = await peer.waitFor('a file', () => peer.messages.find(({ files }) => files?.length))
    expect(message.channel).toBe(peer.channel)
    const [file] = message.files ?? []
    expect(file).toMatchObject({ name: 'y.txt', alt_txt: 'The result' })
    expect(await peer.download(file?.url_private ?? '')).toBe('1 2 3')
  })
})

describe.skipIf(slackPeerMissing !== undefined)('Slack by signed requests', () => {
  const exacta = stubExacta(answers)
  const { log, lines } = quietLog()
  let peer: SlackPeer
  let slack: SlackConnection

  beforeAll(async () => {
    peer = await startSlackPeer({ mode: 'http' })
    const { botToken, signingSecret } = SLACK_APP
    const { clientOptions, fileOrigins } = peer
    slack = await connectSlack({
      botToken,
      signingSecret,
      port: 0,
      host: '127.0.0.1',
      exacta,
      log,
      clientOptions,
      fileOrigins,
    })
    peer.pointTo(slack.port ?? 0)
  })
  afterAll(async () => {
    await slack.stop()
    expect(peer.breaches()).toEqual([])
    await peer.stop()
  })

  /** As docs.slack.dev, "Verifying requests from Slack", describes it. */
  const signed = (body: string, type: string, seconds: number, secret: string = SLACK_APP.signingSecret) => {
    const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
    return {
      body,
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(seconds),
        'x-slack-signature': `v0=${digest}`,
      },
    }
  }
  const form = 'application/x-www-form-urlencoded'
  const now = () => Math.floor(Date.now() / 1000)
  const command = (text: string) =>
    new URLSearchParams({
      command: '/conv',
      text,
      channel_id: peer.channel,
      user_id: ALICE,
      team_id: 'T0COURSE',
      response_url: `${peer.url}/_hooks/response/none`,
      trigger_id: '1',
    }).toString()

  test('a request signed now is taken; one signed over five minutes ago, or by another, is refused', async () => {
    const fresh = await peer.redeliver(signed(command('fresh'), form, now()))
    expect(fresh.status).toBe(200)
    const stale = await peer.redeliver(signed(command('stale'), form, now() - 301))
    expect(stale.status).toBe(401)
    const forged = await peer.redeliver(signed(command('forged'), form, now(), 'another secret'))
    expect(forged.status).toBe(401)
    const { headers } = signed(command('one'), form, now())
    const changed = await peer.redeliver({ headers, body: command('two') })
    expect(changed.status).toBe(401)
    await peer.waitFor('the answer', () => peer.messages.find(({ text }) => text.includes('/conv fresh')))
    expect(exacta.calls.map(([, text]) => text)).toEqual(['/conv fresh'])
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(3)
  })

  test('where the response URL has expired, the answer is posted by the app itself', async () => {
    await peer.redeliver(signed(command('expired'), form, now()))
    await peer.waitFor('the answer', () => peer.messages.find(({ text }) => text.includes('/conv expired')))
    expect(peer.log.some(({ summary }) => summary === 'chat.postMessage')).toBe(true)
  })

  test('an event delivered again is not answered again', async () => {
    await peer.say(ALICE, `<@${SLACK_APP.botUser}> /conv once`)
    await peer.waitFor('the answer', () => peer.messages.find(({ text }) => text.includes('/conv once')))
    const mention = peer.deliveries.find(
      ({ body }) => body.includes('app_mention') && body.includes('/conv once'),
    )
    if (mention === undefined) throw new Error('no mention was delivered')
    const again = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }
    const retried = await peer.redeliver({ ...mention, headers: { ...mention.headers, ...again } })
    expect(retried.status).toBe(200)
    await peer.command(ALICE, '/conv', 'later')
    await peer.waitFor('the next answer', () =>
      peer.messages.find(({ text }) => text.includes('/conv later')),
    )
    expect(exacta.calls.filter(([, text]) => text === '/conv once')).toHaveLength(1)
  })

  /** docs.slack.dev, "Shortcuts interaction payload". */
  const shortcut = async (message: object, text: string) => {
    await peer.command(BOB, '/conv', 'for its trigger')
    const sent = peer.deliveries.at(-1)?.body ?? ''
    const { trigger_id, response_url } = Object.fromEntries(new URLSearchParams(sent))
    const payload = {
      type: 'message_action',
      callback_id: 'exacta.check_message',
      trigger_id,
      response_url,
      message_ts: '1.1',
      team: { id: 'T0COURSE', domain: 'course' },
      channel: { id: peer.channel, name: 'homework' },
      user: { id: BOB, name: 'bob' },
      message: { type: 'message', user: ALICE, text, ...message },
      token: 'peer',
      action_ts: '1.1',
    }
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    return peer.redeliver(signed(body, form, now()))
  }

  test('"Check this message" finds the command solved in the thread', async () => {
    const topic = await peer.say(ALICE, `<@${SLACK_APP.botUser}> /conv threaded`)
    await peer.waitFor('the answer', () => peer.messages.find(({ text }) => text.includes('/conv threaded')))
    const claim = await peer.say(ALICE, 'I get &lt; 41', topic.ts)
    await shortcut({ ts: claim.ts, thread_ts: topic.ts }, 'I get &lt; 41')
    await peer.waitFor('the verdict', () =>
      peer.messages.find(({ ephemeral_to, text }) => ephemeral_to === BOB && text.includes('checked')),
    )
    expect(exacta.calls).toContainEqual(['check', '/conv threaded', 'I get < 41'])
  })

  test('"Check this message" reads a long paste, which is a file, but no file from elsewhere', async () => {
    const paste = await peer.upload(ALICE, 'paste.txt', 'a long explanation')
    const fetched: string[] = []
    const elsewhere = createServer((request, response) => {
      fetched.push(request.headers.authorization ?? '')
      response.end('not for the token')
    })
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void elsewhere.close())
    const { port } = elsewhere.address() as AddressInfo // listening on TCP
    const remote = { mimetype: 'text/plain', mode: 'hosted', url_private: `http://127.0.0.1:${port}/` }
    await shortcut({ ts: paste.ts, files: [...(paste.files ?? []), remote] }, 'see')
    await peer.waitFor('a form', () =>
      peer.views().find(({ callback_id }) => callback_id === 'exacta.view.about'),
    )
    peer.submit(BOB, { command: '/conv x:[1] kernel:[1]' })
    await expect
      .poll(() => exacta.calls)
      .toContainEqual(['check', '/conv x:[1] kernel:[1]', 'see\n\na long explanation'])
    expect(fetched).toEqual([])
  })

  test('"Check this message" asks which command it is about where nothing tells', async () => {
    const claim = await peer.say(ALICE, 'the answer is 7')
    await shortcut({ ts: claim.ts }, 'the answer is 7')
    await peer.waitFor('a form', () =>
      peer.views().find(({ callback_id }) => callback_id === 'exacta.view.about'),
    )
    peer.submit(BOB, { command: '/conv x:[1] kernel:[7]' })
    await peer.waitFor('the verdict', () =>
      exacta.calls.find(([method, source]) => method === 'check' && source === '/conv x:[1] kernel:[7]'),
    )
    expect(exacta.calls).toContainEqual(['check', '/conv x:[1] kernel:[7]', 'the answer is 7'])
  })
})

/** An explanation that lasts until it is cancelled. */
const endlessExplanation = () => {
  let cancelled = false
  const explain: Exacta['explain'] = (_source, { signal } = {}) =>
    new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        cancelled = true
        reject(signal.reason)
      })
    })
  return { explain, wasCancelled: () => cancelled }
}

describe.skipIf(slackPeerMissing !== undefined)('Slack by socket, interrupted', () => {
  test('connects again by itself when Slack is back, and stops in the middle of an explanation', async () => {
    const before = await startSlackPeer({ mode: 'socket' })
    onTestFinished(() => before.stop())
    const { botToken, appToken } = SLACK_APP
    const { clientOptions } = before
    const { explain, wasCancelled } = endlessExplanation()
    const exacta = stubExacta({ explain })
    const slack = await connectSlack({ botToken, appToken, exacta, log: quietLog().log, clientOptions })
    onTestFinished(() => slack.stop())
    expect(slack.connected()).toBe(true)
    await before.stop()
    await expect.poll(slack.connected).toBe(false)

    const after = await startSlackPeer({ mode: 'socket', port: new URL(before.url).port })
    onTestFinished(() => after.stop())
    await expect.poll(slack.connected, { timeout: 50_000 }).toBe(true)
    await after.command(ALICE, '/conv', 'again')
    const answer = await after.waitFor('the answer', () =>
      after.messages.find(({ text }) => text.includes('answer to /conv again')),
    )
    await after.click(ALICE, answer, 'exacta.explain')
    await expect.poll(() => exacta.calls.map(([method]) => method)).toContain('explain')
    await slack.stop()
    expect(wasCancelled()).toBe(true)
  })
})
