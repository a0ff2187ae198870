import type { Finding, Passage } from '../model.ts'
import type { Span } from './link-findings.ts'
import { definitionsOf } from './settings.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'

/** Words by which a sentence says how much, how often or how far, also without a formula. */
const quantitative =
  /\b(?:twice|half|doubl\w+|halv\w+|tripl\w+|quadrupl\w+|(?:two|three|four|five|ten|\d+) times|linear(?:ly)?|quadratic(?:ally)?|exponential(?:ly)?|logarithmic(?:ally)?|independent of|proportional|exceeds?|at (?:most|least)|never|always|exactly|vanish\w*|explod\w*|unchanged|divided by|multiplied by)\b/i

/** A letter or a number by itself, or what a letter stands for, is nothing to check. */
const saysSomething = (statement: Statement, analysis: Analysis): boolean => {
  const [side] = statement.sides
  if (statement.signs.length === 0)
    return (
      side?.kind === 'side' &&
      side.format !== 'words' &&
      /\d.*[-+·*/^×]|[-+·*/^×].*\d|\\(?:frac|sqrt|cdot)/.test(side.text)
    )
  return definitionsOf(statement, analysis.read).length === 0
}

/** Where a sentence stands in the text, with the marks around its formulas. */
const spanOf = (
  { sentence: { offsets, text }, statements }: Line,
  { source }: Analysis,
): Span | undefined => {
  const [first, last] = [offsets[text.length - text.trimStart().length], offsets[text.trimEnd().length - 1]]
  if (first === undefined || last === undefined) return undefined
  let from = Math.min(first, ...statements.map((statement) => statement.from))
  let to = Math.max(last + 1, ...statements.map((statement) => statement.to))
  while (/[$`(]/.test(source[from - 1] ?? '')) from -= 1
  while (/[$`)]/.test(source[to] ?? '')) to += 1
  return { from, to }
}

const isTouched = ({ from, to }: Span, places: readonly Span[]): boolean =>
  places.some((place) => place.from < to && from < place.to)

/** The sentences that say something in numbers or formulas of which nothing was found right or wrong, in order. */
export const uncheckedIn = (
  analysis: Analysis,
  confirmed: readonly Span[],
  findings: readonly Finding[],
): readonly Passage[] => {
  const places = [
    ...confirmed,
    ...findings.flatMap(({ at, quote }) => (at === undefined ? [] : [{ from: at, to: at + quote.length }])),
  ]
  return analysis.lines.flatMap((line): Passage[] => {
    const span = spanOf(line, analysis)
    if (!span || line.sentence.cell || line.sentence.kind === 'heading' || isTouched(span, places)) return []
    const statements = line.statements.filter((statement) => analysis.stance(line, statement) !== 'mention')
    const says = statements.some((statement) => saysSomething(statement, analysis))
    if (!says && !quantitative.test(line.flow)) return []
    return [{ quote: analysis.source.slice(span.from, span.to), at: span.from }]
  })
}
