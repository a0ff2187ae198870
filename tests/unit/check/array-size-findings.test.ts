import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const x = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const kernel = '[[-1,-2,-1],[0,0,0],[1,2,1]]'
const ramp = [reference('conv', { x, kernel }, ['y'])]
const verdictOf = (text: string): string => check(`All outputs are $-40$. ${text}`, ramp).verdict

// 5 − 3 + 1 = 3 places along each side.
describe('the size of an array that is asked for', () => {
  it.each([
    'The output is a $3\\times3$ array.',
    'The output is $3\\times3$, the input $5\\times5$.',
    'With padding 1 the output is a $5\\times5$ array.',
    'After padding, the input is $7\\times7$ and the output is $5\\times5$.',
    'Had we padded, the result would be a $5\\times5$ array.',
  ])('is right, or of another one: %s', (text) => expect(verdictOf(text)).toBe('agrees'))

  it.each([
    'The output is a $2\\times2$ array.',
    'Four numbers remain, since the output is a $2\\times2$ matrix.',
    'So the result has size $4\\times4$.',
  ])('is not: %s', (text) => expect(verdictOf(text)).toMatch(/disagrees|contradicts-itself/))
})
