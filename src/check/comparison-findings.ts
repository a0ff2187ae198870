import { over } from '../exact/algebra.ts'
import { isExpression } from '../exact/value.ts'
import type { Finding } from '../model.ts'
import { answerOf } from './because.ts'
import { freeSymbols } from './free-symbols.ts'
import { certainlyDiffer } from './numeric.ts'
import { shown } from './shown.ts'
import { statementFinding } from './statement-finding.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const compared =
  /\b(?:larger|bigger|greater|higher|smaller|lower)\b[^.;¤]*\bby\s+(?:\p{L}+ly\s+)?(?:a|the)\s+factor\s+(?:of\s+)?¤/giu

/** Whether the sentence names a quantity. */
const isAbout = (line: Line, known: Known, { phrases }: Vocabulary): boolean =>
  phrases.some((phrase) => phrase.known === known && line.flow.toLowerCase().includes(phrase.words))

/** Lines before a comparison in which the other thing may be spoken of. */
const before = 3

/** Whether a sentence or one shortly before speaks of one of these. */
const speaksOf = ({ number }: Line, words: readonly string[], { lines }: Analysis): boolean => {
  const spoken = new RegExp(`\\b(?:${words.join('|')})`, 'i')
  return lines
    .slice(Math.max(0, number - before), number + 1)
    .some(({ flow, sentence: { under } }) => spoken.test(flow) || spoken.test(under))
}

const findingOf = (
  line: Line,
  statement: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): Finding | undefined => {
  const side = statement.sides.at(-1)
  const claimed = side?.kind === 'side' ? analysis.read(side) : undefined
  if (!claimed || !isExpression(claimed) || analysis.stance(line, statement) !== 'claim') return undefined
  if ([...freeSymbols(claimed)].some((name) => !vocabulary.symbols.has(name))) return undefined
  for (const { answers, reference, rightOf } of vocabulary.alternatives) {
    if (!rightOf || !speaksOf(line, rightOf.other, analysis)) continue
    const target = vocabulary.known.find(
      (known) => known.asked && known.reference === reference && isAbout(line, known, vocabulary),
    )
    const [own, other] = [target?.quantity.value, target && answerOf(target.quantity, answers)?.value]
    if (!own || !other || !isExpression(own) || !isExpression(other)) continue
    const ratios = [over(own, other), over(other, own)]
    if (!ratios.every((ratio) => certainlyDiffer(claimed, ratio))) continue
    return statementFinding(analysis, statement, {
      claimed: shown(claimed),
      expected: shown(ratios[0]),
      because: 'The two differ by another factor.',
    })
  }
  return undefined
}

/** "Muon’s learning rate is larger by the factor ¤" than that of the sign: a ratio, against the two values that the solver has. */
export const comparisonFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  vocabulary.alternatives.some(({ rightOf }) => rightOf !== undefined)
    ? analysis.lines.flatMap((line) =>
        [...line.flow.matchAll(compared)].flatMap((found): readonly Finding[] => {
          const at = found.index + found[0].length - 1
          const statement = line.statements.find((one) => one.at === at)
          const finding = statement && findingOf(line, statement, analysis, vocabulary)
          return finding ? [finding] : []
        }),
      )
    : []
