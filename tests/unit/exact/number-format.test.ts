import { describe, expect, test } from 'vitest'
import {
  countCodes,
  decode,
  finiteCodes,
  numberFormats,
  roundingInterval,
  smallestNormal,
  smallestSubnormal,
} from '../../../src/exact/number-format.ts'
import * as q from '../../../src/exact/rational.ts'

/**
 * Limits of the formats: OCP 8-bit Floating Point Specification 1.0, table 1 (E4M3, E5M2); IEEE 754-2019, table 3.5
 * (binary16); bfloat16 is the upper half of IEEE binary32.
 */
const published = [
  ['fp8-e4m3', 8, '448', -6, -9, 0, 2],
  ['fp8-e5m2', 8, '57344', -14, -16, 2, 6],
  ['fp16', 16, '65504', -14, -24, 2, 2046],
  ['bf16', 16, '338953138925153547590470800371487866880', -126, -133, 2, 254],
] as const

describe.each(published)('%s', (name, bits, largest, normal, subnormal, infinities, nans) => {
  const format = numberFormats[name]
  const codes = Array.from({ length: 2 ** bits }, (_, code) => decode(code, format))
  const finite = codes.filter((value) => typeof value !== 'string')

  test('has the published limits', () => {
    const magnitudes = finite.filter(({ n }) => n > 0n)
    expect(q.formatRational(magnitudes.reduce((a, b) => (q.compare(a, b) > 0 ? a : b)))).toBe(largest)
    expect(magnitudes.reduce((a, b) => (q.compare(a, b) < 0 ? a : b))).toEqual(
      q.raise(q.rational(2), BigInt(subnormal)),
    )
    expect(smallestSubnormal(format)).toEqual(q.raise(q.rational(2), BigInt(subnormal)))
    expect(smallestNormal(format)).toEqual(q.raise(q.rational(2), BigInt(normal)))
  })

  test('has the published infinities and NaNs, and the rest is finite', () => {
    expect(codes.filter((value) => value === 'infinity')).toHaveLength(infinities)
    expect(codes.filter((value) => value === 'nan')).toHaveLength(nans)
    expect(2 * finiteCodes(format)).toBe(2 ** bits - infinities - nans)
  })

  test('rounds to nearest: intervals meet halfway between neighbours', () => {
    const half = finite.slice(0, finiteCodes(format)).map(q.toNumber)
    const middles = half.slice(1).map((value, code) => ((half[code] ?? Number.NaN) + value) / 2)
    const intervals = half.map((_, code) => roundingInterval(code, format))
    expect(intervals.map(([from]) => from)).toEqual([0, ...middles])
    expect(intervals.slice(0, -1).map(([, to]) => to)).toEqual(middles)
    // Past the largest number the last spacing goes on.
    const [last, [from = 0, to = 0] = []] = [half.at(-1) ?? 0, intervals.at(-1)]
    expect(to - last).toBe(last - from)
  })

  test.each([1e-3, 1, 300])('counts what one finds code by code, scale %d', (scale) => {
    // Triangular density on [0, scale]: it falls away from 0, and its intervals have exact shares.
    const carries = (code: number): boolean => {
      const [from, to] = roundingInterval(code, format).map((x) => Math.min(x / scale, 1))
      const [a = 0, b = 0] = [from, to]
      return (b - a) * (2 - a - b) >= 1e-5
    }
    const found = Array.from({ length: finiteCodes(format) }, (_, code) => code).filter(carries)
    expect(countCodes(format, carries)).toBe(found.length)
  })
})
