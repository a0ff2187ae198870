import { freeSymbols } from '../check/free-symbols.ts'
import { sizesOf } from '../check/sizes.ts'
import { keptBy } from '../exact/kept.ts'
import { splitOutside } from '../exact/split-outside.ts'
import { entriesOf, vectorOf } from '../exact/tensor.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import { toText } from '../exact/write/write.ts'
import type { AnswerKey, Asked } from './answer-key.ts'
import { readPieces } from './cases/read-pieces.ts'
import { readSteps } from './cases/unit-steps.ts'
import { chained, hasClass, plainName, type Said } from './chains.ts'
import { entriesIn } from './entries.ts'
import { apart, namesIt, saidIn } from './labels.ts'
import { areOfThing, generic, isOfOtherThing, othersOf, saysOther } from './other-things.ts'
import { type Names, readShapes, readValue } from './read-value.ts'
import { medium, numbering, sidesOf } from './segments.ts'

const lead =
  /^(?:(?:so|and|thus|hence|therefore|then|finally|(?:we|i) (?:get|got|have|obtain|find|need|want)|it follows that|by (?:the )?chain rule)\b[,:]?\s+)+/i

/** The values of one piece of an answer; a chain of equations gives its sides. */
export const valuesOf = keptBy((piece: string, key: AnswerKey): readonly Said[] => {
  const { asked, names } = key
  const { label, rest } = withoutLabel(piece.replace(numbering, '').replace(lead, ''), asked)
  const within = label.length > 0 ? label : asked
  const whole = inPieces(rest, within, names)
  if (whole) return [{ of: label, text: rest, value: whole }]
  const sides = sidesOf(rest)
  const [first = ''] = sides
  const head = sides.length > 1 ? headOf(first, within, names) : undefined
  // `not α = …`, `half of the mean = …`: said of something else.
  if (head === 'other') return [{ of: label, text: rest, value: undefined }]
  const isOther = (words: readonly string[], side: string): boolean =>
    othersOf(within).all.some((one) => namesIt(side, one)) || saysOther(words, within)
  const named = head?.of ?? []
  const headless = head !== undefined
  // "The variance is …" gives the variance, where that is not asked for.
  if (named.length === 0 && headless && isOther(apart(first, names, within).words, first))
    return [{ of: label, text: rest, value: undefined }]
  const isStrange = headless && named.length === 0 && label.length === 0 && isContent(first, names, within)
  const values = (headless ? sides.slice(1) : sides).map((side): Said => {
    const { words, value, plain } = apart(side, names, within)
    const by = within.map((one) => [one, saidIn(words, one)] as const)
    const most = Math.max(0, ...by.map(([, said]) => said))
    const isElse = named.length === 0 && most === 0 && (saysOther(words, within) || areOfThing(words, within))
    const meant = most === 0 ? [] : by.filter(([, said]) => said === most).map(([one]) => one)
    const found = plain && !isElse && !isBroken(value) ? readFor(value, within, names) : undefined
    const about = named.length > 0 ? named : meant
    const read =
      found && (isGrowthOfOther(found, [...named, ...meant]) || isOfTwo(found, about)) ? undefined : found
    return {
      of: withGrowth(about.length > 0 ? about : label, read, within),
      text: value,
      value: read,
      ...(!plain && value === '' && { unknown: true as const }),
      ...(words.length > 0 && { worded: true as const }),
      ...(isStrange && meant.length === 0 && { strange: true as const }),
      ...(named.length + meant.length > 0 && { named: true as const }),
    }
  })
  const before = headless ? splitOutside(first, medium).slice(0, -1) : []
  return [
    ...before.flatMap((one) => valuesOf(one, key)).filter(({ value }) => value !== undefined),
    ...(values.length > 1 ? chained(values, within, asked) : values),
  ]
})

/** "Growth of the variance: Θ(n)", where that of the deviation is asked for. */
const isGrowthOfOther = ({ kind }: Exact, meant: readonly Asked[]): boolean => {
  const symbols = new Set(
    meant.flatMap(({ quantity: { value, symbol } }) => (value.kind === 'class' ? [symbol] : [])),
  )
  return (
    kind === 'class' &&
    symbols.size > 0 &&
    meant.some(({ quantity: { value, symbol } }) => value.kind !== 'class' && !symbols.has(symbol))
  )
}

