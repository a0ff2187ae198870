import type { Config } from './config.ts'
import { createModel } from './explain/client.ts'
import { createLog, type Log } from './log.ts'
import { createExacta, type Exacta } from './pipeline.ts'
import { loadRegistry } from './registry.ts'
import { createSandbox } from './sandbox.ts'

export type Started = { readonly exacta: Exacta; readonly log: Log; stop(): Promise<void> }

/** Puts the stages together as configured. `mostEntries` is raised for scripts. */
export const start = async (config: Config, mostEntries?: number): Promise<Started> => {
  const log = createLog(config.logLevel)
  const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
  const exacta = createExacta({
    registry: await loadRegistry(),
    sandbox,
    log,
    ...(config.model && { model: createModel({ ...config.model, model: config.model.name }) }),
    ...(mostEntries !== undefined && { mostEntries }),
  })
  return { exacta, log, stop: () => sandbox.stop() }
}
