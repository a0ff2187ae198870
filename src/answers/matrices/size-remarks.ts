import type { AnswerKey } from '../answer-key.ts'

const size =
  /([\])}]\$?)[ \t]*\(\$?(\d+)\s*(?:x|×|\\times|by)\s*(\d+)\$?(?:\s+(?:matrix|array))?\)(?=\s*(?:[.,;\n(]|$|(?:and|because|since)\b))/g

/** `[[…]] (3 × 3)`: the size of a matrix behind it, where one that is asked for has it. */
export const withoutSizeRemarks = (text: string, { asked }: AnswerKey): string => {
  const sizes = new Set(
    asked.flatMap(({ quantity: { value } }) => (value.kind === 'tensor' ? [value.shape.join('x')] : [])),
  )
  return sizes.size === 0
    ? text
    : text.replaceAll(size, (whole, end: string, rows: string, columns: string) =>
        sizes.has(`${rows}x${columns}`) ? end : whole,
      )
}
