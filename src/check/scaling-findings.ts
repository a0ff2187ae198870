import { fraction, substitute, sym, times } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { evaluate } from './numeric.ts'
import { symbolNamed } from './settings.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { patternOf } from './wording.ts'

const changes: Readonly<Record<string, number>> = { doubl: 2, tripl: 3, quadrupl: 4, halv: 1 / 2 }
const factorOf = (word: string): number =>
  changes[Object.keys(changes).find((stem) => word.toLowerCase().startsWith(stem)) ?? ''] ?? Number.NaN

/** "Doubling ¤ only doubles the runtime". */
const said =
  /\b(doubling|tripling|quadrupling|halving)\s+(?:(?:the|only)\s+)?(?:\w+\s+){0,3}¤\s+(?:(?:alone|only|also|just|merely|then|thus|simply)\s+)*(doubles|triples|quadruples|halves)\s+([^¤.,;:]*)/gi
const general = /^(?:it|this|that|the (?:cost|runtime|run time|time|work|answer|result|value|total))\b/i

/** The quantities that an object, "the runtime" or "it", means. */
const meantBy = (object: string, vocabulary: Vocabulary): readonly Known[] => {
  const asked = vocabulary.known.filter((known) => known.asked)
  if (asked.length === 1 && general.test(object)) return asked
  const longest = vocabulary.phrases.find(
    (phrase) => [...object.matchAll(patternOf(phrase.words))].length > 0,
  )
  return longest
    ? vocabulary.phrases.filter(({ words }) => words === longest.words).map(({ known }) => known)
    : []
}

/** What `n − k + 1` is multiplied by where n is large: a power of the factor, to which the ratio tends. */
const multipliedInTheLimit = (value: Expression, after: Expression, symbol: string): number | undefined => {
  const [near, far] = [1e5, 1e7].map((large) => {
    const at = new Map(
      [...freeSymbols(value)].map((name, place) => [name, name === symbol ? large : 3 + place]),
    )
    return evaluate(after, at) / evaluate(value, at)
  })
  if (near === undefined || far === undefined || !(Math.abs(near / far - 1) < 1e-3)) return undefined
  return Number(far.toPrecision(3))
}

/** By what a quantity is multiplied when a symbol of it is; undefined where that is no one number. */
const multiplied = ({ quantity: { value } }: Known, symbol: string, by: number): number | undefined => {
  if (!isExpression(value) || !freeSymbols(value).has(symbol)) return undefined
  const scale = by < 1 ? fraction(1, 2) : fraction(by, 1)
  const after = substitute(value, new Map([[symbol, times(scale, sym(symbol))]]))
  const ratios = [12, 40, 136].map((start) => {
    const at = new Map([...freeSymbols(value)].map((name, place) => [name, start + 2 * place]))
    return evaluate(after, at) / evaluate(value, at)
  })
  const [first = Number.NaN] = ratios
  if (ratios.every((ratio) => Math.abs(ratio - first) < 1e-9 * Math.abs(first))) return first
  return multipliedInTheLimit(value, after, symbol)
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  [...line.flow.matchAll(said)].flatMap((found): Finding[] => {
    const [whole, change = '', effect = '', object = ''] = found
    const at = found.index + whole.indexOf('¤')
    const statement = line.statements.find((one) => one.at === at)
    const name = symbolNamed(statement?.sides[0])
    if (statement?.sides.length !== 1 || name === undefined) return []
    if (analysis.stance(line, statement) !== 'claim') return []
    const known = meantBy(object.trim(), vocabulary)
    const truths = known.map((one) => multiplied(one, vocabulary.renamed.get(name) ?? name, factorOf(change)))
    const [truth] = truths
    const isWrong = (by: number | undefined): boolean =>
      by !== undefined && Math.abs(by - factorOf(effect)) > 1e-9
    if (truth === undefined || !truths.every(isWrong)) return []
    const [first] = known
    return [
      {
        kind: 'disagrees',
        ...(first ? { quantity: first.quantity.name } : {}),
        quote: analysis.source.slice(statement.from, statement.to),
        at: statement.from,
        claimed: `${change} ${name} ${effect} it`,
        because: `It is multiplied by ${Number(truth.toPrecision(6))}.`,
      },
    ]
  })

/** "Doubling d_in quadruples the runtime": what becomes of a quantity when a symbol of it grows, against its formula. */
export const scalingFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
