import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Claim } from './claims.ts'
import { nameKey } from './names.ts'
import type { NameMatch } from './naming.ts'
import { matchName } from './naming.ts'
import { indexOf } from './pieces.ts'
import { rangeOf, symbolNamed } from './settings.ts'
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

/** "(1,1): 1 2 3 / 11 12 13": the numbers of a window, and no entry. */
const beginsRow = (line: Line, statement: Statement): boolean => {
  const next = line.statements.find(({ at }) => at > statement.at)
  return next !== undefined && /^\s*\/?\s*$/.test(line.flow.slice(statement.end + 1, next.at))
}

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
      if (beginsRow(line, statement)) continue
      const side = statement.sides.at(-1)
      if (side && statement.signs.every((sign) => sign === '=' || sign === '~='))
        out.push({ targets, side, sign: '=', tie: 'named', line, statement, indices: at.indices })
    }
    return out
  })
}

/** A table whose rows are places: `| (0,0) | 1 + 4 + 3 − … | −40 |`. */
const cellPosition = (header: string, row: string, vocabulary: Vocabulary): NameMatch | undefined => {
  const place = pair.exec(row.replace(/\s/g, ''))
  if (place?.[1] === undefined || place[2] === undefined) return undefined
  const known = grids(vocabulary)
  const other = /\b(?:patch|window|input|kernel|region|overlap)/i.test(header)
  return known.length > 0 && !other ? { known, indices: [place[1], place[2]] } : undefined
}

