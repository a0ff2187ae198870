import type { Finding } from '../../model.ts'
import { isTelling } from '../final-claims.ts'
import { freeSymbols } from '../free-symbols.ts'
import { sameScalar } from '../sameness.ts'
import { scalarOf } from '../settings.ts'
import { shown } from '../shown.ts'
import { statementFinding } from '../statement-finding.ts'
import type { Line, Statement } from '../statements.ts'
import type { Analysis } from '../text-analysis.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Subject } from './remark-subjects.ts'
import { askedSubjects, subjectsBefore } from './remark-subjects.ts'
import { isSize } from './remark-symbols.ts'

/** "Summary for your notes:", "In short,": what a text wants to be kept. */
const label =
  /^\W*(?:(?:key\s+)?take\W?aways?|summary|conclusion|to\s+(?:sum\s+up|summari[sz]e|conclude)|in\s+(?:short|summary|conclusion|sum|brief|a\s+nutshell|a\s+sentence|one\s+(?:line|sentence))|(?:the\s+)?bottom\s+line|tl\s*;?\s*dr|remember|so\s+remember|worth\s+remembering|note\s+(?:down|to\s+self))\b[^:,¤]{0,40}(?:[:,]|\bthat\b|(?=\bthe\b))\s*/i
const copula = /\s+(?:(?:then|thus|therefore|just|simply|always)\s+)*(?:is|equals|becomes|=|:)\s*$/i

const subjectsOf = (
  line: Line,
  { at, end }: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly Subject[] | undefined => {
  const opening = label.exec(line.flow)?.[0]
  if (opening === undefined || opening.length > at) return undefined
  const words = line.flow.slice(opening.length, at)
  const isWhole = /^\s*(?:$|[.,;:(!])/.test(line.flow.slice(end + 1))
  if (words.trim() === '') return isWhole ? askedSubjects(analysis, vocabulary) : undefined
  return copula.test(words)
    ? subjectsBefore(words.replace(copula, ''), opening.length, line, analysis, vocabulary)
    : undefined
}

const findingsIn = (line: Line, analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  line.statements.slice(0, 1).flatMap((statement): Finding[] => {
    const value = statement.sides.length === 1 ? scalarOf(statement.sides[0], analysis.read) : undefined
    const names = value ? [...freeSymbols(value)] : []
    if (
      !value ||
      !isTelling(value) ||
      !names.some(isSize) ||
      !names.every((name) => vocabulary.symbols.has(name))
    )
      return []
    const subjects = subjectsOf(line, statement, analysis, vocabulary)
    if (!subjects || subjects.length === 0) return []
    const isFalse = ({ values }: Subject): boolean => values.every((one) => sameScalar(one, value) === false)
    if (!subjects.every(isFalse) || analysis.stance(line, statement) !== 'claim') return []
    const [subject] = subjects
    return [
      statementFinding(analysis, statement, {
        of: subject?.known,
        claimed: shown(value),
        expected: subject?.values[0] && shown(subject.values[0]),
        because: 'What the text concludes with is another value.',
      }),
    ]
  })

/** "Takeaway: the scale is ¤": what a text concludes with under a title, against the value of what it names. */
export const conclusionFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => findingsIn(line, analysis, vocabulary))
