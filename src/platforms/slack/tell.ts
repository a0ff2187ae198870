import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { UpstreamError } from '../../errors.ts'
import type { Telling } from '../../exacta.ts'
import type { Reply } from '../../reply.ts'
import { codeOf, type Delivery } from './deliver.ts'

/** What Slack says of people who are not there any more. */
const gone = new Set<unknown>(['user_not_found', 'user_disabled', 'users_not_found', 'cannot_dm_bot'])

/** What Slack says while it is overloaded or out of order. */
const troubled = new Set<unknown>([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
])

const unanswered = new Set<unknown>([webApi.ErrorCode.RequestError, webApi.ErrorCode.RateLimitedError])

/** Whether the same request may go through later. */
const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if (troubled.has(codeOf(error)) || ('code' in error && unanswered.has(error.code))) return true
  const status = 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && (status === 429 || status >= 500)
}

/**
 * A direct message, of its own and with its files, once; false where the person cannot be written to. Rejects with
 * UpstreamError for what may pass.
 */
export const tellPerson = async (
  delivery: Delivery,
  user: string,
  reply: Reply,
  { key, mark, again }: Telling,
): Promise<boolean> => {
  try {
    const place = await delivery.direct({ user, channel: '' })
    const latest = again ? await delivery.latest(place.channel) : []
    return await delivery.tell(place, reply, { key, mark }, latest)
  } catch (error) {
    if (gone.has(codeOf(error))) return false
    throw asAway(error)
  }
}

/** What may pass as an UpstreamError, anything else as it is. */
const asAway = (error: unknown): unknown =>
  mayPass(error) ? new UpstreamError('timeout', 'Slack does not answer.', { cause: error }) : error

const posted = z.object({ channel: z.string(), ts: z.string() })

/** Edits the message in which progress was shown. Rejects with UpstreamError for what may pass. */
export const settleProgress = async (delivery: Delivery, progress: string, reply: Reply): Promise<void> => {
  try {
    await delivery.settle(posted.parse(JSON.parse(progress)), reply)
  } catch (error) {
    throw asAway(error)
  }
}
