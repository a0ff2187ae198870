import type { Expression } from '../exact/expression.ts'
import { keyOf } from '../exact/key.ts'
import type { Exact } from '../exact/value.ts'
import { isExpression } from '../exact/value.ts'
import type { Side, Sign } from './elements.ts'
import { freeSymbols, hasIndexed } from './free-symbols.ts'
import { evaluate } from './numeric.ts'
import type { Reader } from './reading.ts'
import { sameScalar } from './sameness.ts'

const decimals = /(?<![\w.])\d[\d,]*\.\d+(?![\d.])|(?<![\w.])\.\d+/g
const roundNumbers = /(?<![\w.^_{])\d[\d,]*(?![\w.])/g
const scientific = /\d\s*(?:\\times|\\cdot|×|·|\*|e)\s*-?(?:10|\d)/

/** Half to one unit of the last digit shown, for every number of a text that is written as rounded. */
const ulpsOf = (
  text: string,
): readonly {
  readonly at: number
  readonly length: number
  readonly shown: string
  readonly ulp: number
}[] => {
  const out = []
  for (const found of text.matchAll(decimals)) {
    const shown = found[0].replace(/,/g, '')
    out.push({
      at: found.index,
      length: found[0].length,
      shown,
      ulp: 10 ** -(shown.length - shown.indexOf('.') - 1),
    })
  }
  return out
}

/** What the last figure of a rounded whole number is worth: 39,000 stands for thousands. */
const wholeUlp = (text: string): number => {
  const found = [...text.matchAll(roundNumbers)]
  const [only] = found
  if (found.length !== 1 || !only) return 0
  const zeros = /0*$/.exec(only[0].replace(/,/g, ''))?.[0].length ?? 0
  return 10 ** zeros
}

const significant = (shown: string): number => shown.replace('.', '').replace(/^0+/, '').length

const ones = (x: Expression): ReadonlyMap<string, number> =>
  new Map([...freeSymbols(x)].map((name) => [name, 1]))

/** How far a side may lie from its value, when decimals of at least `figures` figures are rounded ones. */
const perturbed = (side: Side, read: Reader, figures: number): number => {
  const value = (text: string): number => {
    const exact = read({ ...side, text })
    return exact && isExpression(exact) ? evaluate(exact, ones(exact)) : Number.NaN
  }
  const base = value(side.text)
  let spread = 0
  const rounded = ulpsOf(side.text).filter(({ shown }) => significant(shown) >= figures)
  for (const { at, length, shown, ulp } of rounded.slice(0, 12)) {
    const [more, less] = [Number(shown) + ulp, Number(shown) - ulp].map((number) =>
      value(`${side.text.slice(0, at)}${number.toFixed(12)}${side.text.slice(at + length)}`),
    )
    const change = Math.max(Math.abs((more ?? base) - base), Math.abs((less ?? base) - base))
    spread += Number.isFinite(change) ? change : Math.abs(base)
  }
  return spread
}

/** Whether two numbers may be one, given how many digits of each are shown. */
const agreeAsShown = (
  left: Side,
  right: Side,
  a: number,
  b: number,
  rough: boolean,
  read: Reader,
): boolean => {
  if (rough) {
    const wholes = Math.max(scaledUlp(left, a), scaledUlp(right, b))
    const tolerance = perturbed(left, read, 1) + perturbed(right, read, 1) + wholes
    return Math.abs(a - b) <= tolerance * 1.0000001
  }
  // After "=", short decimals (0.5, 1.9) are what they are; longer ones may be rounded, and the result is.
  const ulp = resultUlp(right)
  const spread = (perturbed(left, read, 3) + (ulp === 0 ? perturbed(right, read, 3) : 0)) / 2
  const excess = Math.abs(a) - Math.abs(b)
  const isCut = ulp > 0 && a * b >= 0 && excess >= 0 && excess < ulp
  return isCut || Math.abs(a - b) <= (spread + ulp / 2) * 1.0000001
}

/** One unit of the last figure of a side that is one decimal. */
const resultUlp = ({ text }: Side): number => {
  const [only, ...others] = ulpsOf(text)
  const isAlone = /^[-−+\s$]*(?:\d[\d,{}]*)?\.\d+\s*\\?%?[\s$]*$/.test(text)
  return only && others.length === 0 && isAlone ? only.ulp * (text.includes('%') ? 0.01 : 1) : 0
}

/** `≈ 820` may stand for 823; `≈ 3.7×10^6` shows its own digits. */
const scaledUlp = (side: Side, value: number): number => {
  if (ulpsOf(side.text).length > 0 || scientific.test(side.text)) return 0
  const plain = /^[-−+\s\d,{}\\$%]*[A-Za-z]?\s*$/.test(side.text)
  return plain && Number.isInteger(value) ? wholeUlp(side.text) : 0
}

const isDecimalText = (side: Side): boolean => ulpsOf(side.text).length > 0

/** A lone `e` on one side of a relation is a name that the text gives, not Euler's number. */
const numberOf = (value: Exact | undefined): number | undefined => {
  if (!value || value.kind === 'constant') return undefined
  if (value.kind === 'shape') {
    const sizes = value.sizes.map((size) => evaluate(size, new Map()))
    return sizes.some(Number.isNaN) ? undefined : sizes.reduce((product, size) => product * size, 1)
  }
  if (!isExpression(value) || freeSymbols(value).size > 0 || hasIndexed(value)) return undefined
  const number = evaluate(value, new Map())
  return Number.isFinite(number) ? number : undefined
}

const powerOfTen = /^\s*10\s*(?:\^\s*(?:\{\s*[-−]?\d+\s*\}|\(\s*[-−]?\d+\s*\)|[-−]?\d+)|[⁰¹²³⁴-⁹⁻]+)\s*$/

/** `e(−1)` is a value of a function, whatever else goes by that letter. */
const ofFunctionE = /(?<![\p{L}\\\d^_])e\s*\(/u

/** Whether two numbers stand in a relation as written; null where a side is none. */
export const numericLink = (left: Side, right: Side, sign: Sign, read: Reader): boolean | null => {
  if (ofFunctionE.test(left.text) || ofFunctionE.test(right.text)) return null
  const [a, b] = [read(left), read(right)]
  const [x, y] = [numberOf(a), numberOf(b)]
  if (a && b && (x === undefined || y === undefined) && sign === '~=') return multipleLink(left, right, read)
  if (x === undefined || y === undefined || !a || !b) return null
  if (sign === '<' || sign === '<=') return !!(x < y || (sign === '<=' && x === y) || Math.abs(x - y) < 1e-9)
  if (sign === '>' || sign === '>=') return !!(x > y || (sign === '>=' && x === y) || Math.abs(x - y) < 1e-9)
  if (sign !== '=' && sign !== '~=') return null
  if (isExpression(a) && isExpression(b)) {
    const same = sameScalar(a, b)
    if (same !== false) return same
  } else if (Math.abs(x - y) < 1e-9) return true
  const rough = sign === '~='
  if ((rough || isDecimalText(left) || isDecimalText(right)) && agreeAsShown(left, right, x, y, rough, read))
    return true
  // "≈ 10^15" tells the order of magnitude.
  if (rough && [left, right].some(({ text }) => powerOfTen.test(text)) && x * y > 0)
    return Math.abs(Math.log10(x / y)) <= 0.5
  // "≈" of two whole numbers without a rounded one claims only nearness.
  if (
    rough &&
    Math.abs(x - y) <= 0.1 * Math.max(Math.abs(x), Math.abs(y)) &&
    !isDecimalText(left) &&
    !isDecimalText(right)
  )
    return null
  return false
}

const isPowerOfTen = (number: number): boolean => number > 1 && Number.isInteger(Math.log10(number))

/** `2c·512²·128 ≈ 6.7·10⁷c`: numbers times the same letters, near each other or not. */
const multipleLink = (left: Side, right: Side, read: Reader): boolean | null => {
  const [a, b] = [multipleOf(read(left)), multipleOf(read(right))]
  if (!a || !b || a.letters !== b.letters) return null
  if (agreeAsShown(left, right, a.number, b.number, true, read)) return true
  const ratio = a.number / b.number
  if (isPowerOfTen(b.number) && ratio > 0 && Math.abs(Math.log10(ratio)) <= 0.5) return true
  return isDecimalText(left) || isDecimalText(right) || Math.abs(ratio - 1) > 0.1 ? false : null
}

/** The number and the letters of a product of both. */
const multipleOf = (
  value: Exact | undefined,
): { readonly number: number; readonly letters: string } | undefined => {
  if (value?.kind !== 'product' || value.times) return undefined
  const letters = value.factors.filter((factor) => freeSymbols(factor).size > 0)
  if (letters.length === 0 || letters.some(({ kind }) => kind !== 'symbol')) return undefined
  const number = evaluate(value, ones(value))
  return Number.isFinite(number) ? { number, letters: letters.map(keyOf).sort().join(' ') } : undefined
}
