import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { createLedger } from '../../src/explain/ledger.ts'
import { openDatabase } from '../../src/store/database.ts'
import { putOpenedStore } from '../opened-store.ts'
import { fakeLog } from '../unit/explain/fake-model.ts'

const cli = new URL('../../src/cli.ts', import.meta.url).pathname

test('`exacta costs` adds up calls, tokens and money by person and day', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exacta-costs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await putOpenedStore(folder)
  const database = openDatabase({ folder })
  const ledger = createLedger({
    // Dollars for a million tokens: 1000 × 1 + 500 × 10 = 6,000 millionths a call.
    prices: { m: { input: 1, output: 10 } },
    database,
    log: fakeLog().log,
    now: () => new Date(),
  })
  for (const pseudonym of ['ada', 'ada', 'ben'])
    ledger.record(
      { pseudonym, course: 'c', staff: false },
      { model: 'm', tokensIn: 1000, tokensOut: 500 },
      'full',
    )
  await expect
    .poll(() => database.query('SELECT asker FROM model_calls'), { timeout: 60_000 })
    .toHaveLength(3)
  await database.stop()
  const child = spawn(process.execPath, [cli, 'costs', '--by', 'person'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, DATA_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const rows = (await text(child.stdout)).trim().split('\n').slice(1)
  expect(rows.map((row) => row.trim().split(/\s+/).slice(1))).toEqual([
    ['ada', '2', '3000', '0.0120'],
    ['ben', '1', '1500', '0.0060'],
  ])
}, 180_000)
