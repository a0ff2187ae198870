import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const spread = [reference('gradstats', {}, ['mean', 'variance', 'std'])]
const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]
const scale = [reference('xavier', {}, ['scale'])]

const moments =
  'Mean $0$, variance $(n-k+1)^2\\sigma_x^2\\sigma_g^2$, standard deviation $(n-k+1)\\sigma_x\\sigma_g$. '
const stacked = '$R=L(K-1)+1$. '
const fanIn = 'The constant is $c=1/\\sqrt{d_{in}}$. '

// (20 − 2)/(10 − 2) = 9/4, squared 81/16; 198/98 ≈ 2.02; 13/7 ≈ 1.86; √(100/400) = 1/2.
describe('what a quantity is multiplied by between two sizes', () => {
  it.each([
    [
      moments,
      'Going from $n=10$ to $n=20$ with $k=3$, the standard deviation is multiplied by $9/4$.',
      spread,
    ],
    [moments, 'From $n=10$ to $n=20$ at $k=3$ the variance grows by a factor of $81/16$.', spread],
    [moments, 'As $n$ goes from $100$ to $200$ with $k=3$ the standard deviation roughly doubles.', spread],
    [
      moments,
      'From $n=10$ to $n=20$ with $k=1$ the standard deviation doubles and the variance quadruples.',
      spread,
    ],
    [moments, 'Going from $n=10$ to $n=20$, the standard deviation is multiplied by about 2.', spread],
    [stacked, 'Going from $L=3$ to $L=6$ with $K=3$, the receptive field almost doubles.', field],
    [fanIn, 'From $d_{in}=100$ to $d_{in}=400$ the scale is multiplied by $1/2$.', scale],
  ])('is right: %s%s', (formula, text, references) =>
    expect(check(formula + text, references).verdict).toBe('agrees'),
  )

  it.each([
    [
      moments,
      'Going from $n=10$ to $n=20$ with $k=3$, the standard deviation is multiplied by exactly 2.',
      spread,
    ],
    [moments, 'From $n=10$ to $n=20$ at $k=3$ the variance grows by a factor of 4.', spread],
    [moments, 'If $n$ grows from 10 to 20 with $k=3$, the standard deviation doubles exactly.', spread],
    [
      moments,
      'With $k=3$, raising $n$ from 10 to 20 multiplies the standard deviation by exactly 2.',
      spread,
    ],
    [
      moments,
      'From $n=10$ to $n=20$ with $k=1$ the standard deviation doubles and the variance triples.',
      spread,
    ],
    [stacked, 'Going from $L=3$ to $L=6$ with $K=3$, the receptive field doubles.', field],
  ])('is not: %s%s', (formula, text, references) =>
    expect(check(formula + text, references).verdict).toMatch(/disagrees|contradicts-itself/),
  )
})
