import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import type { Reference } from '../../../src/model.ts'
import { reference } from '../../labelled-rows.ts'

const image = [1, 6, 11, 16, 21].map((first) => [0, 1, 2, 3, 4].map((step) => first + step))
const kernel = [
  [-1, -2, -1],
  [0, 0, 0],
  [1, 2, 1],
]
const conv = reference('conv', { x: image, kernel }, ['y'])
const padded = reference('conv', { x: image, kernel, padding: 1 }, ['y'])
const scale = reference('xavier', {}, ['scale'])
const bound = reference('mup', {}, ['spectral_bound'])
const muon = reference('mup', { update: 'muon' }, ['alpha'])
const sign = reference('mup', { update: 'sign' }, ['alpha'])
const backward = reference('mup', {}, ['backward_growth', 'backward_scale'])
const gram = reference('newtonschulz', {}, ['cost_gram'])
const layer = reference('convlayer', {}, ['weights', 'biases', 'out_width', 'out_height', 'out_channels'])
const statistics = reference('gradstats', {}, ['mean', 'variance', 'std'])
const network = reference(
  'cnn',
  { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, pool2, flatten, fc-3' },
  ['parameters', 'activations'],
)

const sizes =
  '$\\lfloor\\frac{W+2P-K}S\\rfloor+1$ wide and $\\lfloor\\frac{H+2P-K}S\\rfloor+1$ high, with $F$ channels'
const moments =
  '$E[dw]=0$. $\\mathrm{Var}(dw_{h,l})=(n-k+1)^2\\sigma_x^2\\sigma_g^2$. The standard deviation is $(n-k+1)\\sigma_x\\sigma_g$'

type Case = readonly [string, string, Reference, string]

// Expected verdicts: the values are those of the problem set's key, or of scipy.signal.convolve2d.
const cases: readonly Case[] = [
  [
    'an example with numbers of its own',
    '$c=1/\\sqrt{d_{in}}$. For a 1024-dimensional input, $c=1/32$.',
    scale,
    'agrees',
  ],
  [
    'a wrong example',
    'For $d_{in}=256$ we get $c=1/8$. In general $c=1/\\sqrt{d_{in}}$.',
    scale,
    'contradicts-itself',
  ],
  ['only an example', 'For $d_{in}=256$ we get $c=1/16$.', scale, 'incomplete'],
  [
    'what another part found',
    'Here $\\alpha=\\sqrt{d_{out}}$. Compare with part (d), where $\\alpha=1/\\sqrt{d_{in}}$.',
    muon,
    'agrees',
  ],
  [
    'what it is better than',
    'The new runtime is $2c\\,d_{out}d_{in}^2$, better than the $2c\\,d_{out}^2d_{in}$ of part (a).',
    gram,
    'agrees',
  ],
  [
    'a list of mistakes',
    'Common mistakes:\n\n- $c=1/d_{in}$\n- $c=\\sqrt{d_{in}}$\n\nRight is $c=1/\\sqrt{d_{in}}$.',
    scale,
    'agrees',
  ],
  [
    'a quotation',
    'A student wrote "so $\\alpha=\\sqrt{d_{in}}$ by (c)". In truth $\\alpha=\\sqrt{d_{out}}$.',
    muon,
    'agrees',
  ],
  [
    'a column of cases',
    '| Optimizer | $\\alpha$ |\n|---|---|\n| SignSGD | $1/\\sqrt{d_{in}}$ |\n| Muon | $\\sqrt{d_{out}}$ |',
    muon,
    'agrees',
  ],
  [
    'a wrong case in a column',
    '$\\alpha=\\sqrt{d_{out}}$.\n\n| Optimizer | $\\alpha$ |\n|---|---|\n| SignSGD | $1/\\sqrt{d_{in}}$ |\n| Muon | $\\sqrt{d_{out}d_{in}}$ |',
    muon,
    'contradicts-itself',
  ],
  [
    'rows that set symbols',
    '$\\alpha=1/\\sqrt{d_{in}}$.\n\n| $d_{in}$ | $\\alpha$ |\n|---|---|\n| 4 | 0.5 |\n| 100 | 0.1 |',
    sign,
    'agrees',
  ],
  [
    'a wrong row that sets symbols',
    '$\\alpha=1/\\sqrt{d_{in}}$.\n\n| $d_{in}$ | $\\alpha$ |\n|---|---|\n| 4 | 0.5 |\n| 100 | 0.2 |',
    sign,
    'contradicts-itself',
  ],
  [
    'a choice of the text',
    'I use Glorot: $c=\\sqrt{2/(d_{in}+d_{out})}$. So $\\|\\Delta W\\|_2\\le\\frac1c\\sqrt{\\frac{d_{out}}{d_{in}}}=\\sqrt{\\frac{d_{out}(d_{in}+d_{out})}{2d_{in}}}$.',
    bound,
    'differs-by-convention',
  ],
  ['norms in plain text', '‖Δy‖₂ ≤ c‖ΔW‖₂‖x‖₂ and ‖x‖₂ = √d_in, so ‖ΔW‖₂ ≤ √d_in.', bound, 'disagrees'],
  [
    'what happens and what to do about it',
    'Each layer multiplies the gradient by $\\sqrt{d_{out}}$: they explode. Multiply by $1/\\sqrt{d_{out}}$.',
    backward,
    'agrees',
  ],
  [
    'rows of a matrix',
    'Row 1: −19, −28, −32, −36, −29\nRows 2 to 4: −30, −40, −40, −40, −30\nRow 5: 49, 68, 72, 76, 59',
    padded,
    'agrees',
  ],
  [
    'a wrong row of a matrix',
    'Row 1: −19, −28, −32, −36, −29\nRows 2 to 4: −30, −40, −40, −40, −30\nRow 5: 19, 28, 32, 36, 29',
    padded,
    'disagrees',
  ],
  [
    'a matrix as NumPy prints it',
    'The result is\n\n[[-40 -40 -40]\n [-40 -40 -40]\n [-40 -40 -40]]',
    conv,
    'agrees',
  ],
  [
    'the kernel flipped wrongly',
    'Flipping gives $h_{flip}=\\begin{bmatrix}-1&-2&-1\\\\0&0&0\\\\1&2&1\\end{bmatrix}$, so $y=40$ at every position.',
    conv,
    'disagrees',
  ],
  [
    'the answer and then another sign',
    '$y[0,0]=8-48=-40$. All outputs are equal: $y=\\begin{bmatrix}40&40&40\\\\40&40&40\\\\40&40&40\\end{bmatrix}$',
    conv,
    'contradicts-itself',
  ],
  [
    'what one filter has',
    `Weights: $K^2C$ per filter, $K^2CF$ in total. Biases: one per filter, $F$ in total. The output is ${sizes}.`,
    layer,
    'agrees',
  ],
  [
    'biases of every channel',
    `There are $K^2CF$ weights and $CF$ biases. The output is ${sizes}.`,
    layer,
    'disagrees',
  ],
  ['a rate in symbols', `${moments}, which grows like $\\sqrt n$.`, statistics, 'contradicts-itself'],
  ['the right rate in symbols', `${moments}, which grows like $n$.`, statistics, 'agrees'],
  [
    'a table set in columns',
    '```\nLayer     Params               Output\nCONV3-10  3*3*1*10+10 = 100    28x28x10\nPOOL2     0                    14x14x10\nCONV3-10  3*3*10*10+10 = 910   14x14x10\nPOOL2     0                    7x7x10\nFLATTEN   0                    490\nFC-3      490*3+3 = 1473       3\n```',
    network,
    'agrees',
  ],
  [
    'a program whose output is not read',
    'Run this:\n\n```python\nprint(convolve2d(x, h, "valid"))\n```',
    conv,
    'unverified',
  ],
]

describe('what a statement is meant as', () => {
  it.each(cases)('%s', (_, text, about, verdict) => {
    const found = check(text, [about])
    expect(found.verdict, JSON.stringify(found.findings)).toBe(verdict)
  })
})

describe('equations of any topic', () => {
  it.each([
    ['a quotient of short decimals', '$\\eta<\\frac{1.9}{0.5}=3.6$', 'disagrees'],
    ['a rounded result', '$\\frac{1.9}{0.7}=2.71$', 'unverified'],
    ['an identity', '$p-p^2=p(1+p)$', 'disagrees'],
    ['an identity that holds', '$p-p^2=p(1-p)$', 'unverified'],
    ['an equation to solve', 'Setting $2x+1=x+3$ gives $x=2$.', 'unverified'],
    ['a number of millions', '$8\\cdot7\\cdot10^6=56$ million', 'unverified'],
    ['a table of a formula', '| $n$ | $2n+1$ |\n|---|---|\n| 3 | 7 |\n| 4 | 8 |', 'disagrees'],
    ['a table of a formula that holds', '| $n$ | $2n+1$ |\n|---|---|\n| 3 | 7 |\n| 4 | 9 |', 'unverified'],
    ['a special case', 'For a square layer $a+b=2a$.', 'unverified'],
  ])('%s', (_, text, verdict) => {
    expect(check(text, []).verdict).toBe(verdict)
  })
})
