import { call, isNumber, num, over, plus, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'

/** Results stay below about 60,000 digits, as for powers. */
const bitLimit = 200_000
const factorialLimit = 15_000n

/** A whole number; undefined for an expression with symbols. Throws ReadError `domain` for any other number. */
export const wholeNumber = (x: Expression, what: string, least?: bigint): bigint | undefined => {
  if (!isNumber(x)) return undefined
  if (!q.isInteger(x.value) || (least !== undefined && x.value.n < least))
    throw new ReadError(
      'domain',
      `${what} needs a whole number${least === undefined ? '' : ` of at least ${least}`}; ${q.formatRational(x.value)} is not.`,
    )
  return x.value.n
}

const productOf = (from: bigint, to: bigint): bigint => {
  if (from > to) return 1n
  if (to - from < 8n) {
    let out = from
    for (let n = from + 1n; n <= to; n++) out *= n
    return out
  }
  const middle = (from + to) / 2n
  return productOf(from, middle) * productOf(middle + 1n, to)
}

export const factorial = (x: Expression): Expression => {
  const n = wholeNumber(x, 'A factorial', 0n)
  if (n === undefined) return call('factorial', x)
  if (n > factorialLimit)
    throw new ReadError('too-large', `${n}! is too large to write out: at most ${factorialLimit}!.`)
  return num(productOf(1n, n))
}

/** n(n−1)…(n−k+1)/k!, also for a symbolic n and a small k. */
export const binomial = (n: Expression, k: Expression): Expression => {
  const [total, chosen] = [
    wholeNumber(n, 'A binomial coefficient', 0n),
    wholeNumber(k, 'A binomial coefficient', 0n),
  ]
  if (chosen === undefined || (total === undefined && chosen > 12n)) return call('binomial', n, k)
  if (total === undefined) {
    const factors = Array.from({ length: Number(chosen) }, (_, at) => plus(n, num(-at)))
    return over(times(...factors), factorial(k))
  }
  if (chosen > total) return num(0)
  const rest = total - chosen
  const fewer = rest < chosen ? rest : chosen
  const bits = total.toString(2).length
  if (Number(fewer) * bits > bitLimit)
    throw new ReadError('too-large', 'The binomial coefficient is too large to write out.')
  return num(productOf(total - fewer + 1n, total) / productOf(1n, fewer))
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The greatest common divisor or least common multiple of whole numbers. */
export const common = (name: 'gcd' | 'lcm', args: readonly Expression[]): Expression => {
  const numbers = args.map((x) => wholeNumber(x, name))
  if (!numbers.every((n) => n !== undefined)) return call(name, ...args)
  const join = (a: bigint, b: bigint): bigint => {
    if (name === 'gcd') return gcd(a, b)
    if (a === 0n || b === 0n) return 0n
    const multiple = (a / gcd(a, b)) * b
    return multiple < 0n ? -multiple : multiple
  }
  return num(numbers.reduce(join, name === 'gcd' ? 0n : 1n))
}

/** x − y·⌊x/y⌋: the sign is that of y. */
export const modulo = (x: Expression, y: Expression): Expression => {
  if (!isNumber(x) || !isNumber(y)) return call('mod', x, y)
  if (q.isZero(y.value))
    throw new ReadError('domain', 'Nothing is left over a division by 0: mod needs another divisor.')
  const times = q.rational(q.floor(q.divide(x.value, y.value)))
  return num(q.subtract(x.value, q.multiply(y.value, times)))
}
