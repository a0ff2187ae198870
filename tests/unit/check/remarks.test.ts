import { describe, expect, it } from 'vitest'
import { check } from '../../../src/check/check.ts'
import { reference } from '../../labelled-rows.ts'

const muon = [reference('mup', { update: 'muon' }, ['alpha'])]
const cost = [reference('newtonschulz', {}, ['cost_direct'])]
const field = [reference('receptive', { kernel: 'K', depth: 'L' }, ['receptive_field'])]
const growth = [reference('mup', {}, ['backward_growth', 'backward_scale'])]
const layer = [reference('convlayer', {}, ['weights', 'biases', 'out_width', 'out_height', 'out_channels'])]

const net = [
  reference('cnn', { input: '28x28x1', layers: 'conv3-10 p1, relu, pool2, flatten, fc-3' }, [
    'activations',
    'parameters',
  ]),
]

const answers = {
  muon: 'So $\\alpha=\\sqrt{d_{out}}$.',
  cost: 'The runtime is $2c\\,d_{out}^2d_{in}$.',
  field: '$R=L(K-1)+1$.',
}

// The values are those of Bernstein, "Deriving Muon" (2025), and of counting by hand.
describe('what a text adds to a right answer', () => {
  it.each([
    [
      'a refuted value',
      muon,
      `${answers.muon} Taking $\\alpha=6$ at $d_{out}=4$ gives $3$, which breaks the constraint.`,
    ],
    ['a question', muon, `${answers.muon} Me: so the key has $\\alpha=\\sqrt{d_{out}d_{in}}$ everywhere?`],
    [
      'a value elsewhere',
      muon,
      `${answers.muon} With $d_{in}=100$, $d_{out}=400$ it is $\\alpha=20$ here, $\\alpha=2$ there.`,
    ],
    ['too small a choice', muon, `${answers.muon} A tempting but too small choice is $\\alpha=1$.`],
    [
      'another name of a size',
      muon,
      'With $n_{out}=16$ outputs the answer $\\alpha=\\sqrt{n_{out}}$ becomes $\\alpha=4$.',
    ],
    [
      'an instance with a letter left',
      cost,
      `${answers.cost} Instance: $d_{out}=300$, $d_{in}=20$. In total $3.6\\cdot10^6c$.`,
    ],
    ['a share', cost, `${answers.cost} The first product is 50 % of them.`],
    [
      'an area beside the side',
      field,
      `${answers.field} In area the receptive field is $(L(K-1)+1)^2$ pixels.`,
    ],
    ['a value at a point', field, `${answers.field} For $K=3$, $L=5$ gives 11.`],
    [
      'growth over layers',
      growth,
      'Each layer multiplies by $\\sqrt{d_{out}}$; rescale by $s=1/\\sqrt{d_{out}}$. Over $N$ layers of width $d$ the growth is $d^{N/2}$.',
    ],
    [
      'a scale that is a noun',
      growth,
      'A gradient with unit-scale entries has an RMS that grows by $\\sqrt{d_{out}}$. Rescale by $1/\\sqrt{d_{out}}$.',
    ],
    [
      'what a semicolon ends',
      net,
      '- conv3-10: 100 parameters; 28×28×10\n- relu: no parameters; 28×28×10\n- pool2: no parameters; 14×14×10\n- flatten: no parameters; 1960\n- fc-3: 5883 parameters; 3',
    ],
  ] as const)('%s raises no alarm', (_, references, text) => {
    expect(['agrees', 'unverified']).toContain(check(text, references).verdict)
  })

  it.each([
    ['a value at a point', field, `${answers.field} For $K=3$, $L=5$ gives 12.`],
    [
      'growth over layers',
      growth,
      'Each layer multiplies by $\\sqrt{d_{out}}$; rescale by $s=1/\\sqrt{d_{out}}$. Over $N$ layers of width $d$ the growth is $N\\sqrt d$.',
    ],
    ['another name of a size', muon, 'With $n_{out}=16$ outputs the answer $\\alpha=\\sqrt{n_{in}}$.'],
    [
      'near multiples',
      cost,
      `${answers.cost} At $512\\times128$ it takes $2c\\cdot512^2\\cdot128\\approx1.68\\times10^7\\,c$.`,
    ],
    [
      'a table of cases',
      field,
      `${answers.field}\n\n| | L=1 | L=3 |\n|---|---|---|\n| K=3 | 3 | 7 |\n| K=5 | 5 | 15 |`,
    ],
    ['sizes joined by "by"', layer, 'K²CF weights, F biases, output (W−K+2P)/S+1 by (H−K+2P)/S+1 by C.'],
  ] as const)('%s is checked', (_, references, text) => {
    expect(['disagrees', 'contradicts-itself']).toContain(check(text, references).verdict)
  })
})

const image = Array.from({ length: 5 }, (_, row) => Array.from({ length: 5 }, (_, at) => 5 * row + at + 1))
const sobel = [
  [-1, -2, -1],
  [0, 0, 0],
  [1, 2, 1],
]
const filtered = [reference('conv', { x: image, kernel: sobel }, ['y'])]

describe('an answer by itself', () => {
  it.each(['1/sqrt(d_in), 1/d_in', '1/sqrt(d_in) or 1/d_in', '$1/\\sqrt{d_{in}}$; $1/d_{in}$'])(
    '%s is two, and agrees with nothing',
    (answer) => expect(check(answer, [reference('xavier', {}, ['scale'])]).verdict).toBe('unverified'),
  )

  it('may be said twice, or in two forms', () => {
    expect(check('1/sqrt(d_in), d_in^(-1/2)', [reference('xavier', {}, ['scale'])]).verdict).toBe('agrees')
  })

  it('gives the size with the value of all entries', () => {
    expect(check('3x3, the constant -40', filtered).verdict).toBe('agrees')
    const wrong = check('4x4, the constant -40', filtered)
    expect(wrong.verdict).toBe('disagrees')
    expect(wrong.findings[0]).toMatchObject({
      quote: '4x4, the constant -40',
      claimed: '[4, 4]',
      expected: '[3, 3]',
    })
    expect(check('The 5x5 image gives the constant -40.', filtered).verdict).not.toBe('disagrees')
  })
})
