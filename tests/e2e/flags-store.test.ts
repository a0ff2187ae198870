import { afterAll, describe, expect, test } from 'vitest'
import { createArchive } from '../../src/explain/cache.ts'
import { createLedger } from '../../src/explain/ledger.ts'
import { createFlags, type NewFlag } from '../../src/flags/flags.ts'
import { type DatabaseOptions, openDatabase } from '../../src/store/database.ts'
import { fakeLog } from '../unit/explain/fake-model.ts'
import { startPostgres } from './grading/servers.ts'

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const stores: readonly (readonly [string, DatabaseOptions])[] = [
  ['embedded', {}],
  ...(postgres ? [['on a server', { url: postgres.url }] as const] : []),
]

const flag: NewFlag = {
  asker: 'p',
  course: 'c',
  source: '/conv x:1 kernel:1',
  solutions: [{ command: 'conv', input: { x: '1', note: "'; DROP TABLE flags; --" }, asks: ['y'] }],
  level: 'full',
  explanation: 'y = −40 “ünïcode” \0 end',
  verdict: 'disagrees',
  findings: [{ kind: 'disagrees', quantity: 'y', quote: 'y = \0', expected: '[[-40]]' }],
  model: 'm',
  prompt: 'full 1',
}

describe.each(stores)('the store %s', (_, options) => {
  const database = openDatabase(options)
  afterAll(() => database.stop())

  test('keeps flags as they were, and what is decided', async () => {
    const flags = createFlags(database)
    const ids = [await flags.add(flag), await flags.add({ ...flag, model: 'other' })]
    const [first = 0] = ids
    expect(await flags.find(first)).toMatchObject({
      ...flag,
      id: first,
      // Postgres has no NUL.
      explanation: 'y = −40 “ünïcode”  end',
      findings: [{ kind: 'disagrees', quantity: 'y', quote: 'y = ', expected: '[[-40]]' }],
      decision: null,
    })
    expect(await flags.resolve(first, 'model wrong', 'drifts')).toBe(true)
    expect(await flags.resolve(99_999, 'model wrong', '')).toBe(false)
    expect(await flags.list({ state: 'open' }, 10)).toMatchObject({ total: 1, flags: [{ model: 'other' }] })
    expect((await flags.list({ state: 'all', command: 'conv', model: 'm' }, 10)).total).toBe(1)
    expect((await flags.list({ state: 'all', model: "m' OR '1'='1" }, 10)).total).toBe(0)
    const all = []
    for await (const each of flags.all()) all.push(each.id)
    expect(all).toEqual(ids)
    const [from, until] = [new Date(Date.now() - 1e7), new Date(Date.now() + 1e7)]
    expect(await flags.counts(from, until)).toEqual([
      { model: 'm', command: 'conv', count: 1 },
      { model: 'other', command: 'conv', count: 1 },
    ])
  })

  test('keeps costs, so that a budget outlasts the process', async () => {
    const { log } = fakeLog()
    const ledgerOf = () =>
      createLedger({
        prices: { m: { input: 1, output: 1 } },
        dailyDollars: 0.0015,
        database,
        log,
        now: () => new Date(),
      })
    const asker = { pseudonym: 'p', course: `c${Math.random()}`, staff: false }
    const first = ledgerOf()
    expect(await first.hasBudget(asker.course)).toBe(true)
    first.record(asker, { model: 'm', tokensIn: 1000, tokensOut: 1000 }, 'full 1')
    const stored = () => database.query('SELECT cost FROM model_calls WHERE course = $1', [asker.course])
    await expect.poll(stored).toEqual([{ cost: 0.002 }])
    expect(await ledgerOf().hasBudget(asker.course)).toBe(false)
  })

  test('keeps texts by what was asked', async () => {
    const archive = createArchive(database, fakeLog().log)
    const written = {
      model: 'm',
      draft: { prose: '$\\frac12$ “ü”', values: [{ quantity: 'y', value: '3' }] },
    }
    const key = `key ${Math.random()}`
    expect(await archive.find(key)).toBeUndefined()
    archive.keep(key, written, 'full 1')
    await expect.poll(() => archive.find(key)).toEqual(written)
  })
})
