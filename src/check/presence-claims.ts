import { type Claim, setsParameter } from './claims.ts'
import { isOfKind, isTelling, valueAt } from './final-claims.ts'
import type { Line } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** "The bias vector has F entries": a letter says nothing by itself, but beside the word for what it counts. */
const isSpokenOf = ({ quantity: { name } }: Known, line: Line): boolean => {
  const noun = name.split('_').at(-1)?.slice(0, 4) ?? ''
  return noun.length > 3 && line.flow.toLowerCase().includes(noun)
}

/** Where a quantity is nowhere named: formulas of its kind anywhere, of which one may be it. */
export const presenceClaims = (
  analysis: Analysis,
  vocabulary: Vocabulary,
  open: readonly Known[],
): readonly Claim[] =>
  open.flatMap((known) =>
    analysis.lines.flatMap((line) =>
      line.statements.flatMap((statement) =>
        statement.sides.flatMap((side): Claim[] => {
          const value = valueAt(side, analysis)
          if (!value || !isOfKind(known, value) || setsParameter(statement, vocabulary)) return []
          if (!isTelling(value) && !(value.kind === 'symbol' && isSpokenOf(known, line))) return []
          return [{ targets: [known], side, sign: '=', tie: 'weak', line, statement }]
        }),
      ),
    ),
  )
