import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAllowance } from '../../src/explain/allowance.ts'
import { createModel, type ModelClient } from '../../src/explain/client.ts'
import { createExplainer } from '../../src/explain/explainer.ts'
import { createLedger } from '../../src/explain/ledger.ts'
import type { Log } from '../../src/log.ts'
import { chatEntries, createExacta } from '../../src/pipeline.ts'
import { connectSlack, type SlackConnection } from '../../src/platforms/slack/app.ts'
import { loadRegistry } from '../../src/registry.ts'
import { createSandbox } from '../../src/sandbox.ts'
import { type ModelPeer, models, startModelPeer } from './peers/model.ts'
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

// The exercise of an image whose rows grow by 5: every window gives (1+4+3) − (11+24+13) = −40.
const RAMP = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const EXERCISE = `x:${RAMP} kernel:[[-1,-2,-1],[0,0,0],[1,2,1]]`

type Line = { readonly level: string; readonly about: unknown }

const recordedLog = () => {
  const lines: Line[] = []
  const take = (level: string) => (about: unknown) => {
    lines.push({ level, about })
  }
  // Of pino's many overloads Exacta uses these.
  return {
    lines,
    log: { info: take('info'), warn: take('warn'), error: take('error'), debug: take('debug') } as Log,
  }
}

