import { splitOutside } from '../exact/split-outside.ts'
import type { AnySide } from './statements.ts'

const sizes = /^[([{\s]*\d[\d,]*\s*(?:(?:×|x|X|by|\*|\\times|\\,|\s)+\s*\d[\d,]*\s*)+[)\]}\s]*$/

/** `28×28×10`, `(28, 28, 10)`: sizes written side by side; undefined for other texts, and for a lone number. */
export const sizesWritten = (text: string): readonly number[] | undefined => {
  const listed = /^[([]\s*\d+(?:\s*,\s*\d+)+\s*[)\]]$/.test(text.trim())
  if (!listed && !sizes.test(text)) return undefined
  const numbers = text.match(/\d+/g)?.map(Number) ?? []
  return numbers.length > 1 ? numbers : undefined
}

/** `a x b`, `a × b`, `a \times b`, and `WxHxC` or `28x28` without blanks. */
const times = /(?:\s[x×*]\s|\s*×\s*|\s*\\times(?![a-zA-Z])\s*)/y
const glued = /(?<=\d)X(?=\d)|(?<=[A-Z\d)\]⌋])x(?=[A-Z\d([⌊])/g

/** The sizes of a shape as they are written; one text where none stand side by side. */
export const sizesOf = (text: string): readonly string[] => {
  const apart = text.replaceAll(glued, ' x ')
  const sizes = splitOutside(apart, times)
  if (sizes.length > 1) return sizes
  const inner = /^\((.*)\)$/s.exec(apart.trim())?.[1]
  return inner === undefined ? sizes : splitOutside(inner, times)
}

/** `(m × n)(n × m)`: the sizes of factors. */
export const areSizes = (side: AnySide): boolean =>
  side.kind === 'side' &&
  /^\s*[[(][^()[\]]*(?:×|\\times|\bx\b|\bby\b)[^()[\]]*[)\]]\s*(?:\\cdot|\\,|[·*×@])?\s*[[(]/.test(side.text)
