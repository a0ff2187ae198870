import { freeSymbols } from '../check/free-symbols.ts'
import { sizesOf } from '../check/sizes.ts'
import { equal } from '../exact/equal.ts'
import { splitOutside } from '../exact/split-outside.ts'
import { entriesOf } from '../exact/tensor.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import { toText } from '../exact/write/write.ts'
import type { Asked } from './answer-key.ts'
import { apart, namesIt, saidIn } from './labels.ts'
import { type Names, readPieces, readShapes, readValue } from './read-value.ts'
import { medium, numbering, sidesOf } from './segments.ts'

/** A value of an answer: what it is said of (none where that is left open), as it was written and read. */
export type Said = { readonly of: readonly Asked[]; readonly text: string; readonly value: Exact | undefined }

const lead =
  /^(?:(?:so|and|thus|hence|therefore|then|finally|we (?:get|have|obtain|find)|i (?:get|got|have|find)|it follows that)\b[,:]?\s+)+/i

/** The values of one piece of an answer; a chain of equations gives its sides. */
export const valuesOf = (piece: string, asked: readonly Asked[], names: Names): readonly Said[] => {
  const { label, rest } = withoutLabel(piece.replace(numbering, '').replace(lead, ''), asked)
  const within = label.length > 0 ? label : asked
  const whole = inPieces(rest, within, names)
  if (whole) return [{ of: label, text: rest, value: whole }]
  const sides = sidesOf(rest)
  const [first = ''] = sides
  const head = sides.length > 1 ? headOf(first, within, names) : undefined
  // `not α = …`, `half of the mean = …`: said of something else.
  if (head === 'other') return [{ of: label, text: rest, value: undefined }]
  const named = head?.of ?? []
  const headless = head !== undefined
  const values = (headless ? sides.slice(1) : sides).map((side) => {
    const { words, value, plain } = apart(side, names, within)
    const by = within.map((one) => [one, saidIn(words, one)] as const)
    const most = Math.max(0, ...by.map(([, said]) => said))
    const meant = most === 0 ? [] : by.filter(([, said]) => said === most).map(([one]) => one)
    return {
      of: named.length > 0 ? named : meant.length > 0 ? meant : label,
      text: value,
      value: plain && !isBroken(value) ? readFor(value, within, names) : undefined,
    }
  })
  const before = headless ? splitOutside(first, medium).slice(0, -1) : []
  return [
    ...before.flatMap((one) => valuesOf(one, asked, names)).filter(({ value }) => value !== undefined),
    ...(values.length > 1 ? chained(values) : values),
  ]
}

/** The sides of one chain of equations are one value where they are of one kind; a class among them stands for itself. */
const chained = (sides: readonly Said[]): readonly Said[] =>
  [(kind: string | undefined) => kind !== 'class', (kind: string | undefined) => kind === 'class'].flatMap(
    (wanted) => {
      const group = sides.filter(({ value }) => wanted(value?.kind))
      const last = group.at(-1)
      if (!last) return []
      const agree = group.every(
        ({ value }) => value && last.value && equal(last.value, value, { domain: 'positive' }).equal,
      )
      // Of sides that differ none is the value, nor what a row of them is made of.
      const text = group.map((side) => side.text).join(' = ')
      return [agree ? last : { ...last, text, value: undefined }]
    },
  )

/** Lines are one formula where a sign at the break joins them; else each may be one of its own. */
const isBroken = (text: string): boolean =>
  splitOutside(text, /(?<![-+*/^=(<>≤≥·×\\,&]\s*)\n(?!\s*[+*/^=)<>≤≥·×&])/y).length > 1

export const readFor = (text: string, asked: readonly Asked[], names: Names): Exact | undefined =>
  asked.some(({ quantity }) => quantity.value.kind === 'list')
    ? (readShapes(text, names) ?? readValue(text, names))
    : readValue(text, names)

