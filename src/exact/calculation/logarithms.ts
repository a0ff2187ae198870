import {
  call,
  e,
  fraction,
  isNumberEqual,
  minus,
  num,
  over,
  plus,
  power,
  splitCoefficient,
  times,
} from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { even, odd } from './trigonometry.ts'

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
  if (isNumberEqual(x, 0)) return { sinh: num(0), cosh: num(1), tanh: num(0), sigmoid: fraction(1, 2) }[name]
  const [up, down] = [exponential(x), exponential(minus(x))]
  // Only where the exponentials become numbers is their quotient simpler than the name.
  if (up.kind !== 'number' || down.kind !== 'number')
    return name === 'cosh' ? even(name, x) : name === 'sigmoid' ? call(name, x) : odd(name, x)
  const [sum, difference] = [plus(up, down), minus(up, down)]
  if (name === 'sinh') return times(fraction(1, 2), difference)
  if (name === 'cosh') return times(fraction(1, 2), sum)
  return name === 'tanh' ? over(difference, sum) : over(num(1), plus(num(1), down))
}
