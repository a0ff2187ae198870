import type { Config } from './config.ts'
import { createAllowance } from './explain/allowance.ts'
import { withBreaker } from './explain/breaker.ts'
import { createArchive } from './explain/cache.ts'
import { createModel, type ModelClient } from './explain/client.ts'
import { createExplainer, type Explainer } from './explain/explainer.ts'
import { withFallback } from './explain/fallback.ts'
import { createLedger } from './explain/ledger.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'

type Endpoint = { readonly name: string; readonly baseUrl?: string; readonly apiKey: string }

const endpoint = ({ name, ...rest }: Endpoint): ModelClient =>
  withBreaker(createModel({ ...rest, model: name }))

const defaults = { perPerson: 10, refillMs: 180_000, withholdsWrong: false }

/** The explainer as configured, or none where no model is. */
export const explainerFor = (
  { model: settings, explanations = defaults }: Config,
  database: Database | undefined,
  log: Log,
): Explainer | undefined => {
  if (!settings) return undefined
  const { name, timeoutMs, price, fallback } = settings
  const first = endpoint(settings)
  const { perPerson, refillMs, ...limits } = explanations
  return createExplainer({
    model: fallback ? withFallback(first, endpoint(fallback), log) : first,
    timeoutMs,
    allowance: createAllowance({ size: perPerson, refillMs, now: () => performance.now() }),
    ledger: createLedger({
      ...limits,
      // A second endpoint without a price of its own is counted like the first.
      ...(price && { prices: { [name]: price, ...(fallback && { [fallback.name]: price }) } }),
      database,
      log,
      now: () => new Date(),
    }),
    archive: database && createArchive(database, log),
    log,
  })
}
