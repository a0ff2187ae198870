import { type Asker, anyone } from '../../asker.ts'
import type { Request } from '../../exacta.ts'
import { renderStatus } from '../../render/grading-reply.ts'
import type { Attachment, Reply } from '../../reply.ts'
import type { Query } from '../../store/database.ts'
import { progressOf } from '../batch/batches.ts'
import { conclude, type Parts } from './conclude.ts'
import { sharesOf } from './files.ts'
import { newsOf } from './follow.ts'
import { type ListedRequest, requestsOf } from './requests.ts'

const mostListed = 10

export const listRequests = (query: Query, { pseudonym }: Asker): Promise<readonly ListedRequest[]> =>
  requestsOf(query, pseudonym, mostListed)

/** Whether something of it is still to be done. */
export const isOpen = ({ state, batchState }: ListedRequest): boolean =>
  state === 'reading' || (state === 'waiting' && batchState !== 'done' && batchState !== 'cancelled')

/** Whether all is graded, and a model says something about it; who waits in a terminal that was closed has no address. */
export const isCommented = ({ state, batchState, feedback, address }: ListedRequest): boolean =>
  state === 'waiting' && batchState === 'done' && feedback === 'wanted' && address !== null

const stateText = (request: ListedRequest): string => {
  if (request.state === 'reading') return 'reading the file'
  if (request.state === 'withdrawn' || request.batchState === 'cancelled') return 'cancelled'
  if (isCommented(request)) return 'writing feedback'
  if (request.batchState === 'done') return 'done'
  return 'grading'
}

/** How many shares of an untold request's files this process has given, of how many. */
export type Given = Map<string, { readonly given: number; readonly all: number }>

/**
 * A person's own batches; with files of one that could not be told. Nobody says whether they arrived, so each stays
 * untold: the same again gives what has not been given yet, and then all of it from the start.
 */
export const statusReply = async (
  parts: Parts,
  given: Given,
  { asker = anyone }: Request,
): Promise<Reply> => {
  const { query } = parts.database
  const listed = await listRequests(query, asker)
  const untold = listed.filter(({ state }) => state === 'untold')
  const next = untold.find((request) => isLeft(given, request)) ?? untold[0]
  const share = next && (await shareOf(parts, given, next))
  const shown = await Promise.all(
    listed.map(async (request) => {
      const progress = request.batch === null ? undefined : await progressOf(query, request.batch)
      const { graded = 0, answers = 0 } = progress ?? {}
      const note = request.state !== 'untold' ? '' : request === next ? share?.note : ', files next time'
      return { ...request, state: `${stateText(request)}${note ?? ''}`, graded, answers }
    }),
  )
  return renderStatus(shown, share?.files ?? [])
}

const isLeft = (given: Given, { id }: ListedRequest): boolean => {
  const one = given.get(id)
  return !one || one.given < one.all
}

type Share = { readonly files: readonly Attachment[]; readonly note: string }

const shareOf = async (parts: Parts, given: Given, request: ListedRequest): Promise<Share> => {
  const shares = sharesOf(await filesOf(parts, request))
  const before = given.get(request.id)?.given ?? 0
  const at = before < shares.length ? before : 0
  given.set(request.id, { given: at + 1, all: shares.length })
  const files = shares[at] ?? []
  if (files.length === 0) return { files, note: '' }
  const of = shares.length > 1 ? ` (${at + 1} of ${shares.length}; the same again gives the next)` : ''
  return { files, note: `, files below${of}` }
}

const filesOf = async (parts: Parts, request: ListedRequest): Promise<readonly Attachment[]> => {
  const { batch, batchState } = request
  if (batch === null || (batchState !== 'done' && batchState !== 'cancelled')) return []
  const { query } = parts.database
  const ended = { state: batchState, news: await newsOf(query, batch) }
  return (await conclude(parts, request, ended)).reply.files
}
