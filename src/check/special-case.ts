import type { Expression } from '../exact/expression.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols } from './free-symbols.ts'
import { areApart, evaluate } from './numeric.ts'
import { inKnownNames } from './renaming.ts'
import { sizesWritten } from './sizes.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

const introducesCase = /\b(?:after|with|for|at|when|layer|step|case|first|=)\s*$/i

/** A statement about a special case ("after 2 layers: 2K − 1") is right for that case, and says nothing of the general one. */
const isInstance = (
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  if (!isExpression(claimed)) return false
  const candidate = inKnownNames(claimed, vocabulary)
  const missing = [...freeSymbols(expected)].filter((name) => !freeSymbols(candidate).has(name))
  if (missing.length === 0) return false
  const numbers = claim.line.statements.flatMap((other) => {
    if (!introducesCase.test(claim.line.flow.slice(0, other.at))) return []
    const [side] = other.sides
    const value =
      other !== claim.statement && other.sides.length === 1 && side?.kind === 'side'
        ? analysis.read(side)
        : undefined
    return value?.kind === 'number' ? [evaluate(value, new Map())] : []
  })
  const words: Readonly<Record<string, number>> = {
    first: 1,
    single: 1,
    one: 1,
    second: 2,
    two: 2,
    three: 3,
    third: 3,
  }
  for (const word of claim.line.flow.toLowerCase().match(/[a-z]+/g) ?? [])
    if (Object.hasOwn(words, word)) numbers.push(words[word] ?? 1)
  const point = new Map(
    [...freeSymbols(expected), ...freeSymbols(candidate)].map((name, at) => [name, 5 + 2 * at]),
  )
  return missing.some((name) =>
    numbers.some((number) => {
      const here = new Map([...point, [name, number]])
      const [left, right] = [evaluate(expected, here), evaluate(candidate, here)]
      return Number.isFinite(left) && Number.isFinite(right) && !areApart(left, right)
    }),
  )
}

/** Whether the sentence is about numbers of its own: a symbol set, a size such as 4 × 9. */
const setsSomething = (claim: Claim, analysis: Analysis): boolean =>
  !claim.sets &&
  claim.line.statements.some(
    (other) =>
      other !== claim.statement &&
      other.sides.some((side) => side.kind === 'side' && sizesWritten(side.text) !== undefined),
  ) &&
  localSettings(analysis, claim.line, claim.statement).size > 0

/** Whether a claimed value is said of some case that the sentence has in mind, not of the quantity in general. */
export const isSpecialCase = (
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  analysis: Analysis,
  vocabulary: Vocabulary,
): boolean => {
  // A bare number for a formula, tied to it only by words, speaks of some instance.
  const isBareNumber = claimed.kind === 'number' && freeSymbols(expected).size > 0
  if (isBareNumber && (claim.tie !== 'named' || setsSomething(claim, analysis))) return true
  return isInstance(expected, claimed, claim, analysis, vocabulary)
}
