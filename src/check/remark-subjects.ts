import type { Expression } from '../exact/expression.ts'
import { isExpression } from '../exact/value.ts'
import { freeSymbols, hasIndexed } from './free-symbols.ts'
import { matchName } from './naming.ts'
import { isSize } from './remark-symbols.ts'
import { sameScalar, sameValue } from './sameness.ts'
import { scalarOf } from './settings.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { patternOf } from './wording.ts'

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

const adverbs =
  /(?:\s+|^)(?:also|then|thus|therefore|hence|only|just|even|merely|simply|again|always|still|now|itself|accordingly|consequently|indeed|actually|clearly|in\s+turn|in\s+fact|alone|entirely|completely|clearly|will|would|exactly|precisely|roughly|about|approximately|nearly|almost|,)\s*$/i
/** Words without the adverbs that they end with. */
export const withoutAdverbs = (text: string): string => {
  let out = text
  for (let count = 0; count < 4 && adverbs.test(out.slice(-40)); count++)
    out = out.slice(0, -40) + out.slice(-40).replace(adverbs, '')
  return out.trimEnd()
}

const general =
  /(?:^\s*|[,:(]\s*|\b(?:and|so|then|that|but|makes?|making|means|turns?|leaves?)\s+)(?:it|this|(?:the|this|one|an?|each|every|our)\s+(?:(?:whole|total|overall|entire|full|exact|required|literal)\s+)?(?:cost|runtime|run\s+time|running\s+time|time|price|work|effort|answer|result|value|total|bill|complexity|quantity|update|iteration|step))$/i

/** What may stand before a name: nothing, an article, an adjective that changes nothing. */
const opens =
  /(?:^\s*|[,:(]\s*|\b(?:the|an?|its|this|one|each|every|and|so|then|that|but|both|hence|thus|therefore|makes?|total|whole|overall|required|resulting|permitted|allowed|maximal|maximum|largest|typical)\s+)$/i
const complement =
  /\s+(?:of|in|for|per|along)\s+(?:(?:the|an?|one|each|every|this|all)\s+)?(?:[\p{L}-]+\s+){0,2}[\p{L}-]+$/iu

const otherHeads = /^(?:constant|prefactor|scalar|coefficient|bound)$/
const isMultiplier = ({ quantity: { name, about } }: Known): boolean =>
  /scale|alpha|factor/.test(name) && /factor/.test(about)

/** "The deviation", for the standard deviation, where nothing else that is known is a deviation. */
const headsOf = ({ phrases, known: all }: Vocabulary, word: string): readonly Known[] => {
  const asked = all.filter((one) => one.asked)
  if (asked.length === 1 && otherHeads.test(word))
    return asked.filter((one) => isMultiplier(one) || word === 'bound')
  const own = phrases.filter(({ words }) => words === word || words.endsWith(` ${word}`))
  const known = [...new Set(own.map((phrase) => phrase.known))]
  return known.length === 1 && known[0]?.asked ? known : []
}

/** The longest of the names that a text ends with, where nothing before it makes it another's. */
const namedAtEnd = (text: string, vocabulary: Vocabulary): readonly Known[] => {
  const near = text.slice(-90)
  let [length, known]: [number, Known[]] = [0, []]
  for (const phrase of vocabulary.phrases) {
    if (phrase.words.length < 3 || phrase.words.length < length || phrase.after) continue
    const last = [...near.matchAll(patternOf(phrase.words))].at(-1)
    if (!last || last.index + last[0].length !== near.length || !opens.test(near.slice(0, last.index)))
      continue
    if (phrase.words.length > length) [length, known] = [phrase.words.length, []]
    known.push(phrase.known)
  }
  if (known.length > 0) return known
  const head = /(?:^|\s)(?:the|its)\s+([a-z]{5,})$/i.exec(near)?.[1]?.toLowerCase()
  return head === undefined ? [] : headsOf(vocabulary, head)
}

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
    return asked.length > 0 ? asked : undefined
  }
  const whole = namedAtEnd(text, vocabulary)
  const own = whole.length > 0 ? whole : namedAtEnd(text.slice(-120).replace(complement, ''), vocabulary)
  return knownOrNothing(withAsked(own, vocabulary), analysis)
}

/** A formula is a subject by itself: "¤, thus linear in n". */
const statedSubjects = (
  statement: Statement | undefined,
  { read }: Analysis,
  { known: all }: Vocabulary,
): readonly Subject[] => {
  const last = statement?.sides.at(-1)
  const value = last?.kind === 'side' ? read(last) : undefined
  const of = value?.kind === 'class' ? value.of : value
  if (!of || !isExpression(of) || of.kind === 'symbol' || hasIndexed(of)) return []
  const known = all.find(({ asked, quantity }) => asked && sameValue(quantity.value, of) === true)
  return [...freeSymbols(of)].some(isSize) ? [{ known, values: [of] }] : []
}

const knownOrNothing = (known: readonly Known[], analysis: Analysis): readonly Subject[] | undefined => {
  const subjects = known.flatMap((one) => subjectOf(one, analysis))
  return subjects.length > 0 ? subjects : undefined
}

/** "The runtime" is that of the order asked for, though another's has the plain name. */
const withAsked = (named: readonly Known[], { known }: Vocabulary): readonly Known[] => {
  const asked = known.filter((one) => one.asked)
  const [only] = asked
  return named.length > 0 && only && asked.length === 1 && /cost/.test(only.quantity.name)
    ? [...new Set([...named, only])]
    : named
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
