import type { Finding } from '../model.ts'
import { freeSymbols } from './free-symbols.ts'
import { guarded } from './guard.ts'
import { withText } from './link-findings.ts'
import { inKnownNames } from './renaming.ts'
import { sameScalar } from './sameness.ts'
import { definitionsOf } from './settings.ts'
import { shown } from './shown.ts'
import type { Analysis } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Another layer than the one asked for. */
const ofOther = /\b(?:full|same|padd\w*|strides?|dilat\w*)\b/i

/** "with m = n + k + 1": a size that follows from others, made of the same ones, and not as it follows. */
export const definedSizeFindings = (analysis: Analysis, vocabulary: Vocabulary): readonly Finding[] =>
  analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement) =>
      guarded(() => definitionsOf(statement, analysis.read), []).flatMap(({ symbol, value }): Finding[] => {
        const size = vocabulary.parameters.get(symbol)
        if (size?.kind !== 'sum' || vocabulary.settable.has(symbol) || ofOther.test(line.flow)) return []
        const claimed = guarded(() => inKnownNames(value, vocabulary), value)
        const [own, used] = [freeSymbols(size), freeSymbols(claimed)]
        if (own.size !== used.size || [...own].some((name) => !used.has(name))) return []
        if (guarded(() => sameScalar(size, claimed), null) !== false) return []
        if (analysis.stance(line, statement) !== 'claim') return []
        return [
          {
            kind: 'disagrees',
            quote: analysis.source.slice(statement.from, statement.to),
            at: statement.from,
            ...withText('claimed', shown(value)),
            ...withText('expected', shown(size)),
            because: `The other sizes give another ${symbol}.`,
          },
        ]
      }),
    ),
  )