/** "The mean of the variance": two names at once are of neither. */
const isOfTwo = (value: Exact, meant: readonly Asked[]): boolean =>
  isExpression(value) &&
  new Set(meant.flatMap(({ quantity }) => (isExpression(quantity.value) ? [quantity.name] : []))).size > 1

/** `std = Θ(n)`: where a class is asked for beside what goes by one symbol with it, the class is meant. */
const withGrowth = (
  of: readonly Asked[],
  value: Exact | undefined,
  within: readonly Asked[],
): readonly Asked[] => {
  if (value?.kind !== 'class' || hasClass(of)) return of
  const grown = within.filter(
    ({ quantity }) =>
      quantity.value.kind === 'class' && of.some((one) => one.quantity.symbol === quantity.symbol),
  )
  return grown.length > 0 ? grown : of
}

/** Lines are one formula where a sign at the break joins them; else each may be one of its own. */
const isBroken = (text: string): boolean =>
  splitOutside(text, /(?<![-+*/^=(<>≤≥·×\\,&]\s*)\n(?!\s*[+*/^=)<>≤≥·×&])/y).length > 1

export const readFor = (text: string, asked: readonly Asked[], names: Names): Exact | undefined => {
  const kinds = asked.map(({ quantity: { value } }) => value)
  if (kinds.some(({ kind }) => kind === 'list')) return readShapes(text, names) ?? readValue(text, names)
  const steps = kinds.some(({ kind }) => kind === 'piecewise') ? readSteps(text) : undefined
  if (steps) return steps
  const value = readValue(text, names)
  const isVector = kinds.every((one) => one.kind === 'tensor' && one.shape.length === 1)
  return isVector ? asVector(value) : value
}

/** A column or a row as the vector that it is. */
const asVector = (value: Exact | undefined): Exact | undefined =>
  value?.kind === 'tensor' && value.shape.length === 2 && value.shape.includes(1)
    ? vectorOf(...entriesOf(value))
    : value

/** `y(n + 1)` and `h(n)` where the sequence y is asked for. */
const isOtherSequence = (side: string, asked: readonly Asked[]): boolean => {
  const [, name = '', place = ''] = /^([\w{}]+)\s*[([]([^)\]]*)[)\]]\s*$/.exec(side) ?? []
  const isSequence = asked.some(({ quantity }) => quantity.value.kind === 'piecewise')
  return isSequence && name !== '' && (/[-+−\d]/.test(place) || isOfOtherThing(name, asked))
}

/** `y[n] = 0 (n<0), 2-2^(-n) (0<=n<=6), …`, whose conditions have signs of their own. */
const inPieces = (text: string, asked: readonly Asked[], names: Names): Exact | undefined => {
  if (!asked.some(({ quantity }) => quantity.value.kind === 'piecewise')) return undefined
  // `2y(n) = …`, `y(n + 1) = …` are of something else.
  const isHead = (side: string): boolean =>
    asked.some((one) => namesIt(side, one)) || (isName(side, names) && !isOtherSequence(side, asked))
  const [whole, name] = /^([^=<>≤≥:\n]{1,20}):?=\s*/.exec(text) ?? ['', undefined]
  // "for n = 0, …, 6 y = …; …" begins with a condition.
  if (name === undefined || /^(?:for|if|when)\s/i.test(text)) return readPieces(text, names, isHead)
  return isHead(name.trim()) ? readPieces(text.slice(whole.length), names, isHead) : undefined
}

/** Whether a left side names something in particular. */
const isContent = (side: string, names: Names, within: readonly Asked[]): boolean => {
  const { words, value } = apart(side, names, within)
  return value !== '' || words.some((word) => !generic.has(word))
}

type Head = { readonly of: readonly Asked[] }

/** `growth` of `backward_growth`, where nothing else that is asked for is one. */
const partlyNamed = (words: readonly string[], within: readonly Asked[]): readonly Asked[] => {
  const named = within.filter(({ quantity }) => quantity.name.split('_').some((word) => words.includes(word)))
  return named.length === 1 ? named : []
}

