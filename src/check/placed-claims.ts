import type { Claim } from './claims.ts'
import { matchName } from './claims.ts'
import { nameKey } from './names.ts'
import type { Line, Statement } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Known, Vocabulary } from './vocabulary.ts'

const pair = /^\\?\(?\(\s*(\d+)\s*,\s*(\d+)\s*\)$/

const positionOf = (statement: Statement): readonly string[] | undefined => {
  const [side] = statement.sides
  if (statement.sides.length !== 1 || side?.kind !== 'side') return undefined
  const found = pair.exec(side.text.replace(/\s/g, ''))
  return found?.[1] !== undefined && found[2] !== undefined ? [found[1], found[2]] : undefined
}

const grids = (vocabulary: Vocabulary): readonly Known[] =>
  vocabulary.known.filter(
    ({ asked, quantity: { value } }) => asked && value.kind === 'tensor' && value.shape.length === 2,
  )

const givesEntry =
  /^[\s:=→,–—-]*$|\b(?:total|sum|result|value|output|net|entry|gives?|get|is|equals?)\b[\s:]*$/i

/** `(0,0): −19; (0,1): −28` and `For position (1,1): …, total 40`: entries of the matrix asked for, by their place. */
export const positionClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] => {
  const targets = grids(vocabulary)
  if (targets.length === 0) return []
  return analysis.lines.flatMap((line) => {
    let at: { readonly indices: readonly string[]; readonly end: number } | undefined
    const out: Claim[] = []
    for (const statement of line.statements) {
      const indices = positionOf(statement)
      if (indices) {
        at = { indices, end: statement.end }
        continue
      }
      if (!at || !givesEntry.test(line.flow.slice(at.end + 1, statement.at))) continue
      const side = statement.sides.at(-1)
      if (side && statement.signs.every((sign) => sign === '=' || sign === '~='))
        out.push({ targets, side, sign: '=', tie: 'named', line, statement, indices: at.indices })
    }
    return out
  })
}

/** A table's cell, named by its row (`y[0,0]`) where the row's first cell is a name of something known. */
export const rowClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] =>
  analysis.lines.flatMap((line) => {
    const { cell } = line.sentence
    if (!cell || cell.column === 0) return []
    const match = matchName(cell.row.replace(/[$`*]/g, '').trim(), vocabulary)
    if (!match || nameKey(cell.row) === '') return []
    return line.statements.flatMap((statement) => cellClaim(line, statement, match.known, match.indices))
  })

const cellClaim = (
  line: Line,
  statement: Statement,
  targets: readonly Known[],
  indices: readonly string[] | undefined,
): Claim[] => {
  const side = statement.sides.at(-1)
  if (!side) return []
  return [{ targets, side, sign: '=', tie: 'named', line, statement, ...(indices ? { indices } : {}) }]
}
