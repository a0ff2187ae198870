import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/store/database.ts'

describe('the embedded database', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-store-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('keeps what is written, migrates once, and is open in one process only', async () => {
    // Left by a process that was killed: no process has this number.
    await writeFile(join(folder, 'process'), '99999999')
    const first = openDatabase({ folder })
    await first.query('INSERT INTO explanations (key, model, prompt, draft) VALUES ($1, $2, $3, $4)', [
      'k',
      'm',
      'full 1',
      JSON.stringify({ prose: 'Ünïcode' }),
    ])
    await expect(openDatabase({ folder }).query('SELECT 1')).rejects.toThrow(/DATABASE_URL/)
    await first.stop()
    const second = openDatabase({ folder })
    expect(await second.query('SELECT draft FROM explanations')).toEqual([{ draft: { prose: 'Ünïcode' } }])
    await second.stop()
  })

  it('tells nothing of what was asked with where a query fails', async () => {
    const database = openDatabase({})
    const ask = (query: typeof database.query) => query('select 1 / 0, $1::text', ['a student’s answer'])
    for (const asked of [ask(database.query), database.transaction(ask)])
      expect(inspect(await asked.catch((error: unknown) => error))).not.toContain('student’s answer')
    await database.stop()
  })

  it('is not opened by stopping it', async () => {
    await openDatabase({ folder: '/nowhere/at/all' }).stop()
  })
})
