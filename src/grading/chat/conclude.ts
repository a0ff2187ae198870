import type { Log } from '../../log.ts'
import { feedbackText } from '../../render/feedback-text.ts'
import { renderGraded, renderLostFile, type ShownProgress } from '../../render/grading-reply.ts'
import type { Reply } from '../../reply.ts'
import type { ProblemSets } from '../../sets/load-sets.ts'
import type { Database } from '../../store/database.ts'
import type { Seal } from '../../store/seal.ts'
import { findBatch } from '../batch/batches.ts'
import type { FeedbackWriter } from '../feedback/feedback.ts'
import type { FeedbackEnd } from '../feedback/give-feedback.ts'
import type { Grader } from '../grader.ts'
import type { GradingQueue, RunningWorker } from '../queue.ts'
import type { Ended, News } from './follow.ts'
import type { Shelf } from './reports.ts'
import type { GradeRequest } from './requests.ts'

/** What grading for chats works with. */
export type Parts = {
  readonly database: Database
  readonly queue: GradingQueue
  readonly seal: Seal
  readonly sets: ProblemSets
  readonly grader: Grader
  readonly shelf: Shelf
  /** Writes feedback on answers; absent where no model is configured. */
  readonly feedback?: FeedbackWriter | undefined
  readonly log: Log
  /** This process grades too, so that a bot alone is enough. */
  work(): Promise<RunningWorker>
  close(): Promise<void>
}

export const shownOf = ({ id, set }: Pick<GradeRequest, 'id' | 'set'>, news: News): ShownProgress => ({
  id,
  set,
  ...news,
})

/** The message that ends a request; `later` where its files are still owed, which status gives once they can be made. */
export type Conclusion = {
  readonly reply: Reply
  readonly later?: true
  /** What the place of the progress says at the end; the reply without its files where that is missing. */
  readonly over?: ShownProgress
}

/** Reports need the set: one that was taken away may come back. */
const renderWithoutSet = (set: string): Reply => ({
  ...renderLostFile(set),
  title: `Graded ${set}, without its files`,
  blocks: [
    {
      kind: 'text',
      runs: [
        'The set is not there any more, and without it there are no reports. The grades are kept: `/grade status` gives the files once the set is back.',
      ],
    },
  ],
})

/** The end of a request: the reports of a whole batch, or the table of what a cancelled one has. */
export const conclude = async (
  { database, sets, shelf }: Pick<Parts, 'database' | 'sets' | 'shelf'>,
  request: GradeRequest,
  ended: Ended | undefined,
  comments?: FeedbackEnd,
): Promise<Conclusion> => {
  if (!ended || request.batch === null) return { reply: renderLostFile(request.set) }
  const shown = shownOf(request, ended.news)
  const whole = ended.state === 'done'
  if (!whole && shown.graded === 0) return { reply: renderGraded({ ...shown, summary: '', files: [] }) }
  const batch = await findBatch(database.query, request.batch)
  const set = sets.find(({ course, name }) => course === batch?.course && name === batch.set)
  if (!set) return { reply: renderWithoutSet(request.set), later: true }
  const { id, asker, feedback } = request
  const wanted = { id, batch: request.batch, asker, feedback: feedback !== null }
  const { files, summary, regrade, elsewhere } = await shelf.fetch(wanted, set)
  const reply = renderGraded({
    ...shown,
    summary,
    // Sums over students whose answers are not all graded would mislead.
    files: whole ? files : files.filter(({ name }) => /graded\.csv/.test(name)),
    elsewhere,
    regrade: whole ? regrade : undefined,
    feedback: comments && feedbackText(comments),
  })
  return { reply, over: shown }
}
