import { toNumber } from '../rational.ts'
import type { Arithmetic } from './arithmetic.ts'
import { doubleArithmetic } from './double.ts'

/** re + im·i. */
export type Complex = { readonly re: number; readonly im: number }

const finite = (z: Complex): Complex | undefined =>
  Number.isFinite(z.re) && Number.isFinite(z.im) ? z : undefined

const multiply = (a: Complex, b: Complex): Complex => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
})
const add = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im })
const scale = (factor: number, z: Complex): Complex => ({ re: factor * z.re, im: factor * z.im })

export const modulus = ({ re, im }: Complex): number => Math.hypot(re, im)

const exponential = ({ re, im }: Complex): Complex =>
  scale(Math.exp(re), { re: Math.cos(im), im: Math.sin(im) })
/** The principal value, with an argument in (−π, π]. */
const logarithm = (z: Complex): Complex | undefined =>
  modulus(z) === 0 ? undefined : { re: Math.log(modulus(z)), im: Math.atan2(z.im, z.re) }

const mostProducts = 64

/** Whole powers are multiplied out, so that i² is −1 and no rounded value. */
const power = (base: Complex, exponent: Complex): Complex | undefined => {
  if (exponent.im === 0 && Number.isInteger(exponent.re) && Math.abs(exponent.re) <= mostProducts) {
    let product: Complex = { re: 1, im: 0 }
    for (let count = 0; count < Math.abs(exponent.re); count += 1) product = multiply(product, base)
    if (exponent.re >= 0) return finite(product)
    const size = modulus(product) ** 2
    return size === 0 ? undefined : finite(scale(1 / size, { re: product.re, im: -product.im }))
  }
  const log = logarithm(base)
  return log && finite(exponential(multiply(exponent, log)))
}

const half: Complex = { re: 0.5, im: 0 }
const turned = (z: Complex): Complex => ({ re: -z.im, im: z.re })

/** (e^z + sign·e^(−z))/2. */
const hyperbolic = (z: Complex, sign: 1 | -1): Complex =>
  scale(0.5, add(exponential(z), scale(sign, exponential(scale(-1, z)))))

const unary: ReadonlyMap<string, (z: Complex) => Complex | undefined> = new Map(
  Object.entries({
    abs: (z: Complex) => ({ re: modulus(z), im: 0 }),
    exp: exponential,
    ln: logarithm,
    sqrt: (z: Complex) => (modulus(z) === 0 ? z : power(z, half)),
    cosh: (z: Complex) => hyperbolic(z, 1),
    sinh: (z: Complex) => hyperbolic(z, -1),
    cos: (z: Complex) => hyperbolic(turned(z), 1),
    // sin z = −i·sinh(iz)
    sin: (z: Complex) => scale(-1, turned(hyperbolic(turned(z), -1))),
  }),
)

const apply = (name: string, of: readonly Complex[]): Complex | undefined => {
  const [z, ...more] = of
  if (of.every(({ im }) => im === 0)) {
    const value = doubleArithmetic.apply(
      name,
      of.map(({ re }) => re),
    )
    if (value !== undefined) return { re: value, im: 0 }
  }
  const value = z && more.length === 0 ? unary.get(name)?.(z) : undefined
  return value && finite(value)
}

/** Complex numbers in doubles, with principal values of powers and logarithms. */
export const complexArithmetic: Arithmetic<Complex> = {
  cost: doubleArithmetic.cost,
  e: { re: Math.E, im: 0 },
  pi: { re: Math.PI, im: 0 },
  of: (value) => ({ re: toNumber(value), im: 0 }),
  add,
  multiply,
  power,
  apply,
  toInteger: ({ re, im }) => (im === 0 ? doubleArithmetic.toInteger(re) : undefined),
  write: ({ re, im }) => `${doubleArithmetic.write(re)},${doubleArithmetic.write(im)}`,
}
