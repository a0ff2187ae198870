import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { connectDiscord, type DiscordConnection } from '../../src/platforms/discord/bot.ts'
import { type Started, start } from '../../src/start.ts'
import { putOpenedStore } from '../opened-store.ts'
import { answersWithSlips, expectFeedback, resultsIn, withFeedback } from './grading/feedback-class.ts'
import { type FileHost, startFileHost } from './grading/file-host.ts'
import { showMessage } from './peers/discord-actions.ts'
import { record } from './peers/discord-rules.ts'
import { type DiscordStandIn, staffRole, startDiscordStandIn } from './peers/discord-stand-in.ts'
import { type ModelPeer, startModelPeer } from './peers/model.ts'
import { feedbackTexts } from './peers/model-texts.ts'

const teacher = '400000000000000031'

let folder: string
let discord: DiscordStandIn
let files: FileHost
let model: ModelPeer
let exacta: Started
let bot: DiscordConnection

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-feedback-discord-'))
  await putOpenedStore(folder)
  files = await startFileHost({ '/answers.csv': answersWithSlips })
  discord = await startDiscordStandIn()
  model = await startModelPeer()
  exacta = await start({
    store: { folder },
    staff: { discordRoles: [staffRole] },
    ...withFeedback(model),
  })
  bot = await connectDiscord({ ...discord, ...exacta, fileOrigins: [files.origin] })
  exacta.classes?.announceBy('discord', bot.tell)
  await exacta.openStore()
}, 240_000)

afterAll(async () => {
  await bot?.stop()
  await exacta?.stop()
  await model?.stop()
  await discord?.stop()
  files?.stop()
  await rm(folder, { recursive: true, force: true })
})

afterEach(() => expect(discord.proxy.violations).toEqual([]))

const asTeacher = () => discord.as(teacher, [staffRole])

/** Grades the class, and gives the direct message that tells the end, with its files. */
const grade = async (options: Readonly<Record<string, string>>) => {
  const from = discord.state.told(teacher).length
  const file = {
    filename: 'answers.csv',
    size: Buffer.byteLength(answersWithSlips),
    url: `${files.origin}/answers.csv`,
  }
  await asTeacher().command('grade', { set: 'hw4', file, ...options })
  const { answer, uploads } = await discord.proxy.any(({ request, answer }) => {
    const { id } = record(answer.body)
    const at = discord.state.told(teacher).findIndex((message) => message.id === id)
    return request.path.endsWith('/messages') && at >= from
  })
  return { text: showMessage(record(answer.body)).text, uploads }
}

describe('/grade feedback:true in Discord', { timeout: 240_000 }, () => {
  test('without it no model is asked', async () => {
    const { text, uploads } = await grade({})
    expect(text).not.toMatch(/Feedback/)
    expect(uploads.find(({ name }) => name === 'hw4-graded.csv')?.text).not.toMatch(/feedback/)
    expect(model.requests()).toEqual([])
  })

  test('files have what holds, and say what is withheld or not checked', async () => {
    const { text, uploads } = await grade({ feedback: 'true' })
    expect(text).toContain('Feedback: 3 answers with a text · 1 withheld · 1 without.')
    const results = await resultsIn(
      uploads.find(({ name }) => name === 'hw4-gradescope.zip')?.content ?? new Uint8Array(),
    )
    expectFeedback(uploads.find(({ name }) => name === 'hw4-graded.csv')?.text ?? '', results)
    const said = JSON.stringify(discord.proxy.calls.map(({ request, uploads }) => [request.body, uploads]))
    expect(said).not.toContain(JSON.stringify(feedbackTexts['2c']).slice(1, -1))
  })

  test('what is withheld is on the staff’s list', async () => {
    const { text, hidden } = await (await asTeacher().command('flags')).shown
    expect(text).toContain('hw4 2c')
    expect(hidden).toBe(true)
  })

  test('no name reaches the model', () => {
    expect(JSON.stringify(model.requests())).not.toMatch(/\bada\b|\bbob\b|\beve\b|4000000000/)
  })
})
