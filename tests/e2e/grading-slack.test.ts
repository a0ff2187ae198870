import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { type Started, start } from '../../src/start.ts'
import { classCsv, classOf } from '../class/class.ts'
import { putOpenedStore } from '../opened-store.ts'
import { type FileHost, startFileHost } from './grading/file-host.ts'
import {
  type PeerMessage,
  SLACK_APP,
  type SlackPeer,
  slackPeerMissing,
  startSlackPeer,
} from './peers/slack.ts'

if (slackPeerMissing !== undefined) console.warn(slackPeerMissing)

const student = 'U1000'
const teacher = 'U1001'

const rows = [...classOf(10)]
const answers = [...classCsv(rows)].join('')
const more = [...classCsv(classOf(800))].join('')

const gradeFile = 'exacta.grade_file'

const warmUp = async ({ exacta }: Started): Promise<void> => {
  const text = 'student,part,answer\nwarm,2b,1\n'
  const file = {
    name: 'warm.csv',
    bytes: text.length,
    async *read() {
      yield Buffer.from(text)
    },
  }
  const asker = { pseudonym: 'warm', course: 'warm', staff: true }
  await exacta.answer('grade', { set: 'hw4', file }, { asker })
}

describe.skipIf(slackPeerMissing !== undefined)('/grade in Slack', { timeout: 300_000 }, () => {
  let folder: string
  let exacta: Started
  let peer: SlackPeer
  let slack: SlackConnection
  let elsewhere: FileHost

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-grading-slack-'))
    await putOpenedStore(folder)
    elsewhere = await startFileHost({ '/answers.csv': answers })
    peer = await startSlackPeer({ mode: 'http' })
    exacta = await start({
      logLevel: 'silent',
      store: { folder },
      staff: { slackPeople: [teacher] },
      grading: { dataKey: 'a key of sixteen signs' },
      pseudonymSecret: 'a secret of sixteen signs',
    })
    const { botToken, signingSecret } = SLACK_APP
    const { clientOptions, fileOrigins } = peer
    slack = await connectSlack({
      botToken,
      signingSecret,
      port: 0,
      host: '127.0.0.1',
      ...exacta,
      clientOptions,
      fileOrigins,
    })
    peer.pointTo(slack.port ?? 0)
    exacta.classes?.announceBy('slack', slack.tell)
    // The store, the queue and the grader take their time to begin with.
    await warmUp(exacta)
  }, 240_000)

  afterAll(async () => {
    await slack.stop()
    await exacta.stop()
    expect(peer.breaches()).toEqual([])
    await peer.stop()
    elsewhere.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const next = (from: number, what: RegExp): Promise<PeerMessage> =>
    peer.waitFor(String(what), () =>
      peer.messages.slice(from).find(({ user, text }) => user === SLACK_APP.botUser && what.test(text)),
    )
  const form = (callback: string) =>
    peer.waitFor('the form', () => peer.views().find(({ callback_id }) => callback_id === callback))
  const submit = async (fields: Parameters<SlackPeer['submit']>[1]): Promise<void> => {
    peer.submit(teacher, fields)
    await peer.waitFor('the form to be gone', () => (peer.views().length === 0 ? true : undefined))
  }
  const fileNamed = (from: number, name: string): Promise<PeerMessage> =>
    peer.waitFor(name, () =>
      peer.messages
        .slice(from)
        .find(({ user, files }) => user === SLACK_APP.botUser && files?.some((file) => file.name === name)),
    )
  /** The text of a file that the bot sent after the `from` first messages. */
  const sent = async (from: number, name: string): Promise<string> => {
    const { files = [] } = await fileNamed(from, name)
    return peer.download(files.find((file) => file.name === name)?.url_private ?? '')
  }

  const expectGraded = async (from: number): Promise<void> => {
    const direct = await peer.direct(teacher)
    const end = await next(from, /Graded hw4 · 10 students × 18 parts.*Most common misconceptions/s)
    expect(end.channel).toBe(direct)
    const graded: Record<string, string>[] = parse(await sent(from, 'hw4-graded.csv'), { columns: true })
    expect(graded).toHaveLength(rows.length)
    expect(graded.filter(({ status }, at) => status !== 'person' && status !== rows[at]?.expected)).toEqual(
      [],
    )
    for (const name of ['hw4-canvas.csv', 'hw4-gradescope.zip', 'hw4-summary.txt'])
      expect((await fileNamed(from, name)).channel).toBe(direct)
  }

  test('is a slash command and a shortcut of messages in the manifest', () => {
    const { features } = slackManifest(exacta.exacta.commands, { socketMode: true })
    expect(features?.slash_commands?.map(({ command }) => command)).toContain('/grade')
    expect(features?.slash_commands?.map(({ command }) => command)).not.toContain('/flags')
    expect(features?.shortcuts?.map(({ callback_id }) => callback_id)).toContain(gradeFile)
  })

  test('opens a form that takes a file, and tells who asked in their direct messages', async () => {
    const { files } = await peer.upload(teacher, 'answers.csv', answers)
    await peer.command(teacher, '/grade', 'set:hw4')
    const { blocks } = await form('exacta.view.command')
    expect(blocks).toMatchObject([
      { block_id: 'set', element: { type: 'plain_text_input', initial_value: 'hw4' } },
      { block_id: 'file', element: { type: 'file_input', max_files: 1 } },
      { block_id: 'columns' },
      { block_id: 'feedback' },
    ])
    const from = peer.messages.length
    await submit({ set: 'hw4', file: { files: files ?? [] } })
    await expectGraded(from)
  })

  test('“Grade this file” grades the file of a message', async () => {
    const message = await peer.upload(teacher, 'answers.csv', answers)
    await peer.choose(gradeFile, teacher, message)
    const { blocks } = await form('exacta.view.file')
    expect(blocks.map(({ block_id }) => block_id)).toEqual(['set', 'columns', 'feedback'])
    const from = peer.messages.length
    await submit({ set: 'hw4' })
    await expectGraded(from)
  })

  test('a file sent to the app with the command is graded', async () => {
    const direct = await peer.direct(teacher)
    const from = peer.messages.length
    await peer.upload(teacher, 'answers.csv', answers, direct, '/grade set:hw4')
    await expectGraded(from)
  })

  test('shows how far it is, stops when told, and tells so on request', async () => {
    const direct = await peer.direct(teacher)
    const from = peer.messages.length
    await peer.upload(teacher, 'answers.csv', more, direct, '/grade set:hw4')
    const progress = await next(from, /▓* ?░* [\d,]+ of 14,400 · [\d,]+ a second · about \d+ (?:s|min) left/)
    expect(progress.channel).toBe(direct)
    await peer.command(teacher, '/grade', 'cancel')
    await next(from, /hw4 \(.*\) stops/)
    await next(from, /Cancelled: hw4 · [\d,]+ of 14,400/)
    expect(parse(await sent(from, 'hw4-graded.csv'), { columns: true }).length).toBeLessThan(14_400)
    await peer.command(teacher, '/grade', 'status')
    const status = await next(from, /of 14,400 +cancelled/)
    expect(status.ephemeral_to).toBe(teacher)
  })

  test('an ordinary member is turned away, whichever way they come', async () => {
    const direct = await peer.direct(student)
    const message = await peer.upload(student, 'answers.csv', answers)
    const views = peer.views().length
    for (const doing of [
      () => peer.command(student, '/grade', ''),
      () => peer.command(student, '/grade', 'set:hw4'),
      () => peer.command(student, '/grade', 'status'),
      () => peer.say(student, `<@${SLACK_APP.botUser}> /grade cancel`),
      () => peer.upload(student, 'answers.csv', answers, direct, '/grade set:hw4'),
      () => peer.choose(gradeFile, student, message),
    ]) {
      const from = peer.messages.length
      await doing()
      await next(from, /for the staff of the course/)
    }
    expect(peer.views()).toHaveLength(views)
  })

  test('one of another workspace is turned away, whatever the lists of staff say', async () => {
    const message = await peer.upload(teacher, 'answers.csv', answers)
    const from = peer.messages.length
    await peer.choose(gradeFile, teacher, message, 'T0OTHER')
    await next(from, /for the staff of the course/)
  })

  test.each([
    [
      'kept elsewhere',
      () => ({ url_private: `${elsewhere.origin}/answers.csv`, size: 1e6, name: 'answers.csv' }),
      /kept elsewhere/,
    ],
    [
      'of another type',
      () => ({ url_private: 'https://files.slack.com/x', size: 10, name: 'answers.xlsx' }),
      /\.xlsx is not read/,
    ],
    [
      'too large',
      () => ({ url_private: 'https://files.slack.com/x', size: 6e8, name: 'answers.csv' }),
      /more than 512 MB/,
    ],
  ])('refuses a file that is %s', async (_, file, says) => {
    await peer.command(teacher, '/grade', '')
    await form('exacta.view.command')
    const from = peer.messages.length
    await submit({ set: 'hw4', file: { files: [file()] } })
    await next(from, says)
    expect(elsewhere.fetched).toEqual([])
  })

  test('reads no file of its own machine, whoever asks', async () => {
    const from = peer.messages.length
    await peer.say(teacher, `<@${SLACK_APP.botUser}> /grade set:hw4 file:/etc/passwd`)
    await next(from, /Attach a file here/)
  })

  test('asks which columns are meant', async () => {
    const direct = await peer.direct(teacher)
    const from = peer.messages.length
    await peer.upload(teacher, 'answers.csv', 'who,what,said\ns1,3c,4\n', direct, '/grade set:hw4')
    await next(from, /who, what, said.*columns:student=NAME/s)
  })
})
