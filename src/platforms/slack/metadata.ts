import { z } from 'zod'
import type { Place } from './deliver.ts'
import type { References } from './reference.ts'

/** What a view has to remember until it is submitted: where it was opened and what it is about. */
const metadata = z.object({
  channel: z.string(),
  thread: z.string().optional(),
  responseUrl: z.string().optional(),
  about: z.string(),
})

/** A view's metadata holds 3,000 characters of JSON; the place takes up to about 300 of them. */
const INLINE = 2000

export const packMetadata = (place: Place, about: string, references: References): string => {
  const { channel, thread, responseUrl } = place
  const fits = JSON.stringify(about).length <= INLINE
  const reference = references.refer(about, fits ? INLINE : 0)
  return JSON.stringify({ channel, thread, responseUrl, about: reference })
}

/** The place, and what the view is about unless that was forgotten. */
export const unpackMetadata = (
  packed: string,
  user: string,
  references: References,
): { readonly place: Place; readonly about: string | undefined } => {
  const { channel, thread, responseUrl, about } = metadata.parse(JSON.parse(packed))
  const place: Place = {
    channel,
    user,
    ...(thread === undefined ? {} : { thread }),
    ...(responseUrl === undefined ? {} : { responseUrl }),
  }
  return { place, about: references.resolve(about) }
}