/** `y[n] = 0 (n<0), 2-2^(-n) (0<=n<=6), …`, whose conditions have signs of their own. */
const inPieces = (text: string, asked: readonly Asked[], names: Names): Exact | undefined =>
  asked.some(({ quantity }) => quantity.value.kind === 'piecewise')
    ? readPieces(text.replace(/^[^=<>≤≥]{1,20}=\s*/, ''), names)
    : undefined

type Head = { readonly of: readonly Asked[] }

/** What the left side of an equation defines: what is asked by name, or anything; undefined where it is a formula. */
const headOf = (side: string, within: readonly Asked[], names: Names): Head | 'other' | undefined => {
  const whole = within.filter((one) => namesIt(side, one))
  if (whole.length > 0) return { of: whole }
  const { words, value, plain } = apart(side, names, within)
  if (!plain) return 'other'
  const called = value === '' ? [] : within.filter((one) => namesIt(value, one))
  if (called.length > 0) return { of: called }
  // `log α` is a formula, though a word of it is a name.
  return value === '' || isName(value, names)
    ? { of: within.filter((one) => saidIn(words, one) > 0) }
    : undefined
}

/** A formula in what the solution knows: an equation defines it no more. */
const isKnown = (side: string, names: Names): boolean => {
  const value = readValue(side, names)
  if (!value || !isExpression(value)) return false
  const free = [...freeSymbols(value)]
  return free.length > 0 && free.every((name) => names.symbols.has(name) && !names.arrays.has(name))
}

const letter = '(?:\\\\[a-zA-Z]+\\s*\\{\\s*\\w+\\s*\\}|\\\\?[A-Za-z]+|[\\u0370-\\u03ff])'
const script = '(?:_(?:\\{[^{}]*\\}|\\w+)|[\\u2080-\\u209c]+)?'
const mark = '(?:\\^(?:\\*|\\{\\s*(?:\\*|\\\\ast|\\\\star|new|opt|max|\\(t\\+1\\))\\s*\\}))?'
const place = '(?:[([][a-z0-9, +-]*[)\\]])?'
const plainName = new RegExp(`^${letter}${script}${mark}${place}$`)
const functions =
  /^\\?(?:sqrt|log|ln|exp|abs|sin|cos|tan|floor|ceil|max|min|sum|not|neg|lnot|frac)(?![a-zA-Z])/

/** A letter, with an index or a place at most: what an equation defines. A power, a root or a product is a formula. */
export const isName = (side: string, names: Names): boolean =>
  side.length <= 60 && plainName.test(side) && !functions.test(side) && !isKnown(side, names)

/** `(i) …`, `max: …`: which of a part's solutions a piece is about. */
export const withoutLabel = (
  piece: string,
  asked: readonly Asked[],
): { readonly label: readonly Asked[]; readonly rest: string } => {
  const match = /^\(?([A-Za-z]+)\s*(?:\)\s*:?|:|=|\spool(?:ing)?\s*[:=]?)\s*/.exec(piece)
  const label = asked.filter(
    ({ reference }) => reference.label !== undefined && reference.label === match?.[1]?.toLowerCase(),
  )
  return { label, rest: label.length > 0 ? piece.slice(match?.[0].length) : piece }
}

/** A row, a shape or a list as its items, where several values are asked for. */
export const itemsOf = ({ of, text, value }: Said, names: Names): readonly Said[] => {
  const sizes = sizesOf(text)
  if (sizes.length > 1) return sizes.map((size) => ({ of, text: size, value: readValue(size, names) }))
  return entriesIn(value).map((item) => ({ of, text: toText(item), value: item }))
}

const entriesIn = (value: Exact | undefined): readonly Exact[] => {
  if (value?.kind === 'list' || value?.kind === 'set') return value.items
  if (value?.kind === 'shape') return value.sizes
  return value?.kind === 'tensor' && value.shape.length === 1 ? entriesOf(value) : []
}
