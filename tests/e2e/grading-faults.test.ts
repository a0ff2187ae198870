import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classOf } from '../class/class.ts'
import { type Fault, type Faults, openFaults } from './grading/faults.ts'

/** The faults that differ most, each at a moment of its own. That of a bot is in `grading-restart.test.ts`. */
const struck: readonly (readonly [Fault, number])[] = [
  ['worker', 3400],
  ['Redis', 2600],
  ['embedded command', 1800],
  ['link to Postgres', 4200],
  ['disk of the store', 1500],
]

/** `npm run bench faults` strikes all kinds fifty times at random moments. */
describe('grading while something breaks', () => {
  let broken: Faults
  const rows = [...classOf(20)]

  beforeAll(async () => {
    broken = await openFaults(rows, 'opened')
    expect(broken.undisturbed.trimEnd().split('\n').length).toBeGreaterThan(rows.length)
  }, 300_000)

  afterAll(() => broken?.close(), 60_000)

  it.each(struck)(
    'ends the same when this is struck: %s',
    async (fault, after) => {
      const table = await broken.strike(fault, after)
      if (table === undefined) return void console.warn(`SKIPPED: ${fault}`)
      expect(table).toBe(broken.undisturbed)
    },
    600_000,
  )
})
