import { classOf } from '../tests/class/class.ts'
import { numbers } from '../tests/class/sentences.ts'
import { faults, openFaults } from '../tests/e2e/grading/faults.ts'
import type { Figure } from './measure.ts'

/** Half an hour at night, so only where it is asked for by name: `FAULT_SEED=… FAULT_RUNS=50 npm run bench faults`. */
const runs = Number(process.env.FAULT_RUNS ?? 50)
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000)
/** A run takes some seconds, from its start to its reports. */
const longest = Number(process.env.FAULT_LONGEST_MS ?? 8000)

export const measure = async (): Promise<readonly Figure[]> => {
  if (!process.argv.includes('faults'))
    return [{ what: 'grading while something breaks', value: 'npm run bench faults' }]
  const { below } = numbers(seed)
  const broken = await openFaults([...classOf(20)])
  const [same, skipped, different]: [string[], string[], string[]] = [[], [], []]
  try {
    for (let at = 0; at < runs; at++) {
      const fault = faults[at % faults.length] ?? 'worker'
      const after = 300 + below(longest)
      const name = `${fault} after ${after} ms`
      const table = await broken.strike(fault, after).catch((error: unknown) => `failed: ${error}`)
      const outcome = table === undefined ? skipped : table === broken.undisturbed ? same : different
      outcome.push(name)
      const says =
        outcome === same
          ? 'the same'
          : outcome === skipped
            ? 'skipped'
            : `NOT the same ${table?.slice(0, 300)}`
      console.log(`  ${String(at + 1).padStart(3)}  ${name}: ${says}`)
    }
  } finally {
    await broken.close()
  }
  return [
    {
      what: `runs that ended the same as the undisturbed one, seed ${seed}`,
      value: `${same.length} of ${runs - skipped.length}`,
      aim: 'all',
    },
    { what: 'skipped, since this machine has no such server or disk', value: String(skipped.length) },
    ...different.map((name) => ({ what: `not the same: ${name}`, value: 'FAILED' })),
  ]
}
