import type { Asked } from '../../answers/answer-key.ts'
import { judgeAnswer } from '../../answers/judge-answer.ts'
import type { Judged } from '../../answers/reading.ts'
import type { PartKey } from './part-key.ts'

export type Status = 'correct' | 'partial' | 'wrong' | 'person'

/** What an answer earns; `person` is decided by nobody but a person and carries no points. */
export type Grade = {
  readonly status: Status
  readonly points: number
  readonly reason: string
  /** The convention under which the answer is right, where the part asks for another. */
  readonly convention?: string
  /** The well-known slip that leads to the answer. */
  readonly misconception?: string
}

/** Grades one answer by exact comparison alone; what cannot be read or decided is for a person. */
export const gradeAnswer = (key: PartKey, written: string): Grade => {
  const judgement = judgeAnswer(key, written)
  switch (judgement.is) {
    case 'open':
      return { status: 'person', points: 0, reason: judgement.because }
    case 'empty':
      return { status: 'wrong', points: 0, reason: 'No answer was given.' }
    case 'right':
      return correct(key, 'Every value that is asked for is stated, and none disagrees.')
    case 'decided':
      return judgement.judged.every(({ outcome }) => outcome.is === 'right')
        ? correct(key, 'Every value is right.')
        : tally(key, judgement.judged)
  }
}

const correct = (key: PartKey, reason: string): Grade => ({ status: 'correct', points: key.points, reason })

const tally = (key: PartKey, judged: readonly Judged[]): Grade => {
  const share = (is: Judged['outcome']['is']): number =>
    judged.filter(({ outcome }) => outcome.is === is).length / judged.length
  const earned = share('right') + share('convention') * key.conventionCredit
  const reasons = judged.flatMap(({ asked, outcome }) => reasonOf(asked, outcome))
  const convention = found(judged, 'convention')
  const misconception = judged.flatMap(({ outcome }) =>
    outcome.is === 'wrong' && outcome.kind === 'misconception' ? [outcome.because ?? ''] : [],
  )[0]
  return {
    status: earned > 0 ? 'partial' : 'wrong',
    points: Math.round(key.points * earned * 100) / 100,
    reason: reasons.join(' '),
    ...(convention !== undefined && { convention }),
    ...(misconception !== undefined && { misconception }),
  }
}

const found = (judged: readonly Judged[], is: 'convention'): string | undefined =>
  judged.flatMap(({ outcome }) =>
    outcome.is === is && outcome.because !== undefined ? [outcome.because] : [],
  )[0]

const nameOf = ({ quantity, reference }: Asked): string =>
  `${quantity.name.replaceAll('_', ' ')}${reference.label === undefined ? '' : ` (${reference.label})`}`

const reasonOf = (asked: Asked, outcome: Judged['outcome']): readonly string[] => {
  if (outcome.is === 'right' || outcome.is === 'unsure') return []
  if (outcome.is === 'missing') return [`${nameOf(asked)}: not given.`]
  const because = outcome.because ?? ''
  if (outcome.is === 'convention')
    return [`${nameOf(asked)}: right under another convention. ${because}`.trim()]
  return [`${nameOf(asked)}: wrong. ${because}`.trim()]
}
