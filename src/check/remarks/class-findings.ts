import type { Expression } from '../../exact/expression.ts'
import type { AsymptoticClass } from '../../exact/value.ts'
import type { Finding } from '../../model.ts'
import { freeSymbols } from '../free-symbols.ts'
import { shown } from '../shown.ts'
import { statementFinding } from '../statement-finding.ts'
import type { Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { clauseStart } from './clause-start.ts'
import { orderIn } from './growth-of.ts'
import type { Subject } from './remark-subjects.ts'
import { askedSubjects, subjectsBefore } from './remark-subjects.ts'
import { isSize } from './remark-symbols.ts'

/** Between what is classed and its class. */
const link =
  /(?:^|\s)(?:belongs?\s+to|lies?\s+in|falls?\s+(?:in|into|under)|is|has|costs?|takes?|needs?|runs?\s+in|scales?\s+(?:as|like))(?:\s+(?:only|just|therefore|thus|then|of|in))*(?:\s+(?:the|a|an)?\s*(?:(?:complexity|cost|asymptotic)\s+)?(?:class|order)(?:\s+of)?)?\s*:?\s*$/i
/** "The class is ¤", "class ¤": of what is asked for. */
const named =
  /(?:^|[,:;(]\s*|\b(?:so|hence|thus|therefore|then|and)\s+)(?:the\s+)?(?:(?:asymptotic|complexity|cost)\s+)?(?:class|complexity|order of growth|growth)\s*(?:is|:|of)?\s*(?:then|therefore|thus)?\s*$/i
/** ", evaluated literally ,": how something is done. */
const participle =
  /\s*,\s*(?:as\s+)?(?:evaluated|computed|calculated|done|taken|read|written|performed|counted|asked)\b[^,.;:¤]{0,40},\s*(?=belongs|lies|falls|is|has|costs|takes|needs|runs)/i

const subjectsOf = (
  line: Line,
  { at }: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Subject[] | undefined => {
  const from = Math.max(at - 160, clauseStart(line.flow, at, '.;:⏎'))
  const stretch = line.flow.slice(from, at).replace(participle, ' ')
  if (named.test(stretch)) return askedSubjects(analysis, vocabulary)
  if (!link.test(stretch)) return undefined
  const words = stretch.replace(link, '')
  // A place in a shortened stretch is none in the line, and matters only for formulas.
  return words.endsWith('¤') ? undefined : subjectsBefore(words, from, line, analysis, vocabulary)
}

/** Whether a value grows with a size otherwise than its class; sizes that the class leaves out count as constants. */
const isOutside = (value: Expression, { symbol, of }: AsymptoticClass): boolean =>
  [...freeSymbols(of)].some((name) => {
    const [own, other] = [orderIn(value, name), orderIn(of, name)]
    if (own === undefined || other === undefined) return false
    return symbol === 'O' ? own > other : symbol === 'Theta' ? own !== other : own < other
  })

/** "For d_out ≤ d_in": one size bounds another. */
const compares = ({ signs }: Statement): boolean => signs.some((sign) => sign !== '=' && sign !== 'in')

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  line.statements.flatMap((statement): Finding[] => {
    const [side] = statement.sides
    const value = side?.kind === 'side' && statement.sides.length === 1 ? analysis.read(side) : undefined
    if (value?.kind !== 'class') return []
    const names = [...freeSymbols(value.of)]
    if (line.statements.some(compares)) return []
    if (names.length === 0 || !names.every((name) => isSize(name) && vocabulary.symbols.has(name))) return []
    const subjects = subjectsOf(line, statement, analysis, vocabulary)
    if (!subjects || subjects.length === 0) return []
    if (!subjects.every(({ values }) => values.every((one) => isOutside(one, value)))) return []
    if (analysis.stance(line, statement) !== 'claim') return []
    const [subject] = subjects
    return [
      statementFinding(analysis, statement, {
        of: subject?.known,
        claimed: shown(value),
        expected: subject?.values[0] && shown(subject.values[0]),
        because: 'With one of its sizes it grows at another rate.',
      }),
    ]
  })

/** "One update belongs to the class ¤": a class that a quantity is put in, against its formula. */
export const classFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
