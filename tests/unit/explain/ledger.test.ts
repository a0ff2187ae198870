import { describe, expect, it } from 'vitest'
import { createLedger } from '../../../src/explain/ledger.ts'
import { fakeLog } from './fake-model.ts'

const asker = { pseudonym: 'p1', course: 'c1', staff: false }
const usage = { model: 'm', tokensIn: 2000, tokensOut: 1000 }

describe('the ledger', () => {
  it('counts tokens and money of each call, by pseudonym', async () => {
    const { log, lines } = fakeLog()
    const ledger = createLedger({
      // Dollars for a million tokens: 2000 × 1.25 + 1000 × 10 = 12,500 millionths.
      prices: { m: { input: 1.25, output: 10 } },
      dailyDollars: 0.02,
      log,
      now: () => new Date('2025-09-01T12:00:00Z'),
    })
    expect(await ledger.hasBudget('c1')).toBe(true)
    ledger.record(asker, usage, 'full 1')
    expect(lines).toMatchObject([{ about: { asker: 'p1', tokensIn: 2000, tokensOut: 1000, cost: 0.0125 } }])
    expect(await ledger.hasBudget('c1')).toBe(true)
    ledger.record(asker, usage, 'full 1')
    expect(await ledger.hasBudget('c1')).toBe(false)
    expect(await ledger.hasBudget('c2')).toBe(true)
  })

  it('begins anew each day', async () => {
    let time = new Date('2025-09-01T23:59:00Z')
    const ledger = createLedger({ dailyTokens: 3000, log: fakeLog().log, now: () => time })
    expect(await ledger.hasBudget('c1')).toBe(true)
    ledger.record(asker, usage, 'full 1')
    expect(await ledger.hasBudget('c1')).toBe(false)
    time = new Date('2025-09-02T00:00:01Z')
    expect(await ledger.hasBudget('c1')).toBe(true)
  })

  it('lets explanations go on where the store fails', async () => {
    const { log, lines } = fakeLog()
    const database = { query: () => Promise.reject(new Error('away')) }
    const ledger = createLedger({ dailyTokens: 3000, database, log, now: () => new Date() })
    expect(await ledger.hasBudget('c1')).toBe(true)
    ledger.record(asker, usage, 'full 1')
    expect(await ledger.hasBudget('c1')).toBe(false)
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(2)
  })
})
