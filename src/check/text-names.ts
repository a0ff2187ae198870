import { nameKey } from './names.ts'
import { symbolNamed } from './settings.ts'
import type { Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

/** "Let σ = ‖ΔW‖₂": a letter of the text's own, and the quantity asked for that it stands for. */
const nameGiven = (
  { sides, signs }: Statement,
  analysis: Analysis,
  vocabulary: Vocabulary,
): readonly [string, readonly Known[]] | undefined => {
  if (sides.length !== 2 || signs[0] !== '=') return undefined
  for (const [own, other] of [sides, sides.toReversed()]) {
    const letter = symbolNamed(own)
    if (letter === undefined || own?.kind !== 'side' || analysis.read(own)?.kind !== 'symbol') continue
    if (other?.kind !== 'side' || other.format === 'words') continue
    const isTaken =
      vocabulary.byKey.has(letter) || vocabulary.symbols.has(letter) || vocabulary.parameters.has(letter)
    const known = vocabulary.byKey.get(nameKey(other.text))?.filter(({ asked }) => asked) ?? []
    if (!isTaken && known.length > 0) return [letter, known]
  }
  return undefined
}

/** The vocabulary with the letters that the text itself gives to quantities asked for. */
export const withTextNames = (analysis: Analysis, vocabulary: Vocabulary): Vocabulary => {
  const given = analysis.lines.flatMap(({ statements }) =>
    statements.flatMap((statement) => {
      const found = nameGiven(statement, analysis, vocabulary)
      return found ? [found] : []
    }),
  )
  return given.length === 0 ? vocabulary : { ...vocabulary, byKey: new Map([...given, ...vocabulary.byKey]) }
}
