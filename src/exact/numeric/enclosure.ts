import { Decimal } from 'decimal.js'
import type { Arithmetic } from './arithmetic.ts'

/** Two decimals between which a real number lies: every operation rounds the lower one down and the upper one up. */
export type Enclosure = { readonly low: Decimal; readonly high: Decimal }

type Kind = typeof Decimal
type Unary = (x: Enclosure) => Enclosure | undefined

const largestAngle = 1e9
const mostProducts = 100_000n

const kindOf = (precision: number, rounding: Decimal.Rounding): Kind => {
  const kind = Decimal.clone({ defaults: true })
  kind.set({ precision, rounding })
  return kind
}

const finite = (x: Enclosure): Enclosure | undefined =>
  x.low.isFinite() && x.high.isFinite() ? x : undefined

const build = (digits: number): Arithmetic<Enclosure> => {
  const [Down, Up] = [kindOf(digits, Decimal.ROUND_FLOOR), kindOf(digits, Decimal.ROUND_CEIL)]
  // A function of decimal.js may miss its last digits, whichever way it rounds.
  const slack = `1e${8 - digits}`

  const of: Arithmetic<Enclosure>['of'] = ({ n, d }) => ({
    low: new Down(`${n}`).div(`${d}`),
    high: new Up(`${n}`).div(`${d}`),
  })
  const point = (n: bigint): Enclosure => of({ n, d: 1n })
  const one = point(1n)

  const add = (a: Enclosure, b: Enclosure): Enclosure => ({
    low: a.low.plus(b.low),
    high: a.high.plus(b.high),
  })
  const negate = (x: Enclosure): Enclosure => ({
    low: new Down(x.high.neg()),
    high: new Up(x.low.neg()),
  })
  const multiply = (a: Enclosure, b: Enclosure): Enclosure => {
    const pairs = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => [x, y] as const))
    return {
      low: Down.min(...pairs.map(([x, y]) => new Down(x).times(y))),
      high: Up.max(...pairs.map(([x, y]) => new Up(x).times(y))),
    }
  }
  const holdsZero = (x: Enclosure): boolean => x.low.lte(0) && x.high.gte(0)
  const reciprocal = (x: Enclosure): Enclosure | undefined =>
    holdsZero(x) ? undefined : { low: new Down(1).div(x.high), high: new Up(1).div(x.low) }
  const divide = (a: Enclosure | undefined, b: Enclosure | undefined): Enclosure | undefined => {
    const inverse = b && reciprocal(b)
    return a && inverse && multiply(a, inverse)
  }

  const widened = (x: Enclosure): Enclosure => ({
    low: x.low.minus(new Down(slack).times(x.low.abs())),
    high: x.high.plus(new Up(slack).times(x.high.abs())),
  })
  /** A function that never falls, at the ends. */
  const rising =
    (f: (x: Decimal) => Decimal): Unary =>
    (x) =>
      widened({ low: f(new Down(x.low)), high: f(new Up(x.high)) })
  const within =
    (least: number, most: number, f: Unary): Unary =>
    (x) =>
      x.low.gte(least) && x.high.lte(most) ? f(x) : undefined

  const exponential = within(
    -1e6,
    1e6,
    rising((x) => x.exp()),
  )
  const logarithm: Unary = (x) => (x.low.gt(0) ? rising((y) => y.ln())(x) : undefined)

  /** The middle's value, give or take the width: neither sine nor cosine changes faster than its argument. */
  const wave =
    (f: (x: Decimal) => Decimal): Unary =>
    ({ low, high }) => {
      const middle = new Up(low.plus(high).div(2))
      if (middle.abs().gt(largestAngle)) return undefined
      const radius = high.minus(low).plus(new Up(slack).times(middle.abs().plus(1)))
      const value = f(middle)
      return { low: new Down(value).minus(radius), high: new Up(value).plus(radius) }
    }
  const sine = wave((x) => x.sin())
  const cosine = wave((x) => x.cos())

  const whole = (base: Enclosure, exponent: bigint): Enclosure | undefined => {
    if (exponent < 0n) return divide(one, whole(base, -exponent))
    let [out, factor] = [one, base]
    for (let left = exponent; left > 0n; left /= 2n) {
      if (left % 2n === 1n) out = multiply(out, factor)
      if (left > 1n) factor = multiply(factor, factor)
    }
    return finite(out)
  }
  const squareRoot: Unary = (x) =>
    x.low.gte(0) ? { low: new Down(x.low).sqrt(), high: new Up(x.high).sqrt() } : undefined

  const power: Arithmetic<Enclosure>['power'] = (base, exponent, fixed) => {
    if (fixed && fixed.d <= 3n && fixed.n <= mostProducts && fixed.n >= -mostProducts) {
      const root = fixed.d === 1n ? base : fixed.d === 2n ? squareRoot(base) : rising((x) => x.cbrt())(base)
      return root && whole(root, fixed.n)
    }
    const log = logarithm(base)
    const value = log && exponential(multiply(exponent, log))
    return value && finite(value)
  }

  const step =
    (f: (x: Decimal) => Decimal): Unary =>
    ({ low, high }) => {
      const [a, b] = [f(low), f(high)]
      return a.eq(b) ? { low: new Down(a), high: new Up(b) } : undefined
    }
  const half = of({ n: 1n, d: 2n })
  /** (e^x ± e^(−x))/2. */
  const hyperbolic =
    (sign: 1 | -1): Unary =>
    (x) => {
      const [grown, shrunk] = [exponential(x), exponential(negate(x))]
      return grown && shrunk && multiply(half, add(grown, sign === 1 ? shrunk : negate(shrunk)))
    }

  const unary: ReadonlyMap<string, Unary> = new Map<string, Unary>(
    Object.entries<Unary>({
      floor: step((x) => x.floor()),
      ceil: step((x) => x.ceil()),
      abs: (x) =>
        x.low.gte(0)
          ? x
          : x.high.lte(0)
            ? negate(x)
            : { low: new Down(0), high: Up.max(negate(x).high, x.high) },
      sqrt: squareRoot,
      exp: exponential,
      ln: logarithm,
      log2: (x) => divide(logarithm(x), logarithm(point(2n))),
      log10: (x) => divide(logarithm(x), logarithm(point(10n))),
      sin: sine,
      cos: cosine,
      tan: (x) => divide(sine(x), cosine(x)),
      asin: within(
        -1,
        1,
        rising((x) => x.asin()),
      ),
      acos: within(-1, 1, (x) => widened({ low: new Down(x.high).acos(), high: new Up(x.low).acos() })),
      atan: rising((x) => x.atan()),
      sinh: hyperbolic(-1),
      cosh: hyperbolic(1),
      tanh: rising((x) => x.tanh()),
      sigmoid: (x) => {
        const shrunk = exponential(negate(x))
        return shrunk && divide(one, add(one, shrunk))
      },
    }),
  )

  const apply: Arithmetic<Enclosure>['apply'] = (name, of) => {
    const [x, ...more] = of
    if (!x) return undefined
    if (name === 'max' || name === 'min')
      return {
        low: Down[name](...of.map(({ low }) => low)),
        high: Up[name](...of.map(({ high }) => high)),
      }
    const value = more.length === 0 ? unary.get(name)?.(x) : undefined
    return value && finite(value)
  }

  return {
    cost: { value: 1, call: 20 },
    e: widened({ low: new Down(1).exp(), high: new Up(1).exp() }),
    pi: widened({ low: Down.acos(-1), high: Up.acos(-1) }),
    of,
    add,
    multiply,
    power,
    apply,
    toInteger: ({ low, high }) => {
      const value = low.toNumber()
      return low.eq(high) && Number.isSafeInteger(value) ? value : undefined
    },
    write: ({ low, high }) => `${low}..${high}`,
  }
}

const built = new Map<number, Arithmetic<Enclosure>>()
/** Real numbers as enclosures whose ends have the given number of digits, at most 1,000. */
export const enclosureArithmetic = (digits: number): Arithmetic<Enclosure> => {
  const known = built.get(digits) ?? build(digits)
  built.set(digits, known)
  return known
}
