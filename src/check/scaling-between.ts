import { num, over, substitute } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { withText } from './link-findings.ts'
import { evaluate } from './numeric.ts'
import { sameScalar } from './sameness.ts'
import { definitionsOf, scalarOf, symbolNamed } from './settings.ts'
import { shown } from './shown.ts'
import type { Line, Statement } from './statements.ts'
import { type Analysis, localSettings } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { patternOf } from './wording.ts'

/** "From n = 10 to n = 20", "n grows from 10 to 20". */
const change =
  /(?:(?<name>¤)\s+(?:(?:grows?|goes|increases?|rises?|changes?|is\s+(?:raised|increased|changed))\s+)?)?from\s+(?<from>¤)\s+to\s+(?<to>¤)/dgiu
/** "Is multiplied by exactly ¤", "grows by a factor of ¤", "doubles". */
const effect =
  /\b(?:(?:multipl(?:ied|ies)\b[^¤.;:]{0,60}?\bby|by\s+(?:a|the)\s+factor(?:\s+of)?)\s+(?<how>(?:[a-z]+\s+){0,2})(?<by>¤)|(?<before>(?:[a-z]+\s+)?)(?<word>doubles|triples|quadruples|halves)\b(?<after>\s+exactly)?)/dgi
const words: Readonly<Record<string, readonly [number, number]>> = {
  doubles: [2, 1],
  triples: [3, 1],
  quadruples: [4, 1],
  halves: [1, 2],
}
const exactly = /\b(?:exactly|precisely)\b/i
const roughly = /\b(?:about|roughly|approximately|nearly|almost|around|over|than|some)\b/i

type Step = {
  readonly symbol: string
  readonly from: Expression
  readonly to: Expression
  readonly start: number
  readonly end: number
}

/** Between which two numbers a symbol goes. */
const stepsIn = (line: Line, analysis: Analysis): readonly Step[] =>
  [...line.flow.matchAll(change)].flatMap((found): Step[] => {
    const groups = found.indices?.groups ?? {}
    const [name, start, end] = [groups.name, groups.from, groups.to].map((place) =>
      line.statements.find(({ at }) => at === place?.[0]),
    )
    const numberIn = (statement: Statement | undefined): Expression | undefined => {
      const value = scalarOf(statement?.sides.at(-1), analysis.read)
      return value?.kind === 'number' ? value : undefined
    }
    const [from, to] = [numberIn(start), numberIn(end)]
    const [defined] = start ? definitionsOf(start, analysis.read) : []
    const symbol = defined?.symbol ?? (name?.sides.length === 1 ? symbolNamed(name.sides[0]) : undefined)
    return from && to && symbol !== undefined
      ? [{ symbol, from, to, start: found.index, end: found.index + found[0].length }]
      : []
  })

/** How far before its change a quantity is named. */
const farthest = 240

/** The quantity asked for that is named last before a place. */
const namedBefore = (whole: string, { phrases }: Vocabulary): Known | undefined => {
  const text = whole.slice(-farthest)
  let [end, length] = [-1, 0]
  let best: Known | undefined
  for (const { words: phrase, known } of phrases) {
    if (!known.asked) continue
    for (const found of text.matchAll(patternOf(phrase))) {
      const last = found.index + found[0].length
      if (last < end || (last === end && phrase.length <= length)) continue
      ;[end, length, best] = [last, phrase.length, known]
    }
  }
  return best
}

const isOff = (claimed: Expression, truth: Expression, how: string): boolean => {
  if (sameScalar(claimed, truth) !== false) return false
  if (exactly.test(how)) return true
  const error = Math.abs(evaluate(claimed, new Map()) / evaluate(truth, new Map()) - 1)
  return error > (roughly.test(how) ? 0.3 : 0.05)
}

/** The quotient as a number, where no symbol is left of what it depends on. */
const ratioOf = (
  value: Expression,
  { symbol, from, to }: Step,
  given: ReadonlyMap<string, Expression>,
): Expression | undefined => {
  const others = new Map([...given].filter(([name]) => name !== symbol))
  const [before, after] = [from, to].map((at) => substitute(resolve(value, others), new Map([[symbol, at]])))
  const ratio = before && after ? over(after, before) : undefined
  if (!ratio) return undefined
  // Factors that are the same before and after fall out.
  const ones = new Map([...freeSymbols(ratio)].map((name) => [name, num(1)]))
  const constant = substitute(ratio, ones)
  return sameScalar(ratio, constant) === true ? constant : undefined
}

const findingOf = (
  line: Line,
  step: Step,
  found: RegExpExecArray,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Finding | undefined => {
  const at = step.end + (found.indices?.groups?.by?.[0] ?? 0)
  const statement = line.statements.findLast((one) => one.at <= at)
  const { how = '', before = '', after = '', word } = found.groups ?? {}
  const [n, d] = words[word?.toLowerCase() ?? ''] ?? []
  const claimed =
    n !== undefined && d !== undefined
      ? over(num(n), num(d))
      : scalarOf(statement?.sides.at(-1), analysis.read)
  const known = namedBefore(line.flow.slice(0, step.end + found.index + found[0].length), vocabulary)
  const value = known?.quantity.value
  if (!statement || !claimed || freeSymbols(claimed).size > 0) return undefined
  if (!known || !value || !isExpression(value)) return undefined
  const stance = analysis.stance(line, statement)
  if (stance === 'mention' || (word === undefined && stance !== 'claim')) return undefined
  const symbol = vocabulary.renamed.get(step.symbol) ?? step.symbol
  if (!freeSymbols(value).has(symbol)) return undefined
  const truth = ratioOf(value, { ...step, symbol }, localSettings(analysis, line, statement))
  if (!truth || !isOff(claimed, truth, `${how} ${before} ${after}`)) return undefined
  return {
    kind: 'disagrees',
    quantity: known.quantity.name,
    quote: analysis.source.slice(statement.from, statement.to),
    at: statement.from,
    ...withText('claimed', shown(claimed)),
    ...withText('expected', shown(truth)),
    because: 'That is the quotient of its values at the two sizes.',
  }
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  stepsIn(line, analysis).flatMap((step, at, steps) => {
    const [rest = ''] = line.flow.slice(step.end, steps[at + 1]?.start).split(/[.;?]/, 1)
    return [...rest.matchAll(effect)].flatMap(
      (found) => findingOf(line, step, found, analysis, vocabulary) ?? [],
    )
  })

/** "From n = 10 to n = 20 the standard deviation is multiplied by 2": against its formula at both. */
export const scalingBetween = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
