import type { Finding } from '../model.ts'
import { assess } from './assess.ts'
import { claimsOf } from './claims.ts'
import { shown } from './shown.ts'
import { statementFinding } from './statement-finding.ts'
import type { Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

const isDenial = ({ signs }: Statement): boolean => signs.length === 1 && signs[0] === '!='

/** `mean ≠ 0` where it is 0: what a text says that a quantity asked for is not. */
export const denialFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) =>
    line.statements.filter(isDenial).flatMap((statement) => {
      if (analysis.stance(line, statement) !== 'claim') return []
      const affirmed: Statement = { ...statement, signs: ['='] }
      const isSet = (name: string): boolean => localSettings(analysis, line, statement).has(name)
      return claimsOf(line, affirmed, vocabulary, isSet).flatMap((claim): Finding[] => {
        const assessed = assess(claim, analysis, vocabulary)
        if (!assessed?.target.asked || assessed.judgement !== 'agrees') return []
        const { value } = assessed.target.quantity
        return [
          statementFinding(analysis, statement, {
            of: assessed.target,
            expected: shown(value),
            because: 'It is said not to be what it is.',
          }),
        ]
      })
    }),
  )
