import { describe, expect, it } from 'vitest'
import { verdict } from './behind-right-answers.ts'

// W − K + 2P + 1 at stride 1; F(K²C) + F; L(K − 1) + 1.
describe('what one more of a size adds', () => {
  it.each([
    ['layer', 'Increasing $K$ by one (at $S=1$) costs one column of output.'],
    ['layer', 'Increasing $P$ by one (at $S=1$) gives back two columns.'],
    ['layer', 'At $S=1$, increasing the padding by one adds two columns and two rows.'],
    ['layer', 'Each additional filter adds $K^2C$ weights and one bias.'],
    ['layer', 'Raising $S$ from 1 to 2 roughly halves the width.'],
    ['layer', 'Every extra channel adds $FK^2$ weights.'],
    ['field', 'Each additional layer adds $K-1$ pixels.'],
    ['field', 'With $K=3$ each additional layer adds two pixels.'],
    ['field', 'Every further layer enlarges the receptive field by $K-1$.'],
    ['field', 'Increasing $K$ by one enlarges the receptive field by $L$.'],
    ['field', 'One more layer adds $K-1$ pixels to the receptive field.'],
    ['field', 'For $K=3$, every additional layer widens the field by two pixels.'],
    ['layer', 'At $S=2$, increasing $P$ by one adds one column.'],
  ] as const)('is right: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toBe('agrees')
  })

  it.each([
    ['layer', 'Increasing $P$ by one (at $S=1$) gives back one column.'],
    ['layer', 'At $S=1$, increasing the padding by one adds one column.'],
    ['layer', 'With $S=1$, if you raise $K$ by two you lose one column.'],
    ['layer', 'Each additional filter adds $K^2$ weights.'],
    ['layer', 'Each additional filter adds two biases.'],
    ['layer', 'Every extra channel adds $K^2$ weights.'],
    ['field', 'Each additional layer adds $K$ pixels.'],
    ['field', 'With $K=3$ each additional layer adds three pixels.'],
    ['field', 'Every further layer enlarges the receptive field by $K$.'],
    ['field', 'Increasing $K$ by one enlarges the receptive field by one.'],
    ['field', 'Increasing the kernel size by one increases the receptive field by two pixels.'],
    ['field', 'One more layer adds $K$ pixels to the receptive field.'],
    ['field', 'For $K=3$, every additional layer widens the field by three pixels.'],
  ] as const)('is wrong: %s, %s', (topic, sentence) => {
    expect(verdict(topic, sentence)).toMatch(/disagrees|contradicts-itself/)
  })
})
