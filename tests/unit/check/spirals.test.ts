import { describe, expect, it } from 'vitest'
import { spiralOf } from '../../../src/check/spirals.ts'
import { analyse } from '../../../src/check/text-analysis.ts'
import { vocabularyOf } from '../../../src/check/vocabulary.ts'

const spirals = (text: string): boolean => spiralOf(analyse(text, vocabularyOf([])).lines) !== undefined

describe('spiralOf', () => {
  it('needs three retractions', () => {
    expect(spirals('Wait, that is 4. Let me recompute. So it is 5.')).toBe(false)
    expect(spirals('Wait, that is 4. Let me recompute. Hmm, still not right. So it is 5.')).toBe(true)
  })

  it('finds a sentence that comes a third time', () => {
    const again = 'We multiply the kernel with the patch and then we sum all of the products. '
    expect(spirals(again.repeat(2))).toBe(false)
    expect(spirals(again.repeat(3))).toBe(true)
  })
})
