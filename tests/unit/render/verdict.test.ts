import { describe, expect, it } from 'vitest'
import { shownValue } from '../../../src/render/verdict.ts'

describe('the value of a finding', () => {
  it.each([
    ['1/sqrt(d_in)', '1/√d_in'],
    ['n < 5 ? 0 : 5 <= n <= 11 ? 2 - 2^(5 - n) : undefined', '0 for n < 5; 2 − 2⁵⁻ⁿ for 5 ≤ n ≤ 11'],
    ['keeps its scale', 'keeps its scale'],
  ])('is shown as people write it: %s', (text, shown) => expect(shownValue(text)).toBe(shown))
})
