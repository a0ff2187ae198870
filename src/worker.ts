import { runWorker } from './cli/worker.ts'
import { isMisconfigured } from './config.ts'

try {
  await runWorker()
} catch (error) {
  if (!isMisconfigured(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
