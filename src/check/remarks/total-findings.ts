import { num } from '../../exact/algebra.ts'
import type { Rational } from '../../exact/rational.ts'
import * as q from '../../exact/rational.ts'
import type { Exact, Piecewise } from '../../exact/value.ts'
import { isExpression } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { matchName } from '../naming.ts'
import { indexOf, pieceAt } from '../pieces.ts'
import { scalarOf } from '../settings.ts'
import { shown } from '../shown.ts'
import { statementFinding } from '../statement-finding.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Known, Vocabulary } from '../vocabulary.ts'
import { arraysIn, symbolsIn } from '../vocabulary.ts'

const [first, last] = [-60, 60]
const sum = (values: readonly Rational[]): Rational => values.reduce((all, one) => q.add(all, one), q.zero)

/** The sum of a signal over all integers: one that begins somewhere, and in the end is zero or a geometric sequence. */
const totalOfSignal = (value: Piecewise, { parameters }: Vocabulary): Rational | undefined => {
  const index = indexOf(value)
  // An entry of an array is given by cases too, in places of it.
  const names = [...symbolsIn(value)].filter((name) => name !== index && !parameters.has(name))
  if (names.length > 0 || arraysIn(value).size > 0) return undefined
  const values: Rational[] = []
  for (let at = first; at <= last; at++) {
    const here = pieceAt(value, index, at, parameters)
    if (here?.kind !== 'number') return undefined
    values.push(here.value)
  }
  const [before, between, end] = values.slice(-3)
  if (!before || !between || !end || !values.slice(0, 20).every(q.isZero)) return undefined
  if (q.isZero(end)) return q.isZero(before) && q.isZero(between) ? sum(values) : undefined
  const ratio = q.divide(end, between)
  const isGeometric = !q.isZero(before) && q.equals(ratio, q.divide(between, before))
  if (!isGeometric || q.compare(q.multiply(ratio, ratio), q.one) >= 0) return undefined
  return q.add(sum(values.slice(0, -1)), q.divide(end, q.subtract(q.one, ratio)))
}

const totalOfItems = (items: readonly Exact[]): Rational | undefined => {
  const values = items.flatMap((item) => (isExpression(item) && item.kind === 'number' ? [item.value] : []))
  return values.length === items.length ? sum(values) : undefined
}

/** The sum of a signal, or of the values of it that the solver lists; arrays are left out, as texts have small ones of their own. */
const totalOf = (known: Known, vocabulary: Vocabulary): Rational | undefined => {
  const { value } = known.quantity
  if (value.kind === 'piecewise') return totalOfSignal(value, vocabulary)
  return value.kind === 'list' ? totalOfItems(value.items) : undefined
}

const items = '(?:values|samples|entries|outputs)'
const must = '(?:(?:must|have\\s+to|has\\s+to|should|will)\\s+)?'
const patterns = [
  `(?:^|[,.:;(]|\\b(?:the|all|their))\\s*${items}(?:\\s+of\\s+(?<of>¤))?(?:\\s*,(?:\\s+[\\p{L}]+){1,3}\\s*,)?\\s+(?:then\\s+|together\\s+)?${must}(?:add\\s+up|sum|sum\\s+up)\\s+to\\s+(?<total>¤)`,
  `\\b(?:sum|total)\\s+(?:of|over)\\s+all\\s+(?:the\\s+)?(?:${items}|¤)(?:\\s+of\\s+(?<of>¤))?\\s+${must}(?:is|be|equals?)\\s+(?<total>¤)`,
].map((source) => new RegExp(source, 'dgiu'))

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  patterns.flatMap((pattern) =>
    [...line.flow.matchAll(pattern)].flatMap((found): Finding[] => {
      const places = found.indices?.groups ?? {}
      const at = (place: number | undefined) => line.statements.find((one) => one.at === place)
      const statement = at(places.total?.[0])
      const claimed = scalarOf(statement?.sides.at(-1), analysis.read)
      const [named] = at(places.of?.[0])?.sides ?? []
      const known = places.of
        ? ((named?.kind === 'side' ? matchName(named.text, vocabulary)?.known : undefined) ?? [])
        : vocabulary.known
      const totals = known.flatMap((one) => totalOf(one, vocabulary) ?? [])
      const expected = known.filter(({ asked }) => asked).flatMap((one) => totalOf(one, vocabulary) ?? [])[0]
      if (!statement || claimed?.kind !== 'number' || !expected) return []
      // The values that a text lists may be those of a part of the signal.
      const listed = places.of
        ? vocabulary.known.filter(({ quantity }) => quantity.value.kind === 'list')
        : []
      const all = [...totals, ...listed.flatMap((one) => totalOf(one, vocabulary) ?? [])]
      if (all.some((total) => q.equals(total, claimed.value))) return []
      if (analysis.stance(line, statement) !== 'claim') return []
      const [first] = known.filter(({ asked }) => asked)
      return [
        statementFinding(analysis, statement, {
          of: first,
          claimed: shown(claimed),
          expected: shown(num(expected)),
          because: 'Its values have another sum.',
        }),
      ]
    }),
  )

/** "The values of y must add up to 14": the sum of all values of a signal, against that of its formula. */
export const totalFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
