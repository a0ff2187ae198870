import { describe, expect, it } from 'vitest'
import { createSeal } from '../../../src/store/seal.ts'

describe('the seal', () => {
  const seal = createSeal('sixteen characters')

  it('opens what it sealed, and nobody else does', () => {
    const sealed = seal.seal('Jäne Doe')
    expect(sealed).not.toContain('Doe')
    expect(seal.open(sealed)).toBe('Jäne Doe')
    expect(() => createSeal('another sixteen ch').open(sealed)).toThrow(/another DATA_KEY/)
    expect(() => createSeal(undefined).open(sealed)).toThrow(/DATA_KEY, and none/)
  })

  it('seals the same text differently, and digests it alike', () => {
    expect(seal.seal('a')).not.toBe(seal.seal('a'))
    expect(seal.digest('a')).toBe(seal.digest('a'))
    expect(seal.digest('a')).not.toBe(createSeal('another sixteen ch').digest('a'))
  })

  it('notices a change', () => {
    const sealed = seal.seal('a grade')
    expect(() => seal.open(`${sealed.slice(0, -6)}AAAA==`)).toThrow()
  })

  it('keeps the text as it is without a key', () => {
    const open = createSeal(undefined)
    expect(open.open(open.seal('s1'))).toBe('s1')
  })
})
