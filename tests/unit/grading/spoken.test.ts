import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

describe('answers with words for signs, letters of their own, counts and tables', () => {
  const statusOf = homework()

  const std = '(n-k+1)^2 sigma_x^2 sigma_g^2'

  it.each([
    ['correct', '2b', 'One over the square root of d_in'],
    ['correct', '2b', 'inverse square root of d_in'],
    ['wrong', '2b', 'the square root of d_in'],
    ['correct', '2c', 'the square root of d_out'],
    ['correct', '2c', 'no larger than sqrt(d_out)'],
    ['correct', '2c', '||ΔW||_2 < = sqrt(d_out)'],
    ['correct', '2d', 'alpha equals one over sqrt of d_in'],
    // Of what the root is taken is left open.
    ['person', '2d', 'alpha is the square root of d_in d_out'],
    ['correct', '1a', '2cd_out^2d_in, big-Theta of d_out^2 d_in'],
    ['correct', '2g', 'factor sqrt(d_out); divide by sqrt(d_out)'],
    ['partial', '2g', 'factor sqrt(d_out); divide by d_out'],
    ['person', '2g', 'factor sqrt(d_out); divide by 1/sqrt(d_out)'],
    ['correct', '4b', 'floor((W-K)/S + 1) by floor((H-K)/S + 1) by C'],
    ['correct', '4b', '[(W-K)/S + 1] × [(H-K)/S + 1] × C'],
    ['correct', '4b', 'out_w = (W-K)//S + 1, out_h = (H-K)//S + 1, out_c = C'],
    ['partial', '4b', 'out_w = (W-K)//S, out_h = (H-K)//S + 1, out_c = C'],
    ['correct', '4b', '2*(W-K)//(2*S) + 1, 2*(H-K)//(2*S) + 1, C'],
    ['partial', '4b', '2*(W-K)//(3*S) + 1, 2*(H-K)//(2*S) + 1, C'],
    ['correct', '4c', '1+L(K-1)  # stride 1'],
    ['correct', '7b', `mean zero, variance ${std}, std (n-k+1)*sigma_x*sigma_g, proportional to n`],
    ['correct', '7b', `mu = 0, sigma^2 = ${std}, sigma = (n-k+1) sigma_x sigma_g ~ n`],
  ])('in words, %s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))

  it.each([
    ['correct', '2b', 'c = 1/sqrt(n) with n = d_in'],
    ['wrong', '2b', 'c = 1/sqrt(n) with n = d_out'],
    ['correct', '1a', 'Let m = d_out, n = d_in. Then cost is 2 c m^2 n = Θ(m^2 n)'],
    ['correct', '1a', 'with m = d_out, n = d_in: 2cm²n, i.e. Θ(m²n)'],
    ['partial', '1a', 'with m = d_in, n = d_out: 2cm²n, i.e. Θ(d_out²·d_in)'],
    ['correct', '4b', 'Output is W2 x H2 x C with W2 = (W-K)/S+1 and H2 = (H-K)/S+1'],
    ['correct', '7b', `let m = n-k+1: E = 0, Var = m^2 sigma_x^2 sigma_g^2, SD = m sigma_x sigma_g, Θ(n)`],
    // A cost that is worked out on the way is no letter of its own, and what it is for stays open.
    ['person', '1b', 'T1 = 2c d_out^2 d_in\nT2 = 2c d_out d_in^2\nT1/T2 = d_out/d_in'],
  ])('with letters of its own, %s: %s, %s', (status, part, answer) =>
    expect(statusOf(part, answer)).toBe(status),
  )

  it.each([
    ['correct', '7b', `mean 0, var ${std}, std = (n-k+1) sigma_x sigma_g = Θ(n)`],
    ['correct', '7b', `mean=0, var=${std}, std=(n-k+1) σx σg, std = Θ(n) for large n`],
    // The variance grows quadratically.
    ['person', '7b', `mean 0, var = ${std} = Θ(n), std = (n-k+1) sigma_x sigma_g`],
    ['person', '7b', `mean 0, variance ${std}, std (n-k+1) σ_x σ_g, the variance grows linearly`],
    ['person', '7b', `mean 0, variance ${std}, std (n-k+1) σ_x σ_g, the mean grows linearly`],
    ['correct', '1b', '2c d_out d_in² = Θ(d_out d_in²), speedup d_out/d_in'],
  ])('tells of what a class is, %s: %s, %s', (status, part, answer) =>
    expect(statusOf(part, answer)).toBe(status),
  )

  it.each([
    ['correct', '2g', 'a) sqrt(d_out) b) 1/sqrt(d_out)'],
    ['correct', '7b', `i) 0\nii) ${std}\niii) (n-k+1) sigma_x sigma_g\niv) linear growth`],
    ['person', '2g', 'b) sqrt(d_out) a) 1/sqrt(d_out)'],
    [
      'correct',
      '4a',
      '| | |\n|---|---|\n| weights | K^2 C F |\n| biases | F |\n| width | (W-K+2P)/S + 1 |\n| height | (H-K+2P)/S + 1 |\n| channels | F |',
    ],
    [
      'partial',
      '4a',
      '| weights | K^2 F |\n|---|---|\n| biases | F |\n| width | (W-K+2P)/S + 1 |\n| height | (H-K+2P)/S + 1 |\n| channels | F |',
    ],
  ])('counted or in a table, %s: %s, %s', (status, part, answer) =>
    expect(statusOf(part, answer)).toBe(status),
  )

  it.each([
    ['4c', 'L(K-1)+1 squared'],
    ['3c', 'np.full((3,3), -40) with a frame of zeros'],
    ['3c', 'np.full((3,3), -40), transposed and doubled'],
    ['2b', '1/sqrt(d_in), reciprocal'],
    ['2b', '1/sqrt(d_in)  # no, 1/d_in'],
    ['2b', 'c divided by sqrt(d_in)'],
    ['2b', 'divide the variance by sqrt(d_in)'],
    ['2b', 'c = 1/sqrt(n) with n = d_out, n = d_in'],
    ['2b', 'the norm of 1/sqrt(d_in)'],
    ['2c', 'the mean of sqrt(d_out)'],
    ['2d', 'alpha divided by sqrt(d_in)'],
    ['2g', '| | divided by 2 |\n|---|---|\n| growth | sqrt(d_out) |\n| scale | 1/sqrt(d_out) |'],
    [
      '2g',
      '| Quantity | Value |\n|---|---|\n| growth of the weights | sqrt(d_out) |\n| scale | 1/sqrt(d_out) |',
    ],
    ['7a', 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}, w ← w - η dw^T'],
    ['7b', `mean of the variance 0, variance ${std}, std (n-k+1) sigma_x sigma_g, linear`],
    ['7b', `mean 0, std (n-k+1) sigma_x sigma_g, variance ${std}, Θ(n)`],
    ['7b', `mean 0, variance ${std}, which grows linearly, std (n-k+1) sigma_x sigma_g`],
    ['7c', 'max: dy to the max of the 3x3 window, 0 elsewhere; average: dy/4 each'],
    ['7c', 'max: dy to the max, 0 to the others; average: dy/4 split equally among all four'],
  ])('takes no value that a word beside it changes: %s, %s', (part, answer) =>
    expect(statusOf(part, answer)).not.toBe('correct'),
  )
})
