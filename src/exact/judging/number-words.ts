import { add, divide, isZero, multiply, negate, one, type Rational, rational, zero } from '../rational.ts'

const upToNineteen =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ordinals = 'third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'

const units: ReadonlyMap<string, number> = new Map([
  ...upToNineteen.split(' ').map((name, value): [string, number] => [name, value]),
  ...tens.split(' ').map((name, at): [string, number] => [name, 10 * (at + 2)]),
])
const scales: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
])
const denominators: ReadonlyMap<string, number> = new Map([
  ['half', 2],
  ['halves', 2],
  ['quarter', 4],
  ['quarters', 4],
  ...ordinals.split(' ').flatMap((name, at): [string, number][] => [
    [name, at + 3],
    [`${name}s`, at + 3],
  ]),
  ['sixteenth', 16],
  ['sixteenths', 16],
  ['twentieth', 20],
  ['twentieths', 20],
  ['hundredth', 100],
  ['hundredths', 100],
  ['thousandth', 1_000],
  ['thousandths', 1_000],
])

/** `two hundred and five thousand`; undefined unless every word counts. */
const cardinal = (words: readonly string[]): Rational | undefined => {
  let [total, part] = [0, 0]
  for (const [at, word] of words.entries()) {
    const [unit, scale] = [units.get(word), scales.get(word)]
    const before = words[at - 1] ?? ''
    if (unit !== undefined) {
      const follows = at === 0 || scales.has(before) || before === 'and'
      const joinsTens = (units.get(before) ?? 0) >= 20 && unit > 0 && unit < 10
      if (!follows && !joinsTens) return undefined
      part += unit
    } else if (scale === 100) part = (at === 0 ? 1 : part) * 100
    else if (scale !== undefined) {
      total += (at === 0 ? 1 : part) * scale
      part = 0
    } else if (word !== 'and' || !scales.has(before)) return undefined
  }
  return words.length > 0 && words.at(-1) !== 'and' ? rational(total + part) : undefined
}

/** `three eighths`, `a half`, `quarter`. */
const fraction = (words: readonly string[]): Rational | undefined => {
  const below = denominators.get(words.at(-1) ?? '')
  const counted = words.slice(0, -1)
  const above = counted.length === 0 || counted.join() === 'a' ? one : cardinal(counted)
  return below === undefined || !above || isZero(above) ? undefined : divide(above, rational(below))
}

const magnitude = (words: readonly string[]): Rational | undefined => {
  const joint = words.lastIndexOf('and')
  const [whole, rest] = [cardinal(words.slice(0, joint)), fraction(words.slice(joint + 1))]
  if (joint > 0 && whole && rest) return add(whole, rest)
  return cardinal(words) ?? fraction(words)
}

/** The number that a text spells out, and nothing else: `thirty-two`, `minus three eighths`, `seven percent`. */
export const numberInWords = (text: string): Rational | undefined => {
  if (text.length > 80 || !/^[a-z]/i.test(text)) return undefined
  const words = text
    .toLowerCase()
    .replace(/[.!]$/, '')
    .split(/[\s-]+/)
  const isNegative = words[0] === 'minus' || words[0] === 'negative'
  const isPercent = words.at(-1) === 'percent'
  const value = magnitude(words.slice(isNegative ? 1 : 0, isPercent ? -1 : undefined))
  if (!value) return undefined
  const scaled = isPercent ? multiply(value, rational(1, 100)) : value
  return isNegative ? negate(scaled) : add(scaled, zero)
}
