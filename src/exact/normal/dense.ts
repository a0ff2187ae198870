import { GivesUp, spend } from './effort.ts'

/**
 * An integer polynomial in `level` variables, dense and recursive: a bigint at level 0, else its coefficients by
 * rising powers of the outermost variable, without trailing zeros.
 */
export type Dense = bigint | readonly Dense[]

const isZero = (a: Dense): boolean => (typeof a === 'bigint' ? a === 0n : a.length === 0)
const list = (a: Dense): readonly Dense[] => (typeof a === 'bigint' ? (a === 0n ? [] : [a]) : a)
const zeroAt = (level: number): Dense => (level === 0 ? 0n : [])
const lift = (value: Dense, from: number, to: number): Dense => {
  let lifted = value
  for (let level = from; level < to; level += 1) lifted = isZero(lifted) ? [] : [lifted]
  return lifted
}
const trim = (a: Dense[]): readonly Dense[] => {
  while (a.length > 0) {
    const last = a.at(-1)
    if (last === undefined || !isZero(last)) break
    a.pop()
  }
  return a
}

const addDense = (a: Dense, b: Dense, level: number, sign: bigint): Dense => {
  if (level === 0) return (a as bigint) + sign * (b as bigint) // level 0 holds bigints
  const [left, right] = [list(a), list(b)]
  const zero = zeroAt(level - 1)
  const length = Math.max(left.length, right.length)
  return trim(Array.from({ length }, (_, i) => addDense(left[i] ?? zero, right[i] ?? zero, level - 1, sign)))
}

const multiplyDense = (a: Dense, b: Dense, level: number): Dense => {
  if (level === 0) return (a as bigint) * (b as bigint) // level 0 holds bigints
  const [left, right] = [list(a), list(b)]
  if (left.length === 0 || right.length === 0) return []
  spend(left.length * right.length)
  const product: Dense[] = Array.from({ length: left.length + right.length - 1 }, () => zeroAt(level - 1))
  left.forEach((x, i) => {
    if (isZero(x)) return
    right.forEach((y, j) => {
      product[i + j] = addDense(
        product[i + j] ?? zeroAt(level - 1),
        multiplyDense(x, y, level - 1),
        level - 1,
        1n,
      )
    })
  })
  return trim(product)
}

/** a/b where b divides a exactly; undefined where it does not. */
export const divideDense = (a: Dense, b: Dense, level: number): Dense | undefined => {
  if (isZero(b)) return undefined
  if (level === 0) {
    const [x, y] = [a as bigint, b as bigint] // level 0 holds bigints
    return x % y === 0n ? x / y : undefined
  }
  const [divisor, quotient] = [list(b), [] as Dense[]]
  let remainder = list(a)
  const lead = divisor.at(-1)
  if (lead === undefined) return undefined
  while (remainder.length >= divisor.length) {
    const top = remainder.at(-1)
    const shift = remainder.length - divisor.length
    const factor = top === undefined ? undefined : divideDense(top, lead, level - 1)
    if (factor === undefined) return undefined
    while (quotient.length <= shift) quotient.push(zeroAt(level - 1))
    quotient[shift] = factor
    const step = [...Array.from({ length: shift }, () => zeroAt(level - 1)), factor]
    remainder = list(addDense(remainder, multiplyDense(divisor, step, level), level, -1n))
  }
  return remainder.length === 0 ? trim(quotient) : undefined
}

const pseudoRemainder = (a: readonly Dense[], b: readonly Dense[], level: number): readonly Dense[] => {
  const lead = b.at(-1)
  if (lead === undefined) throw new GivesUp('division by zero')
  let remainder = a
  while (remainder.length >= b.length) {
    const top = remainder.at(-1)
    if (top === undefined) break
    const shift = remainder.length - b.length
    const step = [...Array.from({ length: shift }, () => zeroAt(level - 1)), top]
    const scaled = multiplyDense(remainder, [lead], level)
    remainder = list(addDense(scaled, multiplyDense(b, step, level), level, -1n))
  }
  return remainder
}

const gcdInteger = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

const content = (a: readonly Dense[], level: number): Dense =>
  a.reduce<Dense>((common, coefficient) => gcdDense(common, coefficient, level - 1), zeroAt(level - 1))

const exact = (a: Dense, b: Dense, level: number): Dense => {
  const quotient = divideDense(a, b, level)
  if (quotient === undefined) throw new GivesUp('inexact division')
  return quotient
}

/** The greatest common divisor, by Euclid's algorithm with primitive remainders (Knuth, TAOCP 2, 4.6.1). */
export const gcdDense = (a: Dense, b: Dense, level: number): Dense => {
  if (level === 0) return gcdInteger(a as bigint, b as bigint) // level 0 holds bigints
  if (isZero(a)) return b
  if (isZero(b)) return a
  let [x, y] = [list(a), list(b)]
  const [contentX, contentY] = [content(x, level), content(y, level)]
  const common = gcdDense(contentX, contentY, level - 1)
  x = list(exact(x, lift(contentX, level - 1, level), level))
  y = list(exact(y, lift(contentY, level - 1, level), level))
  if (x.length < y.length) [x, y] = [y, x]
  while (y.length > 0) {
    const remainder = pseudoRemainder(x, y, level)
    x = y
    y =
      remainder.length === 0
        ? []
        : list(exact(remainder, lift(content(remainder, level), level - 1, level), level))
  }
  return multiplyDense(x, lift(common, level - 1, level), level)
}
