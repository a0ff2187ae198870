import { num, power, sym } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { matchName } from './naming.ts'
import { isAsserted } from './remarks/asserted.ts'
import { sameGrowth } from './sameness.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const exponents: Readonly<Record<string, number>> = { linear: 1, quadratic: 2, cubic: 3 }
const said =
  /\b(?:grow|scal|increas|ris|chang|vari)(?:e|es|s|ing)?\s+(?:\w+\s+)?(linear|quadratic|cubic)(?:al)?ly\b(?:\s+(?:in|with)\s+(\S+))?/gi

/** The variable in which growth is asked for: the one symbol of a class among the answers. */
const growthSymbol = (vocabulary: Vocabulary): string | undefined => {
  for (const { quantity } of vocabulary.known) {
    const names = quantity.value.kind === 'class' ? [...freeSymbols(quantity.value.of)] : []
    if (names.length === 1) return names[0]
  }
  return undefined
}

type Place = { readonly at: number; readonly known: Known; readonly value: Expression }

/** The quantities that a line names, by symbol or by words, with the place where each name ends. */
const named = (line: Line, vocabulary: Vocabulary): readonly Place[] => {
  const out: Place[] = []
  const add = (at: number, known: Known): void => {
    if (isExpression(known.quantity.value)) out.push({ at, known, value: known.quantity.value })
  }
  for (const statement of line.statements)
    for (const side of statement.sides)
      if (side.kind === 'side' && side.format !== 'words')
        for (const known of matchName(side.text, vocabulary)?.known ?? []) add(statement.at, known)
  const flow = line.flow.toLowerCase()
  for (const { words, known } of vocabulary.phrases)
    for (let at = flow.indexOf(words); at >= 0 && words.length > 2; at = flow.indexOf(words, at + 1))
      add(at, known)
  return out
}

type Rate = {
  readonly at: number
  readonly of: Expression
  readonly said: string
  readonly from: number
  readonly to: number
}

const growsAs =
  /\b(?:is|are)\s+(?:\w+ly\s+)?proportional\s+to\s*$|\b(?:grow|scal|increas|ris|fall|drop|decay|shrink|decreas|go|tend)(?:e|es|s|ing)?(?:\s+(?:down|up|roughly|only|asymptotically|proportionally))?\s+(?:as|like|with|to)\s*$/i

/** "… grows as O(√n)", "… grows like √n": a rate in symbols. */
const classRates = (line: Line, symbol: string, analysis: Analysis): readonly Rate[] =>
  line.statements.flatMap((statement): Rate[] => {
    const [side] = statement.sides
    const value = side?.kind === 'side' && statement.sides.length === 1 ? analysis.read(side) : undefined
    const { at, from, to } = statement
    const of = value?.kind === 'class' ? value.of : value
    const isRate =
      of !== undefined && isExpression(of) && [...freeSymbols(of)].every((name) => name === symbol)
    if (
      !isRate ||
      (value?.kind !== 'class' && freeSymbols(of).size === 0) ||
      !growsAs.test(line.flow.slice(0, at))
    )
      return []
    return analysis.stance(line, statement) === 'claim'
      ? [{ at, of, said: analysis.source.slice(from, to), from, to }]
      : []
  })

/** "… grows quadratically in n": a rate in words. */
const spokenRates = (line: Line, symbol: string): readonly Rate[] =>
  [...line.flow.matchAll(said)].flatMap((found): Rate[] => {
    const exponent = exponents[(found[1] ?? '').toLowerCase()]
    if (exponent === undefined) return []
    const { offsets, text } = line.sentence
    const start = Math.max(0, text.search(new RegExp(found[0].split(/\s+/).slice(0, 2).join('\\s+'), 'i')))
    const from = offsets[start] ?? 0
    const of = power(sym(symbol), num(exponent))
    return [{ at: found.index, of, said: found[1] ?? '', from, to: from + found[0].length }]
  })

const independent =
  /\b(?:(?:does|do|did|will)\s*(?:not|n['’]t)|never)\s+(?:grow|increase|depend|change|scale|vary)\s+(?:with|on|in)\s+(?:the\s+)?(?<of>¤|[a-z](?![\w'’]))|\b(?:is|are|stays?|remains?)\s+(?:constant\s+in|independent\s+of)\s+(?:the\s+)?(?<in>¤|[a-z](?![\w'’]))/gi
const notMeant =
  /\b(?:if|unless|would|could|might|mistake|worry|think|believe|claim\w*|wrong|false|not true|myth|(?:single|each|every|one)\s+(?:term|summand|product))\b|\?/i

/** "… does not grow with n": a rate that is none. */
const denied = (line: Line, symbol: string, analysis: Analysis): readonly Rate[] =>
  [...line.flow.matchAll(independent)].flatMap((found): Rate[] => {
    const name = found.groups?.of ?? found.groups?.in ?? ''
    const statement = line.statements.find(({ at }) => at === found.index + found[0].length - 1)
    const [side] = statement?.sides ?? []
    const value = side?.kind === 'side' && statement?.sides.length === 1 ? analysis.read(side) : undefined
    const isSymbol = name === '¤' ? value?.kind === 'symbol' && value.name === symbol : name === symbol
    const clause = line.flow.slice(0, found.index).split(/[:;]/).at(-1) ?? ''
    if (!isSymbol || notMeant.test(clause)) return []
    const { offsets, text } = line.sentence
    const [from, to] = [offsets[text.search(/\S/)] ?? 0, (offsets[text.trimEnd().length - 1] ?? 0) + 1]
    return [{ at: found.index, of: num(1), said: found[0].replace('¤', symbol), from, to }]
  })

/** "The standard deviation grows quadratically in n": a rate of growth, against the quantity that it is said of. */
export const growthFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] => {
  const symbol = growthSymbol(vocabulary)
  if (!symbol) return []
  return analysis.lines.flatMap((line) =>
    [
      ...spokenRates(line, symbol),
      ...classRates(line, symbol, analysis),
      ...denied(line, symbol, analysis),
    ].flatMap((rate): Finding[] => {
      const places = named(line, vocabulary).filter(({ at }) => at < rate.at)
      const last = Math.max(-1, ...places.map(({ at }) => at))
      const subjects = places.filter(({ at, value }) => at === last && freeSymbols(value).has(symbol))
      if (
        subjects.length === 0 ||
        !isAsserted(line, rate.at) ||
        subjects.some(({ value }) => sameGrowth(value, rate.of, new Set([symbol])) !== false)
      )
        return []
      const [subject] = subjects
      return [
        {
          kind: 'disagrees',
          ...(subject ? { quantity: subject.known.quantity.name } : {}),
          quote: analysis.source.slice(rate.from, rate.to),
          at: rate.from,
          claimed: rate.said,
          because: 'The value given for it grows at another rate.',
        },
      ]
    }),
  )
}
