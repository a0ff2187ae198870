import * as q from './rational.ts'

/** A binary floating-point format with a sign bit; `topNan` formats use their top exponent for numbers too. */
export type NumberFormat = {
  readonly exponentBits: number
  readonly mantissaBits: number
  readonly bias: number
  /**
   * `ieee`: the top exponent is infinity and NaN. `finite`: it holds numbers, the all-ones code alone is NaN, and
   * there is no infinity (OCP 8-bit Floating Point Specification 1.0, table 1).
   */
  readonly specials: 'ieee' | 'finite'
}

export const numberFormats = {
  'fp8-e4m3': { exponentBits: 4, mantissaBits: 3, bias: 7, specials: 'finite' },
  'fp8-e5m2': { exponentBits: 5, mantissaBits: 2, bias: 15, specials: 'ieee' },
  fp16: { exponentBits: 5, mantissaBits: 10, bias: 15, specials: 'ieee' },
  bf16: { exponentBits: 8, mantissaBits: 7, bias: 127, specials: 'ieee' },
} as const satisfies Readonly<Record<string, NumberFormat>>

const powerOfTwo = (exponent: number): q.Rational =>
  exponent >= 0 ? q.rational(1n << BigInt(exponent)) : q.rational(1n, 1n << BigInt(-exponent))

/** What a code stands for: its bits are sign, exponent, mantissa. −0 comes out as 0. */
export const decode = (code: number, format: NumberFormat): q.Rational | 'infinity' | 'nan' => {
  const { exponentBits, mantissaBits, bias, specials } = format
  const mantissa = code & ((1 << mantissaBits) - 1)
  const exponent = (code >> mantissaBits) & ((1 << exponentBits) - 1)
  const negative = (code >> (mantissaBits + exponentBits)) & 1
  if (exponent === (1 << exponentBits) - 1) {
    if (specials === 'ieee') return mantissa === 0 ? 'infinity' : 'nan'
    if (mantissa === (1 << mantissaBits) - 1) return 'nan'
  }
  // A zero exponent field means no hidden one, at the scale of exponent 1.
  const significand = exponent === 0 ? mantissa : mantissa + (1 << mantissaBits)
  const scale = powerOfTwo(Math.max(exponent, 1) - bias - mantissaBits)
  return q.multiply(q.rational(negative ? -significand : significand), scale)
}

export const smallestSubnormal = ({ bias, mantissaBits }: NumberFormat): q.Rational =>
  powerOfTwo(1 - bias - mantissaBits)
export const smallestNormal = ({ bias }: NumberFormat): q.Rational => powerOfTwo(1 - bias)

/** Codes of one sign that are finite numbers, zero included; they are 0, 1, 2, … in order of value. */
export const finiteCodes = ({ exponentBits, mantissaBits, specials }: NumberFormat): number =>
  specials === 'ieee' ? ((1 << exponentBits) - 1) << mantissaBits : (1 << (exponentBits + mantissaBits)) - 1

/** The value of a finite code of the positive half, exact in a double for all formats here. */
const magnitudeOf = (code: number, { mantissaBits, bias }: NumberFormat): number => {
  const exponent = code >> mantissaBits
  const mantissa = code & ((1 << mantissaBits) - 1)
  const significand = exponent === 0 ? mantissa : mantissa + (1 << mantissaBits)
  return significand * 2 ** (Math.max(exponent, 1) - bias - mantissaBits)
}

/** The non-negative reals that round to a code of the positive half, to nearest; the ties have no weight. */
export const roundingInterval = (code: number, format: NumberFormat): readonly [number, number] => {
  const value = magnitudeOf(code, format)
  const below = code === 0 ? 0 : (magnitudeOf(code - 1, format) + value) / 2
  // Past the largest number the spacing goes on as if there were another.
  return [below, (value + magnitudeOf(code + 1, format)) / 2]
}

/**
 * Counts the codes of the positive half that satisfy `carries`, which within a run of equal spacing must hold for a
 * first stretch of codes and no further, as for an interval's probability under a density that falls away from 0.
 */
export const countCodes = (format: NumberFormat, carries: (code: number) => boolean): number => {
  const [codes, run] = [finiteCodes(format), 1 << format.mantissaBits]
  let count = 0
  for (let first = 0; first < codes; first += run) {
    const last = Math.min(first + run, codes) - 1
    // The first code of a run has an interval of its own width, so it is asked by itself.
    if (carries(first)) count++
    if (last === first || !carries(first + 1)) continue
    let [low, high] = [first + 1, carries(last) ? last : last - 1]
    if (high === last) low = last
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (carries(middle)) low = middle
      else high = middle - 1
    }
    count += low - first
  }
  return count
}
