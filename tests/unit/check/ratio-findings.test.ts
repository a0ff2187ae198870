import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'

const verdict = (text: string): string => check(text, []).verdict

describe('factors between two values', () => {
  it('are wrong where the values differ by another', () => {
    expect(verdict('The activations fall from $1960$ to $490$, i.e. by a factor of $2$.')).toBe('disagrees')
    expect(verdict('It grows from 8 to 64 by a factor of 4.')).toBe('disagrees')
  })

  it('are right, rounded, or of no numbers', () => {
    expect(verdict('The activations fall from $1960$ to $490$, i.e. by a factor of $4$.')).not.toBe(
      'disagrees',
    )
    expect(verdict('It falls from $100$ to $30$ by a factor of $3.3$.')).not.toBe('disagrees')
    expect(verdict('It falls from $n$ to $k$ by a factor of $4$.')).not.toBe('disagrees')
  })
})
