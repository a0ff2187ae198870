import type { Finding } from '../model.ts'
import { freeSymbols, resolve } from './free-symbols.ts'
import { guarded } from './guard.ts'
import type { Reader } from './reading.ts'
import { inKnownNames } from './renaming.ts'
import { sameScalar } from './sameness.ts'
import type { Definition } from './settings.ts'
import { scalarOf, symbolNamed } from './settings.ts'
import { shown } from './shown.ts'
import { statementFinding } from './statement-finding.ts'
import type { Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import { localSettings } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Another layer than the one asked for. */
const ofOther = /\b(?:full|same|padd\w*|strides?|dilat\w*)\b/i

/** The values that a statement gives a name, one for each link of its chain. */
const valuesOf = ({ sides: [head, ...values], signs }: Statement, read: Reader): readonly Definition[] => {
  const symbol = symbolNamed(head)
  return symbol === undefined || signs.some((sign) => sign !== '=')
    ? []
    : values.flatMap((side) => {
        const value = scalarOf(side, read)
        return value ? [{ symbol, value }] : []
      })
}

/** "with m = n + k + 1", "n = 28, k = 5, so m = 25": a size that follows from others, and not as it follows. */
export const definedSizeFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement) =>
      guarded(() => valuesOf(statement, analysis.read), []).flatMap(({ symbol, value }): Finding[] => {
        const size = vocabulary.parameters.get(symbol)
        if (size?.kind !== 'sum' || vocabulary.settable.has(symbol) || ofOther.test(line.flow)) return []
        const set = new Map(localSettings(analysis, line, statement))
        set.delete(symbol)
        const expected = guarded(() => resolve(size, set), size)
        const claimed = guarded(() => resolve(inKnownNames(value, vocabulary), set), value)
        const [own, used] = [freeSymbols(expected), freeSymbols(claimed)]
        if (own.size !== used.size || [...own].some((name) => !used.has(name))) return []
        if (guarded(() => sameScalar(expected, claimed), null) !== false) return []
        if (analysis.stance(line, statement) !== 'claim') return []
        return [
          statementFinding(analysis, statement, {
            claimed: shown(value),
            expected: shown(expected),
            because: `The other sizes give another ${symbol}.`,
          }),
        ]
      }),
    ),
  )
