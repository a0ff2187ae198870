import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { createModel } from './explain/client.ts'
import { createLog, type Log } from './log.ts'
import { chatEntries, createExacta, type Exacta } from './pipeline.ts'
import { loadRegistry } from './registry.ts'
import { createPictures } from './render/picture/pictures.ts'
import { createSandbox } from './sandbox.ts'
import { loadSets } from './sets/load-sets.ts'

export type Started = { readonly exacta: Exacta; readonly log: Log; stop(): Promise<void> }

/** Puts the stages together as configured. `mostEntries` is raised for scripts. */
export const start = async (config: Config, mostEntries = chatEntries): Promise<Started> => {
  const log = createLog(config.logLevel)
  const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
  const pictures = createPictures({
    refused: (name, because) => log.debug({ picture: name, because }, 'a picture was not drawn'),
  })
  const exacta = createExacta({
    registry: await loadRegistry(),
    sets: await loadSets(fileURLToPath(new URL('../courses/', import.meta.url))),
    sandbox,
    pictures,
    now: () => new Date(),
    mostEntries,
    log,
    ...(config.model && { model: createModel({ ...config.model, model: config.model.name }) }),
  })
  return {
    exacta,
    log,
    stop: async () => {
      await Promise.all([sandbox.stop(), pictures.stop()])
    },
  }
}
