import type { AnswerKey } from '../answer-key.ts'

const row = '\\[[^[\\](){};=:]*\\]'
const rows = new RegExp(
  `(?<![[,\\w\\]]\\s*)(?<!\\))${row}(?:[^\\S\\n]*[,;\\n]\\s*${row})+(?!\\s*,?\\s*[[\\](^'’\\w]|\\s*;\\s*[[\\]^\\w])`,
  'g',
)

const widthOf = (one: string): number => one.split(',').length

/**
 * `[1, 2], [3, 4]`, where all that is asked for are matrices, is the rows of one. Rows of several widths, and what is said to
 * be columns, stay as they are.
 */
export const withRowsTogether = (text: string, { asked }: AnswerKey): string => {
  const isOfMatrices = asked.every(
    ({ quantity: { value } }) => value.kind === 'tensor' && value.shape.length === 2,
  )
  if (asked.length === 0 || !isOfMatrices || /\bcol|\btranspose|\bsorted|\^T/i.test(text)) return text
  return text.replaceAll(rows, (whole) => {
    const found = whole.match(new RegExp(row, 'g')) ?? []
    const isEven = found.every((one) => widthOf(one) === widthOf(found[0] ?? ''))
    return isEven && widthOf(found[0] ?? '') > 1 ? `[${found.join(',')}]` : whole
  })
}
