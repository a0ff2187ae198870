import { anyone } from '../../asker.ts'
import { InputError } from '../../errors.ts'
import type { Request } from '../../exacta.ts'
import { renderCancelled, renderFeedbackStopped } from '../../render/grading-reply.ts'
import type { Reply } from '../../reply.ts'
import type { Opened } from './grade-file.ts'
import { stopUnlessOthersWait } from './join-batch.ts'
import { stopFeedback } from './request-notes.ts'
import { endRequest } from './requests.ts'
import { isCommented, isOpen, listRequests } from './status.ts'

/** Stops a person's own batch, or where somebody else waits for it too, their waiting. */
export const cancel = async (
  { parts, watch }: Opened,
  id: string | undefined,
  { asker = anyone }: Request,
): Promise<Reply> => {
  const { query } = parts.database
  const listed = await listRequests(query, asker)
  const open = listed.filter((one) => isOpen(one) || isCommented(one))
  const named = id === undefined ? open : open.filter((one) => one.id === id.trim().toLowerCase())
  const [request, another] = named
  if (!request || another) {
    const names = open.map((one) => `${one.id} (${one.set})`).join(', ')
    throw new InputError(
      'domain',
      open.length === 0 ? 'Nothing of yours is being graded.' : `Say which of yours: ${names}.`,
      open.length === 0 ? {} : { field: 'batch', example: open[0]?.id },
    )
  }
  const { batch } = request
  if (isCommented(request)) {
    await stopFeedback(query, request.id)
    return renderFeedbackStopped(request.id, request.set)
  }
  const others = batch !== null && (await stopUnlessOthersWait(parts.database, request.id, batch))
  if (batch === null || others) {
    await endRequest(query, request.id, 'withdrawn')
    watch.giveUp(request.id)
  }
  return renderCancelled(request.id, request.set, others)
}
