import { substitute } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { freeSymbols } from '../free-symbols.ts'
import { evaluate } from '../numeric.ts'
import { definitionsOf, scalarOf } from '../settings.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Multiplied } from './growth-of.ts'
import { multipliedBy } from './growth-of.ts'
import { factorOf, numberAt, timesPattern } from './remark-numbers.ts'
import { bothPattern, sizePattern, symbolMeant, symbolsMeant } from './remark-symbols.ts'

/** What a line supposes to change, and by what that multiplies a value. */
export type Cause = {
  readonly from: number
  readonly to: number
  readonly says: string
  readonly symbols: readonly string[]
  readonly multiplies: (value: Expression) => Multiplied | undefined
}

const when =
  '\\b(?:if|when|whenever|once|as|(?:each|every)\\s+time|suppose|where)\\s+(?:(?:instead|only|just)\\s+|,\\s+)*'
const size = `(?<size>${bothPattern}|${sizePattern})`
const times = `(?<times>twice|(?:${timesPattern})(?=\\s+times))(?:\\s+times)?`
const held = `(?:\\s+(?:alone|only|instead|again))?(?:\\s+,?\\s*(?:and|while|but|with|by)?\\s*(?:leav|keep|hold|fix)\\w*\\s+(?:${sizePattern})(?:\\s+(?:alone|fixed|constant|unchanged|untouched|the\\s+same|as\\s+(?:it\\s+)?is))?|\\s+(?:for|at)\\s+(?:a\\s+)?fixed\\s+(?:${sizePattern}))?`

const patterns = [
  `${when}(?:you|we|one|i)\\s+(?:(?:instead|only|just)\\s+)?(?<change>double|triple|quadruple|halve)\\s+${size}${held}`,
  `\\b(?<change>doubling|tripling|quadrupling|halving)\\s+(?:(?:only|just)\\s+)?${size}${held}`,
  `${when}${size}\\s+(?:(?:is|are|gets?|alone|only|instead)\\s+)*(?<change>doubles?|doubled|triples?|tripled|quadruples?|quadrupled|halves?|halved)\\b${held}`,
  `${when}${size}\\s+(?:(?:is|are|becomes?|gets?|grows?)\\s+)?(?:multiplied\\s+by|increased\\s+by\\s+a\\s+factor\\s+(?:of\\s+)?|by\\s+a\\s+factor\\s+(?:of\\s+)?)\\s*(?<times>${timesPattern})${held}`,
  `${when}${size}\\s+(?:is|becomes?|gets?)\\s+${times}\\s+(?:as\\s+)?(?:large|big|wide|deep|long|high|larger|bigger|wider|deeper)\\b${held}`,
  `\\bmultiplying\\s+${size}\\s+by\\s+(?<times>${timesPattern})${held}`,
  `${when}(?:the|an?|our|your|this)\\s+\\w+\\s+(?:gets?|has|had)\\s+${times}\\s+(?:as\\s+many|the)\\s+${size}${held}`,
  `(?:^|[,:(]|\\b(?:with|for|at))\\s*${times}\\s+(?:as\\s+many|the)\\s+${size}${held}`,
].map((source) => new RegExp(source, 'dgi'))

/** "Doubling d_in and d_out": another size changes with it. */
const alongside = /^\s*(?:and|,\s*¤|both|together|as\s+well\s+as|or)\b/i

const multiplyingCauses = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Cause[] =>
  patterns.flatMap((pattern) =>
    [...line.flow.matchAll(pattern)].flatMap((found): Cause[] => {
      const { size: named = '', change, times: word = '' } = found.groups ?? {}
      const places = found.indices?.groups ?? {}
      const symbols = symbolsMeant(named, places.size?.[0] ?? 0, line, analysis, vocabulary)
      const factor =
        change === undefined ? numberAt(word, places.times?.[0] ?? 0, line, analysis) : factorOf(change)
      const to = found.index + found[0].length
      if (symbols === undefined || !factor || freeSymbols(factor).size > 0) return []
      if (alongside.test(line.flow.slice(to, to + 40))) return []
      return [
        {
          from: found.index,
          to,
          symbols,
          says: `${symbols.join(' and ')} times ${Number(evaluate(factor, new Map()).toPrecision(4))}`,
          multiplies: (value) => multipliedBy(value, symbols, factor),
        },
      ]
    }),
  )

