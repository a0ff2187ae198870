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
    'After ten layers of width $256$ it has grown by a factor of $16^{10}=2^{40}$.',
    'After ten layers of width $256$ it has grown by a factor of $1.1\\cdot10^{12}$.',
    'After ten layers of width $256$ it has grown by a factor of about $10^{12}$.',
    'After ten layers it has grown by a factor of $2^{40}$.',
  ])('is right, or of something else: %s', (sentence) => {
    expect(verdict(sentence)).toBe('agrees')
  })

  it.each([
    'After $N$ layers the gradient has grown by $N\\sqrt{d_{out}}$.',
    'After $2$ layers it has grown by a factor of $2\\sqrt{d_{out}}$.',
    'After ten layers of width $256$ it has grown by a factor of $256^{10}=2^{80}$.',
  ])('is wrong: %s', (sentence) => {
    expect(verdict(sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
