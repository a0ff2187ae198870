import { type Asker, anyone } from '../../asker.ts'
import type { Request } from '../../exacta.ts'
import { renderStatus } from '../../render/grading-reply.ts'
import type { Attachment, Reply } from '../../reply.ts'
import type { Query } from '../../store/database.ts'
import { progressOf } from '../batch/batches.ts'
import { conclude, type Parts } from './conclude.ts'
import { newsOf } from './follow.ts'
import { endRequest, type ListedRequest, requestsOf } from './requests.ts'

const mostListed = 10

export const listRequests = (query: Query, { pseudonym }: Asker): Promise<readonly ListedRequest[]> =>
  requestsOf(query, pseudonym, mostListed)

/** Whether something of it is still to be done. */
export const isOpen = ({ state, batchState }: ListedRequest): boolean =>
  state === 'reading' || (state === 'waiting' && batchState !== 'done' && batchState !== 'cancelled')

const stateText = (request: ListedRequest): string => {
  if (request.state === 'reading') return 'reading the file'
  if (request.state === 'withdrawn' || request.batchState === 'cancelled') return 'cancelled'
  if (request.batchState === 'done') return request.state === 'untold' ? 'done, files below' : 'done'
  return 'grading'
}

/** A person's own batches; with the files of the latest one that could not be told. */
export const statusReply = async (parts: Parts, { asker = anyone }: Request): Promise<Reply> => {
  const { query } = parts.database
  const listed = await listRequests(query, asker)
  const shown = await Promise.all(
    listed.map(async (request) => {
      const progress = request.batch === null ? undefined : await progressOf(query, request.batch)
      const { graded = 0, answers = 0 } = progress ?? {}
      return { ...request, state: stateText(request), graded, answers }
    }),
  )
  const untold = listed.find(({ state }) => state === 'untold')
  return renderStatus(shown, untold ? await filesOf(parts, untold) : [])
}

const filesOf = async (parts: Parts, request: ListedRequest): Promise<readonly Attachment[]> => {
  const { batch, batchState, id } = request
  if (batch === null || (batchState !== 'done' && batchState !== 'cancelled')) return []
  const { query } = parts.database
  const { files } = await conclude(parts, request, { state: batchState, news: await newsOf(query, batch) })
  await endRequest(query, id, 'told')
  return files
}
