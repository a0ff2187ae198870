import { Decimal } from 'decimal.js'
import type { Rational } from '../rational.ts'
import type { Arithmetic } from './arithmetic.ts'

type Kind = typeof Decimal
type Unary = (x: Decimal) => Decimal | undefined

/** Powers of ten beyond this are refused: their digits alone would fill the memory. */
const mostDigits = 20_000

const finite = (value: Decimal): Decimal | undefined =>
  value.isFinite() && Math.abs(value.e) < mostDigits ? value : undefined

/** The nearest integer when rounding may be all that keeps the value from it; 24 digits are left for rounding. */
const snap = (value: Decimal): Decimal => {
  const nearest = value.round()
  if (nearest.eq(value)) return value
  // The constructor of a value is the kind, and so the precision, that it was calculated in.
  const digits = (value.constructor as Kind).precision - 24
  return value
    .minus(nearest)
    .abs()
    .lte(`1e${Math.max(0, value.e) - digits}`)
    ? nearest
    : value
}

const toInteger = (value: Decimal): number | undefined => {
  const nearest = snap(value).toNumber()
  return Number.isSafeInteger(nearest) ? nearest : undefined
}

/** About the number of digits of |base|^exponent before or behind the point. */
const digitsOfPower = (base: Decimal, exponent: Decimal): number => {
  const [lead = '1', ten = '0'] = base.abs().toExponential(8).split('e')
  return Math.abs((Math.log10(Number(lead)) + Number(ten)) * exponent.toNumber())
}

const powerIn =
  (kind: Kind) =>
  (base: Decimal, exponent: Decimal, fixed: Rational | undefined): Decimal | undefined => {
    if (base.isZero()) return exponent.gt(0) ? new kind(0) : undefined
    if (!base.isFinite() || !(digitsOfPower(base, exponent) < mostDigits)) return undefined
    if (fixed?.d === 2n && fixed.n === 1n) return base.gt(0) ? base.sqrt() : undefined
    const whole = snap(exponent)
    if (base.gt(0) || whole.isInteger()) return finite(base.pow(whole))
    if (!fixed || fixed.d % 2n === 0n) return undefined
    const root = finite(base.neg().pow(exponent))
    return fixed.n % 2n === 0n ? root : root?.neg()
  }

const exponential = (x: Decimal): Decimal | undefined => (x.abs().gt(2 * mostDigits) ? undefined : x.exp())

const largestAngle = 1e9
const trigonometric =
  (of: (x: Decimal) => Decimal): Unary =>
  (x) =>
    x.abs().gt(largestAngle) ? undefined : of(x)
const hyperbolic =
  (of: (x: Decimal) => Decimal): Unary =>
  (x) =>
    x.abs().gt(10_000) ? undefined : of(x)

const factorial =
  (kind: Kind): Unary =>
  (x) => {
    const whole = toInteger(x)
    if (whole === undefined || whole < 0 || whole > 500) return undefined
    let product = new kind(1)
    for (let i = 2; i <= whole; i += 1) product = product.times(i)
    return product
  }

