/** An exact rational number in lowest terms; the denominator is positive. */
export type Rational = { readonly n: bigint; readonly d: bigint }

const gcd = (a: bigint, b: bigint): bigint => {
  // Most are small, and doubles divide much faster.
  let [small, other] = [Math.abs(Number(a)), Math.abs(Number(b))]
  if (small <= Number.MAX_SAFE_INTEGER && other <= Number.MAX_SAFE_INTEGER) {
    while (other !== 0) [small, other] = [other, small % other]
    return BigInt(small)
  }
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** n/d in lowest terms. Throws RangeError when d is 0. */
export const rational = (n: bigint | number, d: bigint | number = 1n): Rational => {
  const top = BigInt(n)
  const bottom = BigInt(d)
  if (bottom === 1n) return { n: top, d: bottom }
  if (bottom === 0n) throw new RangeError('division by zero')
  return bottom < 0n ? reduced(-top, -bottom) : reduced(top, bottom)
}

/** n/d in lowest terms for a positive d. */
const reduced = (n: bigint, d: bigint): Rational => {
  if (d === 1n) return { n, d }
  const common = gcd(n, d)
  return common === 1n ? { n, d } : { n: n / common, d: d / common }
}

export const zero: Rational = { n: 0n, d: 1n }
export const one: Rational = { n: 1n, d: 1n }

export const add = (a: Rational, b: Rational): Rational =>
  a.d === 1n && b.d === 1n ? { n: a.n + b.n, d: 1n } : reduced(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))
export const multiply = (a: Rational, b: Rational): Rational => {
  if (a.d === 1n && b.d === 1n) return a.n === 1n ? b : b.n === 1n ? a : { n: a.n * b.n, d: 1n }
  return isOne(a) ? b : isOne(b) ? a : reduced(a.n * b.n, a.d * b.d)
}
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d })
/** Throws RangeError for 1/0. */
export const invert = (a: Rational): Rational => {
  if (a.n === 0n) throw new RangeError('division by zero')
  return a.n < 0n ? { n: -a.d, d: -a.n } : { n: a.d, d: a.n }
}
export const divide = (a: Rational, b: Rational): Rational => multiply(a, invert(b))
/** a to an integer power. Throws RangeError for 0 to a negative power. */
export const raise = (a: Rational, exponent: bigint): Rational => {
  if (exponent < 0n) return raise(invert(a), -exponent)
  if (exponent === 0n) return one
  if (exponent === 1n) return a
  return { n: a.n ** exponent, d: a.d === 1n ? 1n : a.d ** exponent }
}

export const isInteger = (a: Rational): boolean => a.d === 1n
export const isZero = (a: Rational): boolean => a.n === 0n
export const isOne = (a: Rational): boolean => a.n === 1n && a.d === 1n
export const sign = (a: Rational): number => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0)
export const equals = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d
export const compare = (a: Rational, b: Rational): number => {
  const [left, right] = [a.n * b.d, b.n * a.d]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The greatest integer not above a. */
export const floor = (a: Rational): bigint => {
  const quotient = a.n / a.d
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient
}
export const ceiling = (a: Rational): bigint => -floor(negate(a))

/** The nearest double, without overflow of the parts on the way. */
export const toNumber = (a: Rational): number => {
  const [n, d] = [Number(a.n), Number(a.d)]
  if (Number.isFinite(n) && Number.isFinite(d) && d !== 0) return n / d
  const shift = BigInt(Math.max(0, a.d.toString(2).length - a.n.toString(2).length + 64))
  return Number((a.n << shift) / a.d) / 2 ** Number(shift)
}

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/

/** Reads `3`, `-0.1` (exactly −1/10), `1e-3`, `2/7`; undefined when the text is no such number. */
export const parseRational = (text: string): Rational | undefined => {
  const [over, under, ...rest] = text.trim().split('/')
  if (rest.length > 0 || over === undefined) return undefined
  if (under !== undefined) {
    const [a, b] = [parseRational(over), parseRational(under)]
    return a && b && !isZero(b) ? divide(a, b) : undefined
  }
  const found = decimal.exec(over.trim())
  if (!found) return undefined
  const [, minus, whole = '', fraction = '', exponent = '0'] = found
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(`${whole}${fraction}` || '0')
  const power = Number(exponent) - fraction.length
  const magnitude =
    power >= 0 ? rational(digits * 10n ** BigInt(power)) : rational(digits, 10n ** BigInt(-power))
  return minus === '-' ? negate(magnitude) : magnitude
}

export const formatRational = (a: Rational): string => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`)
