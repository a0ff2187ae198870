import { expect, test } from 'vitest'
import { fraction, power, sym } from '../../../../src/exact/algebra.ts'
import * as q from '../../../../src/exact/rational.ts'
import { constantLinear, linear, symbolLinear } from '../../../../src/exact/signal/linear.ts'
import {
  atomSum,
  multiplySums,
  oneSum,
  subtractSums,
  sumOfExpression,
} from '../../../../src/exact/signal/monomial-sum.ts'
import { cancel, divideByDifference, ratio, sameRatio } from '../../../../src/exact/signal/ratio.ts'

const a = atomSum('a')
const b = atomSum('b')

test('4^n, 2^n·2^n and (1/2)^(−2n) have one spelling', () => {
  const n = sym('n')
  const four = sumOfExpression(power({ kind: 'number', value: q.rational(4) }, n))
  const two = atomSum('2', symbolLinear('n'))
  const half = sumOfExpression(power(fraction(1, 2), { kind: 'product', factors: [fraction(-2, 1), n] }))
  expect([...multiplySums(two, two).keys()]).toEqual([...four.keys()])
  expect([...half.keys()]).toEqual([...four.keys()])
})

test('whole powers of a prime are numbers, and −1 squared is 1', () => {
  const five = linear(q.rational(5), new Map([['n', q.one]]))
  expect([...atomSum('2', five).values()][0]?.coefficient).toEqual(q.rational(32))
  expect([...atomSum('-1', constantLinear(4)).values()]).toEqual([...oneSum.values()])
})

test('(a³ − b³)/(a − b) divides out, and equals (b³ − a³)/(b − a)', () => {
  const cubes = subtractSums(atomSum('a', constantLinear(3)), atomSum('b', constantLinear(3)))
  const one = divideByDifference(ratio(cubes), a, b)
  const other = divideByDifference(
    ratio(subtractSums(multiplySums(cubes, oneSum), multiplySums(cubes, sumOfExpression(fraction(2, 1))))),
    b,
    a,
  )
  expect(sameRatio(one, other)).toBe(true)
  const cancelled = cancel(one)
  expect(cancelled.bottom.size).toBe(0)
  expect(cancelled.top.size).toBe(3)
})

test('what does not divide stays a quotient', () => {
  expect(cancel(divideByDifference(ratio(a), a, b)).bottom.size).toBe(1)
})