const going =
  'going|moving|passing|changing|raising|increasing|growing|enlarging|(?:if|when)\\s+(?:you|we|one)\\s+(?:go|move|raise|increase|change)'
const goes = '(?:grows?|goes|increases?|rises?|changes?|is\\s+(?:raised|increased|changed))'
const fromTo = new RegExp(
  `(?:\\b(?:${going})\\s+|(?:^|[,.;:])\\s*(?=from\\b)|\\b(?:if|when|as)\\s+(?=(?:\\w+\\s+){0,2}¤))(?:(?<size>(?:the\\s+)?(?:\\w+\\s+){0,2}?¤)\\s+(?:${goes}\\s+)?)?from\\s+(?<near>¤)\\s+to\\s+(?<far>¤)(?:\\s+(?:with|at|for)\\s+¤(?:\\s+and\\s+¤)?)?`,
  'dgi',
)

/** "Going from n = 10 to n = 20 with k = 3": between two sizes, with what the line sets. */
const steppingCauses = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Cause[] =>
  [...line.flow.matchAll(fromTo)].flatMap((found): Cause[] => {
    const places = found.indices?.groups ?? {}
    const at = (place: number | undefined) => line.statements.find((one) => one.at === place)
    const [near, far] = [at(places.near?.[0]), at(places.far?.[0])]
    if (!near || !far) return []
    const set = new Map(
      line.statements
        .filter((one) => one !== near && one !== far)
        .flatMap((one) => definitionsOf(one, analysis.read))
        .map(({ symbol, value }) => [vocabulary.renamed.get(symbol) ?? symbol, value] as const),
    )
    const [first] = definitionsOf(near, analysis.read)
    const named = first?.symbol ?? symbolMeant('¤', (places.size?.[1] ?? 1) - 1, line, analysis, vocabulary)
    const [from, to] = [scalarOf(near.sides.at(-1), analysis.read), scalarOf(far.sides.at(-1), analysis.read)]
    if (named === undefined || !from || !to || freeSymbols(from).size + freeSymbols(to).size > 0) return []
    const symbol = vocabulary.renamed.get(named) ?? named
    if (!vocabulary.symbols.has(symbol)) return []
    const valueAt = (value: Expression, point: Expression): Expression =>
      substitute(value, new Map([...set, [symbol, point]]))
    return [
      {
        from: found.index,
        to: found.index + found[0].length,
        symbols: [symbol],
        says: 'from the one to the other',
        multiplies: (value) => constantRatio(valueAt(value, to), valueAt(value, from)),
      },
    ]
  })

/** The ratio of two values, where it is one number whatever their symbols are. */
const constantRatio = (a: Expression, b: Expression): Multiplied | undefined => {
  const names = [...new Set([...freeSymbols(a), ...freeSymbols(b)])]
  const [first = Number.NaN, ...others] = [12, 40, 136].map((start) => {
    const values = new Map(names.map((name, place) => [name, start + 2 * place]))
    return evaluate(a, values) / evaluate(b, values)
  })
  return others.every((other) => Math.abs(other / first - 1) < 1e-9)
    ? { by: first, isExact: true }
    : undefined
}

/** Everything that a line supposes to change, in order. */
export const causesIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Cause[] =>
  [...multiplyingCauses(line, analysis, vocabulary), ...steppingCauses(line, analysis, vocabulary)].sort(
    (a, b) => a.from - b.from || b.to - a.to,
  )
