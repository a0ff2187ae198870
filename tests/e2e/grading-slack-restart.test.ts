import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classCsv, classOf } from '../class/class.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type BotProcess, botProcess } from './grading/bot-process.ts'
import {
  type PeerMessage,
  SLACK_APP,
  type SlackPeer,
  slackPeerMissing,
  startSlackPeer,
} from './peers/slack.ts'
import { type SlackLink, startSlackLink } from './peers/slack-link.ts'

const teacher = 'U1001'

const few = 'student,part,answer\nada,2b,1/sqrt(d_in)\nbob,2b,1/d_in\n'

describe.skipIf(slackPeerMissing !== undefined)('the end of a batch in Slack', { timeout: 240_000 }, () => {
  let folder: string
  let peer: SlackPeer
  let link: SlackLink
  let bot: BotProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-slack-restart-'))
    await putOpenedStore(join(folder, 'data'))
    peer = await startSlackPeer({ mode: 'socket' })
    link = await startSlackLink(peer.url)
    bot = botProcess({
      BOT_PLATFORM: 'slack',
      BOT_TOKEN: SLACK_APP.botToken,
      BOT_APP_TOKEN: SLACK_APP.appToken,
      BOT_API: link.apiUrl,
      BOT_FILES: peer.url,
      BOT_FOLDER: join(folder, 'data'),
      BOT_STAFF: teacher,
    })
    await bot.begin()
  }, 240_000)

  afterAll(async () => {
    await bot?.kill()
    expect(peer.breaches()).toEqual([])
    link?.stop()
    await peer?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const own = (from: number): PeerMessage[] =>
    peer.messages.slice(from).filter(({ user }) => user === SLACK_APP.botUser)
  const ends = (from: number) => own(from).filter(({ text }) => /Graded hw4 · 2 students.*Batch/s.test(text))
  const files = (from: number) => own(from).flatMap(({ files = [] }) => files.map(({ name }) => name))
  const all = ['hw4-graded.csv', 'hw4-canvas.csv', 'hw4-gradescope.zip', 'hw4-summary.txt', 'hw4-summary.png']

  const grade = async (): Promise<number> => {
    const direct = await peer.direct(teacher)
    const from = peer.messages.length
    await peer.upload(teacher, 'answers.csv', few, direct, '/grade set:hw4')
    return from
  }
  const looks = () => link.calls.filter(({ method }) => method === 'conversations.history').length
  const looked = (before: number) => expect.poll(looks, { timeout: 60_000 }).toBeGreaterThan(before)
  const toldAll = (from: number, times = 1) =>
    peer.waitFor('the files', () => (files(from).length >= times * all.length ? true : undefined))
  /** A batch after it is told after it: nothing of the first is under way any more. */
  const nothingMore = async (from: number): Promise<void> => {
    await toldAll(from)
    await grade()
    await toldAll(from, 2)
    expect(ends(from)).toHaveLength(2)
    expect(files(from).toSorted()).toEqual([...all, ...all].toSorted())
  }

  test.each([
    ['the message', 'chat.postMessage', /exacta_told/],
    ['the files', 'files.completeUploadExternal', /hw4-|Batch/],
  ])('is told once where the bot is killed when %s arrived', async (_, method, says) => {
    const sent = link.lose('answer', (call) => call.method === method && says.test(JSON.stringify(call.sent)))
    const from = await grade()
    await sent
    const before = looks()
    await bot.kill()
    await bot.begin()
    await looked(before)
    await nothingMore(from)
    await bot.kill()
    await bot.begin()
    expect(ends(from)).toHaveLength(2)
  })

  test.each([
    ['the message', 'chat.postMessage', /exacta_told/],
    ['the files', 'files.completeUploadExternal', /hw4-|Batch/],
  ])('is told once where the link is cut when %s arrived', async (_, method, says) => {
    const cut = link.lose(
      'connection',
      (call) => call.method === method && says.test(JSON.stringify(call.sent)),
    )
    const from = await grade()
    const before = looks()
    await cut
    await looked(before)
    await nothingMore(from)
  })

  test('ends the message that showed progress where the bot was killed meanwhile', async () => {
    const rows = [...classOf(150)]
    const direct = await peer.direct(teacher)
    const from = peer.messages.length
    await peer.upload(teacher, 'class.csv', [...classCsv(rows)].join(''), direct, '/grade set:hw4')
    const progress = await peer.waitFor('progress', () =>
      own(from).find(({ text }) => /\d of 2,700/.test(text ?? '')),
    )
    await bot.kill()
    await bot.begin()
    await toldAll(from)
    const ended = await peer.waitFor('the end in the place of the progress', () =>
      own(from).find(({ ts, text }) => ts === progress.ts && /^Graded hw4/.test(text ?? '')),
    )
    expect(ended.text).toMatch(/Graded hw4 · 150 students × 18 parts.*in a direct message/s)
    expect(own(from).filter(({ text }) => /░/.test(text ?? ''))).toEqual([])
  })

  test('is sent without a look where nothing went wrong', async () => {
    const before = looks()
    await nothingMore(await grade())
    expect(looks()).toBe(before)
  })
})
