import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const mock = new LLMock({ host: '127.0.0.1', port: 0, strict: true })
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exacta-doctor-'))
  await mock.start()
})
afterAll(async () => {
  await mock.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  mock.clearFixtures()
  mock.clearRequests()
})

const cli = new URL('../../src/cli.ts', import.meta.url).pathname
/** In a folder without settings of its own. */
const doctor = (): Promise<string> => {
  const child = spawn(process.execPath, [cli, 'doctor'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      MODEL: 'aimock',
      OPENAI_BASE_URL: `${mock.url}/v1`,
      OPENAI_API_KEY: 'none',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return text(child.stdout)
}

test('doctor makes one real call and says what came back', async () => {
  mock.onMessage(/can be reached/, { content: 'I can be reached.' })
  expect(await doctor()).toMatch(/model.*aimock says: I can be reached\./)
  expect(mock.getRequests()).toHaveLength(1)
}, 60_000)

test('or what went wrong', async () => {
  mock.onMessage(/can be reached/, { error: { message: 'no', type: 'auth' }, status: 401 })
  expect(await doctor()).toMatch(/model.*aimock: .*does not accept the key/)
}, 60_000)
