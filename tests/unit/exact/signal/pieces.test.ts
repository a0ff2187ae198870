import { expect, test } from 'vitest'
import { simplify } from '../../../../src/exact/algebra.ts'
import { readText } from '../../../../src/exact/read.ts'
import { convolve } from '../../../../src/exact/signal/convolution.ts'
import { pulseLength } from '../../../../src/exact/signal/generalise.ts'
import { piecewiseOf, signalExpression } from '../../../../src/exact/signal/notation.ts'
import { piecesOf } from '../../../../src/exact/signal/pieces.ts'
import { reverse, type Signal, signalOf } from '../../../../src/exact/signal/signal.ts'
import { isExpression } from '../../../../src/exact/value.ts'
import { toText } from '../../../../src/exact/write/write.ts'

const read = (text: string): Signal => {
  const value = readText(text)
  if (!isExpression(value)) throw new Error('an expression is expected')
  return signalOf(simplify(value))
}
const impulse = read('delta[n]')
const pieces = (x: Signal): string => toText(piecewiseOf(piecesOf(convolve(x, impulse))))

test('a signal with an impulse convolved is the signal', () => {
  expect(pieces(read('u[n] - u[n-3]'))).toBe('0 <= n <= 2 ? 1 : 0')
})

test('a stretch that the formula beside it covers is no piece of its own', () => {
  // 2^(−n) at n = 0 is the impulse's 1.
  expect(pieces(read('delta[n] + 2^{-n}*u[n-1]'))).toBe('n < 0 ? 0 : n >= 0 ? 2^(-n) : undefined')
})

test('reversal mirrors a signal that ends, and refuses one that does not', () => {
  const reversed = reverse(read('u[n-1] - u[n-4]'))
  expect(reversed && pieces(reversed)).toBe('-3 <= n <= -1 ? 1 : 0')
  expect(reverse(read('u[n]'))).toBeUndefined()
})

test('terms with one delay collect', () => {
  expect(toText(signalExpression(read('u[n] + 2*u[n] - 2*delta[n-1] + 2*delta[n-1]')))).toBe('3 * u(n)')
})

test('only a pulse has a length', () => {
  expect(pulseLength(read('2*u[n-1] - 2*u[n-5]'))).toBe(4n)
  expect(pulseLength(read('2*u[n-1] - u[n-5]'))).toBeUndefined()
  expect(pulseLength(read('u[n] - u[n-L]'))).toBeUndefined()
})
