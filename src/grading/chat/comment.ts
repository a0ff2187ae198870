import { type FeedbackEnd, giveFeedback } from '../feedback/give-feedback.ts'
import { ChangedSetError } from '../grader.ts'
import type { Parts } from './conclude.ts'
import type { Ended, Following } from './follow.ts'
import { wantsFeedback } from './request-notes.ts'
import type { GradeRequest } from './requests.ts'

/** Feedback for a request that asks for it, once all is graded; it goes on where it stopped. */
export const comment = async (
  { database, seal, grader, feedback: writer, log }: Parts,
  { id, batch, asker, feedback }: GradeRequest,
  { state, news }: Ended,
  { signal, onNews }: Pick<Following, 'signal' | 'onNews'>,
): Promise<FeedbackEnd | undefined> => {
  if (feedback === null || batch === null || state !== 'done') return undefined
  const graded = await grader.keyOf(batch).catch((error: unknown) => {
    // Another set under its name, or none, is told where the reports are made.
    if (error instanceof ChangedSetError) return undefined
    throw error
  })
  if (!graded) return undefined
  const { set, key } = graded
  return giveFeedback(
    { database, seal, writer, log, now: () => new Date() },
    {
      batch,
      set,
      key,
      askedBy: asker,
      signal,
      onText: (done, all) => onNews?.({ ...news, texts: { done, all } }),
      isWanted: () => wantsFeedback(database.query, id),
    },
  )
}