/** The column of `y[n]`, in the row of n = 7 or of a range of n. */
const columnPoint = (header: string, row: string, vocabulary: Vocabulary): NameMatch | undefined => {
  const match = matchName(header.replace(/[$`*]/g, '').trim(), vocabulary)
  const known = match?.known.filter(({ quantity }) => quantity.value.kind === 'piecewise')
  if (!known || known.length === 0) return undefined
  const point = /^(?:n\s*=\s*)?(-?\d+)$/.exec(row)?.[1]
  return point === undefined ? { known } : { known, indices: [point] }
}

/** The row of `y[n]` in the column of n = 7, where the columns are headed by places: `| n | 7 | 8 |` over `| y | 1 | 2 |`. */
const rowPoint = (
  line: Line,
  row: string,
  analysis: Analysis,
  vocabulary: Vocabulary,
): NameMatch | undefined => {
  const header = (line.sentence.cell?.header ?? '').replace(/[$`*\s]/g, '').replace(/[−–]/g, '-')
  const first = analysis.lines
    .slice(0, line.number)
    .findLast(({ sentence: { cell } }) => cell?.column === 0 && cell.row === line.sentence.cell?.row)
  const match = matchName(row, vocabulary)
  const known = match?.known.filter(({ quantity }) => quantity.value.kind === 'piecewise')
  if (!first || !known || known.length === 0 || !/^-?\d+$/.test(header)) return undefined
  const corner = nameKey((first.sentence.cell?.header ?? '').replace(/[$`*]/g, ''))
  const isIndex = known.every(
    ({ quantity: { value } }) => value.kind === 'piecewise' && indexOf(value) === corner,
  )
  return isIndex ? { known, indices: [header] } : undefined
}

/** `n = 7: 127/128`: the value of the function asked for at a point. */
export const pointClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] => {
  const targets = vocabulary.known.filter(
    ({ asked, quantity: { value } }) => asked && value.kind === 'piecewise',
  )
  if (targets.length === 0) return []
  const indices = new Set(
    targets.map(({ quantity: { value } }) => (value.kind === 'piecewise' ? indexOf(value) : '')),
  )
  return analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement, at): Claim[] => {
      const before = line.statements[at - 1]
      const point = before && integerPoint(before, indices, analysis)
      if (!point || !/^\s*[:→⇒]\s*$/.test(line.flow.slice(before.end + 1, statement.at))) return []
      return statement.sides
        .filter((side) => side.kind === 'side' && /^[^A-Za-z]*$/.test(side.text.replace(/\\[a-z]?frac/g, '')))
        .map((side) => ({ targets, side, sign: '=', tie: 'named', line, statement, indices: [point] }))
    }),
  )
}

const isValue = (value: Exact | undefined): boolean =>
  value !== undefined && isExpression(value) && value.kind !== 'symbol' && value.kind !== 'indexed'

/** What stands between a range and the value in it: "n ≥ 7: ¤", "for n ≥ 7 the sum is ¤". */
const ledBy =
  /^\s*[:→⇒)]\s*$|^\s*[,:]?\s*(?:then\s+)?(?:the\s+)?(?:sum|output|value|result|tail|response|it|this)\s+(?:is|equals|becomes|gives)\s*:?\s*$/i

/** "At n = 6 it is 0.78 % short" gives a distance. */
const isShare = (line: Line, { end }: Statement): boolean =>
  /^\s*(?:%|percent)?\s*(?:short|below|above|away|less|more|smaller|larger|lower|higher|of|off|from)\b/i.test(
    line.flow.slice(end + 1),
  )

/** `Σ … = 2 − 2^{−n}`: no side is a name. */
const isUnnamedChain = ({ sides, signs }: Statement, analysis: Analysis): boolean =>
  signs.every((sign) => sign === '=' || sign === '~=') &&
  sides.every((side) => side.kind === 'side' && isValue(analysis.read(side)))

const opensSentence = /^\W*(?:for|when|if|where|once|at|on)\s+(?:all\s+|every\s+)?$/i
const introducesRange =
  /^\s*[,(]?\s*(?:for|when|if|where|whenever|on|at)\s+(?:all\s+|every\s+)?$|^\s*\(\s*$|^(?:\s*\p{L}+){0,3}\s+(?:sits|occurs|reached|attained|lies|happens)\s+(?:only\s+)?at\s+$/iu

/** "Sample 7 (n = 6)" tells a place by its number. */
const countsPlaces = /\b(?:samples?|index|position|no\.?|number|step)\s*$/i

/** "0 for n < 5, 2 − 2^{5−n} for 5 ≤ n ≤ 11": values with their ranges, of the one function asked for. */
export const pieceClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] => {
  const targets = vocabulary.known.filter(
    ({ asked, quantity: { value } }) => asked && value.kind === 'piecewise',
  )
  const [only] = targets
  const value = only?.quantity.value
  if (targets.length !== 1 || value?.kind !== 'piecewise') return []
  const index = indexOf(value)
  return analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement, at): Claim[] => {
      const side = statement.sides.at(-1)
      const before = line.statements[at - 1]
      const isLed =
        before !== undefined &&
        rangeOf(before, index, analysis.read) !== undefined &&
        before.sides.length > 1 &&
        ledBy.test(line.flow.slice(before.end + 1, statement.at))
      if (isLed && isShare(line, statement)) return []
      const names = line.statements[at + 1]
      const isOfPronoun =
        before !== undefined &&
        /\b(?:it|this)\s+\w+\s*:?\s*$/i.test(line.flow.slice(before.end + 1, statement.at))
      // "For n ≥ L it is ¤: y[n] = ¤": what it is stands before, and the value after.
      if (isLed && isOfPronoun && names && headMatches(names, vocabulary)) return []
      if (isLed && side?.kind === 'side' && side.format !== 'words' && isValue(analysis.read(side)))
        return isUnnamedChain(statement, analysis)
          ? [{ targets, side, sign: '=', tie: 'worded', line, statement }]
          : []
      // "For n ≥ L … we get ¤": what a sentence about one range comes to may be the value in it.
      const [first] = line.statements
      if (
        first !== statement &&
        first === line.statements.find((other) => rangeOf(other, index, analysis.read)) &&
        first !== undefined &&
        opensSentence.test(line.flow.slice(0, first.at)) &&
        side?.kind === 'side' &&
        statement.sides.length > 1 &&
        isUnnamedChain(statement, analysis)
      )
        return [{ targets, side, sign: '=', tie: 'weak', line, statement }]
      // The last value of a list belongs to the last of the points that follow.
      if (
        before &&
        !rangeOf(before, index, analysis.read) &&
        /^\s*,\s*$/.test(line.flow.slice(before.end + 1, statement.at))
      )
        return []
      const range = line.statements[at + 1]
      const isBare =
        statement.sides.length === 1 &&
        side?.kind === 'side' &&
        side.format !== 'words' &&
        isValue(analysis.read(side))
      if (!isBare || !range || !side || !rangeOf(range, index, analysis.read)) return []
      if (!introducesRange.test(line.flow.slice(statement.end + 1, range.at))) return []
      if (countsPlaces.test(line.flow.slice(0, statement.at))) return []
      return [{ targets, side, sign: '=', tie: 'worded', line, statement }]
    }),
  )
}

const headMatches = ({ sides: [head, ...others] }: Statement, vocabulary: Vocabulary): boolean =>
  head?.kind === 'side' &&
  head.format !== 'words' &&
  others.length > 0 &&
  matchName(head.text, vocabulary) !== undefined

const integerPoint = (
  statement: Statement,
  indices: ReadonlySet<string>,
  analysis: Analysis,
): string | undefined => {
  const [name, value] = statement.sides
  if (statement.sides.length !== 2 || statement.signs[0] !== '=' || value?.kind !== 'side') return undefined
  const number = analysis.read(value)
  const isPoint = indices.has(symbolNamed(name) ?? '') && number?.kind === 'number' && number.value.d === 1n
  return isPoint ? `${number.value.n}` : undefined
}

/** A row that is headed by the words for a quantity: `| number of weights | K²CF |`. */
const spokenRow = (row: string, vocabulary: Vocabulary): NameMatch | undefined => {
  const words = row.toLowerCase().replace(/^(?:#|no\. of|number of|total number of)\s+/, '')
  const known = vocabulary.phrases
    .filter((phrase) => phrase.words === words || phrase.words === row.toLowerCase())
    .map((phrase) => phrase.known)
    .filter(({ quantity: { value } }) => isExpression(value))
  return known.length > 0 ? { known: [...new Set(known)] } : undefined
}

/** A column of words about the others. */
const remarks =
  /^\W*(?:reasons?|why|because|comments?|remarks?|notes?|explanations?|justifications?|intuition)\b/i

/** A table's cell, named by its row (`y[0,0]`) where the row's first cell is a name of something known. */
export const rowClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] =>
  analysis.lines.flatMap((line) => {
    const { cell } = line.sentence
    if (!cell || cell.column === 0 || remarks.test(cell.header)) return []
    const row = cell.row.replace(/[$`*]/g, '').trim()
    const match =
      rowPoint(line, row, analysis, vocabulary) ??
      matchName(row, vocabulary) ??
      cellPosition(cell.header, row, vocabulary) ??
      columnPoint(cell.header, row, vocabulary) ??
      spokenRow(row, vocabulary)
    if (!match || nameKey(cell.row) === '') return []
    return line.statements.flatMap((statement) =>
      isOfSize(cell.header, statement, match.known)
        ? []
        : cellClaim(line, statement, match.known, match.indices),
    )
  })

/** A column of sizes has an array's size and not the array. */
const isOfSize = (header: string, { sides }: Statement, targets: readonly Known[]): boolean =>
  /\b(?:sizes?|shapes?|dimensions?)\b/i.test(header) &&
  sides.some((side) => side.kind === 'side' && /×|\\times|\dx\d/.test(side.text)) &&
  targets.every(({ quantity }) => quantity.value.kind !== 'shape')

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
