import type { Call, Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { isExpression } from '../exact/value.ts'
import { rewrite } from './free-symbols.ts'
import type { Vocabulary } from './vocabulary.ts'

const indexOfSum = ({ args: [, index] }: Call): string => (index?.kind === 'symbol' ? index.name : '')

const rangesByVocabulary = new WeakMap<Vocabulary, ReadonlyMap<string, readonly Expression[]>>()

/** The ranges over which the solver's sums run, by index. */
const rangesOf = (vocabulary: Vocabulary): ReadonlyMap<string, readonly Expression[]> => {
  const before = rangesByVocabulary.get(vocabulary)
  if (before) return before
  const ranges = new Map<string, readonly Expression[]>()
  for (const { quantity, general } of vocabulary.known)
    for (const value of isExpression(quantity.value) ? [quantity.value, ...general] : general)
      rewrite(value, (node) => {
        if (node.kind === 'call' && node.name === 'sum' && node.args.length === 4)
          ranges.set(indexOfSum(node), node.args.slice(2))
        return node
      })
  rangesByVocabulary.set(vocabulary, ranges)
  return ranges
}

/** A sum whose range is not written runs over the range of the solver's sum with the same index. */
export const withRanges = (written: Expression, vocabulary: Vocabulary): Expression => {
  const ranges = rangesOf(vocabulary)
  if (ranges.size === 0) return written
  // Where all the solver's sums run over the same range, a sum over another letter does too.
  const keys = new Set([...ranges.values()].map((range) => range.map(keyOf).join()))
  const common = keys.size === 1 ? [...ranges.values()][0] : undefined
  return rewrite(written, (node) => {
    if (node.kind !== 'call' || node.name !== 'sum' || node.args.length !== 2) return node
    return { ...node, args: [...node.args, ...(ranges.get(indexOfSum(node)) ?? common ?? [])] }
  })
}
