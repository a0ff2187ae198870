import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const mostBytes = 280 * 2 ** 20

/** V8 lets the heap of a long stream grow while the machine has memory; this collects it sooner. Gives the way to stop. */
export const keepMemoryLow = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const timer = setInterval(() => {
    if (typeof collect === 'function' && process.memoryUsage.rss() > mostBytes) collect()
  }, 1000)
  timer.unref()
  return () => clearInterval(timer)
}
