import { freeSymbols } from '../check/free-symbols.ts'
import { symbolsIn } from '../check/vocabulary.ts'
import { num, substitute } from '../exact/algebra.ts'
import { equal } from '../exact/equal.ts'
import { type Exact, isExpression } from '../exact/value.ts'
import type { Asked } from './answer-key.ts'
import { bySizes, definitions, sized } from './compare.ts'
import { isFormula } from './frames/pair.ts'
import { namesIt } from './labels.ts'

/** A value of an answer: what it is said of (none where that is left open), as it was written and read. */
export type Said = {
  readonly of: readonly Asked[]
  readonly text: string
  readonly value: Exact | undefined
  /** It has a name that nothing asked for goes by: its place among several tells nothing. */
  readonly strange?: true
  /** Words alone, of which one may change what was said before: `transposed`. */
  readonly unknown?: true
  /** It stands beside the name of what is asked for. */
  readonly named?: true
  /** Words stand around it. */
  readonly worded?: true
  /** It is worked out from a formula in other names, which may make another thing of it. */
  readonly worked?: true
}

const letter = '(?:\\\\[a-zA-Z]+\\s*\\{\\s*\\w+\\s*\\}|\\\\?[A-Za-z]+|[\\u0370-\\u03ff])'
const script = '(?:_(?:\\{[^{}]*\\}|\\w+)|[\\u2080-\\u209c]+)?'
const mark = '(?:\\^(?:\\*|\\{\\s*(?:\\*|\\\\ast|\\\\star|new|opt|max|\\(t\\+1\\))\\s*\\}))?'
const place = '(?:[([][a-z0-9, +-]*[)\\]])?'
/** A letter, with an index or a place at most. */
export const plainName = new RegExp(`^${letter}\\d?${script}${mark}${place}$`)

/** Whether two values are one, by themselves or with what the solution defines put in. */
const isSame = (left: Exact, right: Exact, within: readonly Asked[]): boolean => {
  const [first] = within
  if (equal(left, right, { domain: 'positive' }).equal) return true
  if (!first || !isExpression(left) || !isExpression(right)) return false
  // `c = …` says of c what it is.
  if (left.kind === 'symbol' || right.kind === 'symbol') return false
  const known = new Map([...definitions(first)].filter(([name]) => !within.some((one) => namesIt(name, one))))
  const [one, other] = [substitute(left, known), substitute(right, known)]
  return (
    equal(one, other, { domain: 'positive' }).equal === true ||
    bySizes(one, other, definitions(first)) === true
  )
}

export const hasClass = (asked: readonly Asked[]): boolean =>
  asked.some(({ quantity }) => quantity.value.kind === 'class')

/** Whether a value grows like a class in the letters of that. */
const growsLike = (value: Exact, before: Exact | undefined): boolean => {
  if (value.kind !== 'class' || !before || !isExpression(before)) return false
  const own = symbolsIn(value)
  const others = new Map([...symbolsIn(before)].filter((one) => !own.has(one)).map((one) => [one, num(1)]))
  const grown: Exact = { ...value, of: substitute(before, others) }
  return equal(value, grown, { domain: 'positive' }).equal === true
}

/** `std = … = Θ(n)` where that is asked for, and "variance … = Θ(n)", of which it is not: what a class is not asked of. */
export const isUnasked = (of: readonly Asked[], asked: readonly Asked[]): boolean => {
  const classes = asked.filter(({ quantity: { value } }) => value.kind === 'class')
  return (
    of.length > 0 &&
    classes.length > 0 &&
    !of.some(({ quantity: { value } }) =>
      classes.some((one) => one.quantity.value === value || growsLike(one.quantity.value, value)),
    )
  )
}

/** The class at the end of a chain says how the value before it grows. */
const isOwnGrowth = ({ value }: Said, sides: readonly Said[]): boolean =>
  value !== undefined &&
  growsLike(value, sides.findLast((side) => side.value && isExpression(side.value))?.value)

/** A value in letters with an index, none of which a solution has, also not as a size by another name: `r_{L-1} + K - 1`, `c_n·‖W_n‖`. */
const isForeign = (value: Exact, text: string, within: readonly Asked[]): boolean => {
  const foreign = isExpression(value)
    ? [...freeSymbols(value)].filter(
        (name) => !within.some(({ symbols, arrays }) => symbols.has(name) || arrays.has(name)),
      )
    : []
  return (
    foreign.length > 0 &&
    foreign.every((name) => (name.includes('_') || text.includes(`${name}_`)) && !sized.test(name))
  )
}

/** Norms, sums and moments, which say how a value comes about. */
const workedWith = /‖|\\\||\|\||\\sum|Σ|∑|\\mathbb|\bE\[|\bVar\b/

const ofSeveral = /[:;,?\n]|[a-z]\.[a-z]|\.\s/

/** A formula in letters of its own, which is no name: what a value is worked out from. */
const isWorking = ({ text, value, worded }: Said, within: readonly Asked[]): boolean =>
  !worded &&
  /[A-Za-z\d]/.test(text) &&
  !plainName.test(text) &&
  !ofSeveral.test(text) &&
  (value ? isForeign(value, text, within) : isFormula(text) && workedWith.test(text))

/** The sides of one chain of equations are one value where they are of one kind; a class among them stands for itself. */
export const chained = (
  sides: readonly Said[],
  within: readonly Asked[],
  asked: readonly Asked[],
): readonly Said[] =>
  [(kind: string | undefined) => kind !== 'class', (kind: string | undefined) => kind === 'class'].flatMap(
    (wanted) => {
      const group = sides.filter(({ value }) => wanted(value?.kind))
      const last = group.at(-1)
      if (!last) return []
      if (wanted('class') && sides.length > group.length && !hasClass(last.of)) {
        if (isUnasked(last.of, asked)) return [{ ...last, value: undefined }]
        if (hasClass(asked)) return [{ ...last, of: [] }]
        if (isOwnGrowth(last, sides)) return []
      }
      // What a value is worked out from may have names of its own.
      const others = last.named ? group.filter((side) => isWorking(side, within)) : []
      const agree = group
        .filter((side) => !others.includes(side))
        .every(({ value }) => value && last.value && isSame(last.value, value, within))
      // Of sides that differ none is the value, nor what a row of them is made of.
      const text = group.map((side) => side.text).join(' = ')
      if (!agree || others.includes(last)) return [{ ...last, text, value: undefined }]
      return [others.length > 0 ? { ...last, worked: true as const } : last]
    },
  )