describe.skipIf(slackPeerMissing !== undefined).each(['socket', 'http'] as const)(
  'Exacta in Slack by %s',
  (mode) => {
    const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
    const { lines, log } = recordedLog()
    let model: ModelPeer
    let writer: ModelClient
    let peer: SlackPeer
    let slack: SlackConnection

    beforeAll(async () => {
      model = await startModelPeer()
      peer = await startSlackPeer({ mode })
      const exacta = createExacta({
        registry: await loadRegistry(),
        sets: [],
        now: () => new Date(),
        sandbox,
        log,
        mostEntries: chatEntries,
        explainer: createExplainer({
          model: {
            get name() {
              return writer.name
            },
            write: (prompt, options) => writer.write(prompt, options),
          },
          timeoutMs: 20_000,
          allowance: createAllowance({ size: 10, refillMs: 1, now: () => performance.now() }),
          ledger: createLedger({ log, now: () => new Date() }),
          log,
        }),
      })
      slack = await connectSlack({
        botToken: SLACK_APP.botToken,
        ...(mode === 'socket' && { appToken: SLACK_APP.appToken }),
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
      await sandbox.stop()
      await model.stop()
      await peer.stop()
      expect(peer.breaches()).toEqual([])
    })

    /** The next message that shows `text`, after the `from` first ones. */
    const next = (from: number, text: string): Promise<PeerMessage> =>
      peer.waitFor(`"${text}"`, () =>
        peer.messages.slice(from).find((message) => message.text.includes(text)),
      )

    const solve = async (): Promise<PeerMessage> => {
      const from = peer.messages.length
      await peer.command(ALICE, '/conv', EXERCISE)
      return next(from, '−40')
    }

    const explain = async (written: keyof typeof models): Promise<PeerMessage> => {
      const { baseUrl } = model
      writer = createModel({ baseUrl, apiKey: 'none', model: models[written] })
      const answer = await solve()
      await peer.click(BOB, answer, 'exacta.explain')
      return peer.waitFor('the explanation', () =>
        peer.messages.find(({ thread_ts, text }) => thread_ts === answer.ts && text.includes('explained')),
      )
    }

    test('the ramp gives nine times −40, and says what is got without the flip', async () => {
      const answer = await solve()
      expect(answer.ephemeral_to).toBeUndefined()
      expect(answer.text.match(/−40/g)).toHaveLength(9)
      expect(answer.text).toContain('the kernel is flipped')
      expect(answer.text).toMatch(/without the flip.*\b40\b/i)
    })

    test('a wrong explanation arrives with a red verdict that quotes the wrong matrix', async () => {
      const { text, blocks } = await explain('wrong')
      expect(text).toMatch(/⚠️ .*(disagree|contradicts itself)/)
      const quote = JSON.stringify(
        blocks?.flatMap(({ elements }) => elements?.filter(({ type }) => type === 'rich_text_quote')),
      )
      for (const entry of ['120', '144', '200', '240', '160']) expect(quote).toContain(entry)
      expect(text.match(/[−-]40[,\s\]]/g)?.length).toBeGreaterThanOrEqual(9)
    })

    test('a right explanation that mentions the other convention arrives green', async () => {
      const { text } = await explain('right')
      expect(text).toContain('✅')
      expect(text).not.toContain('⚠️')
    })

    test('steps come one at a time, to the one who asked', async () => {
      const answer = await solve()
      const from = peer.messages.length
      await peer.click(BOB, answer, 'exacta.step.1.ask')
      const step = await next(from, 'Step 1')
      expect(step.ephemeral_to).toBe(BOB)
      await peer.click(BOB, step, 'exacta.step.1.reveal')
      expect((await next(from + 1, 'Step 1')).ephemeral_to).toBe(BOB)
    })

    test("a student's own answer is judged for the student only", async () => {
      const answer = await solve()
      for (const [typed, sign] of [
        ['[[40,40,40],[40,40,40],[40,40,40]]', '⚠️'],
        ['y = [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]', '✅'],
      ] as const) {
        await peer.click(BOB, answer, 'exacta.check')
        await peer.waitFor('the form', () =>
          peer.views().find(({ callback_id }) => callback_id === 'exacta.view.check'),
        )
        const from = peer.messages.length
        peer.submit(BOB, { answer: typed })
        const verdict = await next(from, 'Checked against')
        expect(verdict.ephemeral_to).toBe(BOB)
        expect(verdict.text).toContain(sign)
      }
    })

    test('the form gives the same answer as slash text', async () => {
      await peer.command(ALICE, '/conv', '')
      await peer.waitFor('the form', () =>
        peer.views().find(({ callback_id }) => callback_id === 'exacta.view.command'),
      )
      const from = peer.messages.length
      peer.submit(ALICE, {
        x: RAMP,
        kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]',
        operation: { option: 'correlation' },
      })
      const answer = await next(from, '3 × 3')
      expect(answer.text.match(/\b40\b/g)?.length).toBeGreaterThanOrEqual(9)
    })

    test('a mention in a thread is answered there', async () => {
      const topic = await peer.say(ALICE, 'what is 3(c)?')
      const from = peer.messages.length
      await peer.say(BOB, `<@${SLACK_APP.botUser}> /conv ${EXERCISE}`, topic.ts)
      expect((await next(from, '−40')).thread_ts).toBe(topic.ts)
      await expect.poll(() => lines.at(-1)).toMatchObject({ about: { what: 'mention' } })
    })

    const long = `[${Array.from({ length: 80 }, () => `[${Array(80).fill(1)}]`)}]`
    test.each([
      ['ragged', '/conv', 'x:[[1,2],[3]] kernel:[[1]]', 'x', 'Row 2'],
      ['empty', '/conv', 'x:[] kernel:[[1]]', 'x', 'For example'],
      ['too large', '/conv', `x:${long} kernel:[[1]]`, 'x', '4096'],
      ['unknown option', '/conv', 'x:[[1]] kernel:[[1]] strid:2', 'strid', 'stride'],
      ['unknown command', '/conw', 'x:[[1]]', '/conw', '/conv'],
      ['not a number', '/conv', 'x:[[one,2]] kernel:[[1]]', 'x', 'one'],
      ['kernel too large', '/conv', 'x:[[1,2],[3,4]] kernel:[[1,1,1],[1,1,1],[1,1,1]]', 'kernel', '3×3'],
      ['stride 0', '/conv', 'x:[[1,2],[3,4]] kernel:[[1]] stride:0', 'stride', 'at least 1'],
    ])(
      '%s: an error that names the field, privately, with one line in the log',
      async (_, command, typed, field, says) => {
        const [from, before] = [peer.messages.length, lines.length]
        await peer.command(BOB, command, typed)
        const error = await next(from, 'That did not work')
        expect(error.ephemeral_to).toBe(BOB)
        expect(error.text).toContain(field)
        expect(error.text).toContain(says)
        expect(error.text).toContain('For example: ')
        await expect.poll(() => lines.length).toBeGreaterThan(before)
        expect(lines.slice(before)).toMatchObject([{ level: 'info', about: { what: command } }])
      },
    )
  },
)
