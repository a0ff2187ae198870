import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const topics = {
  response: {
    solved: reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y']),
    right: '$$y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le6\\\\127\\cdot2^{-n}&n\\ge7\\end{cases}$$',
  },
}
const verdict = (topic: keyof typeof topics, sentence: string): string =>
  check(`${topics[topic].right} ${sentence}`, [topics[topic].solved]).verdict

// Σx = 7 and Σh = 2, so the output of the convolution sums to 14.
describe('the sum of all values of a signal', () => {
  it.each([
    ['response', 'Since $\\sum x=7$ and $\\sum h=2$, the values of $y$, tail included, must add up to 14.'],
    ['response', 'Check: the sum of all outputs is $7\\cdot2=14$.'],
    ['response', 'The first seven values add up to $769/64$.'],
    ['response', 'If $h$ were normalized, the values of $y$ would add up to $7$.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    ['response', 'Since $\\sum x=7$ and $\\sum h=1$, the values of $y$, tail included, must add up to 7.'],
    ['response', 'Check: the sum of all outputs is $7\\cdot1=7$.'],
    ['response', 'The sum over all $n$ must be $8$.'],
    ['response', 'All values add up to $13$.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
