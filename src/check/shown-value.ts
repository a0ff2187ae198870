import type { Expression } from '../exact/expression.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { judgeValue } from './judge.ts'
import type { Judgement } from './judge-scalar.ts'
import { agreesRoughly } from './judge-scalar.ts'
import { evaluate } from './numeric.ts'
import { inKnownNames } from './renaming.ts'
import type { Settings } from './settings-in-force.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** Whether a claimed value is the known one, given how many digits of it are shown. */
export const judgeShown = (
  known: Known,
  expected: Expression,
  claimed: Exact,
  claim: Claim,
  settings: Settings,
  vocabulary: Vocabulary,
): Judgement => {
  const judged = judgeValue(known, expected, claimed, settings, vocabulary)
  if (judged !== 'disagrees' || !isExpression(claimed)) return judged
  const text = claim.side.kind === 'side' ? claim.side.text : ''
  const candidate = inKnownNames(claimed, vocabulary)
  const decimal = /\d\.\d/.test(text)
  const here = resolve(expected, settings.local)
  if (freeSymbols(candidate).size === 0 && freeSymbols(here).size === 0 && (decimal || claim.sign === '~=')) {
    const [shown, exact] = [evaluate(candidate, new Map()), evaluate(here, new Map())]
    if (!isRounding(text, shown, exact, claim.sign === '~=')) return 'disagrees'
    return freeSymbols(expected).size === 0 ? 'agrees' : 'instance'
  }
  const isRough = claim.sign === '~=' || roughly.test(claim.line.flow.slice(0, claim.statement.at))
  if (isRough && agreesRoughly(expected, candidate)) return 'unknown'
  return judged
}

const roughly = /\b(?:about|approximately|roughly|around|nearly|almost|essentially)\s+$/i

/** A decimal stands for what rounds to it; after `≈` also for what it is the beginning of. */
const isRounding = (text: string, claimed: number, expected: number, rough: boolean): boolean => {
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0
  const exponent = /(?:10\^\{?|e)(-?\d+)/.exec(text)?.[1]
  const ulp = 10 ** (-digits + Number(exponent ?? 0)) * (text.includes('%') ? 0.01 : 1)
  const excess = Math.abs(expected) - Math.abs(claimed)
  const isCut = rough && claimed * expected >= 0 && excess >= 0 && excess < ulp
  return isCut || Math.abs(claimed - expected) <= (ulp / 2) * 1.0000001
}
