import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const mostBytes = 290 * 2 ** 20
/** What may come on top of what a collection leaves, before the next one: collecting in vain costs as much. */
const growth = 32 * 2 ** 20
/** Beyond this, collecting in vain is the smaller evil. */
const ceiling = 350 * 2 ** 20

/** V8 lets the heap of a long stream grow while the machine has memory; this collects it sooner. Gives the way to stop. */
export const keepMemoryLow = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  let most = mostBytes
  const timer = setInterval(() => {
    if (typeof collect !== 'function' || process.memoryUsage.rss() <= most) return
    // The last resort gives pages back, which a usual collection keeps for later.
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    most = Math.min(ceiling, Math.max(mostBytes, process.memoryUsage.rss() + growth))
  }, 1000)
  timer.unref()
  return () => clearInterval(timer)
}
