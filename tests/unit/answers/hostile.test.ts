import { describe, expect, it } from 'vitest'
import { homework } from '../grading/homework.ts'

// 20,000 characters are the longest answer that a file may have.
describe('answers of marks alone', () => {
  const statusOf = homework()

  it.each([
    '1. ',
    '- ',
    '> ',
    '*',
    '`',
    '](',
    'one over ',
    'the cost is ',
    '28x28x10 -> ',
    'n ? 1 : ',
    'y(0)=1, ',
    '\n(',
    'Floor[',
  ])(
    'are for a person: %j',
    (unit) => {
      const text = unit.repeat(Math.floor(20_000 / unit.length))
      for (const part of ['1a', '3a', '4e', '7b']) expect(statusOf(part, text)).toBe('person')
    },
    60_000,
  )
})
