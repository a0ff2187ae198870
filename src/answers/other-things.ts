import { equal } from '../exact/equal.ts'
import type { Exact } from '../exact/value.ts'
import type { Asked } from './answer-key.ts'
import { apart, countsOther, namesIt, saidIn } from './labels.ts'
import { calledBy } from './question-names.ts'
import type { Names } from './read-value.ts'
import { sidesOf } from './segments.ts'

/** Words for any answer. */
export const generic = new Set(
  'answer answers result results output outputs shape shapes size sizes dimension dimensions the a an of is are we get so total value values here my new and exact exactly runtime cost factor ratio now'.split(
    ' ',
  ),
)

type Others = {
  readonly all: readonly Asked[]
  /** Words of their names that no name asked for has. */
  readonly parts: ReadonlySet<string>
}
const othersKnown = new WeakMap<Asked, Map<string, Others>>()

/** What the solutions have that is not asked for and has another value than all that is. */
export const othersOf = (asked: readonly Asked[]): Others => {
  const [first] = asked
  if (!first) return { all: [], parts: new Set() }
  const key = asked.map(({ quantity, reference }) => `${quantity.name} ${reference.label ?? ''}`).join()
  const known = othersKnown.get(first) ?? new Map<string, Others>()
  const found = known.get(key) ?? findOthers(asked)
  othersKnown.set(first, known.set(key, found))
  return found
}

const findOthers = (asked: readonly Asked[]): Others => {
  const names = new Set(asked.map(({ quantity }) => quantity.name))
  const all = [...new Set(asked.map(({ reference }) => reference))].flatMap((reference) => {
    const [one] = asked.filter((other) => other.reference === reference)
    const { answers, related = [] } = reference.solution
    return [...answers, ...related]
      .filter(({ name }) => !names.has(name) && !name.endsWith('_general') && !name.includes('_entry'))
      .filter(({ value }) => !asked.some((other) => equal(other.quantity.value, value, {}).equal === true))
      .filter(({ value }) => !isMadeOf(value, asked))
      .flatMap((quantity): Asked[] => (one ? [{ ...one, quantity }] : []))
  })
  const own = new Set(asked.flatMap(partsOf))
  return { all, parts: new Set(all.flatMap(partsOf).filter((part) => !own.has(part))) }
}

/** Whether words name something else that the solutions have, `norm` of `step_norm`, and nothing that is asked for. */
export const saysOther = (words: readonly string[], asked: readonly Asked[]): boolean => {
  if (words.length === 0) return false
  const { all, parts } = othersOf(asked)
  const isOther = words.some((word) => parts.has(word)) || all.some((one) => saidIn(words, one) > 0)
  return isOther && !asked.some((one) => saidIn(words, one) > 0)
}

/** A shape whose sizes are asked for one by one. */
const isMadeOf = (value: Exact, asked: readonly Asked[]): boolean =>
  value.kind === 'shape' &&
  value.sizes.every((size) => asked.some(({ quantity }) => equal(quantity.value, size, {}).equal === true))

const partsOf = ({ quantity: { name } }: Asked): readonly string[] =>
  name.split('_').filter((part) => part.length > 3 && !generic.has(part))

const data = /^(?:[xwuvhkXYWUVGHKΣ]|inputs?|images?|kernels?|filters?)$/

const things = /^(?:inputs?|images?|kernels?|filters?)$/

/** "Input" and "the kernel is", where what is asked for is not called so either. */
export const areOfThing = (words: readonly string[], within: readonly Asked[]): boolean => {
  const [word, ...others] = words.filter((one) => !/^(?:the|an?|our|is|are)$/.test(one))
  return (
    word !== undefined &&
    others.length === 0 &&
    things.test(word) &&
    !within.some(({ quantity: { about } }) => about.split(/[^a-z]+/).includes(word))
  )
}

type Indexed = { readonly base: string; readonly index: string | undefined; readonly of: string }

/** `R_{L+1}`, `\sigma_{\max}(\Delta W)`: a letter, its index, and what it is of. */
const partsOfName = (name: string): Indexed | undefined => {
  const [, base, index, of = ''] =
    /^\\?([A-Za-z]+|[α-ω])(?:_\{?\\?([^{}()[\]]+)\}?)?([([].*[)\]])?$/u.exec(name) ?? []
  return base === undefined ? undefined : { base: greek[base] ?? base, index: index?.trim(), of }
}

const greek: Readonly<Record<string, string>> = { σ: 'sigma', α: 'alpha', μ: 'mu', η: 'eta' }

/** The asked one's letter with another index: `g_1` beside `g_3`, `R_{L+1}` beside `R_L`, the least singular value. */
const hasOtherIndex = (side: string, { quantity: { symbol, aliases = [] } }: Asked): boolean => {
  const given = partsOfName(side)
  if (given?.index === undefined) return false
  const own = [symbol, ...aliases]
    .flatMap((name) => partsOfName(name) ?? [])
    .filter(
      ({ base, index, of }) =>
        base.toLowerCase() === given.base.toLowerCase() &&
        index !== undefined &&
        (of === '') === (given.of === ''),
    )
  return own.length > 0 && own.every(({ index }) => index !== given.index)
}

/** `cW` is a product with the asked one. */
const isProductWith = (side: string, { quantity: { symbol } }: Asked): boolean =>
  /^[a-z]$/.test(symbol) && new RegExp(`^${symbol}[A-Z][a-z]?$`).test(side)

/** What the question calls so and does not ask for. */
const isInQuestion = (side: string, within: readonly Asked[]): boolean => {
  const name = calledBy(side)
  return within.length > 0 && within.every(({ others }) => others.has(name))
}

/**
 * Names that are of something else: in the question, or by custom of data and weights, a product, or the asked one's letter
 * with another index.
 */
export const isOfOtherThing = (side: string, within: readonly Asked[]): boolean =>
  data.test(side) ||
  isInQuestion(side, within) ||
  within.some((one) => hasOtherIndex(side, one) || isProductWith(side, one))

/** Whether a piece of an answer is said of another thing: `W = …` where c is asked for, `… layers` where a size is. */
export const isSaidOfOther = (piece: string, asked: readonly Asked[], names: Names): boolean => {
  const sides = sidesOf(piece)
  const [head = ''] = sides
  if (sides.length > 1 && !asked.some((one) => namesIt(head, one)) && isOfOtherThing(head, asked)) return true
  return sides.some((side) => {
    const { words, value } = apart(side, names, asked)
    if (areOfThing(words, asked)) return true
    const unit = value === '' ? '' : side.slice(side.indexOf(value) + value.length).trim()
    return countsOther(unit, asked)
  })
}
