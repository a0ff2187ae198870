import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const image = '[[1,2,3,4,5],[6,7,8,9,10],[11,12,13,14,15],[16,17,18,19,20],[21,22,23,24,25]]'
const filtered = [reference('conv', { x: image, kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]' }, ['y'])]
const layer = [reference('convlayer', {}, ['weights'])]
const muon = [reference('mup', { update: 'muon' }, ['alpha'])]
const scale = [reference('xavier', {}, ['std'])]
const gradient = [reference('convgrad', {}, ['dw'])]

const all = 'Every entry of the output is $-40$.'
const step = '$\\alpha=\\sqrt{d_{out}}$.'
const cells = (...rows: readonly string[]): string =>
  ['| position | above | below | value |', '|---|---|---|---|', ...rows].join('\n')

// The values are those of counting by hand: 1 + 4 + 3 = 8 above, 11 + 24 + 13 = 48 below.
describe('what stands beside a right answer', () => {
  it.each([
    [
      'what an entry is made of',
      filtered,
      `${all} Position (0,1): $2+6+4=12$, $-(12+26+14)=-52$, total $-40$.`,
    ],
    [
      'the same in a table',
      filtered,
      `${all}\n\n${cells('| (0,0) | 8 | 48 | −40 |', '| (1,1) | 32 | 72 | −40 |')}`,
    ],
    [
      'another quantity that is worked out beside a word for this one',
      [reference('mup', {}, ['backward_growth', 'backward_scale'])],
      'A gradient is multiplied in its norm by $c_n\\|W_n\\|_2=\\frac{\\sqrt{d_{out}d_{in}}}{\\sqrt{d_{in}}}=\\sqrt{d_{out}}$. Remedy: multiply by $1/\\sqrt{d_{out}}$.',
    ],
    [
      'an altered input',
      filtered,
      `${all}\n- double every pixel → −80\n- transpose h (the other one) → −8 everywhere`,
    ],
    ['a constant row of a pass', filtered, `First pass, rows 2 to 4: constant $-10$. ${all}`],
    ['any constant', filtered, `${all} A constant $-10$ becomes $-40$ under the weights $1,2,1$.`],
    [
      'a contrast',
      layer,
      'Weights: $K^2CF$. Depthwise, for $K=3$ and $C=F=64$ that means 576 weights rather than 36,864.',
    ],
    [
      'a table of layers',
      layer,
      'Weights: $K^2CF$.\n\n| layer | K, F | weights |\n|---|---|---|\n| first | 11, 96 | 34,848 |\n| stem | 7, 64 | 9,408 |',
    ],
    ['another case', muon, `${step} Comparison with SignSGD. There $\\alpha=1/\\sqrt{d_{in}}$.`],
    [
      'a share',
      scale,
      'The standard deviation is $1/\\sqrt{d_{in}}$. If $d_{in}=4096$, the standard deviation is $1/64$, so about 68% of the weights are smaller.',
    ],
    [
      'an axis of size one',
      gradient,
      '$dw_{h,l}=\\sum_{i,j=1}^{m}x_{i+h-1,j+l-1}\\,dy_{i,j}$. Extreme case $k=1$: $dw=\\sum_{ij}dy_{ij}x_{ij}$.',
    ],
  ] as const)('%s raises no alarm', (_, references, text) => {
    expect(['agrees', 'unverified']).toContain(check(text, references).verdict)
  })

  it.each([
    ['an entry', filtered, `${all} Position (0,1): $2+6+4=12$, $-(12+26+14)=-52$, total $-41$.`],
    [
      'an entry in a table',
      filtered,
      `${all}\n\n${cells('| (0,0) | 8 | 48 | −40 |', '| (1,1) | 32 | 72 | 40 |')}`,
    ],
    ['the answer in contrast to it', muon, 'So $\\alpha=\\sqrt{d_{in}}$ rather than $\\sqrt{d_{out}}$.'],
    [
      'an axis of size one',
      gradient,
      '$dw_{h,l}=\\sum_{i,j=1}^{m}x_{i+h-1,j+l-1}\\,dy_{i,j}$. Extreme case $k=1$: $dw=\\sum_{ij}dy_{ij}x_{i+1,j}$.',
    ],
  ] as const)('%s that is wrong raises one', (_, references, text) => {
    expect(['disagrees', 'contradicts-itself']).toContain(check(text, references).verdict)
  })
})

const pulse = [reference('signal', { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: -6, to: 12 }, ['y'])]
const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]
const network = [
  reference('cnn', { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, pool2, flatten, fc-3' }, [
    'total_parameters',
  ]),
]
const pieces = '$y(n)=2-2^{-n}$ for $0\\le n\\le6$, $y(n)=127\\cdot2^{-n}$ for $n\\ge7$, and 0 for $n<0$.'
const totals = (parameters: string, other: string): string =>
  `| Layer | Parameters | Multiplications |\n|---|---|---|\n| FC-3 | 1473 | 1470 |\n| Total | ${parameters} | ${other} |`

// The values are those of counting by hand, as 100 + 910 + 1473 = 2483.
describe('what is said of something else', () => {
  it.each([
    [
      'a limit',
      pulse,
      `${pieces} Limiting cases:\n* $L\\to\\infty$: $x=u$, and $y(n)=2-2^{-n}$ for all $n\\ge0$.`,
    ],
    ['a function called e', pulse, `${pieces} Put $e(n)=2-y(n)$. Then $e(-1)=2$.`],
    [
      'a number on the way',
      filtered,
      'Along columns this is $-10$ everywhere. Product: $4\\cdot(-10)=-40$ at each place.',
    ],
    [
      'the start of a recursion',
      field,
      'Recursion (start: R = 1):\n\n    R <- R + (K-1)\n\nSo R = 1 + L(K−1).',
    ],
    [
      'a generalisation',
      field,
      'R = 1 + L(K−1).\n\nGeneralisations:\n- stride 2 in every layer: R = 1 + (K−1)(2^L − 1)',
    ],
    ['another column', network, totals('2483', '248,430')],
  ] as const)('%s raises no alarm', (_, references, text) => {
    expect(['agrees', 'unverified', 'incomplete']).toContain(check(text, references).verdict)
  })

  it.each([
    ['an equation of numbers', pulse, `${pieces} Then $2-2^{-1}=1$.`],
    ['a number at the end', filtered, 'Product: $4\\cdot(-10)=-40$. So it is $-10$ everywhere.'],
    ['the end of a recursion', field, 'R <- R + (K-1), so R = 1 + L·K.'],
    ['the column itself', network, totals('2473', '248,430')],
  ] as const)('%s that is wrong raises one', (_, references, text) => {
    expect(['disagrees', 'contradicts-itself']).toContain(check(text, references).verdict)
  })
})
