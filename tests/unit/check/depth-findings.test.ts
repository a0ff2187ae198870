import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { solve } from '../../labelled-rows.ts'

const reference = { command: 'mup', solution: solve('mup', {}), asks: ['backward_growth', 'backward_scale'] }
const verdict = (sentence: string): string =>
  check(
    `Each layer multiplies the gradient by $\\sqrt{d_{out}}$, so gradients explode. ${sentence} Multiply each by $1/\\sqrt{d_{out}}$.`,
    [reference],
  ).verdict

describe('what several layers do together', () => {
  it.each([
    'After $N$ layers the gradient has grown by $d_{out}^{N/2}$.',
    'After $3$ layers it has grown by a factor of $d_{out}^{3/2}$.',
    'After $N$ layers the loss has changed by $M$.',
  ])('is right, or of something else: %s', (sentence) => {
    expect(verdict(sentence)).toBe('agrees')
  })

  it.each([
    'After $N$ layers the gradient has grown by $N\\sqrt{d_{out}}$.',
    'After $2$ layers it has grown by a factor of $2\\sqrt{d_{out}}$.',
  ])('is wrong: %s', (sentence) => {
    expect(verdict(sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
