import { num } from './algebra.ts'
import * as q from './rational.ts'
import { rationalsOf, tensor } from './tensor.ts'
import type { Tensor } from './value.ts'

/** A matrix of rationals as whole numbers over one denominator, row-major: products need no gcd an entry. */
export type RationalMatrix = {
  readonly rows: number
  readonly columns: number
  readonly entries: readonly bigint[]
  readonly denominator: bigint
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

const reduced = (rows: number, columns: number, entries: readonly bigint[], d: bigint): RationalMatrix => {
  let common = d
  for (const entry of entries) {
    if (common === 1n) break
    common = gcd(common, entry)
  }
  return common === 1n
    ? { rows, columns, entries, denominator: d }
    : { rows, columns, entries: entries.map((entry) => entry / common), denominator: d / common }
}

/** Undefined when an entry is no rational number. */
export const rationalMatrix = (value: Tensor): RationalMatrix | undefined => {
  const entries = rationalsOf(value)
  if (!entries) return undefined
  const [rows = 1, columns = 1] = value.shape
  return overOneDenominator(rows, columns, entries)
}

const overOneDenominator = (rows: number, columns: number, values: readonly q.Rational[]): RationalMatrix => {
  const denominator = values.reduce((lcm, { d }) => (lcm / gcd(lcm, d)) * d, 1n)
  return { rows, columns, entries: values.map(({ n, d }) => n * (denominator / d)), denominator }
}

export const matrixTensor = ({ rows, columns, entries, denominator }: RationalMatrix): Tensor =>
  tensor(
    [rows, columns],
    entries.map((entry) => num(q.rational(entry, denominator))),
  )

export const transposed = (a: RationalMatrix): RationalMatrix => ({
  rows: a.columns,
  columns: a.rows,
  entries: a.entries.map((_, at) => a.entries[(at % a.rows) * a.columns + Math.floor(at / a.rows)] ?? 0n),
  denominator: a.denominator,
})

/** The product A·B; the inner sizes must agree. */
export const product = (a: RationalMatrix, b: RationalMatrix): RationalMatrix => {
  const entries: bigint[] = []
  for (let row = 0; row < a.rows; row++)
    for (let column = 0; column < b.columns; column++) {
      let sum = 0n
      for (let k = 0; k < a.columns; k++)
        sum += (a.entries[row * a.columns + k] ?? 0n) * (b.entries[k * b.columns + column] ?? 0n)
      entries.push(sum)
    }
  return reduced(a.rows, b.columns, entries, a.denominator * b.denominator)
}

/** (s·A + t·B)/divisor for matrices of one size. */
export const combination = (
  [s, a]: readonly [bigint, RationalMatrix],
  [t, b]: readonly [bigint, RationalMatrix],
  divisor: bigint,
): RationalMatrix =>
  reduced(
    a.rows,
    a.columns,
    a.entries.map((entry, at) => s * entry * b.denominator + t * (b.entries[at] ?? 0n) * a.denominator),
    divisor * a.denominator * b.denominator,
  )

/** Entry by entry, f of its rational value. */
export const mapEntries = (a: RationalMatrix, f: (entry: q.Rational) => q.Rational): RationalMatrix => {
  const values = a.entries.map((entry) => f(q.rational(entry, a.denominator)))
  return overOneDenominator(a.rows, a.columns, values)
}

/** Bits of the longest entry, numerator and denominator together. */
export const entryBits = ({ entries, denominator }: RationalMatrix): number => {
  const longest = entries.reduce((most, entry) => Math.max(most, entry.toString(16).length), 0)
  return 4 * (longest + denominator.toString(16).length)
}
