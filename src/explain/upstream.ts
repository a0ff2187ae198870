import { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import { UpstreamError } from '../errors.ts'

/** What to do about a failed attempt: try again after a pause, or give up with an error. */
export type Fate = { readonly retryAfterMs: number } | { readonly error: UpstreamError }

const give = (kind: UpstreamError['kind'], message: string, cause: unknown): Fate => ({
  error: new UpstreamError(kind, message, { cause }),
})

/** The wait that `Retry-After` asks for, in seconds or as a date. */
export const retryAfterMs = (headers: Headers | undefined, now: number): number | undefined => {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(exact)) return Math.max(0, exact)
  const wanted = headers?.get('retry-after')
  if (!wanted) return undefined
  const seconds = Number(wanted)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(wanted)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Codes of OpenAI-compatible servers for an account without money: waiting does not help. */
const spent = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'quota_exceeded'])

const fateOfStatus = (error: APIError, attempt: number, leftMs: number, backoffMs: number): Fate => {
  const status: unknown = error.status
  if (spent.has(String(error.code)) || spent.has(String(error.type)) || status === 402)
    return give('refused', 'the quota of the model account is used up', error)
  if (status === 401 || status === 403)
    return give('not-configured', 'the model endpoint does not accept the key', error)
  if (status === 404) return give('not-configured', 'the endpoint does not know this model or address', error)
  if (status === 429 || status === 503) {
    const wait = retryAfterMs(error.headers, Date.now()) ?? backoffMs * 2 ** attempt
    const limited = status === 429 ? 'the model is rate-limited' : 'the model is overloaded'
    if (attempt >= 2 || wait >= leftMs) return give('rate-limited', limited, error)
    return { retryAfterMs: wait }
  }
  if (typeof status === 'number' && status >= 500 && attempt < 1) return { retryAfterMs: backoffMs }
  return give('refused', `the model endpoint answered ${String(status ?? 'with an error')}`, error)
}

/** Decides on an attempt that threw. `attempt` counts from 0; `leftMs` is what the deadline leaves. */
export const fateOf = (error: unknown, attempt: number, leftMs: number, backoffMs: number): Fate => {
  if (error instanceof UpstreamError) return { error }
  if (error instanceof APIUserAbortError) return give('timeout', 'the model was given up', error)
  if (error instanceof APIConnectionError)
    return attempt < 1 && leftMs > backoffMs
      ? { retryAfterMs: backoffMs }
      : give('refused', 'the model endpoint cannot be reached', error)
  if (error instanceof APIError) return fateOfStatus(error, attempt, leftMs, backoffMs)
  // The client passes on what its stream threw: `TypeError: terminated`, or a chunk that is no JSON.
  return give('refused', 'the answer of the model broke off', error)
}
