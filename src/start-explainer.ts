import type { Config } from './config.ts'
import { createAllowance } from './explain/allowance.ts'
import type { AttemptOptions } from './explain/attempt.ts'
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

const defaults: NonNullable<Config['explanations']> = {
  perPerson: 10,
  refillMs: 180_000,
  withholdsWrong: false,
}

/** The model as configured, with the one ledger of all that it costs; none where no model is. */
export const modelFor = (
  { model: settings, explanations: { dailyDollars, dailyTokens } = defaults }: Config,
  database: Database | undefined,
  log: Log,
): AttemptOptions | undefined => {
  if (!settings) return undefined
  const { name, timeoutMs, price, fallback } = settings
  const first = endpoint(settings)
  return {
    model: fallback ? withFallback(first, endpoint(fallback), log) : first,
    timeoutMs,
    ledger: createLedger({
      dailyDollars,
      dailyTokens,
      // A second endpoint without a price of its own is counted like the first.
      ...(price && { prices: { [name]: price, ...(fallback && { [fallback.name]: price }) } }),
      database,
      log,
      now: () => new Date(),
    }),
    log,
  }
}

/** The explainer with that model, or none where there is none. */
export const explainerFor = (
  { explanations: { perPerson, refillMs } = defaults }: Config,
  writing: AttemptOptions | undefined,
  database: Database | undefined,
): Explainer | undefined =>
  writing &&
  createExplainer({
    ...writing,
    allowance: createAllowance({ size: perPerson, refillMs, now: () => performance.now() }),
    archive: database && createArchive(database, writing.log),
  })
