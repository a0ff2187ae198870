import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]
const scale = [reference('xavier', {}, ['scale'])]
const growth = [reference('mup', {}, ['backward_growth', 'backward_scale'])]
const layer = [reference('convlayer', {}, ['weights', 'biases', 'out_width', 'out_height', 'out_channels'])]
const cost = [reference('newtonschulz', {}, ['cost_direct'])]
const spread = [reference('gradstats', {}, ['mean', 'variance', 'std'])]
const response = [
  reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y']),
]

const gradient = [reference('convgrad', {}, ['dw', 'w_new'])]
const bound = [reference('mup', {}, ['spectral_bound'])]
const image = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const ramp = [reference('conv', { x: image, kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]' }, ['y'])]
const pooled = [
  reference(
    'pool',
    { x: '[[1,3,2,0],[4,2,1,5],[0,1,7,2],[6,2,3,1]]', dy: '[[1,2],[3,-4]]', kernel: 2, kind: 'max' },
    ['y'],
  ),
]

const muon = [reference('mup', { update: 'sign' }, ['alpha'])]
const gram = [reference('newtonschulz', {}, ['cost_gram'])]

const step = 'The step is $\\alpha=1/\\sqrt{d_{in}}$. '
const faster = 'Altogether $T_{gram}=2c\\,d_{out}d_{in}^2$. '
const stacked = '$R=L(K-1)+1$. '
const fanIn = 'The constant is $c=1/\\sqrt{d_{in}}$. '
const gain = 'The factor per layer is $\\sqrt{d_{out}}$, and $1/\\sqrt{d_{out}}$ undoes it. '
const shape =
  'Weights $FK^2C$, biases $F$; width $\\lfloor(W-K+2P)/S\\rfloor+1$, height $\\lfloor(H-K+2P)/S\\rfloor+1$, $F$ channels. '
const moments =
  'Mean $0$, variance $(n-k+1)^2\\sigma_x^2\\sigma_g^2$, standard deviation $(n-k+1)\\sigma_x\\sigma_g$. '
const cases =
  '$$y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le6\\\\127\\cdot2^{-n}&n\\ge7\\end{cases}$$\n\n'
const table = (name: string, ...values: readonly string[]): string =>
  `| n | 5 | 6 | 7 |\n|---|---|---|---|\n| ${name} | ${values.join(' | ')} |`

const fields = (third: string): string =>
  `For $K=3$:\n\n| layers $L$ | receptive field |\n|---|---|\n| 1 | 3 |\n| 2 | 5 |\n| 3 | ${third} |`
const update = ' Update: $W_{new}=W-\\eta\\,dW$.'
const spreads = (first: string): string =>
  `For $k=3$ and $\\sigma_x=\\sigma_g=1$:\n\n| n | std of dw |\n|---|---|\n| 5 | ${first} |\n| 10 | 8 |`
const rows = (second: string): string =>
  `Every output equals $-40$.\n\nResult (3×3):\n\n\`\`\`\n-40  -40  -40\n${second}\n-40  -40  -40\n\`\`\``

// 1/√1024 = 1/32, 512/128 = 4096/1024 = 4; 3·2 + 1 = 7; (5 − 3 + 1)·1·1 = 3; 2 − 2⁻⁵ = 63/32, 2 − 2⁻⁶ = 127/64, 127/2⁷ = 127/128.
describe('numbers that a text gives as an example', () => {
  it.each([
    ['Let $K=3$ and $L=3$. Each layer adds two pixels, so $R=1+3\\cdot2=7$.', stacked, field],
    ['Take $K=5$, $L=4$. The first layer sees $R=5$ pixels.', stacked, field],
    ['For $d_{in}=256$ that is $c=1/16$, for $d_{in}=1024$ it is $1/32$.', fanIn, scale],
    ["For d_in = 256 that's c = 1/16 = 0.0625, for d_in = 1024 it's 1/32 = 0.03125.", fanIn, scale],
    ['Suppose every layer has width 64. Then $\\|W\\|_2 = 8\\cdot8 = 64$.', gain, growth],
    ['For $d_{in}=1024$ one would take $\\alpha=1/32\\approx0.0313$.', step, muon],
    ['If one forgot the root, one would take $\\alpha=1/256$ for $d_{in}=256$.', step, muon],
    ['With $d_{in}=256$ Muon would instead allow $\\alpha=4$.', step, muon],
    ['For a $512\\times128$ matrix that makes it 4 times as fast.', faster, gram],
    ['For a $512\\times128$ matrix the products are $128\\times128$; the speedup is 4.', faster, gram],
    ['Take $W$ of shape $100\\times10$: the speedup is 10.', faster, gram],
    ['Ex: 3×3 filters, C = 3, F = 64 → 9·3·64 = 1728 weights + 64 biases = 1792.', shape, layer],
    ['Padding makes the width $W+2P$.', shape, layer],
    [
      '$WW^\\top$ costs $c\\,d_{out}^2d_{in}$. The result is $d_{out}\\times d_{out}$.\n\nAltogether ',
      '',
      cost,
    ],
    ['The standard deviation goes up like $n$.', moments, spread],
    [table('y', '63/32', '127/64', '127/128'), cases, response],
    [table('x(n)', '1', '1', '0'), cases, response],
    [spreads('3'), moments, spread],
    [fields('7'), stacked, field],
    ['A $1\\times1$ convolution has $CF$ weights.', shape, layer],
    [
      'With $dy_{11}=1$ and $dy_{22}=-1$ alone, $dw_{hl}=x_{h,l}-x_{h+1,l+1}$.',
      `$dw_{hl}=\\sum_{i,j} dy_{ij} x_{i+h-1,j+l-1}$.${update} `,
      gradient,
    ],
    ['The inner $1\\times3$ block is $-40$ everywhere.', 'All outputs are $-40$. ', ramp],
    [rows('-40  -40  -40'), '', ramp],
    ['$dw_{hl}=\\sum_{i,j} dY_{ij} X_{i+h-1,j+l-1}$.', update, gradient],
    ['y₁₁ = 4, y₁₂ = 5, y₂₁ = 6, y₂₂ = 7.', 'The outputs: ', pooled],
  ])('hold: %s', (example, before, references) => {
    const after = references === cost ? '$T=2c\\,d_{out}^2d_{in}$.' : ''
    expect(check(before + example + after, references).verdict).toBe('agrees')
  })

  it.each([
    ['Let $K=3$ and $L=3$. Each layer adds three pixels, so $R=1+3\\cdot3=10$.', stacked, field],
    ['For $d_{in}=256$ that is $c=1/15$, for $d_{in}=1024$ it is $1/32$.', fanIn, scale],
    ['So for $d_{in}=1024$ one would take $\\alpha=1/64\\approx0.0156$.', step, muon],
    ['With $d_{in}=256$ we would use $\\alpha=1/4$.', step, muon],
    ['For a $512\\times128$ matrix that makes it 16 times as fast.', faster, gram],
    ['For a $4096\\times1024$ matrix the speedup is 2.', faster, gram],
    ['Take $W$ of shape $100\\times10$: the speedup is 100.', faster, gram],
    ['With $P$, the output width is $W+2P$.', shape, layer],
    ['The standard deviation goes down like $1/n$.', moments, spread],
    [table('y', '63/32', '127/64', '127/256'), cases, response],
    [table('y(n)', '63/32', '125/64', '127/128'), cases, response],
    [spreads('1.73'), moments, spread],
    [fields('9'), stacked, field],
    [rows('-60  -60  -60'), '', ramp],
    ['$dw_{hl}=\\sum_{i,j} dY_{ij} X_{i+h,j+l}$.', update, gradient],
    ['y₁₁ = 4, y₁₂ = 5, y₂₁ = 6, y₂₂ = 8.', 'The outputs: ', pooled],
  ])('do not: %s', (example, before, references) =>
    expect(check(before + example, references).verdict).toMatch(/disagrees|contradicts-itself/),
  )

  it.each([
    ['agrees', 'm', 'n inputs, m outputs'],
    ['agrees', 'm', 'n be the number of inputs and m that of outputs'],
    ['disagrees', 'n', 'n be the number of inputs and m that of outputs'],
  ])('are of letters that stand for what the text says in words: %s, √%s, %s', (verdict, letter, sizes) => {
    const text = `Let ${sizes}. ‖ΔW‖₂ ≤ √${letter}.\n\nCheck with n = 9, m = 4: at most 2.`
    expect(check(text, bound).verdict).toBe(verdict)
  })

  it('leave what is not given to be said', () => {
    const dw = '$dw_{hl}=\\sum_{i,j} dy_{ij} x_{i+h-1,j+l-1}$.'
    const text = `The output is linear in the weights, so we differentiate $y_{ij}=\\sum_{h,l}x_{i+h-1,j+l-1}w_{hl}$. ${dw}`
    expect(check(text, gradient).verdict).toBe('incomplete')
  })

  it.each(['The depth of the output is F', 'The output depth is F'])(
    'take words in either order: %s',
    (depth) => {
      const text = `K*K*C*F weights, F biases, width (W + 2P - K)/S + 1, height (H + 2P - K)/S + 1. ${depth}.`
      expect(check(text, layer).verdict).toBe('agrees')
    },
  )

  it('are told what they should be', () => {
    const text = `${stacked}Let $K=3$ and $L=3$. Each layer adds three pixels, so $R=10$.`
    expect(check(text, field).findings).toMatchObject([{ claimed: '10', expected: '7' }])
  })
})
