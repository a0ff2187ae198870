import type { Claim } from './claims.ts'
import { wholeIndex } from './entries.ts'
import { matchName, type NameMatch } from './naming.ts'
import type { AnySide, Line, Statement } from './statements.ts'
import type { Vocabulary } from './vocabulary.ts'

type Listed = AnySide | 'dots'

const dots = /^\s*(?:\\[lcb]?dots|…|⋯|\.{2,3})\s*$/

/** A member of a list: one side by itself, or what stands for those left out. */
const memberOf = ({ sides: [side, ...others] }: Statement): Listed | undefined => {
  if (side?.kind !== 'side' || others.length > 0 || side.format === 'words') return undefined
  return dots.test(side.text) ? 'dots' : side
}

const isComma = (line: Line, before: Statement, after: Statement): boolean =>
  /^\s*,\s*$/.test(line.flow.slice(before.end + 1, after.at))

/** The members next to a statement that commas join to it, in the order in which they stand. */
const neighbours = (line: Line, statement: Statement, step: 1 | -1): readonly Listed[] => {
  const out: Listed[] = []
  const { statements } = line
  for (let at = statements.indexOf(statement) + step; ; at += step) {
    const [here, other] = [statements[at], statements[at - step]]
    const member = here && memberOf(here)
    if (!here || !other || !member) break
    if (!(step === 1 ? isComma(line, other, here) : isComma(line, here, other))) break
    out.push(member)
  }
  return step === 1 ? out : out.reverse()
}

type Point = { readonly match: NameMatch; readonly index: number }

const pointOf = (side: Listed | undefined, vocabulary: Vocabulary): Point | undefined => {
  if (side === undefined || side === 'dots' || side.kind !== 'side') return undefined
  const match = matchName(side.text, vocabulary)
  const [index, another] = match?.indices ?? []
  const number = index === undefined || another !== undefined ? undefined : wholeIndex(index)
  return match && number !== undefined ? { match, index: number } : undefined
}

/** The places that a list names, those that dots stand for among them; undefined where it is no list of places in order. */
const placesOf = (names: readonly Listed[], vocabulary: Vocabulary): readonly number[] | undefined => {
  const out: number[] = []
  for (const [at, name] of names.entries()) {
    if (name === 'dots') continue
    const index = pointOf(name, vocabulary)?.index
    const last = out.at(-1)
    if (index === undefined || (last !== undefined && index <= last)) return undefined
    const skipped = names[at - 1] === 'dots' && last !== undefined ? index - last - 1 : 0
    if (skipped > 1000) return undefined
    for (let left = skipped; left > 0; left--) out.push(index - left)
    out.push(index)
  }
  return out
}

/** Values with their places in a list: from its start up to the dots, and from its end back to them. */
const placed = (
  values: readonly Listed[],
  places: readonly number[],
): readonly (readonly [number, AnySide])[] => {
  const gap = values.indexOf('dots')
  if (gap < 0 && values.length !== places.length) return []
  if (gap >= 0 && (values.lastIndexOf('dots') !== gap || values.length > places.length)) return []
  return values.flatMap((value, at) => {
    const place = gap < 0 || at < gap ? places[at] : places[places.length - values.length + at]
    return value === 'dots' || place === undefined ? [] : [[place, value] as const]
  })
}

const claimsAt = (
  { known }: NameMatch,
  values: readonly (readonly [number, AnySide])[],
  line: Line,
  statement: Statement,
): readonly Claim[] =>
  values.map(([place, side]) => ({
    targets: known,
    side,
    sign: '=',
    tie: 'named',
    line,
    statement,
    indices: [`${place}`],
  }))

/** `0 ≤ n ≤ 3` as the places it stands for. */
const placesIn = ({ sides, signs }: Statement): readonly number[] => {
  const [from, index, to] = sides.map((side) => (side.kind === 'side' ? side.text.trim() : ''))
  if (signs.join() !== '<=,<=' || !/^[a-z]$/.test(index ?? '') || !/^-?\d{1,4}$/.test(from ?? '')) return []
  const last = Number(to)
  const first = Number(from)
  return Number.isInteger(last) && last - first < 1000
    ? Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
    : []
}

/** "For 0 ≤ n ≤ 3: …, so y = 1, 3/2, 7/4, 15/8": values of a sequence, one for each place of the range that is in force. */
const sequenceClaims = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
): readonly Claim[] | undefined => {
  const [name, value] = statement.sides
  const match =
    name?.kind === 'side' && name.format !== 'words' ? matchName(name.text, vocabulary) : undefined
  const after = neighbours(line, statement, 1)
  if (!match || match.indices || !value || after.length === 0) return undefined
  if (!match.known.every(({ quantity }) => quantity.value.kind === 'piecewise')) return undefined
  const places = line.statements.filter(({ at }) => at < statement.at).flatMap(placesIn)
  return claimsAt(match, placed([value, ...after], places), line, statement)
}

/** `y(0), …, y(6) = 1, 3/2, …, 127/64`: a list of places is set equal to a list of values; undefined for any other statement. */
export const listedClaims = (
  line: Line,
  statement: Statement,
  vocabulary: Vocabulary,
): readonly Claim[] | undefined => {
  const [name, value, ...others] = statement.sides
  if (!name || !value || others.length > 0 || statement.signs[0] !== '=') return undefined
  const last = pointOf(name, vocabulary)
  if (!last) return sequenceClaims(line, statement, vocabulary)
  const [before, after] = [neighbours(line, statement, -1), neighbours(line, statement, 1)]
  if (before.length === 0 || after.length === 0 || before[0] === 'dots') return undefined
  const places = placesOf([...before, name], vocabulary)
  if (!places) return undefined
  return claimsAt(last.match, placed([value, ...after], places), line, statement)
}
