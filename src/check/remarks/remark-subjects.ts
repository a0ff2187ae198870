import type { Expression } from '../../exact/expression.ts'
import { isExpression } from '../../exact/value.ts'
import { freeSymbols, hasIndexed } from '../free-symbols.ts'
import { matchName } from '../naming.ts'
import { sameScalar, sameValue } from '../sameness.ts'
import { scalarOf } from '../settings.ts'
import type { Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Known, Vocabulary } from '../vocabulary.ts'
import { namedAtEnd, withAsked, withoutAdverbs, withoutComplement } from './remark-names.ts'
import { isSize } from './remark-symbols.ts'

/** A quantity that a remark is about, with the values that it may have: as it is, and before parameters have theirs. */
export type Subject = { readonly known: Known | undefined; readonly values: readonly Expression[] }

const subjectOf = (known: Known, analysis: Analysis): readonly Subject[] => {
  const { value } = known.quantity
  const own = isExpression(value) ? value : value.kind === 'class' ? value.of : undefined
  // A number says nothing of sizes that it was worked out for.
  if (!own || hasIndexed(own) || ![...freeSymbols(own)].some(isSize)) return []
  return [{ known, values: [own, ...known.general.filter((general) => isWritten(general, analysis))] }]
}

/** Whether a text gives a quantity before its parameters have their values: it may speak of that one. */
const isWritten = (general: Expression, { lines, read }: Analysis): boolean =>
  lines.some(({ statements }) =>
    statements.some(({ sides }) =>
      sides.some((side) => {
        const value = scalarOf(side, read)
        return value !== undefined && sameScalar(value, general) === true
      }),
    ),
  )

/** What a pronoun may mean: everything that is asked for. */
export const askedSubjects = (analysis: Analysis, { known }: Vocabulary): readonly Subject[] => {
  const asked = known.filter((one) => one.asked)
  const subjects = asked.flatMap((one) => subjectOf(one, analysis))
  return subjects.length === asked.length ? subjects : []
}

const general =
  /(?:^\s*|[,:(]\s*|\b(?:and|so|then|that|but|makes?|making|means|turns?|leaves?)\s+)(?:it|this|(?:the|this|one|an?|each|every|our)\s+(?:(?:whole|total|overall|entire|full|exact|required|literal|single|newton\W*schulz|muon)\s+){0,2}(?:cost|runtime|run\s+time|running\s+time|time|price|work|effort|answer|result|value|total|bill|complexity|quantity|update|iteration|step))$/i

/**
 * What the noun phrase at the end of a stretch of a line's flow is about; undefined where it is about something that is not
 * known. `start` is where the stretch begins.
 */
export const subjectsBefore = (
  stretch: string,
  start: number,
  line: Line,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Subject[] | undefined => {
  const text = withoutAdverbs(stretch)
  const ofFormula = /\s(?:of|in|for|by|from|with|per|to|at|on|than)\s+¤$/i.exec(text.slice(-12))
  if (ofFormula) {
    const rest = text.slice(0, text.length - ofFormula[0].length)
    return ofFormula[0].trim().startsWith('of')
      ? knownOrNothing(namedAtEnd(rest, vocabulary), analysis)
      : undefined
  }
  if (text.endsWith('¤')) {
    const statement = line.statements.find(({ at }) => at === start + text.length - 1)
    const [head] = statement?.sides ?? []
    const known =
      head?.kind === 'side' && head.format !== 'words' ? matchName(head.text, vocabulary)?.known : undefined
    const stated = statedSubjects(statement, analysis, vocabulary)
    if (known) return [...known.flatMap((one) => subjectOf(one, analysis)), ...stated]
    if (stated.length > 0) return stated
    // "The scale ¤" with a letter that nobody knows is the scale.
    return statement?.sides.length === 1 && scalarOf(head, analysis.read)?.kind === 'symbol'
      ? knownOrNothing(namedAtEnd(text.slice(0, -1).trimEnd(), vocabulary), analysis)
      : undefined
  }
  if (general.test(text.slice(-90))) {
    const asked = askedSubjects(analysis, vocabulary)
    const isPronoun = /(?:^|\s)(?:it|this)$/i.test(text)
    if (isPronoun && speaksOfOther(line, start + text.length, analysis, asked)) return undefined
    return asked.length > 0 ? asked : undefined
  }
  const whole = namedAtEnd(text, vocabulary)
  const own = whole.length > 0 ? whole : namedAtEnd(withoutComplement(text), vocabulary)
  return knownOrNothing(withAsked(own, vocabulary), analysis)
}

/** A formula is a subject by itself: "¤, thus linear in n". */
const statedSubjects = (
  statement: Statement | undefined,
  { read }: Analysis,
  { known: all, symbols }: Vocabulary,
): readonly Subject[] => {
  const last = statement?.sides.at(-1)
  const value = last?.kind === 'side' ? read(last) : undefined
  const of = value?.kind === 'class' ? value.of : value
  if (!of || !isExpression(of) || of.kind === 'symbol' || hasIndexed(of)) return []
  const known = all.find(({ asked, quantity }) => asked && sameValue(quantity.value, of) === true)
  const names = [...freeSymbols(of)]
  return names.some(isSize) && names.every((name) => symbols.has(name)) ? [{ known, values: [of] }] : []
}

/** "The ratio is ¤; it doubles": a pronoun after another formula than that of what is asked for. */
const speaksOfOther = (
  { statements }: Line,
  before: number,
  { read }: Analysis,
  asked: readonly Subject[],
): boolean => {
  const stated = statements.flatMap(({ at, sides }) => {
    const value = at < before ? scalarOf(sides.at(-1), read) : undefined
    return value && value.kind !== 'symbol' && [...freeSymbols(value)].some(isSize) ? [value] : []
  })
  const isAskedFor = (value: Expression): boolean =>
    asked.some(({ values }) => values.some((one) => sameScalar(one, value) === true))
  return stated.length > 0 && !stated.some(isAskedFor)
}

const knownOrNothing = (known: readonly Known[], analysis: Analysis): readonly Subject[] | undefined => {
  const subjects = known.map((one) => subjectOf(one, analysis))
  // Of one that has no formula here nothing can be told.
  return subjects.length > 0 && subjects.every((own) => own.length > 0) ? subjects.flat() : undefined
}

const object =
  /^\s*(?:it|this|(?:(?:the|this|one|an?|each|every|its|our)\s+)?(?:[\p{L}-]+\s+){0,3}?(?:[\p{L}-]+|¤))(?=\s*(?:$|[.,;:()]|\b(?:by|while|whereas|and|but|exactly|only|too|as\s+well|if|when|for|at|in)\b))/iu

/** What the noun phrase right behind a place is about: "doubles the runtime". */
export const subjectsAfter = (
  flow: string,
  at: number,
  line: Line,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Subject[] | undefined => {
  const found = object.exec(flow.slice(at, at + 120))?.[0]
  return found === undefined
    ? undefined
    : subjectsBefore(
        found.trimStart(),
        at + found.length - found.trimStart().length,
        line,
        analysis,
        vocabulary,
      )
}
