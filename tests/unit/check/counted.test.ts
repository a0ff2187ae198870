import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import type { Reference, Verdict } from '../../../src/model.ts'
import { solve } from '../../labelled-rows.ts'

const reference = (command: string, input: Record<string, unknown>, asks: readonly string[]): Reference => ({
  command,
  solution: solve(command, input),
  asks,
})
const checked = (text: string, ...references: Reference[]): Verdict => check(text, references)

// y[n] = x[n + 1] − x[n] by hand, where the kernel lies inside: 1, 2, 4, 8.
const differences = reference('conv', { x: [1, 2, 4, 8, 16], kernel: [1, -1] }, ['y'])

describe('entries of one quantity', () => {
  it.each([
    ['y[0] = 1, y[1] = 2, y[2] = 4, y[3] = 8.', 'agrees'],
    ['y_1 = 1, y_2 = 2, y_3 = 4, y_4 = 8.', 'agrees'],
    ['y[0] = 1, y[1] = 1, y[2] = 2, y[3] = 4.', 'disagrees'],
    ['y_0 = 1, y_1 = 1, y_2 = 4, y_3 = 8', 'disagrees'],
    ['y_1 = 2, y_2 = 4, y_3 = 8, y_4 = 1', 'disagrees'],
  ])('are counted from one base: %s', (text, verdict) =>
    expect(checked(text, differences).verdict).toBe(verdict),
  )
})

