import type { Finding } from '../model.ts'
import { matchName } from './naming.ts'
import { shown } from './shown.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const undetermined =
  /\b(?:(?:can(?:not|'t| not)|could(?: not|n't)|impossible to|not possible to|no way to|unable to)\s+(?:be\s+)?(?:uniquely\s+)?(?:determin|infer|deduc|know|comput|predict|tell|conclud|find|say)\w*|(?:is|are|remains?|stays?)\s+(?:un|in|not )determin\w+|not enough information|insufficient information|cannot say)\b/i

/** "g_4 cannot be determined", where the solver determines it. */
export const undeterminedFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) => {
    const { flow } = line
    const said = undetermined.exec(flow.replace(/[’‘]/g, "'"))
    if (!said) return []
    const clauses = flow.slice(0, said.index).split(/[;:]|\b(?:but|while|whereas|so|hence|therefore|thus)\b/i)
    const from = said.index - (clauses.at(-1)?.length ?? 0)
    return line.statements
      .filter(({ at, sides }) => at >= from && at <= said.index + said[0].length + 24 && sides.length === 1)
      .flatMap((statement): Finding[] => {
        const [side] = statement.sides
        const known: readonly Known[] =
          side?.kind === 'side' && side.format !== 'words'
            ? (matchName(side.text, vocabulary)?.known ?? [])
            : []
        const target = known.find(({ asked, quantity: { value } }) => asked && value.kind !== 'word')
        if (!target || analysis.stance(line, statement) !== 'claim') return []
        const expected = shown(target.quantity.value)
        return [
          {
            kind: 'disagrees',
            quantity: target.quantity.name,
            quote: analysis.source.slice(line.sentence.offsets[0] ?? statement.from, statement.to),
            at: line.sentence.offsets[0] ?? statement.from,
            claimed: 'not determined',
            ...(expected === undefined ? {} : { expected }),
            because: 'It follows from what is given.',
          },
        ]
      })
  })
