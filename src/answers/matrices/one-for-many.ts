import { equal } from '../../exact/equal.ts'
import { entriesOf } from '../../exact/tensor.ts'
import { type Exact, isExpression, type Tensor } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'
import type { AnswerKey } from '../answer-key.ts'
import { apart } from '../labels.ts'
import { readValue } from '../read-value.ts'
import { sidesOf, tidy } from '../segments.ts'

const isMatrix = (value: Exact): value is Tensor => value.kind === 'tensor' && value.entries.length > 1

const matricesOf = ({ asked }: AnswerKey): readonly Tensor[] =>
  asked.map(({ quantity }) => quantity.value).filter(isMatrix)

/** Rows, one after the other: `[…], […]`, `(…; …)`, an environment. */
const rows = /[\])]\s*[,;]?\s*[[(]|[[(][^\])]*[;\n]|\\begin/

/** Whether a matrix is asked for and the text has none: a size beside a value is no proof that its size is right. */
export const lacksMatrix = (key: AnswerKey, text: string): boolean =>
  matricesOf(key).length > 0 && !rows.test(text)

/** One value that stands for all entries of a matrix that is asked for; undefined where it is not one of those. */
export const valueOfEntries = (key: AnswerKey, text: string): string | undefined => {
  if (!lacksMatrix(key, text)) return undefined
  const side = sidesOf(tidy(text)).at(-1) ?? ''
  const value = readValue(apart(side, key.names, key.asked).value, key.names)
  if (!value || !isExpression(value)) return undefined
  const stands = matricesOf(key).some((matrix) =>
    entriesOf(matrix).every((entry) => equal(entry, value, { domain: 'positive' }).equal === true),
  )
  return stands ? toText(value) : undefined
}
