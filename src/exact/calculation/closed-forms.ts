import {
  call,
  e,
  fraction,
  isNumberEqual,
  keyOf,
  minus,
  num,
  over,
  pi,
  plus,
  power,
  splitCoefficient,
  squareRoot,
  times,
} from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'

/** r where x = r·π. */
const multipleOfPi = (x: Expression): q.Rational | undefined => {
  if (isNumberEqual(x, 0)) return q.zero
  const [coefficient, rest] = splitCoefficient(x)
  return keyOf(rest) === keyOf(pi) ? coefficient : undefined
}

const root = (n: number): Expression => squareRoot(num(n))
const half = fraction(1, 2)
const quarter = fraction(1, 4)

/** sin(π·n/d) for 0 < n/d ≤ 1/2, where square roots suffice for a short form. */
const sines: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['1/12', times(quarter, minus(root(6), root(2)))],
  ['1/10', times(quarter, plus(root(5), num(-1)))],
  ['1/8', times(half, squareRoot(minus(num(2), root(2))))],
  ['1/6', half],
  ['1/5', times(quarter, squareRoot(minus(num(10), times(num(2), root(5)))))],
  ['1/4', times(half, root(2))],
  ['3/10', times(quarter, plus(root(5), num(1)))],
  ['1/3', times(half, root(3))],
  ['3/8', times(half, squareRoot(plus(num(2), root(2))))],
  ['2/5', times(quarter, squareRoot(plus(num(10), times(num(2), root(5)))))],
  ['5/12', times(quarter, plus(root(6), root(2)))],
  ['1/2', num(1)],
])

/** sin(π·r) by its symmetries, or undefined. */
const sineOfMultiple = (r: q.Rational): Expression | undefined => {
  const turn = q.subtract(r, q.rational(2n * q.floor(q.divide(r, q.rational(2)))))
  if (q.compare(turn, q.one) >= 0) {
    const opposite = sineOfMultiple(q.subtract(turn, q.one))
    return opposite && minus(opposite)
  }
  if (q.isZero(turn)) return num(0)
  const folded = q.compare(turn, q.rational(1, 2)) > 0 ? q.subtract(q.one, turn) : turn
  return sines.get(q.formatRational(folded))
}

export const sine = (x: Expression): Expression => {
  const r = multipleOfPi(x)
  return (r && sineOfMultiple(r)) ?? odd('sin', x)
}

export const cosine = (x: Expression): Expression => {
  const r = multipleOfPi(x)
  return (r && sineOfMultiple(q.add(r, q.rational(1, 2)))) ?? even('cos', x)
}

/** Throws ReadError `domain` at an odd multiple of π/2. */
export const tangent = (x: Expression): Expression => {
  const r = multipleOfPi(x)
  const [top, bottom] = r ? [sineOfMultiple(r), sineOfMultiple(q.add(r, q.rational(1, 2)))] : []
  if (bottom && isNumberEqual(bottom, 0))
    throw new ReadError('domain', 'tan has no value at odd multiples of pi/2.')
  const known = r && tangents.get(q.formatRational(q.subtract(r, q.rational(q.floor(r)))))
  return known ?? (top && bottom ? over(top, bottom) : odd('tan', x))
}

const third = fraction(1, 3)
const tangents: ReadonlyMap<string, Expression> = new Map<string, Expression>([
  ['1/12', minus(num(2), root(3))],
  ['1/8', plus(root(2), num(-1))],
  ['1/6', times(third, root(3))],
  ['1/4', num(1)],
  ['1/3', root(3)],
  ['3/8', plus(root(2), num(1))],
  ['5/12', plus(num(2), root(3))],
  ['7/12', minus(num(-2), root(3))],
  ['5/8', minus(num(-1), root(2))],
  ['2/3', minus(root(3))],
  ['3/4', num(-1)],
  ['5/6', times(fraction(-1, 3), root(3))],
  ['7/8', minus(num(1), root(2))],
  ['11/12', plus(num(-2), root(3))],
])

/** The angle in [0, π/2] whose sine is x. */
const angleOf = (x: Expression): Expression | undefined => {
  if (isNumberEqual(x, 0)) return num(0)
  for (const [r, value] of sines) {
    if (keyOf(value) === keyOf(x)) return times(num(q.parseRational(r) ?? q.zero), pi)
  }
  return undefined
}

const isNegative = (x: Expression): boolean => q.sign(splitCoefficient(x)[0]) < 0

const odd = (name: string, x: Expression): Expression =>
  isNegative(x) ? minus(call(name, minus(x))) : isNumberEqual(x, 0) ? num(0) : call(name, x)
const even = (name: string, x: Expression): Expression => call(name, isNegative(x) ? minus(x) : x)

export const arcsine = (x: Expression): Expression => {
  const angle = angleOf(isNegative(x) ? minus(x) : x)
  if (!angle) return call('asin', x)
  return isNegative(x) ? minus(angle) : angle
}

