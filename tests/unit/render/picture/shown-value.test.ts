import { describe, expect, test } from 'vitest'
import { approximate } from '../../../../src/exact/decimals.ts'
import { readText } from '../../../../src/exact/read.ts'
import { shownValue } from '../../../../src/render/picture/shown-value.ts'
import { readScalar } from '../../../read-scalar.ts'

describe('a value on a card', () => {
  test('is exact while it can be read', () => {
    const shown = shownValue(readText('[[1/3, -22/7], [123456789012345, 0]]'))
    expect(shown.text).toBe('[1/3, −22/7; 123456789012345, 0]')
    expect([shown.whole, shown.rounds]).toEqual([true, false])
  })

  // 3^40 / 2^64 is 0.6590683651530…, from Python's fractions.
  test('is rounded in an entry that would fill the card, and says so', () => {
    const shown = shownValue(readText('[[12157665459056928801/18446744073709551616, 0]]'))
    expect(shown.text).toBe('[≈ 0.659068, 0]')
    expect(shown.latex).toContain('{\\approx}{0.659068} & 0')
    expect(shown.rounds).toBe(true)
  })

  test('is a number of many digits as it is, if it stands alone', () => {
    const digits = '9'.repeat(200)
    expect(shownValue(readText(digits)).text).toBe(digits)
    const more = shownValue(readText('9'.repeat(400)))
    expect([more.text, more.near]).toEqual(['1·10⁴⁰⁰', true])
  })

  // Φ(1) is 0.841344746068… (Abramowitz & Stegun, table 26.1), so erf(1/√2) is 0.682689492137….
  test('without a closed form is rounded', () => {
    const value = approximate(readScalar('erf(1/sqrt(2))'))
    if (!value) throw new Error('no value')
    expect(shownValue(value)).toMatchObject({ text: '0.682689492137', near: true, rounds: true })
  })
})
