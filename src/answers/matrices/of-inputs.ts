import { splitOutside } from '../../exact/split-outside.ts'
import { toText } from '../../exact/write/write.ts'
import type { AnswerKey } from '../answer-key.ts'
import { sidesOf } from '../segments.ts'

const numbered = /^g(\d+)$/
/** `x_3`, `g_3`, `f(x_3)`, "the features of x3". */
const name =
  '(?:(?:the\\s+)?features?\\s+of\\s+)?(?:[fφ]\\s*\\(\\s*x_?\\{?\\d+\\}?\\s*\\)|(?<![A-Za-z\\\\])[xg]_?\\{?\\d+\\}?(?![\\w^]))'
const vector =
  '(?:[[(][-\\d./,;\\s]+[\\])](?:\\^\\{?(?:T|\\\\top)\\}?)?|\\\\begin\\{[a-z]*matrix\\}[^a-z]*\\\\end\\{[a-z]*matrix\\})'

const invariance =
  /^(?:because\s+of|by|due\s+to|thanks\s+to)\s+(?:the\s+)?(?:shift|translation)[\s-]*(?:in|equi)variance[,:]?\s+/i
/** "x3 has the same features as x2", "x3 is a shift of x2". */
const same = new RegExp(
  `(${name})(?:\\s*:)?\\s+(?:(?:has|have|gets?|gives?|is|are|behaves?)\\s+)?(?:exactly\\s+)?` +
    `(?:(?:the\\s+)?same(?:\\s+(?:features?|feature\\s+vector|vector|outputs?))?\\s+as|like|(?:just\\s+)?an?\\s+(?:shift|translation|shifted\\s+(?:version|copy)|translated\\s+(?:version|copy))\\s+of)` +
    `\\s+(${name})`,
  'gi',
)
/** "x3 has the features of x2, x4 those of x1". */
const those = new RegExp(
  `(${name})\\s+(?:(?:has|gets?)\\s+(?:exactly\\s+)?the\\s+features?|(?:(?:has|gets?)\\s+)?those)\\s+of\\s+(${name})`,
  'gi',
)
const both = `${name} = ${name}`
const bothBefore = new RegExp(`(${both})\\s*[,;:]?\\s*(?:(?:that\\s+is|namely)[,:]?\\s*)?(?=${vector})`, 'gi')
/** `x3 = x2, x4 = x1: […] and […]`. */
const inTurn = new RegExp(
  `^(${both})\\s*(?:[,;]|,?\\s+and)\\s+(${both})\\s*[:,;]\\s*(?:so\\s+)?(${vector})\\s*(?:[,;]|,?\\s+and)\\s*(${vector})\\.?$`,
  'i',
)
const bothSo = new RegExp(`(${both})\\s*,?\\s+(?:and\\s+)?(?:so|hence|thus|therefore)\\s+`, 'gi')
/** "The features of x3 are […] and of x4 are […]", "for x3 […]". */
const has = new RegExp(
  `(?<=^\\s*|[,;.\\n]\\s*|\\sand\\s+)(?:and\\s+)?(?:(?:for|of)\\s+)?(${name})\\s*(?:(?:is|are|has|have|gets?|gives?|(?:is|are)\\s+mapped\\s+to|maps\\s+to|(?:has|have)\\s+(?:the\\s+)?features?)\\s+|(?:↦|\\\\mapsto)\\s*|\\s)(?=${vector})`,
  'gi',
)
const behind = new RegExp(`(${vector})\\s+(?:for|of|is\\s+for)\\s+(${name})`, 'gi')
const allBehind = new RegExp(
  `^\\s*${vector}\\s+(?:for|of)\\s+${name}(?:\\s*(?:[,;]|(?:,\\s*)?and)\\s+${vector}\\s+(?:for|of)\\s+${name})*\\s*\\.?$`,
  'i',
)

/** Sentences that tie values to inputs, as equations. */
const asEquations = (text: string): string => {
  if (allBehind.test(text))
    return [...text.matchAll(behind)].map(([, value, own]) => `${own} = ${value}`).join('; ')
  return text
    .replace(invariance, '')
    .replaceAll(same, '$1 = $2')
    .replaceAll(those, '$1 = $2')
    .trim()
    .replace(inTurn, '$1 = $3; $2 = $4')
    .replaceAll(bothBefore, '$1 = ')
    .replaceAll(bothSo, '$1; ')
    .replaceAll(has, '$1 = ')
}

const wholeName = new RegExp(`^${name}$`, 'i')
const indexOf = (side: string): string | undefined =>
  wholeName.test(side) ? /\d+/.exec(side)?.[0] : undefined

/** A chain `g_3 = g_2 = […]` of what is asked for, of what is known and of values, as what is asked for and values. */
const resolved = (piece: string, asked: ReadonlySet<string>, known: ReadonlyMap<string, string>): string => {
  const sides = sidesOf(piece)
  const indices = sides.map(indexOf)
  const own = sides.filter((_, at) => asked.has(indices[at] ?? ''))
  const isOther = sides.some((side, at) =>
    indices[at] === undefined
      ? !new RegExp(`^${vector}$`, 'i').test(side)
      : !asked.has(indices[at]) && !known.has(indices[at]),
  )
  if (own.length !== 1 || sides.length < 2 || isOther || !indices.some((index) => known.has(index ?? '')))
    return piece
  const values = sides.filter((side) => side !== own[0]).map((side) => known.get(indexOf(side) ?? '') ?? side)
  return `${own[0]} = ${[...new Set(values)].join(' = ')}`
}

/** Where features of inputs are asked for and those of others are known, what is said of one by another. */
export const withInputs = (text: string, { asked }: AnswerKey): string => {
  const own = new Set(asked.flatMap(({ quantity }) => numbered.exec(quantity.name)?.[1] ?? []))
  if (own.size === 0 || own.size !== asked.length) return text
  const related = asked[0]?.reference.solution.related ?? []
  const known = new Map(
    related.flatMap(({ name: given, value }): [string, string][] => {
      const index = numbered.exec(given)?.[1]
      return index === undefined ? [] : [[index, toText(value)]]
    }),
  )
  const equations = asEquations(text).replace(/(?<=[\])\w}])\.\s*$/, '')
  const pieces = splitOutside(equations, /(?:;|\n|,|\.\s|\sand\s)/y)
  const written = pieces.map((piece) => resolved(piece, own, known))
  return written.every((piece, at) => piece === pieces[at]) ? equations : written.join('; ')
}
