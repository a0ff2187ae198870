import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const layer = [reference('convlayer', {}, ['weights', 'biases', 'out_width', 'out_height', 'out_channels'])]
const pool = [reference('poollayer', {}, ['out_width', 'out_height', 'out_channels'])]

const ofLayer =
  'Weights $FK^2C$, biases $F$; width $\\lfloor(W-K+2P)/S\\rfloor+1$, height $\\lfloor(H-K+2P)/S\\rfloor+1$, $F$ channels.\n\n'
const ofPool = 'Width $\\lfloor(W-K)/S\\rfloor+1$, height $\\lfloor(H-K)/S\\rfloor+1$, channels $C$.\n\n'
const verdictOf = (text: string, references: typeof layer): string =>
  check((references === layer ? ofLayer : ofPool) + text, references).verdict

const rows = (second: string): string =>
  `| input | K | S | output |\n|---|---|---|---|\n| 28 × 28 × 10 | 2 | 2 | 14 × 14 × 10 |\n| 13 × 13 × 256 | 3 | 2 | ${second} |`
const worded = (second: string): string =>
  `| in | window | stride | out |\n|---|---|---|---|\n| 28×28×10 | 2×2 | 2 | 14×14×10 |\n| 9×9×2 | 3×3 | 3 | ${second} |`
const quiz = (third: string): string =>
  `1. $K=2,S=2$ on $28\\times28\\times10$? → $14\\times14\\times10$.\n2. $K=3,S=1$ on $20\\times20\\times4$? → ${third}.`
const filters = (size: string): string =>
  `Example: 32 × 32 × 3, eight 3 × 3 filters, padding 1, stride 2. Weights 8·9·3 = 216, biases 8. So the output is ${size}.`
const bullets = (size: string): string =>
  `Example: $32\\times32\\times3$ image, $F=8$, $K=3$, $P=1$, $S=2$.\n\n- weights: $8\\cdot9\\cdot3=216$\n- output: $${size}$`
const changed = (size: string): string =>
  `**Try it:** $32\\times32\\times3$ image, $F=8$, $K=5$, $P=2$, $S=1$: the output is $32\\times32\\times8$.\n\n**Change one thing:** with $S=2$ we get $${size}$.`
const stack = (last: string): string => `$K=S=2$: $28\\times28\\times10\\to14\\times14\\times10\\to${last}$.`

// ⌊10/2⌋ + 1 = 6; (9 − 3)/3 + 1 = 3; 20 − 3 + 1 = 18; ⌊(32 − 3 + 2)/2⌋ + 1 = 16; ⌊(32 − 5 + 4)/2⌋ + 1 = 16; 14/2 = 7;
// ⌊(224 − 7 + 6)/2⌋ + 1 = 112; (227 − 11)/4 + 1 = 55; 32 − 5 + 1 = 28.
describe('sizes of a layer in an example', () => {
  it.each([
    [rows('6 × 6 × 256'), pool],
    [worded('3×3×2'), pool],
    [quiz('$18\\times18\\times4$'), pool],
    [filters('16 × 16 × 8'), layer],
    [bullets('16\\times16\\times8'), layer],
    [changed('16\\times16\\times8'), layer],
    [stack('7\\times7\\times10'), pool],
    ['For a 2×2 window with stride 2, a 12×12×64 input becomes 6×6×64.', pool],
    ['A 3×3 pooling with stride 2 turns a 15×15×8 input into a 7×7×8 output.', pool],
    ['Take a 64×64×3 image and 10 filters of size 5×5, no padding, stride 1: the output is 60×60×10.', layer],
    ['With $F=8$, $K=3$, $P=1$, $S=1$ an input of $3\\times32\\times32$ gives $8\\times32\\times32$.', layer],
    ['$32\\times32\\times3\\to28\\times28\\times6$ with $K=5$, $P=0$, $S=1$.', layer],
    ['64 filters of 7×7, padding 3, stride 2: 224×224×3 becomes 112×112×64.', layer],
    [
      '$227\\times227\\times3$, 96 filters of size $11\\times11$, stride 4, no padding: $55\\times55\\times96$.',
      layer,
    ],
    [
      'It maps $32\\times32\\times3$ to $28\\times28\\times6$ ($K=5$, $P=0$, $S=1$, $F=6$), pooling makes it $14\\times14\\times6$.',
      layer,
    ],
  ])('are right: %s', (text, references) => expect(verdictOf(text, references)).toBe('agrees'))

  it.each([
    [rows('5 × 5 × 256'), pool],
    [rows('6 × 6 × 128'), pool],
    [worded('4×4×2'), pool],
    [quiz('$20\\times20\\times4$'), pool],
    [filters('17 × 17 × 8'), layer],
    [bullets('17\\times17\\times8'), layer],
    [changed('15\\times15\\times8'), layer],
    [stack('6\\times6\\times10'), pool],
    ['For a 2×2 window with stride 2, a 12×12×64 input becomes 6×6×32.', pool],
    ['A 3×3 pooling with stride 2 turns a 15×15×8 input into an 8×8×8 output.', pool],
    ['Take a 64×64×3 image and 10 filters of size 5×5, no padding, stride 1: the output is 64×64×10.', layer],
    ['64 filters of 7×7, padding 3, stride 2: 224×224×3 becomes 111×111×64.', layer],
    [
      'A $1\\times1$ convolution with $F=16$ turns $28\\times28\\times192$ into $28\\times28\\times192$.',
      layer,
    ],
    ['It maps $32\\times32\\times3$ to $27\\times27\\times6$ ($K=5$, $P=0$, $S=1$, $F=6$).', layer],
  ])('are not: %s', (text, references) =>
    expect(verdictOf(text, references)).toMatch(/disagrees|contradicts-itself/),
  )

  it.each([
    '$K=S=2$ takes $28\\times28\\times10$ to $14\\times14\\times10$. After a second such layer we get $7\\times7\\times10$.',
    'With $K=S=2$, $28\\times28\\times10$ becomes $14\\times14\\times10$; a $3\\times3$ window with stride 1 then gives $12\\times12\\times10$.',
    '$112\\times112\\times64$ with $K=3$, $S=2$ becomes $55\\times55\\times64$ (with padding 1 it would be $56\\times56\\times64$).',
    'In PyTorch with ceil_mode=True a 7×7×10 input, K=S=2, would give 4×4×10.',
  ])('of another layer are its own: %s', (text) => expect(verdictOf(text, pool)).toBe('agrees'))

  it('may be rounded up where the text has no other formula', () => {
    const up = 'With the last window kept: $7\\times7\\times10$, $K=S=2$, gives $4\\times4\\times10$.'
    expect(check(up, pool).findings.some(({ quantity }) => quantity === 'out_shape')).toBe(false)
  })
})
