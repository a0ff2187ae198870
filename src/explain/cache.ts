import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Written } from './client.ts'
import type { Prompt } from './prompt.ts'

/** The same for the same solution, level, model and version of the prompt, for these are all that a model is given. */
export const keyOf = (model: string, prompt: Prompt): string =>
  createHash('sha256')
    .update(JSON.stringify([model, prompt]))
    .digest('base64url')

/** What models wrote, over restarts. It never fails: what cannot be read is written anew. */
export type Archive = {
  find(key: string): Promise<Written | undefined>
  keep(key: string, written: Written, version: string): void
}

/** A store that takes longer to answer than this is no help. */
const patience = 1000

export const createArchive = (database: Pick<Database, 'query'>, log: Log): Archive => {
  const failed = (error: unknown): undefined => {
    log.error({ err: error }, 'explanations: the store failed')
  }
  return {
    async find(key) {
      const rows = database
        .query<Written>('SELECT model, draft FROM explanations WHERE key = $1', [key])
        .catch(failed)
      const found = await Promise.race([rows, wait(patience, undefined, { ref: false })])
      return found?.[0]
    },
    keep(key, { model, draft }, version) {
      database
        .query(
          `INSERT INTO explanations (key, model, prompt, draft) VALUES ($1, $2, $3, $4)
           ON CONFLICT (key) DO NOTHING`,
          [key, model, version, JSON.stringify(draft)],
        )
        .catch(failed)
    },
  }
}