const functionsOf = (kind: Kind): ReadonlyMap<string, Unary> => {
  const one = new kind(1)
  const positive =
    (of: (x: Decimal) => Decimal): Unary =>
    (x) =>
      x.gt(0) ? of(x) : undefined
  const isZero = (x: Decimal): boolean => snap(x).isZero()
  return new Map<string, Unary>(
    Object.entries({
      sqrt: (x: Decimal) => (x.lt(0) ? undefined : x.sqrt()),
      cbrt: (x: Decimal) => x.cbrt(),
      exp: exponential,
      ln: positive((x) => x.ln()),
      log2: positive((x) => x.log(2)),
      log10: positive((x) => x.log(10)),
      abs: (x: Decimal) => x.abs(),
      floor: (x: Decimal) => snap(x).floor(),
      ceil: (x: Decimal) => snap(x).ceil(),
      round: (x: Decimal) => snap(x.plus(0.5)).floor(),
      sign: (x: Decimal) => new kind(isZero(x) ? 0 : x.s),
      u: (x: Decimal) => new kind(x.gt(0) || isZero(x) ? 1 : 0),
      delta: (x: Decimal) => new kind(isZero(x) ? 1 : 0),
      sin: trigonometric((x) => x.sin()),
      cos: trigonometric((x) => x.cos()),
      tan: trigonometric((x) => x.tan()),
      cot: trigonometric((x) => one.div(x.tan())),
      sec: trigonometric((x) => one.div(x.cos())),
      csc: trigonometric((x) => one.div(x.sin())),
      asin: (x: Decimal) => x.asin(),
      acos: (x: Decimal) => x.acos(),
      atan: (x: Decimal) => x.atan(),
      sinh: hyperbolic((x) => x.sinh()),
      cosh: hyperbolic((x) => x.cosh()),
      tanh: hyperbolic((x) => x.tanh()),
      coth: hyperbolic((x) => one.div(x.tanh())),
      sech: hyperbolic((x) => one.div(x.cosh())),
      csch: hyperbolic((x) => one.div(x.sinh())),
      asinh: (x: Decimal) => x.asinh(),
      acosh: (x: Decimal) => x.acosh(),
      atanh: (x: Decimal) => x.atanh(),
      sigmoid: (x: Decimal) => {
        const grown = exponential(x.neg())
        return grown && one.div(one.plus(grown))
      },
      softplus: (x: Decimal) => exponential(x)?.plus(1).ln(),
      relu: (x: Decimal) => (x.lt(0) ? new kind(0) : x),
      factorial: factorial(kind),
    }),
  )
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b))

const applyIn = (kind: Kind) => {
  const unary = functionsOf(kind)
  return (name: string, of: readonly Decimal[]): Decimal | undefined => {
    const [x, y] = of
    if (!x) return undefined
    const single = unary.get(name)
    if (single) {
      const value = of.length === 1 ? single(x) : undefined
      return value && finite(value)
    }
    if (name === 'max') return kind.max(...of)
    if (name === 'min') return kind.min(...of)
    if (name === 'log')
      return x.lte(0) ? undefined : y ? (y.gt(0) && !y.eq(1) ? x.log(y) : undefined) : x.ln()
    if (!y || of.length > 2) return undefined
    if (name === 'mod') return y.isZero() ? undefined : x.minus(y.times(snap(x.div(y)).floor()))
    const [m, n] = [toInteger(x), toInteger(y)]
    if (n === undefined) return undefined
    if (name === 'binomial') {
      if (n < 0 || n > 300) return undefined
      let product = new kind(1)
      for (let i = 0; i < n; i += 1) product = product.times(x.minus(i)).div(i + 1)
      return product
    }
    if (m === undefined) return undefined
    if (name === 'gcd') return new kind(gcd(m, n))
    if (name === 'lcm') return new kind(m === 0 || n === 0 ? 0 : Math.abs(m * n) / gcd(m, n))
    return undefined
  }
}

const build = (digits: number): Arithmetic<Decimal> => {
  const kind = Decimal.clone({ precision: digits, defaults: true })
  kind.set({ precision: digits })
  return {
    cost: { value: 0.5, call: 8 },
    e: new kind(1).exp(),
    pi: kind.acos(-1),
    of: ({ n, d }) => (d === 1n ? new kind(`${n}`) : new kind(`${n}`).div(`${d}`)),
    add: (a, b) => a.plus(b),
    multiply: (a, b) => a.times(b),
    power: powerIn(kind),
    apply: applyIn(kind),
    toInteger,
    write: (value) => snap(value).toSignificantDigits(9).toString(),
  }
}

const built = new Map<number, Arithmetic<Decimal>>()
/** Decimal numbers of the given precision. */
export const decimalArithmetic = (digits: number): Arithmetic<Decimal> => {
  const known = built.get(digits) ?? build(digits)
  built.set(digits, known)
  return known
}
