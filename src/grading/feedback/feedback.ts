import { createHash } from 'node:crypto'
import type { Reference } from '../../model.ts'
import type { ProblemSet } from '../../sets/problem-set.ts'
import type { Grade } from '../grade/grade-answer.ts'
import type { Identity } from '../submission.ts'

/** What came of a model's text about an answer; a text that disagrees with the solver is withheld. */
export type Feedback = {
  readonly state: 'agrees' | 'unverified' | 'withheld'
  /** The text, or why it is withheld. */
  readonly says: string
  readonly claims: number
  readonly unverified: number
}

/** An answer about which something is to be said, whoever gave it. */
export type FeedbackOrder = {
  readonly set: ProblemSet
  readonly part: string
  readonly references: readonly Reference[]
  readonly answer: string
  readonly grade: Pick<Grade, 'status' | 'reason' | 'convention' | 'misconception'>
  /** Who had the class graded, as a pseudonym. */
  readonly askedBy: string
}

/** Writes feedback and checks it; the verdict and the points are none of its business. */
export type FeedbackWriter = {
  /** Whether the course may spend something on models today. */
  hasBudget(course: string): Promise<boolean>
  /** Texts that one batch may have written. */
  readonly mostTexts: number
  /** Rejects with UpstreamError where no model answers. */
  write(order: FeedbackOrder, signal: AbortSignal): Promise<Feedback>
}

/** Feedback as a report shows it: what was not checked says so, wherever the text goes from there. */
export const shownFeedback = ({ state, says, claims, unverified }: Feedback): string => {
  if (state === 'withheld') return `feedback withheld: ${says}`
  if (state === 'agrees') return says
  if (claims === 0 || unverified === claims) return `Not checked: nothing in it could be. ${says}`
  return unverified === 0
    ? `Not checked in full. ${says}`
    : `Not checked in full: ${unverified} of ${claims} claims could not be. ${says}`
}

/** The same for answers about which the same is to be said. */
export const aboutOf = (setDigest: string, { part, answer, grade }: Omit<FeedbackOrder, 'set'>): string =>
  createHash('sha256')
    .update(JSON.stringify([setDigest, part, answer, grade.status, grade.reason]))
    .digest('base64url')

/** An answer as it is told apart from others: without its writer's name, however it is spaced. */
export const anonymous = (answer: string, identity: Identity): string => {
  const names = [identity.name, identity.student, identity.login, identity.sisId, identity.email]
  return names
    .flatMap((name = '') => spellingsOf(name))
    .reduce((text, name) => text.replaceAll(new RegExp(literally(name), 'giu'), ''), answer.normalize('NFC'))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Shorter ones, such as `s1` or `Max`, may be mathematics. */
const shortestName = 5

const spellingsOf = (name: string): readonly string[] => {
  const words = name.split(/[\s,]+/).filter((word) => word !== '')
  const spellings = [name, words.join(' '), words.toReversed().join(' ')]
  return spellings.filter((spelling) => spelling.length >= shortestName && /\p{L}/u.test(spelling))
}
