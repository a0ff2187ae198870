import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]
const verdictOf = (text: string): string => check(`$R=L(K-1)+1$.\n\n${text}`, field).verdict

// 1 + L(K − 1): 5 and 7 for two and three 3×3 layers, 13 for three 5×5 ones, 9 for four and 21 for ten 3×3 ones.
describe('what a stack of layers sees', () => {
  it.each([
    '- two 3×3 layers: 5, same as one 5×5\n- three 5×5 layers: 13, same as one 13×13',
    'Two 3×3 layers see as much as one 5×5 layer.',
    'A stack of four 3×3 convolutions covers 9 pixels.',
    'Ten $3\\times3$ layers see $21\\times21$ pixels.',
    '$K=5,L=2$ gives 9, the same as four $3\\times3$ layers.',
    'In VGG, a stack of three 3×3 conv layers has a receptive field of 7×7.',
    'Three 3×3 layers see 49 pixels in all.',
    'Three 3×3 layers have 27 weights per channel pair, one 7×7 layer has 49.',
    'One might think that three 3×3 layers see 9×9 pixels, but the windows overlap.',
    'Three layers of 3×3 have a receptive field that is larger by 2 than that of two layers.',
    'With stride 2, three 3×3 layers see 15 pixels.',
  ])('is right: %s', (text) => expect(verdictOf(text)).toBe('agrees'))

  it.each([
    '- two 3×3 layers: 5, same as one 5×5\n- three 5×5 layers: 15, same as one 15×15',
    'Two 3×3 layers see as much as one 6×6 layer.',
    'A stack of four 3×3 convolutions covers 12 pixels.',
    'Ten $3\\times3$ layers see $30\\times30$ pixels.',
    '$K=5,L=2$ gives 9, the same as five $3\\times3$ layers.',
    'In VGG, a stack of three 3×3 conv layers has a receptive field of 9×9.',
    'Four layers of $3\\times3$ are enough: each adds 3 pixels, and $4\\cdot3=12$ is the receptive field of that stack.',
  ])('is not: %s', (text) => expect(verdictOf(text)).toMatch(/disagrees|contradicts-itself/))
})
