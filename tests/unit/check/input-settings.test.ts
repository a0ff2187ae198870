import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { solve } from '../../labelled-rows.ts'

const reference = {
  command: 'poollayer',
  solution: solve('poollayer', {}),
  asks: ['out_width', 'out_height', 'out_channels'],
}
const formula =
  'The output shape is $(\\lfloor\\frac{W-K}{S}\\rfloor+1)\\times(\\lfloor\\frac{H-K}{S}\\rfloor+1)\\times C$.'
const verdict = (example: string): string => check(`${formula} ${example}`, [reference]).verdict

// torch.nn.MaxPool2d(3, stride=2) on 32×32 gives 15×15.
describe('an input whose sizes a sentence gives', () => {
  it('settles what the example must come to', () => {
    expect(
      verdict(
        'For instance, a $32\\times32\\times64$ input with $K=3$, $S=2$ is reduced to $15\\times15\\times64$.',
      ),
    ).toBe('agrees')
    expect(
      verdict(
        'For instance, a $32\\times32\\times64$ input with $K=3$, $S=2$ is reduced to $16\\times16\\times64$.',
      ),
    ).toMatch(/disagrees|contradicts-itself/)
  })
})
