import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import type { Reference } from '../../../src/model.ts'
import { reference } from '../../labelled-rows.ts'

const conv = reference(
  'conv',
  {
    x: [1, 6, 11, 16, 21].map((first) => [0, 1, 2, 3, 4].map((step) => first + step)),
    kernel: [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
  },
  ['y'],
)
const signal = reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: '7', from: -6, to: 12 }, ['y'])
const pool = reference('poollayer', {}, ['out_width', 'out_height', 'out_channels'])
const cnn = reference(
  'cnn',
  { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, pool2, flatten, fc-3' },
  ['parameters', 'activations'],
)
const muon = reference('mup', { update: 'muon' }, ['alpha'])
const bound = reference('mup', {}, ['spectral_bound'])
const statistics = reference('gradstats', {}, ['mean', 'variance', 'std'])
const gram = reference('newtonschulz', {}, ['cost_gram'])
const maximum = reference('pool', { kind: 'max' }, ['dx'])
const direct = reference('newtonschulz', {}, ['cost_direct'])
const sign = reference('mup', { update: 'sign' }, ['alpha'])
const fanIn = reference('xavier', {}, ['scale'])
const gradient = reference('convgrad', {}, ['dw', 'w_new'])
const pooled = reference('receptive', { layers: '2/2', start_field: 'R', start_jump: 'J' }, [
  'receptive_field',
  'jump',
])
const field = reference('receptive', { layers: '3/1, 3/1, 2/2, 3/1' }, ['receptive_field'])

type Case = readonly [string, string, Reference, string]

// Expected verdicts: the values are those of the problem set's key, or of scipy.signal for the convolution.
const cases: readonly Case[] = [
  [
    'asterisks that multiply, between lines of their own',
    'y[0][0] = 1*1 + 2*2 + 1*3 - 1*11 - 2*12 - 1*13 = -40\ny[0][1] = 2 + 6 + 4 - 12 - 26 - 14 = -40\n\nAll nine outputs are equal, so the answer is the 3×3 matrix whose entries are all −40.',
    conv,
    'agrees',
  ],
  [
    'a wrong cost before its right class',
    'So one iteration costs **3c·d_out²·d_in = Θ(d_out² d_in)**.',
    direct,
    'disagrees',
  ],
  [
    'a right cost before its class',
    'So one iteration costs **2c·d_out²·d_in = Θ(d_out² d_in)**.',
    direct,
    'agrees',
  ],
  [
    'the cost of a part before the class of the whole',
    'WWᵀ costs c d_out² d_in = Θ(d_out² d_in), and so does the product with W. Overall this is Θ(d_out² d_in).',
    direct,
    'differs-by-convention',
  ],
  [
    'lines of plain text that are formulas of their own',
    'y(0) = 1\ny(1) = 1 + 1/2 = 3/2\ny(2) = 7/4\ny(n) = 127/2^n for n >= 7.',
    signal,
    'agrees',
  ],
  [
    'a list of whole numbers as a condition',
    '$$y(n)=\\begin{cases}0,&n<0\\\\2-2^{-n},&n=0,1,\\dots,6\\\\127\\cdot2^{-n},&n\\ge7\\end{cases}$$',
    signal,
    'agrees',
  ],
  [
    'an output size as a product of sizes',
    'The output is $\\left(\\lfloor\\frac{W-K}{S}\\rfloor+1\\right)\\times\\left(\\lfloor\\frac{H-K}{S}\\rfloor+1\\right)\\times C$.',
    pool,
    'agrees',
  ],
  [
    'an output size that is wrong',
    'Output: $\\lfloor\\frac{W}{S}\\rfloor\\times\\lfloor\\frac{H}{S}\\rfloor\\times C$.',
    pool,
    'disagrees',
  ],
  [
    'layers of one name in their order',
    '* CONV3-10: 100 parameters, output 28×28×10\n* POOL2: 0 parameters, output 14×14×10\n* CONV3-10: 100 parameters, output 14×14×10\n* POOL2: 0 parameters, output 7×7×10\n* FLATTEN: 0 parameters, output 490\n* FC-3: 1473 parameters, output 3',
    cnn,
    'disagrees',
  ],
  [
    'a first attempt',
    'First attempt: $\\|\\Delta W\\|_2\\le 1/c=\\sqrt{d_{in}}$. But this ignores the RMS norm. Now $\\|\\Delta W\\|_2\\le\\frac{\\sqrt{d_{out}}}{c\\sqrt{d_{in}}}=\\sqrt{d_{out}}$.',
    bound,
    'agrees',
  ],
  [
    'a bound with the answer still open in it',
    '$\\|\\Delta y\\|_2\\le c\\,\\alpha\\,\\|x\\|_2=\\frac{1}{\\sqrt{d_{in}}}\\alpha\\sqrt{d_{in}}=\\alpha$. Hence $\\alpha_{\\max}=\\sqrt{d_{out}}$.',
    muon,
    'agrees',
  ],
  [
    'a rate of growth in words',
    'Mean zero. $\\mathrm{Var}(dw_{hl})=(n-k+1)^2\\sigma_x^2\\sigma_g^2$; the standard deviation is $(n-k+1)\\sigma_x\\sigma_g$, so it grows quadratically in $n$.',
    statistics,
    'contradicts-itself',
  ],
  [
    'the last conclusion where nothing is named',
    'With the Gram matrix the cost becomes $2c\\,d_{in}^3$.',
    gram,
    'disagrees',
  ],
  [
    'a condition in words',
    '$dx_{i,j}=dy_{\\lceil i/2\\rceil,\\lceil j/2\\rceil}$ if $x_{i,j}$ is the largest of its block and $dx_{i,j}=0$ otherwise.',
    maximum,
    'agrees',
  ],
  [
    'a condition that is left out',
    'For max pooling every entry in the window receives the gradient: $dx_{i,j}=dy_{\\lceil i/2\\rceil,\\lceil j/2\\rceil}$.',
    maximum,
    'disagrees',
  ],
  [
    'a name that each step sets anew',
    'Start with R = 1. After the first conv R = 3, after the second R = 5, after pooling R = 6, after the last conv R = 6 + 2·2 = 10.',
    field,
    'agrees',
  ],
  [
    'the norm of a vector beside the norm that the solver knows',
    '$\\|\\mathrm{sign}(u)\\|_2=\\sqrt{d_{out}}$ and $\\|\\mathrm{sign}(v)\\|_2=\\sqrt{d_{in}}$, hence $\\alpha=1/\\sqrt{d_{in}}$.',
    sign,
    'agrees',
  ],
  [
    'inputs of variance one',
    '$c=1/\\sqrt{d_{in}}$. Check: $d_{in}=100$ gives $c=0.1$ and $\\mathrm{Var}(y_j)=100\\cdot0.01=1$.',
    fanIn,
    'agrees',
  ],
  [
    'a sum over two indices without their ranges',
    '$dw_{hl}=\\sum_{i,j}dy_{ij}\\,x_{i+h-1,j+l-1}$ and $w_{hl}\\leftarrow w_{hl}-\\eta\\,dw_{hl}$.',
    gradient,
    'agrees',
  ],
  [
    'a wrong sum over two indices without their ranges',
    '$dw_{hl}=\\sum_{i,j}dy_{ij}\\,x_{i-h+1,j-l+1}$ and $w_{hl}\\leftarrow w_{hl}-\\eta\\,dw_{hl}$.',
    gradient,
    'disagrees',
  ],
  [
    'the last row of a table of costs',
    '| Operation | Cost |\n|---|---|\n| $WW^T$ | $c\\,d_{out}^2d_{in}$ |\n| **Total** | $c\\,d_{out}^2d_{in}$ |',
    direct,
    'disagrees',
  ],
  [
    'a letter that the text gives to the quantity',
    'Let $\\sigma=\\|\\Delta W\\|_2$. We need $\\sigma\\le\\sqrt{d_{in}}$.',
    bound,
    'disagrees',
  ],
  [
    'a chain of names that are set to one value, twice',
    'With sizes $m\\times n$ and $n\\times p$ it costs $c\\,mnp$. First $m=p=d_{out}$, $n=d_{in}$: $c\\,d_{out}^2d_{in}$. Then $m=n=d_{out}$, $p=d_{in}$: $c\\,d_{out}^2d_{in}$. Sum: $2c\\,d_{out}^2d_{in}$.',
    direct,
    'agrees',
  ],
  [
    'how many terms a sum has, before the sum',
    'Mean: $0$. Variance: $(n-k+1)^2$ independent terms of variance $\\sigma_g^2\\sigma_x^2$ each, so $(n-k+1)^2\\sigma_g^2\\sigma_x^2$. Standard deviation: $(n-k+1)\\sigma_g\\sigma_x$.',
    statistics,
    'agrees',
  ],
  [
    'a derivative of the loss right after a Greek letter',
    '$dw=X\\star dY$ and $w_{h,l}^{new}=w_{h,l}-\\eta\\frac{\\partial L}{\\partial w_{h,l}}$.',
    gradient,
    'agrees',
  ],
  ['a value given anew', '$R_{new}=R+2J$ and $J_{new}=2J$.', pooled, 'disagrees'],
  [
    'one value for all entries',
    'Two rows differ by 10, so $y=-(10+20+10)=-40$ for all nine outputs.',
    conv,
    'agrees',
  ],
]

describe('check reads', () => {
  it.each(cases)('%s', (_, text, known, verdict) => {
    expect(check(text, [known]).verdict).toBe(verdict)
  })
})
