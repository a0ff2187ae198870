import { webApi } from '@slack/bolt'
import { UpstreamError } from '../../errors.ts'
import type { Reply } from '../../reply.ts'
import { codeOf, type Delivery, type Posted } from './deliver.ts'

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

/** The message of a reply that its reader has: what is told again only adds to it. */
const posts = new WeakMap<Reply, Posted>()

/**
 * A direct message, of its own and with its files; false where the person cannot be written to. Rejects with
 * UpstreamError for what may pass.
 */
export const tellPerson = async (delivery: Delivery, user: string, reply: Reply): Promise<boolean> => {
  try {
    const place = await delivery.direct({ user, channel: '' })
    const posted = posts.get(reply) ?? (await delivery.announce(place, reply))
    if (!posted) return false
    posts.set(reply, posted)
    if (reply.files.length > 0) await delivery.replace(posted, place, reply)
    return true
  } catch (error) {
    if (gone.has(codeOf(error))) return false
    if (mayPass(error)) throw new UpstreamError('timeout', 'Slack does not answer.', { cause: error })
    throw error
  }
}
