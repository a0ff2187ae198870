import { isExpression } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { freeSymbols } from '../free-symbols.ts'
import { shown } from '../shown.ts'
import type { Line } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { isAsserted } from './asserted.ts'
import { clauseStart } from './clause-start.ts'
import { directionIn, orderIn } from './growth-of.ts'
import { inCase } from './in-case.ts'
import { remarkFinding } from './remark-finding.ts'
import { withoutAdverbs } from './remark-names.ts'
import type { Subject } from './remark-subjects.ts'
import { askedSubjects, subjectsAfter, subjectsBefore } from './remark-subjects.ts'
import { isSize, sizePattern, symbolMeant } from './remark-symbols.ts'

const orders: Readonly<Record<string, number>> = {
  linear: 1,
  quadratic: 2,
  cubic: 3,
  exponential: Number.POSITIVE_INFINITY,
  constant: 0,
  logarithmic: 0,
  square: 2,
  cube: 3,
  'square root': 1 / 2,
  root: 1 / 2,
}

const size = `(?<size>${sizePattern})`
const patterns = [
  `\\b(?<kind>linear|quadratic|cubic|exponential|logarithmic|constant)(?:al)?(?:ly)?\\s+(?:in|with)\\s+${size}`,
  `\\b(?:as|like|with)\\s+the\\s+(?<kind>square\\s+root|root|square|cube)\\s+of\\s+${size}`,
  `\\b(?<inverse>inversely\\s+)?proportional(?:ly)?\\s+to\\s+(?:the\\s+(?<kind>square\\s+root|root|square|cube)\\s+of\\s+)?${size}`,
  `\\b(?<direction>grow|increas|ris|shrink|fall|decreas|drop|decay)(?:e?s|ing)?\\s+with\\s+${size}`,
].map((source) => new RegExp(`${source}(?=(?<rest>\\s+[\\p{L}¤]+|\\s*[^\\s\\p{L}]|\\s*$))`, 'dgiu'))

type Rate = {
  readonly from: number
  readonly to: number
  /** The power of each size, or the way it goes. */
  readonly orders: readonly (readonly [string, number | 'up' | 'down'])[]
  readonly says: string
  /** Its subject stands behind it. */
  readonly isBefore?: true
}

const down = /^(?:shrink|fall|decreas|drop|decay)/i

/** "The larger the fan-in, the smaller the scale". */
const comparative = new RegExp(
  `\\bthe\\s+(?<near>larger|bigger|greater|higher|wider|deeper|smaller|lower)\\s+(?<size>${sizePattern})(?:\\s+(?:is|gets))?\\s*,\\s+the\\s+(?<far>larger|bigger|greater|higher|wider|smaller|lower|cheaper)\\s+(?=the\\s|¤)`,
  'dgi',
)

/** "Grows like ¤". */
const like =
  /\b(?:grow|scal|increas|ris|shrink|fall|decreas|drop|decay|go|vary|vari)(?:e?s|e|ing)?\s+(?:(?:roughly|only|asymptotically|down|up)\s+)?(?:as|like|proportionally\s+to|in\s+proportion\s+to)\s+¤/gi

const ratesInSymbols = (line: Line, { read }: Analysis, { symbols }: Vocabulary): readonly Rate[] =>
  [...line.flow.matchAll(like)].flatMap((found): Rate[] => {
    const to = found.index + found[0].length
    const statement = line.statements.find(({ at }) => at === to - 1)
    const [side] = statement?.sides ?? []
    const rate = side?.kind === 'side' && statement?.sides.length === 1 ? read(side) : undefined
    const value = rate?.kind === 'class' ? rate.of : rate
    if (!value || !isExpression(value)) return []
    const names = [...freeSymbols(value)]
    const powers = names.flatMap((name) => {
      const power = symbols.has(name) && isSize(name) ? orderIn(value, name) : undefined
      return power === undefined ? [] : [[name, power] as const]
    })
    if (names.length === 0 || powers.length < names.length) return []
    return [{ from: found.index, to, says: found[0].replace('¤', shown(value) ?? '…'), orders: powers }]
  })

const less = /^(?:smaller|lower|cheaper)/i

const comparedRates = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Rate[] =>
  [...line.flow.matchAll(comparative)].flatMap((found): Rate[] => {
    const { size: named = '', near = '', far = '' } = found.groups ?? {}
    const symbol = symbolMeant(named, found.indices?.groups?.size?.[0] ?? 0, line, analysis, vocabulary)
    if (symbol === undefined) return []
    const way = less.test(near) === less.test(far) ? 'up' : 'down'
    const to = found.index + found[0].length
    const says = found[0].replace('¤', symbol).trim()
    return [{ from: found.index, to, says, orders: [[symbol, way]], isBefore: true }]
  })

const ratesIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Rate[] =>
  [
    ...ratesInSymbols(line, analysis, vocabulary),
    ...comparedRates(line, analysis, vocabulary),
    ...patterns.flatMap((pattern) =>
      [...line.flow.matchAll(pattern)].flatMap((found): Rate[] => {
        const { size: named = '', kind, inverse, direction } = found.groups ?? {}
        const symbol = symbolMeant(named, found.indices?.groups?.size?.[0] ?? 0, line, analysis, vocabulary)
        if (symbol === undefined) return []
        const power = kind === undefined ? 1 : (orders[kind.toLowerCase().replace(/\s+/g, ' ')] ?? 0)
        const way = direction !== undefined && (down.test(direction) ? 'down' : 'up')
        return [
          {
            from: found.index,
            to: found.index + found[0].length,
            says: found[0].replace('¤', symbol).trim(),
            orders: [[symbol, way || (inverse === undefined ? power : -power)]],
          },
        ]
      }),
    ),
  ].sort((a, b) => a.from - b.from)

const verb =
  /(?:^|\s)(?:which\s+)?(?:is|are|be|becomes?|being|(?:grow|scale?|increase?|ris|rise|go|goes|vari|varie|vary|chang|change|shrink|fall|decreas|decrease|drop|decay)(?:s|ing)?)\s*$/i
const falls = /\b(?:shrink|fall|decreas|drop|decay|go(?:es)?\s+down)\w*\s*(?:\w+\s+)?$/i
const fragment = /(?:^|[,:(]|\b(?:and|but|so|thus|hence|therefore|or|i\s*\.\s*e\s*\.?|that\s+is|is|are))\s*$/i

/** Whether a rate is not that of any of the values that its subject may have. */
const isFalse = (rate: Rate, { values }: Subject, isFalling: boolean): boolean =>
  values.every((value) =>
    rate.orders.some(([symbol, said]) => {
      if (typeof said === 'string') {
        const direction = directionIn(value, symbol)
        return direction !== undefined && direction !== said
      }
      const order = orderIn(value, symbol)
      return order !== undefined && order !== said && !(isFalling && order === -said)
    }),
  )

/** "Growth is linear in depth": of what is asked for. */
const ofGrowth = /(?:^|[\s(:])(?:growth|dependence|scaling)$/i

/** "Shrinks with n" has its verb itself. */
const ownVerb = /^(?:grow|scal|increas|ris|shrink|fall|decreas|drop|decay|go|vary|vari)/i

const subjectsOf = (
  { says }: Rate,
  stretch: string,
  start: number,
  before: readonly Subject[] | undefined,
  line: Line,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Subject[] | undefined => {
  const text = withoutAdverbs(withoutAdverbs(stretch).replace(verb, ''))
  if (ofGrowth.test(text)) return askedSubjects(analysis, vocabulary)
  // "Makes the cost linear in n" says what something else does.
  const isSaid = verb.test(withoutAdverbs(stretch)) || ownVerb.test(says) || text.endsWith('¤')
  if (!isSaid && !fragment.test(text)) return undefined
  if (text.endsWith('¤') || !fragment.test(text))
    return subjectsBefore(text, start, line, analysis, vocabulary)
  if (before) return before
  const isOpening = !/\p{L}{2,}|¤/u.test(line.flow.slice(0, start + text.length))
  return isOpening ? askedSubjects(analysis, vocabulary) : undefined
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  let [last, end]: [readonly Subject[] | undefined, number] = [undefined, 0]
  return ratesIn(line, analysis, vocabulary).flatMap((rate): Finding[] => {
    const start = Math.max(end, clauseStart(line.flow, rate.from))
    const stretch = line.flow.slice(start, rate.from)
    const subjects = rate.isBefore
      ? subjectsAfter(line.flow, rate.to, line, analysis, vocabulary)
      : subjectsOf(rate, stretch, start, last, line, analysis, vocabulary)
    ;[last, end] = [subjects, rate.to]
    if (!subjects || subjects.length === 0) return []
    const symbols = rate.orders.map(([symbol]) => symbol)
    const cased = inCase(subjects, symbols, rate.from, line, analysis, vocabulary)
    const isFalling = falls.test(stretch.slice(-40))
    if (!cased.every((subject) => isFalse(rate, subject, isFalling))) return []
    if (!isAsserted(line, rate.from)) return []
    return [
      remarkFinding(analysis, line, subjects[0], {
        claimed: rate.says,
        because: 'Its formula grows at another rate.',
      }),
    ]
  })
}

/** "Grows exponentially with the depth": how a quantity grows in one size, against its formula. */
export const rateFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
