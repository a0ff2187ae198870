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

  const audit = async (model: string): Promise<string> => {
    const env = { MODEL: model, OPENAI_BASE_URL: `${peer.url}/v1`, DATA_FOLDER: folder, LOG_LEVEL: 'silent' }
    const { stdout } = await run(process.execPath, [cli, 'audit', '--set', 'deep-learning/hw4'], {
      env,
      cwd: folder,
    })
    return stdout
  }

  it.each([
    ['right', /hw4 3c\s+agrees/],
    ['wrong', /hw4 3c\s+wrong/],
  ])('tells how a model that is %s fares on every part', async (model, line) => {
    const text = await audit(model)
    expect(text).toMatch(line)
    const [, count] = /\n(\d+) parts: /.exec(text) ?? []
    expect(text.match(/^deep-learning\/hw4 /gm)).toHaveLength(Number(count))
  })

  it('says what is missing', async () => {
    await expect(
      run(process.execPath, [cli, 'audit', '--set', 'hw4'], { env: {}, cwd: folder }),
    ).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('MODEL'),
    })
  })
})
