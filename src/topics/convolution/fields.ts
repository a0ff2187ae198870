import type { z } from 'zod'
import type { Pair } from '../../exact/correlate.ts'
import { ReadError } from '../../exact/read-error.ts'
import { choiceField, countField, field, tensorField } from '../../fields.ts'

export type Operation = 'convolution' | 'correlation'
/** Zeros around the input, as numbers or by a word that SciPy has too. */
export type Padding = Pair | 'valid' | 'same' | 'full'

const paddingWords: ReadonlySet<string> = new Set(['valid', 'same', 'full'])

/** `2`, `[1, 2]` or `1,2`: one number for both axes, or rows and columns. */
const readPair = (raw: unknown, least: number): Pair => {
  const parts = Array.isArray(raw)
    ? raw
    : String(raw)
        .replace(/^\s*\[|\]\s*$/g, '')
        .split(/[\s,;x×]+/)
  const numbers = parts.map((part) => Number(String(part).trim() || Number.NaN))
  const [rows, columns = rows] = numbers
  if (rows === undefined || columns === undefined || numbers.length > 2 || !numbers.every(Number.isInteger))
    throw new ReadError('domain', 'This must be one whole number, or two as [rows, columns].')
  if (Math.min(rows, columns) < least)
    throw new ReadError('domain', `This must be at least ${least}; ${Math.min(rows, columns)} is less.`)
  if (Math.max(rows, columns) > 4096) throw new ReadError('too-large', 'This must be at most 4096.')
  return [rows, columns]
}

const readPadding = (raw: unknown): Padding => {
  const word = String(raw).trim().toLowerCase()
  // The set holds exactly the three words of the type.
  return paddingWords.has(word) ? (word as Padding) : readPair(raw, 0)
}

/** The options of a convolution, shared by every topic that has one. */
export const convolutionFields = {
  x: tensorField({ about: 'Input: a vector, a matrix, or C×H×W', example: '[[1,2],[3,4]]' }, [1, 2, 3, 4]),
  kernel: tensorField(
    { about: 'Kernel of the same rank, or F×C×K×K', example: '[[1,0],[0,-1]]' },
    [1, 2, 3, 4],
  ),
  bias: tensorField({ about: 'One number a filter (with channels)', example: '[0,1]' }, [1]).optional(),
  groups: countField({ about: 'Groups of channels', example: '1' }, 1, 4096).default(1),
  operation: choiceField(
    { about: 'Flip the kernel (convolution) or not (correlation)', example: 'convolution' },
    ['convolution', 'correlation'],
  ).optional(),
  stride: field({ about: 'Step of the window: n or [rows, cols]', example: '1' }, (raw) =>
    readPair(raw, 1),
  ).default([1, 1]),
  padding: field(
    {
      about: 'Zeros around the input: n, [rows, cols], valid, same or full',
      example: '0',
      suggestions: ['0', '1', 'valid', 'same', 'full'],
    },
    readPadding,
  ).default([0, 0]),
  dilation: field({ about: 'Distance of kernel entries: n or [rows, cols]', example: '1' }, (raw) =>
    readPair(raw, 1),
  ).default([1, 1]),
}

export type ConvolutionInput = z.output<z.ZodObject<typeof convolutionFields>>