export const arccosine = (x: Expression): Expression => {
  const angle = angleOf(isNegative(x) ? minus(x) : x)
  if (!angle) return call('acos', x)
  return isNegative(x) ? plus(times(half, pi), angle) : minus(times(half, pi), angle)
}

export const arctangent = (x: Expression): Expression => {
  const size = isNegative(x) ? minus(x) : x
  const found = isNumberEqual(x, 0)
    ? num(0)
    : [...tangents].find(
        ([r, value]) =>
          keyOf(value) === keyOf(size) && q.compare(q.parseRational(r) ?? q.one, q.rational(1, 2)) < 0,
      )
  if (!found) return call('atan', x)
  if (!Array.isArray(found)) return num(0)
  const angle = times(num(q.parseRational(found[0]) ?? q.zero), pi)
  return isNegative(x) ? minus(angle) : angle
}

/** The largest k with n = r^k, and r, for n ≥ 2. */
const perfectPower = (n: bigint): readonly [bigint, bigint] => {
  if (n.toString(16).length > 400) return [n, 1n]
  const bits = n.toString(2).length
  for (let k = bits; k > 1; k--) {
    const r = wholeRoot(n, BigInt(k))
    if (r > 1n && r ** BigInt(k) === n) return [r, BigInt(k)]
  }
  return [n, 1n]
}

/** ⌊n^(1/k)⌋ by bisection. */
const wholeRoot = (n: bigint, k: bigint): bigint => {
  let [low, high] = [1n, 1n << (BigInt(n.toString(2).length) / k + 1n)]
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (middle ** k <= n) low = middle
    else high = middle - 1n
  }
  return low
}

const logOfInteger = (n: bigint): Expression => {
  if (n === 1n) return num(0)
  const [r, k] = perfectPower(n)
  return times(num(k), call('ln', num(r)))
}

/** Natural logarithm. Throws ReadError `domain` for a number that is not positive. */
export const naturalLog = (x: Expression): Expression => {
  if (x.kind === 'number') {
    if (q.sign(x.value) <= 0) throw new ReadError('domain', 'A logarithm needs a positive number.')
    if (x.value.n === 1n) return minus(logOfInteger(x.value.d))
    if (x.value.d === 1n) return logOfInteger(x.value.n)
    const [[r, k], [s, l]] = [perfectPower(x.value.n), perfectPower(x.value.d)]
    return k === l ? times(num(k), call('ln', fraction(r, s))) : call('ln', x)
  }
  if (x.kind === 'constant' && x.name === 'e') return num(1)
  if (x.kind === 'power' && x.base.kind === 'constant' && x.base.name === 'e') return x.exponent
  if (x.kind === 'power' && x.base.kind === 'number') return times(x.exponent, naturalLog(x.base))
  return call('ln', x)
}

/** log of x to a base; rational where x and the base are powers of one number. */
export const logTo = (x: Expression, base: Expression): Expression => {
  if (isNumberEqual(base, 1)) throw new ReadError('domain', 'There is no logarithm to base 1.')
  const [top, bottom] = [naturalLog(x), naturalLog(base)]
  if (isNumberEqual(top, 0)) return top
  const ratio = over(top, bottom)
  if (ratio.kind === 'number') return ratio
  const [size] = [2, 10].filter((n) => isNumberEqual(base, n))
  return size === undefined ? ratio : sized(size, top, x)
}

/** `3 ln 5` over `ln 2` is `3 log2(5)`. */
const sized = (base: number, top: Expression, x: Expression): Expression => {
  const [coefficient, rest] = splitCoefficient(top)
  const inner = rest.kind === 'call' && rest.name === 'ln' ? rest.args[0] : undefined
  return inner ? times(num(coefficient), call(`log${base}`, inner)) : call(`log${base}`, x)
}

export const exponential = (x: Expression): Expression => {
  const [coefficient, rest] = splitCoefficient(x)
  if (rest.kind === 'call' && rest.name === 'ln' && rest.args[0]) return power(rest.args[0], num(coefficient))
  return power(e, x)
}

/** sinh, cosh, tanh and the logistic function, whose closed forms are exponentials. */
export const hyperbolic = (name: 'sinh' | 'cosh' | 'tanh' | 'sigmoid', x: Expression): Expression => {
  if (isNumberEqual(x, 0)) return { sinh: num(0), cosh: num(1), tanh: num(0), sigmoid: half }[name]
  const [up, down] = [exponential(x), exponential(minus(x))]
  // Only where the exponentials become numbers is their quotient simpler than the name.
  if (up.kind !== 'number' || down.kind !== 'number')
    return name === 'cosh' ? even(name, x) : name === 'sigmoid' ? call(name, x) : odd(name, x)
  const [sum, difference] = [plus(up, down), minus(up, down)]
  if (name === 'sinh') return times(half, difference)
  if (name === 'cosh') return times(half, sum)
  return name === 'tanh' ? over(difference, sum) : over(num(1), plus(num(1), down))
}
