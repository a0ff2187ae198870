import { runWorker } from './cli/worker.ts'
import { ConfigError } from './config.ts'

try {
  await runWorker()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
