import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { type Started, start } from '../../src/start.ts'
import { putOpenedStore } from '../opened-store.ts'
import { answersWithSlips, expectFeedback, resultsIn, withFeedback } from './grading/feedback-class.ts'
import { type ModelPeer, startModelPeer } from './peers/model.ts'
import { feedbackTexts } from './peers/model-texts.ts'
import {
  type PeerMessage,
  SLACK_APP,
  type SlackPeer,
  slackPeerMissing,
  startSlackPeer,
} from './peers/slack.ts'

const teacher = 'U1001'

describe.skipIf(slackPeerMissing !== undefined)('/grade with feedback in Slack', { timeout: 240_000 }, () => {
  let folder: string
  let exacta: Started
  let peer: SlackPeer
  let model: ModelPeer
  let slack: SlackConnection

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-feedback-slack-'))
    await putOpenedStore(folder)
    peer = await startSlackPeer({ mode: 'http' })
    model = await startModelPeer()
    exacta = await start({
      store: { folder },
      staff: { slackPeople: [teacher] },
      ...withFeedback(model),
    })
    const { botToken, signingSecret } = SLACK_APP
    const { clientOptions, fileOrigins } = peer
    const at = { port: 0, host: '127.0.0.1' }
    slack = await connectSlack({ botToken, signingSecret, ...at, ...exacta, clientOptions, fileOrigins })
    peer.pointTo(slack.port ?? 0)
    exacta.classes?.announceBy('slack', slack.tell)
    await exacta.openStore()
  }, 240_000)

  afterAll(async () => {
    await slack?.stop()
    await exacta?.stop()
    expect(peer.breaches()).toEqual([])
    await model?.stop()
    await peer.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const next = (from: number, what: RegExp): Promise<PeerMessage> =>
    peer.waitFor(String(what), () =>
      peer.messages.slice(from).find(({ user, text }) => user === SLACK_APP.botUser && what.test(text)),
    )
  const fetched = async (from: number, name: string): Promise<Uint8Array> => {
    const address = await peer.waitFor(name, () =>
      peer.messages
        .slice(from)
        .flatMap(({ user, files = [] }) => (user === SLACK_APP.botUser ? files : []))
        .find((file) => file.name === name),
    )
    const headers = { authorization: `Bearer ${SLACK_APP.botToken}` }
    return new Uint8Array(await (await fetch(address.url_private, { headers })).arrayBuffer())
  }
  const textOf = async (from: number, name: string): Promise<string> =>
    new TextDecoder().decode(await fetched(from, name))

  test('without it no model is asked', async () => {
    const from = peer.messages.length
    await peer.upload(teacher, 'answers.csv', answersWithSlips, await peer.direct(teacher), '/grade set:hw4')
    expect((await next(from, /Graded hw4.*Most common/s)).text).not.toMatch(/Feedback/)
    expect(await textOf(from, 'hw4-graded.csv')).not.toMatch(/feedback/)
    expect(model.requests()).toEqual([])
  })

  test('files have what holds, and say what is withheld or not checked', async () => {
    const { files } = await peer.upload(teacher, 'answers.csv', answersWithSlips)
    await peer.command(teacher, '/grade', 'set:hw4')
    await peer.waitFor('the form', () => peer.views().find(({ id }) => id !== ''))
    const from = peer.messages.length
    peer.submit(teacher, { set: 'hw4', file: { files: files ?? [] }, feedback: { option: 'true' } })
    const end = await next(from, /Graded hw4.*Most common/s)
    expect(end.channel).toBe(await peer.direct(teacher))
    expect(end.text).toContain('Feedback: 3 answers with a text · 1 withheld · 1 without.')
    const results = await resultsIn(await fetched(from, 'hw4-gradescope.zip'))
    expectFeedback(await textOf(from, 'hw4-graded.csv'), results)
    expect(JSON.stringify(peer.messages)).not.toContain(JSON.stringify(feedbackTexts['2c']).slice(1, -1))
  })

  test('what is withheld is on the staff’s list', async () => {
    const from = peer.messages.length
    await peer.say(teacher, `<@${SLACK_APP.botUser}> /flags`)
    expect((await next(from, /hw4 2c/)).ephemeral_to).toBe(teacher)
  })

  test('no name reaches the model', () => {
    expect(JSON.stringify(model.requests())).not.toMatch(/\bada\b|\bbob\b|\beve\b|U1001/)
  })
})
