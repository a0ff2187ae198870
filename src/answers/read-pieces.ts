import { splitOutside } from '../exact/split-outside.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import { toLatex } from '../exact/write/write.ts'
import { indexed, type Names, readPlainly, readValue } from './read-value.ts'

const relation = '(?:<|>|≤|≥|\\\\leq?(?![a-z])|\\\\geq?(?![a-z]))'
const word = '(?:for|if|when|where)'
/** `2 − 2⁻ⁿ for 0 ≤ n ≤ 6`, `0 (n < 0)`, `0, n < 0`. */
const valueFirst =
  /^(.*?)\s*(?:,?\s*(?:for|if|when|where)\s|\s\(|,)\s*([^()]*(?:<|>|≤|≥|\\leq?|\\geq?|=)[^()]*|otherwise|else|elsewhere)\)?\s*$/
const otherwise = /^(.*?)\s*,?\s*\(?(?:otherwise|else|elsewhere)\)?$/
/** "Otherwise 0". */
const restFirst = /^(?:otherwise|else|elsewhere)\s*[,:]?\s*(?:then\s+)?(.+)$/i
/** `n < 0: 0`, "for n < 0 y = 0", "if n < 0 then 0". */
const conditionFirst = new RegExp(
  `^(?:${word}\\s+)?([^:,=]*${relation}=?[^:,=]*?)\\s*(?::|,?\\s+then\\s|,\\s|\\s+(?=[a-zA-Z]\\w*(?:[([][a-z][)\\]])?\\s*(?:=|is)\\s?))\\s*(.+)$`,
)
/** `n = 0, …, 6`, "n between 0 and 6". */
const ranges: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z])\s*=\s*(-?\w+)\s*(?:,\s*)?(?:\.\.+|…|\\[lc]?dots)\s*,?\s*(-?\w+)/g, '$2 <= $1 <= $3'],
  [/\b([a-z])\s+(?:is\s+)?between\s+(-?\w+)\s+and\s+(-?\w+)/g, '$2 <= $1 <= $3'],
]

type Piece = { readonly value: string; readonly condition?: string }

const pieceOf = (text: string, isHead: (side: string) => boolean): Piece | undefined => {
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
  const written = ranges.reduce((out, [range, sides]) => out.replace(range, sides), indexed(inner, names))
  for (const cut of cuts) {
    const pieces = splitOutside(written, cut).map((piece) => pieceOf(piece, isHead))
    if (pieces.length < 2) continue
    const rows = pieces.map((piece) => rowOf(piece, names))
    if (rows.every((row) => row !== undefined)) return casesOf(rows, names)
  }
  return undefined
}

/** Values are written in either notation, and the cases in one. */
const rowOf = (piece: Piece | undefined, names: Names): string | undefined => {
  const value = piece?.value.replace(/^zero$/i, '0')
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
  const cases = rows.join(' \\\\ ').replaceAll(/<=|≤/g, '\\le ').replaceAll(/>=|≥/g, '\\ge ')
  return readPlainly(`\\begin{cases} ${cases} \\end{cases}`, names)
}
