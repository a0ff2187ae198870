import type { Call, Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import { isExpression } from '../exact/value.ts'
import { rewrite } from './free-symbols.ts'
import type { Vocabulary } from './vocabulary.ts'

const indexOfSum = ({ args: [, index] }: Call): string => (index?.kind === 'symbol' ? index.name : '')

type Range = readonly Expression[]
/** By index, and by the places at which indices stand alone in arrays: `dy 0` is the first of dy. */
type Ranges = { readonly byIndex: ReadonlyMap<string, Range>; readonly byPlace: ReadonlyMap<string, Range> }

const rangesByVocabulary = new WeakMap<Vocabulary, Ranges>()

/** Where an index stands alone in the arrays of a formula. */
const placesOf = (index: string, body: Expression): readonly string[] => {
  const places: string[] = []
  rewrite(body, (node) => {
    if (node.kind === 'indexed')
      for (const [at, one] of node.indices.entries())
        if (one.kind === 'symbol' && one.name === index) places.push(`${node.name} ${at}`)
    return node
  })
  return places
}

/** The ranges over which the solver's sums run. */
const rangesOf = (vocabulary: Vocabulary): Ranges => {
  const before = rangesByVocabulary.get(vocabulary)
  if (before) return before
  const [ranges, byPlace] = [new Map<string, Range>(), new Map<string, Range>()]
  for (const { quantity, general } of vocabulary.known)
    for (const value of isExpression(quantity.value) ? [quantity.value, ...general] : general)
      rewrite(value, (node) => {
        if (node.kind === 'call' && node.name === 'sum' && node.args.length === 4) {
          const [body, , ...range] = node.args
          ranges.set(indexOfSum(node), range)
          for (const place of body ? placesOf(indexOfSum(node), body) : []) byPlace.set(place, range)
        }
        return node
      })
  const found = { byIndex: ranges, byPlace }
  rangesByVocabulary.set(vocabulary, found)
  return found
}

/**
 * A sum whose range is not written runs over the range of the solver's sum with the same index, or whose index stands at the
 * same place of the same array.
 */
export const withRanges = (written: Expression, vocabulary: Vocabulary): Expression => {
  const { byIndex: ranges, byPlace } = rangesOf(vocabulary)
  if (ranges.size === 0) return written
  // Where all the solver's sums run over the same range, a sum over another letter does too.
  const keys = new Set([...ranges.values()].map((range) => range.map(keyOf).join()))
  const common = keys.size === 1 ? [...ranges.values()][0] : undefined
  return rewrite(written, (node) => {
    if (node.kind !== 'call' || node.name !== 'sum' || node.args.length !== 2) return node
    const index = indexOfSum(node)
    const places = node.args[0] ? placesOf(index, node.args[0]) : []
    const own = places.map((place) => byPlace.get(place)).find(Boolean)
    return { ...node, args: [...node.args, ...(ranges.get(index) ?? own ?? common ?? [])] }
  })
}
