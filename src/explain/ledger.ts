import { setTimeout as wait } from 'node:timers/promises'
import type { Asker } from '../asker.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Usage } from './client.ts'

/** US dollars for a million tokens, by the name of the model. */
type Prices = Readonly<Record<string, { readonly input: number; readonly output: number }>>

export type LedgerOptions = {
  readonly prices?: Prices
  /** What one course may spend on one day (in UTC), in US dollars and in tokens. */
  readonly dailyDollars?: number | undefined
  readonly dailyTokens?: number | undefined
  readonly database?: Pick<Database, 'query'> | undefined
  readonly log: Log
  readonly now: () => Date
}

export type Ledger = {
  /** Whether the course has something left to spend today. */
  hasBudget(course: string): Promise<boolean>
  record(asker: Asker, usage: Usage, prompt: string): void
}

const patience = 2000

type Spent = { tokens: number; dollars: number }

/** Tokens and money by person, course and day: in memory for the budget, in the store for whoever asks later. */
export const createLedger = (options: LedgerOptions): Ledger => {
  const { prices = {}, dailyDollars, dailyTokens, database, log, now } = options
  let day = ''
  let loaded: Promise<unknown> = Promise.resolve()
  const spent = new Map<string, Spent>()
  const add = (course: string, tokens: number, dollars: number): void => {
    const { tokens: t, dollars: d } = spent.get(course) ?? { tokens: 0, dollars: 0 }
    spent.set(course, { tokens: t + tokens, dollars: d + dollars })
  }
  const hasLimit = dailyDollars !== undefined || dailyTokens !== undefined
  /** What was spent before a restart, or by another process, is known from the store. */
  const load = async (): Promise<void> => {
    if (!database || !hasLimit) return
    const rows = await database.query<{ course: string; tokens: string; dollars: number | null }>(
      `SELECT course, sum(tokens_in + tokens_out)::text AS tokens, sum(cost) AS dollars
       FROM model_calls WHERE at >= $1 GROUP BY course`,
      [`${day}T00:00:00Z`],
    )
    for (const { course, tokens, dollars } of rows) add(course, Number(tokens), dollars ?? 0)
  }
  const today = (): Promise<unknown> => {
    const current = now().toISOString().slice(0, 10)
    if (current !== day) {
      day = current
      spent.clear()
      loaded = load().catch((error: unknown) =>
        log.error({ err: error }, "today's model costs are not known: the store failed"),
      )
    }
    return loaded
  }
  return {
    async hasBudget(course) {
      // A store that is slow to open, or away, keeps nobody waiting for long.
      await Promise.race([today(), wait(patience, undefined, { ref: false })])
      const { tokens, dollars } = spent.get(course) ?? { tokens: 0, dollars: 0 }
      return tokens < (dailyTokens ?? Infinity) && dollars < (dailyDollars ?? Infinity)
    },
    record({ pseudonym, course }, { model, tokensIn, tokensOut }, prompt) {
      const price = prices[model]
      const cost = price && (tokensIn * price.input + tokensOut * price.output) / 1e6
      add(course, tokensIn + tokensOut, cost ?? 0)
      log.info({ asker: pseudonym, course, model, prompt, tokensIn, tokensOut, cost }, 'a model was asked')
      database
        ?.query(
          `INSERT INTO model_calls (at, asker, course, model, prompt, tokens_in, tokens_out, cost)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            now().toISOString(),
            pseudonym,
            course,
            model,
            prompt,
            Math.round(tokensIn),
            Math.round(tokensOut),
            cost ?? null,
          ],
        )
        .catch((error: unknown) => log.error({ err: error }, 'the cost of a model call was not stored'))
    },
  }
}
