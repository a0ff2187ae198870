import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import type { Sign } from './elements.ts'
import { freeSymbols, hasIndexed, resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { evaluate } from './numeric.ts'
import { retractedBefore } from './spirals.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'

/** One inequality in one symbol, as a test of whole numbers. */
type Inequality = { readonly symbol: string; readonly holds: (n: number) => boolean | null }

/** A bound that a text gives for the symbol: the least or the largest it may be. */
type Bound = { readonly side: 'least' | 'largest'; readonly at: number; readonly strict: boolean }

const rounding = 1e-9
const orders: Partial<Record<Sign, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b - rounding,
  '<=': (a, b) => a <= b + rounding,
  '>': (a, b) => a > b + rounding,
  '>=': (a, b) => a >= b - rounding,
}

const expressionAt = (
  statement: Statement,
  at: number,
  line: Line,
  analysis: Analysis,
): Expression | undefined => {
  const side = statement.sides.at(at)
  const value = side?.kind === 'side' && side.format !== 'words' ? analysis.read(side) : undefined
  if (!value || !isExpression(value) || hasIndexed(value)) return undefined
  const values = new Map([...analysis.definitions, ...localSettings(analysis, line, statement)])
  const own = freeSymbols(value)
  const given = new Map([...values].filter(([name]) => own.size > 1 && own.has(name)))
  return guarded(() => resolve(value, given), undefined)
}

const inequalityIn = (statement: Statement, line: Line, analysis: Analysis): Inequality | undefined => {
  const [sign, ...others] = statement.signs
  const compare = sign && orders[sign]
  if (!compare || others.length > 0) return undefined
  const [left, right] = [0, 1].map((at) => expressionAt(statement, at, line, analysis))
  if (!left || !right) return undefined
  const [symbol, ...more] = new Set([...freeSymbols(left), ...freeSymbols(right)])
  if (symbol === undefined || more.length > 0) return undefined
  return {
    symbol,
    holds: (n) => {
      const at = new Map([[symbol, n]])
      const [a, b] = [evaluate(left, at), evaluate(right, at)]
      return Number.isNaN(a) || Number.isNaN(b) ? null : compare(a, b)
    },
  }
}

/** Words that lead from an inequality to its solution. */
const therefore =
  /^[\s,;.:(⏎]*(?:(?:⇒|⟹|→|⟺|⇔|that is|that means|which means|i\.?e\.?|so|hence|thus|therefore|or|and|we|you|one|it|giving|gives?|get|need|needs?|requires?|means|then|meaning|yields?|equivalently)[\s,:]*)+$/i
const leastWords = /\b(?:at least|a minimum of|no fewer than|not less than|minimally)\s*$/i
const largestWords = /\b(?:at most|a maximum of|no more than|not more than)\s*$/i

const boundIn = (
  { statement, before, symbol }: { statement: Statement; before: string; symbol: string },
  line: Line,
  analysis: Analysis,
): Bound | undefined => {
  const [left, right] = [0, -1].map((at) => expressionAt(statement, at, line, analysis))
  if (!left || !right || freeSymbols(right).size > 0) return undefined
  const at = evaluate(right, new Map())
  const [sign] = statement.signs
  const isNamed = left.kind === 'symbol' && left.name === symbol
  if (!Number.isFinite(at) || (!isNamed && statement.signs.length > 0)) return undefined
  if (statement.signs.length > 1 || (sign === undefined && left !== right && !isNamed)) return undefined
  if (sign === '=' || sign === undefined) {
    if (leastWords.test(before)) return { side: 'least', at, strict: false }
    return largestWords.test(before) ? { side: 'largest', at, strict: false } : undefined
  }
  if (sign === '>=' || sign === '>') return { side: 'least', at, strict: sign === '>' }
  return sign === '<=' || sign === '<' ? { side: 'largest', at, strict: sign === '<' } : undefined
}

/** The whole number at the edge of a bound, and the next one outside of it. */
const edgeOf = ({ side, at, strict }: Bound): readonly [number, number] => {
  if (side === 'least') {
    const inner = strict ? Math.floor(at) + 1 : Math.ceil(at - rounding)
    return [inner, inner - 1]
  }
  const inner = strict ? Math.ceil(at) - 1 : Math.floor(at + rounding)
  return [inner, inner + 1]
}

const wayBetween = (between: string): { readonly isSolution: boolean; readonly before: string } => {
  const before = between.replace(/[\s:]+$/, '')
  const rest = before.replace(leastWords, '').replace(largestWords, '')
  return { isSolution: therefore.test(`${rest} `), before }
}

const findingAt = (line: Line, at: number, analysis: Analysis): Finding[] => {
  const [first, next] = [line.statements[at], line.statements[at + 1]]
  if (!first || !next) return []
  const inequality = inequalityIn(first, line, analysis)
  const { isSolution, before } = wayBetween(line.flow.slice(first.end + 1, next.at))
  if (!inequality || !isSolution) return []
  const bound = boundIn({ statement: next, before, symbol: inequality.symbol }, line, analysis)
  if (!bound) return []
  const [inner, outer] = edgeOf(bound)
  const [isInside, isOutside] = [inequality.holds(inner), inequality.holds(outer)]
  if (isInside === null || isOutside === null || (isInside && !isOutside)) return []
  // What holds on neither side, or on both, has its edge elsewhere; what holds the wrong way round has another direction.
  const claims = [first, next].every((one) => analysis.stance(line, one) === 'claim')
  if (!claims || retractedBefore(analysis.lines, line)) return []
  return [
    {
      kind: 'disagrees',
      quote: analysis.source.slice(first.from, next.to),
      at: first.from,
      because: isInside
        ? `The inequality already holds for ${inequality.symbol} = ${outer}.`
        : `The inequality does not hold for ${inequality.symbol} = ${inner}.`,
    },
  ]
}

/** "2L + 1 ≥ 31, that is at least L = 16": the solution that a text draws from an inequality in one whole number. */
export const inequalityFindings = (analysis: Analysis): readonly Finding[] =>
  analysis.lines.flatMap((line) => line.statements.flatMap((_, at) => findingAt(line, at, analysis)))
