import type { Exact, Shape } from '../exact/value.ts'
import { sameScalar } from './sameness.ts'
import type { Analysis } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/** `A × B × F` where the third size is C, and C stands in the text too: two letters for two things. */
export const isOfStrangeSize = (
  { sizes }: Shape,
  claimed: Exact,
  { definitions, lines, read }: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  if (claimed.kind !== 'shape' || claimed.sizes.length !== sizes.length) return false
  const others = sizes.flatMap((size, at) => {
    const own = claimed.sizes[at]
    return own && sameScalar(size, own) !== true ? [{ size, own }] : []
  })
  const [only] = others
  if (!only || others.length > 1 || only.own.kind !== 'symbol' || only.size.kind !== 'symbol') return false
  const { name } = only.own
  if (vocabulary.symbols.has(name) || definitions.has(name)) return false
  const { name: expected } = only.size
  return lines.some(({ statements }) =>
    statements.some((statement) =>
      statement.sides.some((side) => {
        const value = side.kind === 'side' ? read(side) : undefined
        return value?.kind === 'symbol' && value.name === expected
      }),
    ),
  )
}
