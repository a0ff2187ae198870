import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const x = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const kernel = '[[-1,-2,-1],[0,0,0],[1,2,1]]'
const ramp = [reference('conv', { x, kernel }, ['y'])]
const verdictOf = (text: string): string =>
  check(`All outputs are $-40$: a $3\\times3$ matrix.\n\n${text}`, ramp).verdict

// The rows of x differ by 5, and 4·2·5 = 40; of 3 places in a row every second leaves 2, every third 1.
describe('what another stride makes of an output', () => {
  it.each([
    'If the stride were 2, the output would be $2\\times2$, and each of its values would be $-40$.',
    'If the stride were two, every entry would still be $-40$.',
    'With stride 2 the output would be $2\\times2$.',
    'With stride 3 the output would be $1\\times1$.',
    'With stride 2 and padding 1 the output would be $3\\times3$.',
  ])('is right: %s', (text) => expect(verdictOf(text)).toBe('agrees'))

  it.each([
    'If the stride were 2, the output would be $2\\times2$, and each of its values would be $-80$.',
    'If the stride were two, the output would be $1\\times1$.',
    'With stride 2 the output would be $3\\times3$.',
    'With stride 2 every output would be $-80$.',
  ])('is not: %s', (text) => expect(verdictOf(text)).toMatch(/disagrees|contradicts-itself/))
})
