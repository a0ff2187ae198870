import type { webApi } from '@slack/bolt'
import type { Address, Exacta, Request } from '../../exacta.ts'
import { type Log, newErrorId } from '../../log.ts'
import type { Reply } from '../../reply.ts'
import { createProgress } from '../progress.ts'
import type { Delivery, Place } from './deliver.ts'
import type { AskerOf } from './person.ts'
import type { References } from './reference.ts'

/** What every listener works with. */
export type Session = {
  readonly exacta: Exacta
  readonly client: webApi.WebClient
  readonly delivery: Delivery
  readonly references: References
  readonly askerOf: AskerOf
  /** Where Slack keeps files; the bot's token goes nowhere else. */
  readonly fileOrigins: readonly string[]
  /** Aborted when the app stops. */
  readonly closing: AbortSignal
  /** Does one request to its end, writes its one log line, and never rejects. */
  run(what: string, place: Place, work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>
}

/** A reply of the adapter's own, to the person who asked only. */
export const note = (title: string): Reply => ({
  title,
  tone: 'plain',
  blocks: [],
  actions: [],
  files: [],
  private: true,
})

export const createSession = (
  parts: Pick<
    Session,
    'exacta' | 'client' | 'delivery' | 'references' | 'askerOf' | 'fileOrigins' | 'closing'
  >,
  log: Log,
): Session => {
  const running = new Set<Promise<void>>()

  const apologise = async (place: Place, what: string, error: unknown) => {
    const id = newErrorId()
    log.error({ what, id, err: error }, 'slack: a request failed')
    const sorry = note(`Something went wrong. Tell the staff this id: ${id}`)
    // Where even this cannot be said, the line above is all there is to tell.
    await parts.delivery.deliver(place, sorry).catch(() => undefined)
  }

  const attempt = async (what: string, place: Place, work: () => Promise<void>) => {
    const started = performance.now()
    try {
      await work()
      log.info({ what, ms: Math.round(performance.now() - started) }, 'slack: answered')
    } catch (error) {
      await apologise(place, what, error)
    }
  }

  return {
    ...parts,
    async run(what, place, work) {
      const job = attempt(what, place, work)
      running.add(job)
      await job
      running.delete(job)
    },
    async idle() {
      await Promise.all(running)
    },
  }
}

/** Slack's limit on edits of one message: "about 1 per second" (docs.slack.dev, "Rate limits"). */
const editGapMs = 1100

/**
 * Delivers what `work` gives; what it tells on the way is shown in the same place until then. `shownAt` is where, once there
 * is a message.
 */
export const deliverWithProgress = async (
  { delivery }: Session,
  place: Place,
  work: (onProgress: NonNullable<Request['onProgress']>, shownAt: Promise<string>) => Promise<Reply>,
  first?: Reply,
): Promise<void> => {
  const shownAt = Promise.withResolvers<string>()
  let posted = first && (await delivery.announce(place, first))
  const progress = createProgress(async (shown) => {
    if (posted) return delivery.amend(posted, shown)
    // A message that one person sees cannot be changed but where nobody else is.
    posted = await delivery.announce(shown.private ? await delivery.direct(place) : place, shown)
    if (posted) shownAt.resolve(JSON.stringify(posted))
    return true
  }, editGapMs)
  progress.begin()
  const reply = await work(progress.show, shownAt.promise).catch(async (error: unknown) => {
    await progress.end()
    if (posted) await delivery.replace(posted, place, note('The explanation did not arrive.'))
    throw error
  })
  await progress.end()
  if (posted) await delivery.replace(posted, place, reply)
  else await delivery.deliver(place, reply)
}

/** How a person, and what shows them progress, are found again. */
export const addressOf = (user: string, progress: Promise<string>): Address => ({
  platform: 'slack',
  place: user,
  progress,
})

/** What the pipeline may know of who clicked. */
export const requestOf = async (
  { askerOf, closing }: Session,
  { id, team_id }: { readonly id: string; readonly team_id?: string | undefined },
): Promise<Request> => ({ asker: await askerOf({ user: id, team: team_id }), signal: closing })
