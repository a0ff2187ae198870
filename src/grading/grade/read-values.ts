import { equal } from '../../exact/equal.ts'
import { entriesOf } from '../../exact/tensor.ts'
import type { Exact } from '../../exact/value.ts'
import { toText } from '../../exact/write/write.ts'
import { apart, namesIt, saidIn } from './labels.ts'
import type { Asked } from './part-key.ts'
import { type Names, noNames, readPieces, readShapes, readValue } from './read-value.ts'
import { sidesOf, sizesOf } from './segments.ts'

/** A value of an answer: what it is said of (none where that is left open), as it was written and read. */
export type Said = { readonly of: readonly Asked[]; readonly text: string; readonly value: Exact | undefined }

const lead =
  /^(?:(?:so|and|thus|hence|therefore|then|finally|we (?:get|have|obtain|find)|i (?:get|got|have|find)|it follows that)\b[,:]?\s+)+/i
const numbering = /^\s*(?:[-•*]\s+|\d+[.)]\s+(?=\D))/

/** The values of one piece of an answer; a chain of equations gives its sides. */
export const valuesOf = (piece: string, asked: readonly Asked[], names: Names): readonly Said[] => {
  const { label, rest } = withoutLabel(piece.replace(numbering, '').replace(lead, ''), asked)
  const within = label.length > 0 ? label : asked
  const whole = inPieces(rest, within, names)
  if (whole) return [{ of: label, text: rest, value: whole }]
  const sides = sidesOf(rest)
  const [first = ''] = sides
  const named = sides.length > 1 ? within.filter((one) => namesIt(first, one) || saidInSide(first, one)) : []
  const headless = sides.length > 1 && (named.length > 0 || isName(first))
  const values = (headless ? sides.slice(1) : sides).map((side) => {
    const { words, value, plain } = apart(side, names, within)
    const by = within.map((one) => [one, saidIn(words, one)] as const)
    const most = Math.max(0, ...by.map(([, said]) => said))
    const meant = most === 0 ? [] : by.filter(([, said]) => said === most).map(([one]) => one)
    return {
      of: named.length > 0 ? named : meant.length > 0 ? meant : label,
      text: value,
      value: plain ? readFor(value, within, names) : undefined,
    }
  })
  return values.length > 1 ? chained(values) : values
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
      return [agree ? last : { ...last, value: undefined }]
    },
  )

const readFor = (text: string, asked: readonly Asked[], names: Names): Exact | undefined =>
  asked.some(({ quantity }) => quantity.value.kind === 'list')
    ? (readShapes(text, names) ?? readValue(text, names))
    : readValue(text, names)

/** `y[n] = 0 (n<0), 2-2^(-n) (0<=n<=6), …`, whose conditions have signs of their own. */
const inPieces = (text: string, asked: readonly Asked[], names: Names): Exact | undefined =>
  asked.some(({ quantity }) => quantity.value.kind === 'piecewise')
    ? readPieces(text.replace(/^[^=<>≤≥]{1,20}=\s*/, ''), names)
    : undefined

const saidInSide = (side: string, asked: Asked): boolean => saidIn(apart(side, noNames).words, asked) > 0

/** A letter, an indexed letter or a few words: what an equation defines. */
const isName = (side: string): boolean =>
  side.length <= 60 &&
  (/^[A-Za-z\\][\w\\{}'’,|_^ ]*(?:[([][\w, ]*[)\]])?$/.test(side) ||
    /^\\?\|.*\|(?:_.*)?$/.test(side) ||
    /^[‖∥].*$/.test(side))

/** `(i) …`, `max: …`: which of a part's solutions a piece is about. */
const withoutLabel = (
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
