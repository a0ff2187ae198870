import { type Rational, toNumber } from '../rational.ts'
import type { Arithmetic } from './arithmetic.ts'

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined)

/** The nearest integer when rounding may be all that keeps the value from it. */
const snap = (value: number): number => {
  const nearest = Math.round(value)
  return Math.abs(value - nearest) <= 1e-9 * Math.max(1, Math.abs(value)) ? nearest : value
}

const toInteger = (value: number): number | undefined => {
  const nearest = snap(value)
  return Number.isSafeInteger(nearest) ? nearest : undefined
}

const power = (base: number, exponent: number, fixed: Rational | undefined): number | undefined => {
  if (base === 0) return exponent > 0 ? 0 : undefined
  if (base > 0 || Number.isInteger(exponent)) return finite(base ** exponent)
  if (!fixed || fixed.d % 2n === 0n) return undefined
  const root = (-base) ** exponent
  return finite(fixed.n % 2n === 0n ? root : -root)
}

const factorial = (n: number): number | undefined => {
  const whole = toInteger(n)
  if (whole === undefined || whole < 0 || whole > 170) return undefined
  let product = 1
  for (let i = 2; i <= whole; i += 1) product *= i
  return product
}

const binomial = (n: number, k: number): number | undefined => {
  const whole = toInteger(k)
  if (whole === undefined || whole < 0 || whole > 200) return undefined
  let product = 1
  for (let i = 0; i < whole; i += 1) product = (product * (n - i)) / (i + 1)
  return product
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b))
const integers = (a: number, b: number, combine: (x: number, y: number) => number): number | undefined => {
  const [x, y] = [toInteger(a), toInteger(b)]
  return x === undefined || y === undefined ? undefined : combine(x, y)
}

const zero = (x: number): boolean => Math.abs(x) < 1e-12

type Unary = (x: number) => number | undefined
const unary: ReadonlyMap<string, Unary> = new Map<string, Unary>(
  Object.entries({
    sqrt: (x: number) => (x < 0 ? undefined : Math.sqrt(x)),
    cbrt: Math.cbrt,
    exp: Math.exp,
    ln: (x: number) => (x > 0 ? Math.log(x) : undefined),
    log2: (x: number) => (x > 0 ? Math.log2(x) : undefined),
    log10: (x: number) => (x > 0 ? Math.log10(x) : undefined),
    abs: Math.abs,
    floor: (x: number) => Math.floor(snap(x)),
    ceil: (x: number) => Math.ceil(snap(x)),
    round: (x: number) => Math.floor(snap(x + 0.5)),
    sign: (x: number) => (zero(x) ? 0 : Math.sign(x)),
    u: (x: number) => (x > -1e-12 ? 1 : 0),
    delta: (x: number) => (zero(x) ? 1 : 0),
    sin: Math.sin,
    cos: Math.cos,
    tan: Math.tan,
    cot: (x: number) => 1 / Math.tan(x),
    sec: (x: number) => 1 / Math.cos(x),
    csc: (x: number) => 1 / Math.sin(x),
    asin: Math.asin,
    acos: Math.acos,
    atan: Math.atan,
    sinh: Math.sinh,
    cosh: Math.cosh,
    tanh: Math.tanh,
    coth: (x: number) => 1 / Math.tanh(x),
    sech: (x: number) => 1 / Math.cosh(x),
    csch: (x: number) => 1 / Math.sinh(x),
    asinh: Math.asinh,
    acosh: Math.acosh,
    atanh: Math.atanh,
    sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
    softplus: (x: number) => Math.log1p(Math.exp(x)),
    relu: (x: number) => Math.max(0, x),
    factorial,
  }),
)

const apply = (name: string, of: readonly number[]): number | undefined => {
  const [x, y] = of
  if (x === undefined) return undefined
  const single = unary.get(name)
  if (single) {
    const value = of.length === 1 ? single(x) : undefined
    return value === undefined ? undefined : finite(value)
  }
  if (name === 'max') return Math.max(...of)
  if (name === 'min') return Math.min(...of)
  if (name === 'log') {
    if (x <= 0) return undefined
    return y === undefined ? Math.log(x) : y > 0 && y !== 1 ? finite(Math.log(x) / Math.log(y)) : undefined
  }
  if (y === undefined || of.length > 2) return undefined
  if (name === 'binomial') return binomial(x, y)
  if (name === 'mod') return y === 0 ? undefined : finite(x - y * Math.floor(snap(x / y)))
  if (name === 'gcd') return integers(x, y, gcd)
  if (name === 'lcm') return integers(x, y, (a, b) => (a === 0 || b === 0 ? 0 : Math.abs(a * b) / gcd(a, b)))
  return undefined
}

/** Doubles: fast, for telling apart. */
export const doubleArithmetic: Arithmetic<number> = {
  cost: { value: 0.05, call: 0.05 },
  e: Math.E,
  pi: Math.PI,
  of: toNumber,
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  power,
  apply,
  toInteger,
  write: (value) => `${Number(snap(value).toPrecision(9))}`,
}
