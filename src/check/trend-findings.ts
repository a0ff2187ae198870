import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { evaluate } from './numeric.ts'
import type { Analysis } from './text-analysis.ts'
import type { Trend } from './trend.ts'
import { trendClaims } from './trend.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const wordTrends: Readonly<Record<string, Trend>> = {
  explode: 'up',
  explodes: 'up',
  grow: 'up',
  grows: 'up',
  vanish: 'down',
  vanishes: 'down',
  shrink: 'down',
  decay: 'down',
  stable: 'steady',
  constant: 'steady',
  steady: 'steady',
  neither: 'steady',
  'keep their scale': 'steady',
}
const growing = /\b(?:growth|grows?|explod\w*|vanish\w*|direction|trend)\b/i
const subject = /\bgradients?\b/i

const trendOfFactor = (factor: Expression): Trend | undefined => {
  const values = new Map([...freeSymbols(factor)].map((name, at) => [name, 40 + 7 * at]))
  const size = evaluate(factor, values)
  if (!Number.isFinite(size)) return undefined
  return Math.abs(size - 1) < 1e-9 ? 'steady' : size > 1 ? 'up' : 'down'
}

/** The trend that a known quantity says: a word, a factor per layer against 1, a class against a constant. */
const trendOf = ({ quantity }: Known): Trend | undefined => {
  if (!growing.test(`${quantity.name.replace(/_/g, ' ')} ${quantity.about}`)) return undefined
  const { value } = quantity
  if (value.kind === 'word') return wordTrends[value.word.toLowerCase()]
  if (value.kind === 'class') return freeSymbols(value.of).size > 0 ? trendOfFactor(value.of) : 'steady'
  return isExpression(value) && value.kind !== 'number' ? trendOfFactor(value) : undefined
}

export type TrendFindings = {
  readonly findings: readonly Finding[]
  readonly agreed: number
  readonly settled: readonly Known[]
}

/** What a text says gradients do ("explode", "stay stable"), against the solver's trend. */
export const trendFindings = (analysis: Analysis, vocabulary: Vocabulary): TrendFindings => {
  const known = vocabulary.known.filter((one) => trendOf(one) !== undefined)
  const first = known.find(({ quantity }) => quantity.value.kind === 'word') ?? known[0]
  const expected = first && trendOf(first)
  if (!first || !expected) return { findings: [], agreed: 0, settled: [] }
  const findings: Finding[] = []
  const settled = new Set<Known>()
  let agreed = 0
  for (const { trend, from, to, supposed } of trendClaims(analysis.lines, subject)) {
    if (trend === expected) {
      agreed += 1
      for (const one of known)
        if (trendOf(one) === trend && (one.quantity.value.kind === 'word' || one.asked)) settled.add(one)
    } else if (!supposed)
      findings.push({
        kind: 'disagrees',
        quantity: first.quantity.name,
        quote: analysis.source.slice(from, to),
        at: from,
        claimed: trendWords[trend],
        expected: trendWords[expected],
        because: first.quantity.about,
      })
  }
  return { findings, agreed, settled: [...settled] }
}

const trendWords: Readonly<Record<Trend, string>> = {
  up: 'grows',
  down: 'shrinks',
  steady: 'keeps its scale',
}