/** `y_ii` and `y_2` are those of the solution (ii); `y_3` beside them is of none that is known. */
const labelled = (side: string, named: readonly Asked[]): readonly Asked[] => {
  const index = /(?:_\{?([a-z\d]+)\}?|(?<=[a-z])(\d))$/i.exec(side.trim())?.slice(1).find(Boolean)
  if (index === undefined || named.length < 2 || named.some(({ labels }) => labels.length === 0)) return named
  return named.filter(({ labels }) => labels.includes(index.toLowerCase()))
}

/** What the left side of an equation defines: what is asked by name, or anything; undefined where it is a formula. */
const headOf = (side: string, within: readonly Asked[], names: Names): Head | 'other' | undefined => {
  if (isOtherSequence(side, within)) return 'other'
  const whole = labelled(
    side,
    within.filter((one) => namesIt(side, one)),
  )
  if (whole.length > 0) return { of: whole }
  const { words, value, plain } = apart(side, names, within)
  if (!plain) return 'other'
  const called = value === '' ? [] : within.filter((one) => namesIt(value, one))
  if (called.length > 0) return { of: called }
  // `log α` is a formula, though a word of it is a name.
  if (value !== '' && !isName(value, names)) return undefined
  if (isOfOtherThing(value, within) || (value === '' && areOfThing(words, within))) return 'other'
  const said = within.filter((one) => saidIn(words, one) > 0)
  return { of: said.length > 0 ? said : partlyNamed(words, within) }
}

/** A formula in what the solution knows: an equation defines it no more. */
const isKnown = (side: string, names: Names): boolean => {
  const value = readValue(side, names)
  if (!value || !isExpression(value)) return false
  const free = [...freeSymbols(value)]
  return free.length > 0 && free.every((name) => names.symbols.has(name) && !names.arrays.has(name))
}

const functions =
  /^\\?(?:sqrt|log|ln|exp|abs|sin|cos|tan|floor|ceil|max|min|sum|not|neg|lnot|frac)(?![a-zA-Z])/

/** A letter, with an index or a place at most: what an equation defines. A power, a root or a product is a formula. */
export const isName = (side: string, names: Names): boolean =>
  side.length <= 60 && plainName.test(side) && !functions.test(side) && !isKnown(side, names)

/** `(i) …`, `max: …`, `stride 2 …`: which of a part's solutions a piece is about. */
export const withoutLabel = (
  piece: string,
  asked: readonly Asked[],
): { readonly label: readonly Asked[]; readonly rest: string } => {
  const labels = [...new Set(asked.flatMap((one) => one.labels))].toSorted((a, b) => b.length - a.length)
  for (const label of labels) {
    const end = labelEnd(piece, label)
    if (end === undefined) continue
    return { label: asked.filter((one) => one.labels.includes(label)), rest: piece.slice(end) }
  }
  return { label: [], rest: piece }
}

const labelPatterns = new Map<string, RegExp>()

/** Where a label in front of a piece ends; a short one needs a sign after it. */
const labelEnd = (piece: string, label: string): number | undefined => {
  const sign = '\\s*(?:\\)\\s*[:.]?|[:.=](?=\\s|$)|\\spool(?:ing)?\\s*[:=]?)\\s*'
  const after = /\s|=/.test(label) ? `(?:${sign}|\\s+(?!=))` : sign
  const pattern =
    labelPatterns.get(label) ??
    new RegExp(`^(?:for\\s+)?\\(?${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${after}`, 'i')
  labelPatterns.set(label, pattern)
  return pattern.exec(piece)?.[0].length
}

/** A row, a shape, a list or a matrix as its items, where several values are asked for. */
export const itemsOf = ({ of, text, value }: Said, names: Names): readonly Said[] => {
  const sizes = sizesOf(text)
  if (sizes.length > 1) return sizes.map((size) => ({ of, text: size, value: readValue(size, names) }))
  return entriesIn(value).map((item) => ({ of, text: toText(item), value: item }))
}
