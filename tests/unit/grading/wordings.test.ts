import { describe, expect, it } from 'vitest'
import { homework } from './homework.ts'

// scipy.signal.convolve2d of the 5 × 5 ramp, padded by 1, and every second row and column of it.
const padded =
  '[[-19,-28,-32,-36,-29],[-30,-40,-40,-40,-30],[-30,-40,-40,-40,-30],[-30,-40,-40,-40,-30],[49,68,72,76,59]]'
const strided = '[[-19,-32,-29],[-30,-40,-30],[49,72,59]]'
const layers = (fc: string): string =>
  `CONV3-10: 100, 28x28x10\nPOOL2: 0, 14x14x10\nCONV3-10: 910, 14x14x10\nPOOL2: 0, 7x7x10\nFLATTEN: 0, 490\nFC-3: ${fc}`

describe('how people put answers to homework 4', () => {
  const statusOf = homework()

  it.each([
    ['correct', '2b', 'c must be 1/sqrt(d_in)'],
    ['correct', '2b', 'c should be equal to 1/sqrt(d_in) so that the variance is 1/d_in'],
    ['correct', '2b', 'c = d_in^{-1/2} (since Var(Wx) = d_in)'],
    ['correct', '2b', 'c = 1/sqrt(d_in), e.g. 0.1 for d_in = 100'],
    ['wrong', '2b', 'c must be 1/d_in'],
    ['correct', '2c', 'it may be at most √(d_out)'],
    [
      'correct',
      '2c',
      '$\\|\\Delta W\\|_2 \\le \\frac{1}{c}\\sqrt{\\frac{d_{out}}{d_{in}}} = \\sqrt{d_{out}}$',
    ],
    ['wrong', '2d', 'alpha can be at most 1/d_in'],
    ['person', '2d', 'c = 1/sqrt(d_in)'],
    ['person', '2e', 'the bound is sqrt(d_out)'],
    // The cost is right, and nobody said what the factor is.
    ['person', '1b', '2c*d_in^2*d_out, it is faster because d_in << d_out'],
    // As many entries as the shapes have.
    ['person', '4e', 'parameters = [100, 0, 910, 0, 0, 1473]\nactivations = [7840, 1960, 1960, 490, 490, 3]'],
    [
      'partial',
      '4e',
      'parameters = [100, 0, 910, 0, 0, 1473]\nactivations = [7840, 1960, 1960, 490, 490, 4]',
    ],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))

  it.each([
    [
      'correct',
      '2d',
      '||sign(G)||_2 = sqrt(d_out d_in), so alpha = sqrt(d_out)/sqrt(d_out d_in) = 1/sqrt(d_in)',
    ],
    ['correct', '4c', 'Each layer adds K-1, so the receptive field is L(K-1)+1'],
    ['wrong', '4c', 'Each layer adds K-1, so the receptive field is L(K-1)'],
    ['person', '2d', 'alpha = 1/d_in, so alpha = 1/sqrt(d_in)'],
  ])('after working, %s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))

  it.each([
    ['correct', '4f', 'f(x3) = [0, 0.8, 0], f(x4) = [0.8, 0, 0]'],
    ['correct', '4f', 'x_4: (0.8, 0, 0); x_3: (0, 0.8, 0)'],
    [
      'correct',
      '4f',
      'g_3 = \\begin{bmatrix}0\\\\0.8\\\\0\\end{bmatrix}, g_4 = \\begin{bmatrix}0.8\\\\0\\\\0\\end{bmatrix}',
    ],
    ['wrong', '4f', 'f(x3) = [0.8, 0, 0], f(x4) = [0, 0.8, 0]'],
    ['person', '4f', 'x_1: (0, 0.8, 0); x_2: (0.8, 0, 0)'],
    ['correct', '3d', `stride 1: ${padded}; stride 2: ${strided}`],
    ['correct', '3d', `y_1 = ${padded}, y_2 = ${strided}`],
    ['correct', '3d', `(2) ${strided}\n(1) ${padded}`],
    ['correct', '4b', "W' = (W-K)/S+1, H' = (H-K)/S+1, C' = C"],
  ])('by other names, %s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))

  it.each([
    ['2b', 'y = 1/sqrt(d_in)'],
    ['2b', 'W_{ij} = 1/\\sqrt{d_in}'],
    ['2c', 'RMS(x) = sqrt(d_out)'],
    ['2d', 'G = 1/sqrt(d_in)'],
    ['4c', 'K = L(K-1)+1'],
    ['4c', 'The receptive field of one layer is L(K-1)+1'],
    ['4a', 'weights of a filter: K^2 C F, biases F, output (W-K+2P)/S+1 x (H-K+2P)/S+1 x F'],
    ['7b', 'mean 0, variance (n-k+1)^2 σ_x² σ_g², std (n-k+1) σ_x σ_g, growth: the variance is linear'],
  ])('leaves to a person what is said of another thing in the question: %s, %s', (part, answer) =>
    expect(statusOf(part, answer)).toBe('person'),
  )

  it('refutes no value that leaves open which entry it is of', () => {
    expect(statusOf('7c', 'average: dy/4')).toBe('person')
    expect(statusOf('7c', 'avg: dy/4')).toBe('person')
  })

  it('gives no stride to a matrix of another', () => {
    expect(statusOf('3d', `stride 2: ${padded}; stride 1: ${strided}`)).not.toBe('correct')
    expect(statusOf('3d', `stride 3: ${padded}; stride 2: ${strided}`)).not.toBe('correct')
  })

  it.each([
    '| -40 | -40 | -40 |\n| -40 | -40 | -40 |\n| -40 | -40 | -40 |',
    '{{-40,-40,-40},{-40,-40,-40},{-40,-40,-40}}',
    '(−40, −40, −40; −40, −40, −40; −40, −40, −40)',
    '[-40 -40 -40]\n[-40 -40 -40]\n[-40 -40 -40]',
    '⎡-40 -40 -40⎤\n⎢-40 -40 -40⎥\n⎣-40 -40 -40⎦',
    'row 1: -40 -40 -40\nrow 2: -40 -40 -40\nrow 3: -40 -40 -40',
    'y = -40*np.ones((3,3))',
    'np.full((3,3), -40)',
    'a 3x3 matrix with every entry -40',
  ])('takes a matrix as %s', (answer) => {
    expect(statusOf('3c', answer)).toBe('correct')
    expect(statusOf('3c', answer.replaceAll('40', '10'))).toBe('wrong')
    expect(statusOf('3c', answer.replace('40', '41'))).not.toBe('correct')
  })

  it.each(['np.full((4,4), -40)', 'a 5x5 matrix full of -40', 'np.full((3,2), -40)'])(
    'tells that the size is another one: %s',
    (answer) => expect(statusOf('3c', answer)).toBe('wrong'),
  )

  it.each([
    ['correct', 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}; w ← w − η dw'],
    ['correct', 'dw[h,l] = sum_i sum_j dy[i,j]*x[i+h-1,j+l-1]; w[h,l] = w[h,l] - lr*dw[h,l]'],
    [
      'correct',
      '$\\frac{\\partial L}{\\partial w_{hl}} = \\sum_{i,j} \\frac{\\partial L}{\\partial y_{ij}} x_{i+h-1,j+l-1}$, $w_{hl}^{new} = w_{hl} - \\eta \\frac{\\partial L}{\\partial w_{hl}}$',
    ],
    ['partial', 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}; w ← w + η dw'],
    ['other', 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h,j+l}; w ← w − η dw'],
    ['other', 'dw_{hl} = \\sum_{i,j=1}^{n} dy_{ij} x_{i+h-1,j+l-1}; w ← w − η dw'],
  ])('of sums and updates is %s: %s', (status, answer) => {
    const found = statusOf('7a', answer)
    if (status === 'other') expect(found).not.toBe('correct')
    else expect(found).toBe(status)
  })

  it.each([
    'y(n) = 0, n<0; 2 - (1/2)^n, 0<=n<=6; 127 (1/2)^n, n>=7',
    'n<0: 0; 0≤n≤6: 2−2^(−n); n≥7: 127/2^n',
    'for n<0 y=0; for 0<=n<7 y=2-(1/2)^n; for n>=7 y=127/2^n',
    'y[n] = 0 (n < 0)\ny[n] = 2 - 2^{-n} (0 ≤ n ≤ 6)\ny[n] = 127 · 2^{-n} (n ≥ 7)',
    'y[n] = {0, n<0; 2-2^{-n}, 0<=n<=6; 127*2^{-n}, n>=7}',
    'y(n) = 0 for n<0, 2-0.5^n for n=0,...,6, 127*0.5^n for n>=7',
  ])('takes cases as %s', (answer) => {
    expect(statusOf('3a', answer)).toBe('correct')
    expect(statusOf('3a', answer.replace('127', '128'))).not.toBe('correct')
    expect(statusOf('3a', answer.replace('2 - ', '2 + ').replace('2-', '2+').replace('2−', '2+'))).not.toBe(
      'correct',
    )
  })

  it.each([
    ['2b', 'c = 1/sqrt(d_in) because the variance is 1/d_in, so c = 1/d_in'],
    ['2b', 'c = 1/sqrt(d_in), since Var(W)=1. Actually c = 1/d_in'],
    ['2b', 'c = 1/sqrt(d_in) (since c = 1/d_in)'],
    ['2d', 'alpha ≤ 1/sqrt(d_in), e.g. alpha = 1'],
    ['3c', 'np.full((3,3), 40), so np.full((3,3), -40)'],
    ['3c', '1-40*np.ones((3,3))'],
    ['3c', 'np.eye(3)-40*np.ones((3,3))'],
    ['3c', 'row 1: -40 -40 -40\nrow 2: -40 -40 -40\nrow 4: -40 -40 -40'],
    ['3c', 'h = np.full((3,3), -40)'],
    ['3c', 'w = [[-40,-40,-40],[-40,-40,-40],[-40,-40,-40]]'],
    ['2b', 'W = 1/sqrt(d_in)'],
    ['2b', 'cW must be 1/sqrt(d_in)'],
    ['2b', 'c is e.g. 1/sqrt(d_in)'],
    ['2c', 'σ_min(ΔW) <= sqrt(d_out)'],
    ['4c', 'R_{L+1} = L(K-1)+1'],
    ['4c', 'r_0 = L(K-1)+1'],
    ['2d', 'G = 1/sqrt(d_in)'],
    ['2b', '1/sqrt(d_in) layers'],
    ['4c', 'L(K-1)+1 layers'],
    ['4f', 'log(g_3) = [0,0.8,0], log(g_4) = [0.8,0,0]'],
    ['4f', 'w_3 = [0,0.8,0], b_4 = [0.8,0,0]'],
    ['4f', '[0.8,0,0], [0,0.8,0], so [0,0.8,0], [0.8,0,0]'],
    ['4f', 'x_3: [0,0.8,0], x_4: [0.8,0,0] because of symmetry, but with zero padding x_3: [0,0.7,0]'],
    ['7a', 'dw_{lh} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}, w ← w - η dw'],
    ['7a', 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}, w_{hl} ← w_{hl} - η dw_{lh}'],
    ['7a', 'dw_{hl} = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}, w ← w - η |dw|'],
    [
      '7b',
      'mean 0, variance (n-k+1)^2 σ_x^2 σ_g^2, std (n-k+1) σ_x σ_g for fixed n, grows like n for fixed n',
    ],
    ['4e', layers('1473, 3').replace('100, 28', '100 activations, 28')],
    ['4e', `${layers('1473, 3')}\nTotal: 9999`],
    ['4e', `${layers('1473, 3')}\nthe first and the third row are to be swapped`],
    ['4e', `Layer | FLOPs | Activations\n${layers('1473, 3')}`],
  ])('takes nothing beside or in place of it: %s, %s', (part, answer) => {
    expect(statusOf(part, answer)).not.toBe('correct')
  })

  it.each([
    ['7b', 'mean 0 since E[x] = 0, variance (n-k+1)^2 σ_x^2 σ_g^2, std (n-k+1) σ_x σ_g, grows like n'],
    ['4f', 'x_3: [0,0.8,0] since it is vertical\nx_4: [0.8,0,0] since it is horizontal'],
    ['2g', 'gain sqrt(d_out) since rank one, constant 1/sqrt(d_out)'],
  ])('takes values behind a reason: %s, %s', (part, answer) => {
    expect(['correct', 'person']).toContain(statusOf(part, answer))
  })

  it.each([
    ['7a', 'dw_{ij} = Σ_{h,l} dy_{hl} x_{h+i-1,l+j-1}, w ← w - η dw'],
    ['3c', '8-48*np.ones((3,3))'],
    ['4e', layers('1473, 3x1').replace('0, 490', '0, 490x1')],
  ])('refutes nothing that is right another way: %s, %s', (part, answer) => {
    expect(['correct', 'person']).toContain(statusOf(part, answer))
  })

  it('takes lists layer by layer', () => {
    expect(statusOf('4e', layers('1473, 3'))).toBe('correct')
    expect(statusOf('4e', layers('490*3 + 3 = 1473 parameters, 3'))).toBe('correct')
    expect(statusOf('4e', layers('1471, 3'))).toBe('partial')
    expect(statusOf('4e', layers('1473, 3').replace('POOL2: 0, 7x7x10\n', ''))).not.toBe('correct')
    const table = `| Layer | Parameters | Activations |\n|---|---|---|\n${layers('1473, 3').replaceAll(/(.*): (.*), (.*)/g, '| $1 | $2 | $3 |')}`
    expect(statusOf('4e', table)).toBe('correct')
    expect(statusOf('4e', table.replace('Parameters | Activations', 'Activations | Parameters'))).not.toBe(
      'correct',
    )
  })
})
