import type { Log } from '../log.ts'
import { renderDigest } from '../render/digest-reply.ts'
import type { Reply } from '../reply.ts'
import type { Database } from '../store/database.ts'
import type { Flags } from './flags.ts'

const hour = 3_600_000
const week = 7 * 24 * hour
/** Monday, 8:00 UTC; 1970 began on a Thursday. */
const firstMonday = 4 * 24 * hour + 8 * hour

/** The latest Monday morning that has come. */
export const lastMonday = (now: Date): Date =>
  new Date(firstMonday + Math.floor((now.getTime() - firstMonday) / week) * week)

type Options = {
  readonly flags: Flags
  readonly database: Pick<Database, 'query'>
  /** Posts in every staff channel; rejects where none took it. */
  readonly post: (digest: Reply) => Promise<void>
  readonly now: () => Date
  readonly log: Log
}

/**
 * Sends last week's counts where they are not sent yet. Of several processes one does; where it fails, the next call
 * tries again.
 */
export const sendDigest = async ({ flags, database, post, now, log }: Options): Promise<boolean> => {
  const monday = lastMonday(now())
  const day = monday.toISOString().slice(0, 10)
  const mine = await database.query(
    'INSERT INTO digests (week) VALUES ($1) ON CONFLICT DO NOTHING RETURNING week',
    [day],
  )
  if (mine.length === 0) return false
  try {
    await post(renderDigest(await flags.counts(new Date(monday.getTime() - week), monday), day))
    return true
  } catch (error) {
    log.error({ err: error }, 'the digest of the week was not sent')
    await database.query('DELETE FROM digests WHERE week = $1', [day])
    return false
  }
}

/** Looks once an hour, and when the process starts. Gives the way to stop. */
export const everyHour = (work: () => Promise<unknown>, log: Log): (() => void) => {
  const attempt = (): void =>
    void work().catch((error: unknown) => log.error({ err: error }, 'the digest of the week failed'))
  attempt()
  const timer = setInterval(attempt, hour)
  timer.unref()
  return () => clearInterval(timer)
}
