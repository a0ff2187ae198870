import { many, number } from './grading-reply.ts'

type ShownFeedback = {
  readonly told: number
  readonly withheld: number
  readonly open: number
  readonly because?: string
}

/** What came of the feedback, in a line. */
export const feedbackText = ({ told, withheld, open, because }: ShownFeedback): string => {
  const counted = [
    ...(told > 0 ? [`${many(told, 'answer')} with a text`] : []),
    ...(withheld > 0 ? [`${number(withheld)} withheld`] : []),
    ...(open > 0 ? [`${number(open)} without`] : []),
  ]
  const counts = counted.length === 0 ? 'no answer is in need of any' : counted.join(' · ')
  return `Feedback: ${counts}.${because === undefined ? '' : ` ${because}`}`
}
