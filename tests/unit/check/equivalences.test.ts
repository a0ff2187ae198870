import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'

const verdict = (text: string): string => check(text, []).verdict

describe('values that a text calls the same', () => {
  it.each([
    'So it is $L(K-1)+1$, or equivalently $L(K-1)$.',
    'The cost is $O(bnd/h)$, or more commonly written as $O(bnd)$.',
  ])('contradict it where they differ: %s', (text) => {
    expect(verdict(text)).toBe('contradicts-itself')
  })

  it.each([
    'So it is $L(K-1)+1$, or equivalently $1+L(K-1)$.',
    'The cost is $O(bnd/h)$, or equivalently $O(bnk)$.',
    'It is $2n$ or $n^2$, depending on the case.',
  ])('may be the same, or of other names: %s', (text) => {
    expect(verdict(text)).toBe('unverified')
  })
})
