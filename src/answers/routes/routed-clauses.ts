import { type Rational, zero } from '../../exact/rational.ts'
import type { Asked } from '../answer-key.ts'
import { noNames, readPlainly } from '../read-value.ts'
import type { Shares } from './routes.ts'

const circled = '①②③④⑤⑥⑦⑧⑨'

/** The sign of a value that is asked for, by its place among them. */
export const subjectAt = (at: number): string => circled.charAt(at)

/** What each subject of a text in signs (`routed-phrases.ts`) gives whom; undefined where anything else stands in it. */
export const sharesOf = (text: string, asked: readonly Asked[]): ReadonlyMap<Asked, Shares> | undefined => {
  const segments = segmentsOf(text, asked)
  if (!segments) return undefined
  const found = new Map<Asked, Shares>()
  for (const [subject, segment] of segments) {
    const shares = sharesIn(segment)
    if (!shares) return undefined
    // A value alone leaves open which of the entries get it, where not all of them do.
    const isWhole = segments.size === asked.length && subject.quantity.value.kind !== 'piecewise'
    if (shares.placeless && !isWhole) return undefined
    found.set(subject, shares)
  }
  return found
}

const separators = /[\s;,.:()]|(?<![a-z])(?:and|but|und)(?![a-z])/g
const isEmpty = (text: string): boolean => text.replaceAll(separators, '') === ''

/** What is said of each subject: behind it, or all before it. */
const segmentsOf = (text: string, asked: readonly Asked[]): ReadonlyMap<Asked, string> | undefined => {
  const pieces = text.split(/([①-⑨])/)
  const subjects = pieces.flatMap((piece, at) => (at % 2 === 1 ? [asked[circled.indexOf(piece)]] : []))
  const between = pieces.filter((_, at) => at % 2 === 0)
  const [only, ...others] = asked
  if (subjects.length === 0) return only && others.length === 0 ? new Map([[only, text]]) : undefined
  const isBefore = isEmpty(between[0] ?? '')
  const isBehind = isEmpty(between.at(-1) ?? '') && between.slice(1, -1).every(isSentence)
  if (isBefore === isBehind) return undefined
  const said = isBefore ? between.slice(1) : between.slice(0, -1)
  const found = new Map<Asked, string>()
  for (const [at, subject] of subjects.entries()) {
    if (!subject) return undefined
    found.set(subject, [found.get(subject) ?? '', said[at] ?? ''].join(' ; '))
  }
  return found
}

/** Whether what follows a subject is no part of what was said before it. */
const isSentence = (text: string): boolean => /^\s*(?:[;,.\n]|and\b|und\b)/.test(text)

type Token = { readonly sign: string; readonly clause: number }

const clauses = /[;,\n]|\.(?!\d)|(?<![a-z])(?:and|but|und)(?![a-z])/

/** The signs of a segment, by clauses; undefined where there is any other word. */
const tokensOf = (segment: string): readonly Token[] | undefined => {
  const phrases = segment.split(clauses).map((clause) => clause.split(/[:()]/).map((one) => one.trim()))
  if (!phrases.flat().every((phrase) => /^(?:(?:<[^>]*>|[NWORAE])\s*)*$/.test(phrase))) return undefined
  return phrases.flatMap((clause, at) => clause.flatMap(signsOf).map((sign): Token => ({ sign, clause: at })))
}

const isShare = (sign: string | undefined): boolean => sign?.startsWith('<') === true

const signsOf = (phrase: string): readonly string[] => {
  const signs = phrase.match(/<[^>]*>|[NWORAE]/g) ?? []
  // "The gradient" is a value by itself, and none as a name for one: "gradient dy", "gradient at the maximum: dy".
  const said =
    signs.some(isShare) || signs.length === 1
      ? signs.filter((sign, at) => sign !== 'N' || (at > 0 && !isShare(signs[at + 1])))
      : signs.map((sign) => (sign === 'N' ? '<1>' : sign))
  // What is spread says how much there is, and not what each entry gets.
  const isSpread = said.includes('E') && said.includes('<1>') && !said.some((sign) => /[WOR]/.test(sign))
  // A quarter that is split again is less.
  const isSplit = said.includes('E') && said.some((sign) => /^<1\/\d+>$|^<0?\.\d+>$/.test(sign))
  return isSpread || isSplit ? ['E'] : said
}

type Found = Shares & { readonly placeless?: true }

const sharesIn = (segment: string): Found | undefined => {
  const signs = tokensOf(segment)
  if (!signs) return undefined
  const tokens = signs.filter(({ sign }) => sign !== 'E')
  const isSpread = tokens.length < signs.length
  if (tokens.length === 1) {
    const all = shareOf(tokens[0]?.sign ?? '')
    return all && !isSpread ? { all, placeless: true } : undefined
  }
  const pairs = tokens.flatMap((token, at) => (at % 2 === 0 ? [pairOf(token, tokens[at + 1])] : []))
  const shares = new Map<string, Rational>()
  for (const pair of pairs) {
    const before = pair && shares.get(pair.place)
    if (!pair || (before && !isEqual(before, pair.share))) return undefined
    shares.set(pair.place, pair.share)
  }
  const found = together(shares)
  return isSpread && found && !('all' in found) ? undefined : found
}

const together = (shares: ReadonlyMap<string, Rational>): Shares | undefined => {
  const [winner, alone, rest, all] = ['W', 'O', 'R', 'A'].map((place) => shares.get(place))
  const [largest, others] = [winner ?? alone, rest ?? (alone && zero)]
  if (all) return shares.size === 1 ? { all } : undefined
  // "Only the largest gets nothing" is no route.
  if (!largest || !others || (winner && alone) || (alone && (isEqual(alone, zero) || !isEqual(others, zero))))
    return undefined
  return isEqual(largest, others) ? { all: largest } : { winner: largest, others }
}

/** A share and who gets it, in either order and within one clause but for "otherwise, 0". */
const pairOf = (
  first: Token,
  second: Token | undefined,
): { readonly place: string; readonly share: Rational } | undefined => {
  if (!second) return undefined
  const [left, right] = [shareOf(first.sign), shareOf(second.sign)]
  const isNear = first.clause === second.clause || first.sign === 'R' || second.sign === 'W'
  if (!isNear) return undefined
  const [share, place] = left ? [left, second.sign] : [right, first.sign]
  return share && /^[WORA]$/.test(place) ? { place, share } : undefined
}

const shareOf = (sign: string): Rational | undefined => {
  const written = /^<(.*)>$/.exec(sign)?.[1]
  if (written === undefined) return undefined
  const value = readPlainly(written.replace(/^\./, '0.'), noNames)
  return value?.kind === 'number' ? value.value : undefined
}

const isEqual = (left: Rational, right: Rational): boolean => left.n === right.n && left.d === right.d
