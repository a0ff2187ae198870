import { UpstreamError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Database } from '../../store/database.ts'
import { isLost } from '../../store/lost.ts'
import type { Seal } from '../../store/seal.ts'
import type { SetKey } from '../grade/part-key.ts'
import { digestOf } from '../set-digest.ts'
import { aboutOf, anonymous, type Feedback, type FeedbackOrder, type FeedbackWriter } from './feedback.ts'
import { type FeedbackCounts, feedbackCounts, findFeedback, keepFeedback, openRows, textsOf } from './rows.ts'

export type FeedbackStage = {
  readonly database: Database
  readonly seal: Seal
  readonly writer: FeedbackWriter | undefined
  readonly log: Log
  readonly now: () => Date
}

export type FeedbackRequest = {
  readonly batch: string
  readonly set: ProblemSet
  readonly key: SetKey
  readonly askedBy: string
  readonly signal: AbortSignal
  /** Texts that are there, of those that are to be. */
  readonly onText?: ((done: number, all: number) => void) | undefined
  /** Asked before each text: whether it is still wanted. */
  readonly isWanted?: (() => Promise<boolean>) | undefined
}

/** What came of it, and as a sentence why rows have none. */
export type FeedbackEnd = FeedbackCounts & { readonly because?: string }

/** Rows about which the same is to be said. */
type Group = { readonly about: string; readonly order: FeedbackOrder; readonly ordinals: number[] }

/** A model's server takes so many at once without complaint; more workers would wait for it all the same. */
const atOnce = 4
/** So many in a row without an answer, and there will be none. */
const mostFaults = 6

const rest = ': the same file, graded again, gets the rest.'

/**
 * Feedback for every row that is wrong or partly right, one text for all rows about which the same is to be said. What is
 * there stays, so that it may be done again at any time. It never rejects for what a model does.
 */
export const giveFeedback = async (stage: FeedbackStage, request: FeedbackRequest): Promise<FeedbackEnd> => {
  const { database, writer, now } = stage
  const { batch, set } = request
  const because =
    set.release !== undefined && set.release > now()
      ? `Feedback could tell the solutions of ${set.name} before ${set.release.toISOString().replace('T', ' ').slice(0, 16)} UTC, when they are released: the same file, graded again after that, gets it.`
      : writer === undefined
        ? 'No model is configured (MODEL).'
        : await writeTexts({ ...stage, writer }, request)
  return { ...(await feedbackCounts(database.query, batch)), ...(because !== undefined && { because }) }
}

/** Gives why it ended before all was written. */
const writeTexts = async (
  stage: FeedbackStage & { readonly writer: FeedbackWriter },
  request: FeedbackRequest,
): Promise<string | undefined> => {
  const { database, writer, log } = stage
  const { batch, set, signal, onText, isWanted = async () => true } = request
  const groups = await groupsOf(stage, request)
  let [next, done, faults, missed] = [0, 0, 0, 0]
  let room = writer.mostTexts - (await textsOf(database.query, batch))
  let because: string | undefined
  const stop = (why: string): undefined => {
    because ??= why
  }
  const write = async ({ about, order }: Group): Promise<Feedback | undefined> => {
    const before = await findFeedback(database.query, about)
    if (before) return before
    if (room <= 0) return stop(`A batch gets no more than ${writer.mostTexts} (FEEDBACK_TEXTS).`)
    if (!(await writer.hasBudget(set.course)))
      return stop(
        'The course has used up its budget for today: the same file, graded again tomorrow, gets the rest.',
      )
    room -= 1
    try {
      const written = await writer.write(order, signal)
      faults = 0
      return written
    } catch (error) {
      if (signal.aborted || isLost(error)) throw error
      const upstream = error instanceof UpstreamError
      log.warn(upstream ? { kind: error.kind } : { err: error }, 'feedback was not written')
      missed += 1
      if (++faults >= mostFaults)
        stop(`The model did not answer${upstream ? ` (${error.message})` : ''}${rest}`)
      return undefined
    }
  }
  const work = async (): Promise<void> => {
    while (because === undefined && !signal.aborted) {
      const group = groups[next++]
      if (!group) return
      if (!(await isWanted())) return void stop(`It was stopped${rest}`)
      const written = await write(group)
      if (written) await keepFeedback(database, batch, group.ordinals, group.about, written)
      done += 1
      onText?.(done, groups.length)
    }
  }
  onText?.(0, groups.length)
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work))
  const failed = ended.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected' && !signal.aborted) throw failed.reason
  return because ?? (missed === 0 ? undefined : `The model did not answer for all of them${rest}`)
}

/** What most students wrote comes first: where not all can be written, that helps most. */
const groupsOf = async (
  { database, seal }: FeedbackStage,
  { batch, set, key, askedBy }: FeedbackRequest,
): Promise<readonly Group[]> => {
  const digest = digestOf(set)
  const groups = new Map<string, Group>()
  for await (const { ordinal, part, answer, identity, grade } of openRows(database.query, batch, seal)) {
    const { references = [] } = key.get(part) ?? {}
    if (references.length === 0) continue
    const order = { set, part, references, answer: anonymous(answer, identity), grade, askedBy }
    const about = aboutOf(digest, order)
    const group = groups.get(about) ?? { about, order, ordinals: [] }
    groups.set(about, group)
    group.ordinals.push(ordinal)
  }
  return [...groups.values()].toSorted((a, b) => b.ordinals.length - a.ordinals.length)
}
