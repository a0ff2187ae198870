import type { AnswerKey } from '../answer-key.ts'

const marks = /(^|[\s;,])\(?([a-h]|i{1,3}|iv|vi{0,3}|\d)[).]\s*[:.]?\s+(?=\S)/g
const series = ['a b c d e f g h', 'i ii iii iv v vi vii viii', '1 2 3 4 5 6 7 8'].map((one) =>
  one.split(' '),
)

/**
 * `a) √d b) 1/√d`: values that are counted, one a line. Only where the answer counts from the first to as many as are
 * asked for, and no solution of the part is told from another by a label.
 */
export const withoutCount = (text: string, { asked }: AnswerKey): string => {
  if (asked.length < 2 || asked.some(({ labels }) => labels.length > 0)) return text
  const found = [...text.matchAll(marks)].map(([, , mark = '']) => mark)
  const isCount = series.some(
    (one) => found.length === asked.length && found.every((mark, at) => mark === one[at]),
  )
  return isCount ? text.replace(marks, '\n').trim() : text
}
