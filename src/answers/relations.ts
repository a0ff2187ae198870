import { extremumOf } from '../check/vocabulary.ts'
import { splitOutside } from '../exact/split-outside.ts'
import type { AnswerKey } from './answer-key.ts'

const unequal = String.raw`!=|=\/=|<>|[≠≉≢≮≯≰≱≪≫∝]|\\propto(?![a-z])|\\n(?:eq?|leq?|geq?)(?![a-z])|\\(?:ll|gg|lt|gt|not)(?![a-z])|(?<![-=<])>(?!=)|<(?![-=>])`
const upper = String.raw`<=|[≤⩽]|\\leq?(?:slant)?(?![a-z])`
const lower = String.raw`>=|[≥⩾]|\\geq?(?:slant)?(?![a-z])`

const atMost = /\b(?:at most|no more than|up to|höchstens)\b/i

/** "… for n ≥ 1": when something holds, and not what it is. */
const conditions = /\b(?:for|if|when|whenever|where|since|as|because|provided|assuming|with)\b[^;\n]*/gi

/**
 * Whether a relation outside all brackets says how values compare and gives none: `≠`, `<`, and `≤` where no largest
 * value is asked for. Definitions by cases have conditions of their own.
 */
export const hasInequality = ({ asked }: AnswerKey, text: string): boolean => {
  if (asked.some(({ quantity }) => quantity.value.kind === 'piecewise')) return false
  const extrema = new Set(asked.map(({ quantity }) => extremumOf(quantity)))
  const signs = [
    unequal,
    ...(extrema.has('largest') ? [] : [upper]),
    ...(extrema.has('smallest') ? [] : [lower]),
  ]
  if (!extrema.has('largest') && atMost.test(text)) return true
  return splitOutside(`0${text.replaceAll(conditions, ' ')}0`, new RegExp(signs.join('|'), 'y')).length > 1
}
