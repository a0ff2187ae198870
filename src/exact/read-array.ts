import { readJson } from './read.ts'
import { ReadError } from './read-error.ts'
import { reshape } from './reshape.ts'
import type { Exact, Tensor } from './value.ts'

/** Several entries on one line and no brackets around them. */
const looksLikeRow = (text: string): boolean =>
  /[^\s,][\s,]+[^\s,]/.test(text) && !/^\s*[[({]|[;\n\\]/.test(text)

/** Entries parted by blanks or commas: `1 -1` has two, `1 - 1` is a difference. */
const readRow = (text: string): Tensor | undefined => {
  try {
    // As the only row of a matrix, whose entries blanks part.
    const value = readJson(`${text.replace(/[\s,]+$/, '')};`)
    if (value.kind !== 'tensor') return undefined
    const [rows, length = 1] = value.shape
    return rows === 1 && length > 1 ? reshape(value, [length]) : undefined
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}

/** Reads what should be an array: a row without brackets is a vector. Throws ReadError. */
export const readArray = (raw: unknown): Exact =>
  (typeof raw === 'string' && looksLikeRow(raw) ? readRow(raw) : undefined) ?? readJson(raw)
