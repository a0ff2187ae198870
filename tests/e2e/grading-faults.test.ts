import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classOf } from '../class/class.ts'
import { type Faults, faults, openFaults } from './grading/faults.ts'

/** Each fault once; `npm run bench faults` strikes fifty times at random moments. */
describe('grading while something breaks', () => {
  let broken: Faults
  const rows = [...classOf(20)]

  beforeAll(async () => {
    broken = await openFaults(rows)
    expect(broken.undisturbed.trimEnd().split('\n').length).toBeGreaterThan(rows.length)
  }, 180_000)

  afterAll(() => broken?.close(), 60_000)

  it.each(faults.map((fault, at) => [fault, 900 + ((at * 1237) % 4000)] as const))(
    'ends the same when this is struck: %s',
    async (fault, after) => {
      const table = await broken.strike(fault, after)
      if (table === undefined) return void console.warn(`SKIPPED: ${fault}`)
      expect(table).toBe(broken.undisturbed)
    },
    240_000,
  )
})
