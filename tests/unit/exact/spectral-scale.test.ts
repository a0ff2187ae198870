import { expect, test } from 'vitest'
import { fraction, num, sym } from '../../../src/exact/algebra.ts'
import { instancesOf, rms, spectralBound, worstResponse } from '../../../src/exact/spectral-scale.ts'
import { toText } from '../../../src/exact/write/write.ts'

const layer = { d_in: sym('d_in'), d_out: sym('d_out'), c: sym('c', 'positive') }

test('instances put numbers for every symbol, sizes first', () => {
  const [first] = instancesOf(layer)
  expect([first?.d_out, first?.d_in, first?.c].map((x) => x && toText(x))).toEqual(['4', '9', '1/2'])
})

test('a radical of numbers meets under one root', () => {
  // 6·√(2/6) = 6/√3 = 2√3, by hand.
  expect(toText(spectralBound({ d_in: num(6), d_out: num(2), c: fraction(1, 6) }))).toBe('2 * sqrt(3)')
})

test('the RMS of runs is that of the vector written out', () => {
  // (3, 0, 0, 0): √(9/4).
  const [, , small] = instancesOf({ d_in: num(9), d_out: num(4), c: num(1) })
  expect(small && toText(rms(worstResponse(small, 'muon'), num(1)))).toBe('3/2')
})