describe('what a value is said of', () => {
  const pooled = reference('poollayer', { width: 28, height: 28, channels: 10, kernel: 2, stride: 2 }, [
    'out_width',
    'out_height',
    'out_channels',
  ])
  const field = reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])
  const ofFive = reference('receptive', { kernel: 5, depth: 3 }, ['receptive_field'])
  const statistics = reference('gradstats', {}, ['mean', 'variance', 'std'])
  const numbers = reference('gradstats', { n: 32, k: 5 }, ['std'])
  const backward = reference('mup', {}, ['backward_growth', 'backward_scale'])
  const layer = reference('convlayer', {}, ['weights'])
  const gradient = reference('convgrad', {}, ['dw'])
  const sequence = reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, [
    'y',
  ])
  const std = 'E[dw] = 0, Var[dw] = (n−k+1)² σ_x² σ_g², SD[dw] = (n−k+1) σ_x σ_g.'

  it.each([
    ['Pooling halves both sides, so 28×28×10 becomes 14×14×10.', pooled, 'agrees'],
    ['28×28×10 → 14×14×10', pooled, 'agrees'],
    ['28×28×10 → 15×14×10', pooled, 'disagrees'],
    ['**RF = L·K − L = L(K − 1)**', field, 'disagrees'],
    ['After layer 3: 9 + 4 = 13.\n\nReceptive field of the last layer = L × K = 3 × 5 = 15.', ofFive, 'red'],
    [`${std}\n\nExample: n = 10, k = 3 → m = 8, Std = 8 σ_x σ_g.`, statistics, 'agrees'],
    [`${std}\n\nSo the standard deviation does not grow with n.`, statistics, 'red'],
    [
      'For n = 32, k = 5: Std(dw) = 28 σ_x σ_g. Doubling the image to n = 64 would give m = 60, so the standard deviation becomes 60 σ_x σ_g.',
      numbers,
      'agrees',
    ],
    [
      'The gain per layer is √d_out, so the constant is 1/√d_out per layer. Ten layers of width 1024 multiply the gradient by $32^{10}=2^{50}$.',
      backward,
      'agrees',
    ],
    ['- Weights: $K\\cdot K\\cdot C$ per brick, $F$ bricks → $K^2CF$', layer, 'agrees'],
    [
      '$dw_{h,l}=\\sum_{i,j}dy_{i,j}x_{i+h-1,j+l-1}$.\n\n**Numerical check.** $n=2$, $k=1$: then $m=2$. The formula gives $dw=\\sum_{i,j}dy_{i,j}x_{i,j}$.',
      gradient,
      'agrees',
    ],
    [
      '$$\\begin{aligned}n<0:&\\quad y(n)=0\\\\0\\le n\\le6:&\\quad y(n)=2-2^{-n}\\\\n\\ge7:&\\quad y(n)=127\\cdot2^{-n}\\end{aligned}$$',
      sequence,
      'agrees',
    ],
  ])('%s', (text, of, verdict) => {
    const found = checked(text, of).verdict
    if (verdict === 'red') expect(['disagrees', 'contradicts-itself']).toContain(found)
    else expect(found).toBe(verdict)
  })

  it.each([
    ['The Gram route is **64 times faster**.', 'disagrees'],
    ['The Gram route is 8 times faster.', 'agrees'],
    ['So it is cheaper by a factor of 8.', 'agrees'],
    ['It is faster than 64 other ways.', 'incomplete'],
  ])('a speedup: %s', (text, verdict) => {
    const cost = reference('newtonschulz', { d_out: 512, d_in: 64 }, ['speedup'])
    expect(checked(text, cost).verdict).toBe(verdict)
  })

  it.each([
    [
      'Weights per filter: $K\\times K\\times C$; with $F$ filters: $K^2CF$\n\nBiases: $F$. **Answer:** $F\\cdot C\\cdot K^2$ weights.',
      reference('convlayer', {}, ['weights']),
      'agrees',
    ],
    [
      'E[dw] = 0, Var[dw] = (n−k+1)² σ_x² σ_g², SD[dw] = (n−k+1) σ_x σ_g. The standard deviation grows like √n as the image gets larger.',
      statistics,
      'red',
    ],
    [`${std} The standard deviation is asymptotically proportional to $n$.`, statistics, 'agrees'],
    [`${std} The standard deviation is proportional to $n^2$.`, statistics, 'red'],
    [
      'Independence gives $E[dw_{h,l}]=0$ and $\\mathrm{Var}(dw_{h,l})=E[dw_{h,l}^2]=(n-k+1)^2\\sigma_g^2\\sigma_x^2$; its root is $(n-k+1)\\sigma_g\\sigma_x$.',
      statistics,
      'agrees',
    ],
    [
      'During the pulse: y(n) = 2 − (1/2)ⁿ → y = 1, 3/2, 7/4. Before it 0 for n < 0, after it 127·2⁻ⁿ for n ≥ 7.',
      sequence,
      'not red',
    ],
  ])('%s', (text, of, verdict) => {
    const isRed = ['disagrees', 'contradicts-itself'].includes(checked(text, of).verdict)
    if (verdict === 'agrees') expect(checked(text, of).verdict).toBe('agrees')
    else expect(isRed).toBe(verdict === 'red')
  })

  it('is claimed in a box, whatever it is set against', () => {
    const images = {
      x1: [
        [1, 1],
        [0, 0],
      ],
      x2: [
        [1, 0],
        [1, 0],
      ],
      x3: [
        [0, 1],
        [0, 1],
      ],
    }
    const features = { x1: ['0.8', 0], x2: [0, '0.8'] }
    const moved = reference('invariance', { images, features }, ['g3'])
    const text =
      'One response is lost, so pooling returns $0.7$ instead of $0.8$:\n$$\\boxed{g_3=[0,0.7]^T}$$'
    expect(checked(text, moved).verdict).toBe('disagrees')
  })

  it('is no trend of a gradient where a factor is a constant', () => {
    const sign = reference('mup', { update: 'sign' }, ['alpha'])
    const text =
      'The gradient is $g\\,x^\\top$ up to a positive constant, so its sign has rank one. $\\alpha=1/\\sqrt{d_{in}}$'
    expect(checked(text, sign).verdict).toBe('agrees')
  })

  it('is a matrix of another size where there are as many as are asked for', () => {
    const x = [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]
    const kernel = [[1]]
    const [all, strided] = [1, 2].map((stride) => reference('conv', { x, kernel, stride }, ['y']))
    if (!all || !strided) throw new Error('two references')
    const text =
      '(i) $\\begin{bmatrix}1&2&3\\\\4&5&6\\\\7&8&9\\end{bmatrix}$\n\n(ii) keeping every second row and column, starting from the second: $\\begin{bmatrix}5\\end{bmatrix}$'
    expect(checked(text, all, strided).verdict).not.toBe('agrees')
    expect(checked(text.replace('5\\end', '1&3\\\\7&9\\end'), all, strided).verdict).toBe('agrees')
  })
})
