import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const mostBytes = 128 * 2 ** 20
/** What may come on top of what a collection leaves, before the next one: collecting in vain costs as much. */
const growth = 40 * 2 ** 20
const everyMs = 250

/**
 * V8 lets the heap of a long stream grow while the machine has memory; this collects it sooner. Only the heap counts: no
 * collection makes the embedded store smaller. Gives the way to stop.
 */
export const keepMemoryLow = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const heap = (): number => getHeapStatistics().total_heap_size
  let most = mostBytes
  const timer = setInterval(() => {
    if (typeof collect !== 'function' || heap() <= most) return
    // The last resort gives pages back, which a usual collection keeps for later; it also forgets compiled code, so it is rare.
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    most = Math.max(mostBytes, heap() + growth)
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
