import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersWithSlips, feedbackOfSlips } from './grading/feedback-class.ts'
import { type Ended, kill, type Running, run } from './grading/processes.ts'
import { type ModelPeer, models, startModelPeer } from './peers/model.ts'
import { feedbackTexts } from './peers/model-texts.ts'

/** The command as a user runs it, with a model's server beside it. */
describe('npx exacta grade --feedback', { timeout: 240_000 }, () => {
  let folder: string
  let model: ModelPeer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-feedback-'))
    model = await startModelPeer()
    await writeFile(join(folder, 'answers.csv'), answersWithSlips)
  })
  afterAll(async () => {
    await model?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const begin = (out: string, settings: Readonly<Record<string, string>>, ...more: string[]): Running =>
    run(
      'cli.ts',
      ['grade', join(folder, 'answers.csv'), '--set', 'hw4', '--out', join(folder, out), ...more],
      { DATA_FOLDER: join(folder, `${out}-data`), ...settings },
    )
  const grade = (...what: Parameters<typeof begin>): Promise<Ended> => begin(...what).ended
  const table = async (out: string): Promise<Readonly<Record<string, string>>[]> =>
    parse(await readFile(join(folder, out, 'graded.csv'), 'utf8'), { columns: true })
  const withModel = (): Record<string, string> => ({
    MODEL: models.feedback,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'sk-test',
  })
  /** Requests of one run, by the part they are about. */
  const asked = (from: number): string[] =>
    model
      .requests()
      .slice(from)
      .map(({ body }) => /hw4 (\w+)/.exec(body)?.[1] ?? '?')
      .toSorted()

  it('adds what a model says and the solver does not refute, and changes no grade', async () => {
    const plain = await grade('plain', withModel())
    expect(plain).toMatchObject({ code: 0 })
    expect(model.requests()).toEqual([])
    const { code, stderr } = await grade('out', withModel(), '--feedback')
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stderr).toContain('Feedback: 3 answers with a text · 1 withheld · 1 without.')
    const graded = await table('out')
    expect(graded.map(({ feedback }) => feedback)).toEqual(feedbackOfSlips)
    expect(graded.map(({ feedback: _, ...row }) => row)).toEqual(await table('plain'))
    // The wrong one is written anew once; the peer knows nothing of 2e.
    const parts = asked(0)
    expect(parts.filter((part) => part === '2b')).toHaveLength(1)
    expect(parts.filter((part) => part === '2c')).toHaveLength(2)
    const ada = JSON.parse(await readFile(join(folder, 'out/gradescope/ada/results.json'), 'utf8'))
    expect(ada.tests[0].output).toContain(feedbackTexts['2b'])
    expect(JSON.stringify(model.requests())).not.toMatch(/\bada\b|\bbob\b/)
  })

  it('asks for nothing again when the same command is given again', async () => {
    const before = model.requests().length
    expect((await grade('out', withModel(), '--feedback')).code).toBe(0)
    expect(asked(before).filter((part) => part !== '2e')).toEqual([])
    expect((await table('out')).map(({ feedback }) => feedback)).toEqual(feedbackOfSlips)
  })

  it('grades where no model is, or none answers', async () => {
    const none = await grade('none', {}, '--feedback')
    expect(none).toMatchObject({ code: 0, stderr: expect.stringContaining('No model is configured') })
    const settings = { ...withModel(), OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }
    const away = await grade('away', settings, '--feedback')
    expect(away).toMatchObject({ code: 0, stderr: expect.stringContaining('did not answer') })
    for (const out of ['none', 'away'])
      expect((await table(out)).map(({ feedback }) => feedback)).toEqual(feedbackOfSlips.map(() => ''))
  })

  it('ends the same after kill -9', async () => {
    const running = begin('killed', withModel(), '--feedback')
    await Promise.race([running.ended, pause(4000)])
    await kill(running)
    expect((await grade('killed', withModel(), '--feedback')).code).toBe(0)
    expect((await table('killed')).map(({ feedback }) => feedback)).toEqual(feedbackOfSlips)
  })
})
