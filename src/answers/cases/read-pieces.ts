import { equal } from '../../exact/equal.ts'
import { splitOutside } from '../../exact/split-outside.ts'
import { type Exact, isExpression } from '../../exact/value.ts'
import { toLatex } from '../../exact/write/write.ts'
import { indexed, type Names, readPlainly, readValue } from '../read-value.ts'

const relation = '(?:<|>|≤|≥|\\\\leq?(?![a-z])|\\\\geq?(?![a-z]))'
const word = '(?:for|if|when|where|while|für|falls|wenn)'
const others = '(?:otherwise|else(?:where)?|sonst)'
/** `2 − 2⁻ⁿ for 0 ≤ n ≤ 6`, `0 (n < 0)`, `0, n < 0`. */
const valueFirst = new RegExp(
  `^(.*?)\\s*(?:,?\\s*${word}\\s|\\s\\(|,)\\s*([^()]*(?:${relation}|=)[^()]*|${others})\\)?\\s*$`,
)
const otherwise = new RegExp(`^(.*?)\\s*,?\\s*\\(?${others}\\)?$`)
/** "Otherwise 0". */
const restFirst = new RegExp(`^${others}\\s*[,:]?\\s*(?:then\\s+)?(.+)$`, 'i')
/** `n < 0: 0`, "for n < 0 y = 0", "if n < 0 then 0". */
const conditionFirst = new RegExp(
  `^(?:${word}\\s+)?([^:,=]*${relation}=?[^:,=]*?)\\s*(?::|,?\\s+(?:then|dann)\\s|,\\s|\\s+(?:ist\\s+)?(?=[a-z]\\w*(?:[([][a-z][)\\]])?\\s*(?:=|is\\s)\\s?))\\s*(.+)$`,
  'i',
)
/** `n = 0, …, 6`, "n between 0 and 6". */
const ranges: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z])\s*=\s*(-?\w+)\s*(?:,\s*)?(?:\.\.+|…|\\[lc]?dots)\s*,?\s*(-?\w+)/g, '$2 ≤ $1 ≤ $3'],
  [/\b([a-z])\s+(?:is\s+)?between\s+(-?\w+)\s+and\s+(-?\w+)/g, '$2 ≤ $1 ≤ $3'],
]

/** Ranges of places as the inequalities that say the same. */
export const withRanges = (text: string): string =>
  ranges.reduce((out, [range, sides]) => out.replace(range, sides), text)

type Piece = { readonly value: string; readonly condition?: string }

/** A case longer than this is prose. */
const longest = 2000

const pieceOf = (text: string, isHead: (side: string) => boolean): Piece | undefined => {
  if (text.length > longest) return undefined
  const withoutHead = (side: string): string => {
    const [whole, head = ''] = /^([^=<>≤≥]{1,12}?)\s*(?:=|\bis\b)\s*(?![=<>])/.exec(side) ?? ['']
    return isHead(head.trim()) ? side.slice(whole.length) : side
  }
  const bare = withoutHead(text.trim())
  const rest = restFirst.exec(bare)?.[1]
  if (rest !== undefined) return { value: withoutHead(rest) }
  const plain = otherwise.exec(bare)?.[1]
  if (plain !== undefined) return { value: plain }
  const [, condition, value] = conditionFirst.exec(bare) ?? []
  if (condition !== undefined && value !== undefined) return { value: withoutHead(value), condition }
  const [, first, when] = valueFirst.exec(bare) ?? []
  return first === undefined || when === undefined ? undefined : { value: first, condition: when }
}

const cuts = [/(?:;|\n)/y, /(?:;|\n|,(?=\s)|\sand\s)/y]

/**
 * `0 for n<0; 2-2^(-n) for 0<=n<=6; …` → cases. `isHead` tells the name of what is defined, which each case may repeat.
 */
export const readPieces = (
  text: string,
  names: Names,
  isHead: (side: string) => boolean = () => false,
): Exact | undefined => {
  const inner = /^\{(.*)\}$/s.exec(text.trim())?.[1] ?? text
  const signed = indexed(inner, names).replaceAll('<=', '≤').replaceAll('>=', '≥')
  const written = withRanges(signed)
  for (const cut of cuts) {
    const pieces = splitOutside(written, cut).map((piece) => pieceOf(piece, isHead))
    if (pieces.length < 2) continue
    const rows = pieces.map((piece) => rowOf(piece, names))
    if (rows.every((row) => row !== undefined)) return casesOf(rows, names)
  }
  return undefined
}

/** `sum_{k=0}^{6} 2^(k-n)` in LaTeX, the notation that sums are read in. */
const withSum = (text: string): string =>
  /(?<![A-Za-z\\])sum_/.test(text)
    ? text.replaceAll(/(?<![A-Za-z\\])sum_/g, '\\sum_').replaceAll(/\^\(([^()]*)\)/g, '^{$1}')
    : text

/** `= 127/2^n` and `Σ … = 127/2^n`: the last side of an equation that holds; undefined where it does not. */
const lastSide = (text: string, names: Names): string | undefined => {
  const sides = splitOutside(text, /=/y)
  const [first, ...rest] = sides.map((side) => readValue(withSum(side), names))
  const holds = rest.every((value) => first && value && equal(first, value, { domain: 'integer' }).equal)
  return holds ? sides.at(-1) : undefined
}

/** Values are written in either notation, and the cases in one. */
const rowOf = (piece: Piece | undefined, names: Names): string | undefined => {
  const value = piece && lastSide(piece.value.replace(/^zero$/i, '0'), names)
  const condition =
    piece?.condition?.replace(/^(?:otherwise|else(?:where)?)$/, '\\text{otherwise}') ?? '\\text{otherwise}'
  const read = value ? readValue(value, names) : undefined
  // A remark at the end is no condition.
  if (
    !read ||
    !isExpression(read) ||
    /(?<!\\)\b[A-Za-z]{3,}/.test(condition.replace('\\text{otherwise}', ''))
  )
    return undefined
  return `${toLatex(read)} & ${condition}`
}

const casesOf = (rows: readonly (string | undefined)[], names: Names): Exact | undefined => {
  const cases = rows.join(' \\\\ ').replaceAll('≤', '\\le ').replaceAll('≥', '\\ge ')
  return readPlainly(`\\begin{cases} ${cases} \\end{cases}`, names)
}
