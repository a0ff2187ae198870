import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putOpenedStore } from '../opened-store.ts'
import { rightText, wrongText } from './peers/model-texts.ts'

const run = promisify(execFile)
const cli = new URL('../../src/cli.ts', import.meta.url).pathname

describe('exacta audit', () => {
  const peer = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
  let folder: string

  beforeAll(async () => {
    // Whatever it is asked, it explains the ramp of part 3c, rightly or wrongly.
    peer.on({ model: 'right', userMessage: /./ }, { content: rightText })
    peer.on({ model: 'wrong', userMessage: /./ }, { content: wrongText })
    await peer.start()
    folder = await mkdtemp(join(tmpdir(), 'exacta-audit-'))
    await putOpenedStore(folder)
  })
  afterAll(async () => {
    await peer.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const audit = async (set: string, settings: Record<string, string>, ...more: string[]): Promise<string> => {
    const env = { OPENAI_BASE_URL: `${peer.url}/v1`, DATA_FOLDER: folder, LOG_LEVEL: 'silent', ...settings }
    const { stdout } = await run(process.execPath, [cli, 'audit', '--set', set, ...more], {
      env,
      cwd: folder,
    })
    return stdout
  }

  it.each([
    ['right', /hw4 3c\s+agrees/],
    ['wrong', /hw4 3c\s+wrong/],
  ])('tells how a model that is %s fares on every part', async (model, line) => {
    const text = await audit('deep-learning/hw4', { MODEL: model })
    expect(text).toMatch(line)
    const [, count] = /\n(\d+) parts: /.exec(text) ?? []
    expect(text.match(/^deep-learning\/hw4 /gm)).toHaveLength(Number(count))
  })

  it('audits the model it is told, with no MODEL set', async () => {
    expect(await audit('deep-learning/hw4', {}, '--model', 'wrong')).toMatch(
      /^wrong on deep-learning\/hw4\n[\s\S]*hw4 3c\s+wrong/,
    )
  })

  it.each([
    ['which model', 'hw4', [], /^--model NAME, or MODEL, is needed/],
    ['where the model is', 'hw4', ['--model', 'right'], /^OPENAI_API_KEY is needed/],
    ['that there is no such set, first', 'nope', [], /^There is no set nope/],
  ])('says %s', async (_, set, more, says) => {
    await expect(audit(set, { OPENAI_BASE_URL: '' }, ...more)).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(says),
    })
  })
})
