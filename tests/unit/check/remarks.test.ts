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

const image = Array.from({ length: 5 }, (_, row) => Array.from({ length: 5 }, (_, at) => 5 * row + at + 1))
const sobel = [
  [-1, -2, -1],
  [0, 0, 0],
  [1, 2, 1],
]
const filtered = [reference('conv', { x: image, kernel: sobel }, ['y'])]

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
      'the norm of one factor',
      [reference('mup', { update: 'sign' }, ['alpha'])],
      '$\\|\\mathrm{sign}(\\delta)\\|_2=\\sqrt{d_{out}}$ and $\\|\\mathrm{sign}(x)\\|_2=\\sqrt{d_{in}}$, so $\\alpha=1/\\sqrt{d_{in}}$.',
    ],
    [
      'another case that it is compared with',
      muon,
      'So $\\alpha=\\sqrt{d_{out}}$. Compared with SignSGD, where $\\alpha=1/\\sqrt{d_{in}}$, it is larger by a factor $\\sqrt{d_{in}d_{out}}$.',
    ],
    [
      'what a sequence comes near',
      [reference('signal', { x: 'u[n] - u[n-7]', h: '(1/2)^n u[n]', from: -3, to: 8 }, ['y'])],
      '$y(n)=2-2^{-n}$ for $0\\le n\\le6$ and $127\\cdot2^{-n}$ for $n\\ge7$. The plot rises toward 2 on $0\\le n\\le6$.',
    ],
    [
      'lines that end in raised figures',
      [reference('gradstats', {}, ['variance', 'std'])],
      'Var(dw) = (n−k+1)² σ_x² σ_g²\nSD(dw) = (n−k+1) σ_x σ_g',
    ],
    [
      'what a semicolon ends',
      net,
      '- conv3-10: 100 parameters; 28×28×10\n- relu: no parameters; 28×28×10\n- pool2: no parameters; 14×14×10\n- flatten: no parameters; 1960\n- fc-3: 5883 parameters; 3',
    ],
    [
      'what the factor is after the remedy',
      growth,
      'Per layer: $\\sqrt{d_{out}}$. Multiply each gradient by $1/\\sqrt{d_{out}}$, so that the factor per layer becomes $\\sqrt{d_{out}}\\cdot 1/\\sqrt{d_{out}}=1$.',
    ],
    [
      'what happens in the passive',
      growth,
      'The gradient norm is multiplied in every layer by $\\sqrt{d_{out}}>1$. To keep it, multiply each gradient by $1/\\sqrt{d_{out}}$.',
    ],
    [
      'widths by a letter of its own',
      growth,
      'Each layer multiplies by $\\sqrt{d_{out}}$; rescale by $1/\\sqrt{d_{out}}$. With equal widths $d$, passing through $N$ layers multiplies by $d^{N/2}$. For $d=100$ and $N=4$ that is $10^4$.',
    ],
    ['a title with a count', field, `## Receptive field of $L$ stacked convolutions\n\n${answers.field}`],
    [
      'the size of an array in a table',
      [reference('convgrad', {}, ['dw'])],
      '$dw_{h,l}=\\sum_{i=1}^m\\sum_{j=1}^m dy_{i,j}x_{i+h-1,j+l-1}$\n\n| Object | Size |\n|---|---|\n| $dY$ | $m\\times m$ |\n| $dw$ | $k\\times k$ |',
    ],
    [
      'the variance that is given',
      [reference('gradstats', {}, ['variance'])],
      'With $\\operatorname{Var}(dy)=\\sigma_g^2$ we get $\\operatorname{Var}(dw_{h,l})=(n-k+1)^2\\sigma_x^2\\sigma_g^2$.',
    ],
    [
      'what each unit has',
      net,
      '- conv3-10: 10·(9 + 1) = 100 parameters, 28×28×10\n- relu: 0 parameters, 28×28×10\n- pool2 has no parameters and halves width and height: 28/2 = 14, so 14×14×10\n- flatten: 0 parameters, 1960\n- fc-3: 3 neurons with 1960 weights and a bias each: 5883 parameters, 3',
    ],
    [
      'the layer that a sentence comes to',
      net,
      'conv3-10 gives 28×28×10 with 100 parameters, relu keeps both. Pooling (0 parameters) gives 14×14×10. Flattening gives 1960 numbers, and the final FC-3 needs 1960·3 + 3 = 5883 parameters for its 3 outputs.',
    ],
    [
      'a printed summary with rules and a total',
      net,
      '```\nlayer      output         params\n------------------------------\nconv3-10   (28, 28, 10)   9*10 + 10  = 100\nrelu       (28, 28, 10)   0\npool2      (14, 14, 10)   0\nflatten    (1960,)        0\nfc-3       (3,)           5883\n------------------------------\ntotal                     5983\n```',
    ],
    [
      'sizes of factors',
      [reference('convgrad', {}, ['dw'])],
      '$\\mathrm{vec}(dw)=P^\\top\\mathrm{vec}(dY)$, sizes $(k^2\\times m^2)\\cdot(m^2\\times1)=k^2\\times1$. $dw_{h,l}=\\sum_{i,j=1}^{m}x_{i+h-1,j+l-1}\\,dy_{i,j}$.',
    ],
    [
      'what it comes to for large n',
      [reference('gradstats', {}, ['std'])],
      '**Standard deviation:** $(n-k+1)\\,\\sigma_x\\sigma_g\\approx n\\,\\sigma_x\\sigma_g$ for $n\\gg k$.',
    ],
    [
      'a numbered row',
      filtered,
      'Left edge of row 1 = (2·1 + 2) − (2·11 + 12) = 4 − 34 = −30 with padding. The unpadded output is [[−40, −40, −40], [−40, −40, −40], [−40, −40, −40]].',
    ],
    [
      'a window through all channels',
      layer,
      'A filter looks at a $K\\times K$ window through all $C$ channels: $K^2C$ weights and one bias. With $F$ filters: $K^2CF$ weights, $F$ biases. Output: $(\\frac{W-K+2P}{S}+1)\\times(\\frac{H-K+2P}{S}+1)\\times F$.',
    ],
    [
      'what comes after another kind of layer',
      field,
      'The jump is 1, so $R=L(K-1)+1$. After a pooling with stride 2 the jump is 2 and each later layer adds $2(K-1)$.',
    ],
    [
      'a number of another layer',
      [
        reference('cnn', { input: '28x28x1', layers: 'conv3-10 p1, pool2, conv3-10 p1, flatten, fc-3' }, [
          'parameters',
        ]),
      ],
      '- CONV3-10: 100 parameters\n- POOL2: 0 parameters\n- CONV3-10: 9·10·10 + 10 = 910 parameters (ten times the 90 weights of the first)\n- FLATTEN: 0 parameters\n- FC-3: 5883 parameters',
    ],
    [
      'by how much a layer widens the field',
      [reference('receptive', { kernel: 5, depth: 4 }, ['receptive_field'])],
      'Each layer widens the receptive field by $K-1=4$ pixels. After $L=4$ layers the receptive field is $4\\cdot(5-1)+1=17$ pixels wide.',
    ],
    [
      'what another version has',
      [reference('xavier', {}, ['scale'])],
      'So $c=d_{in}^{-1/2}$. **Remark.** The symmetric (Glorot) version uses $\\frac{2}{d_{in}+d_{out}}$; for $d_{in}=d_{out}=d$ that is $\\frac{2}{2d}=\\frac1d$.',
    ],
    [
      'the variance of one term',
      [reference('gradstats', {}, ['variance'])],
      '**Variance:** one term: $E[dy^2x^2]-0=\\sigma_g^2\\sigma_x^2$. So $\\mathrm{Var}(dw_{h,l})=(n-k+1)^2\\sigma_x^2\\sigma_g^2$.',
    ],
    [
      'activations before parameters',
      net,
      '- conv3-10: activations $28\\times28\\times10$; parameters $10\\,(9+1)=100$\n- relu: $28\\times28\\times10$; $0$ parameters\n- pool2: $14\\times14\\times10$; $0$ parameters\n- flatten: $1960$; $0$ parameters\n- fc-3: parameters $5883$; activations $3$',
    ],
    [
      'the sizes of factors beside a cost',
      cost,
      '**Final product** $(3I-A)W$: $(d_{out}\\times d_{out})\\cdot(d_{out}\\times d_{in})$, cost $c\\,d_{out}^2d_{in}$ again. Hence $T=2c\\,d_{out}^2d_{in}=\\Theta(d_{out}^2d_{in})$.',
    ],
    [
      'what is said on the way to a right value',
      [reference('gradstats', { n: 32, k: 5 }, ['std'])],
      'Standard deviation: $\\sqrt{784}=28$. In full $\\mathrm{SD}(dw)=28\\,\\sigma_x\\sigma_g$.',
    ],
    [
      'a premise about something else',
      [reference('xavier', { fan_in: 784 }, ['scale'])],
      'With W_eff = c·W and Var(W) = 1: c² · 1 = 1/784, so **c = 1/28**.',
    ],
    [
      'the signal that is multiplied',
      [reference('mup', { d_in: 16, d_out: 64 }, ['backward_growth', 'backward_scale'])],
      'The backward signal is multiplied by 8 at each layer: it explodes. Rescaling by $1/8=1/\\sqrt{64}$ at each layer keeps it at scale one.',
    ],
    [
      'what is put in place of something',
      [reference('poollayer', {}, ['out_width', 'out_height', 'out_channels'])],
      'The width is $\\frac{W-K}{S}+1$; for the height replace $W$ by $H$. The output is $(\\frac{W-K}{S}+1)\\times(\\frac{H-K}{S}+1)\\times C$.',
    ],
    [
      'the parameters of each filter',
      net,
      '1. conv3-10: each filter has $9\\cdot1+1=10$ parameters, ten filters have $100$. Output $28\\times28\\times10$.\n2. relu: $0$. Output $28\\times28\\times10$.\n3. pool2: $0$. Output $14\\times14\\times10$.\n4. flatten: $0$. Output $1960$.\n5. fc-3: each unit has $1960+1=1961$ parameters, three units have $5883$. Output $3$.',
    ],
    [
      'what another case has in brackets',
      muon,
      'So $\\alpha=\\sqrt{d_{out}}$. Compared with SignSGD ($\\alpha=1/\\sqrt{d_{in}}$), it is larger by the factor $\\sqrt{d_{in}d_{out}}$.',
    ],
    ['an area that counts pixels', field, 'Answer: L(K−1)+1 per side, i.e. (L(K−1)+1)² pixels.'],
    [
      'what a filter reads',
      layer,
      'Output $W_{out}=\\frac{W-K+2P}{S}+1$, $H_{out}=\\frac{H-K+2P}{S}+1$. The output is $W_{out}\\times H_{out}\\times F$. A filter spans all $C$ channels: $CK^2$ weights and one bias. In total $FCK^2$ weights and $F$ biases.',
    ],
    [
      'what is held fixed',
      [reference('gradstats', {}, ['std'])],
      '| | value |\n|---|---|\n| standard deviation | $(n-k+1)\\,\\sigma_x\\sigma_g=\\Theta(n)$ for fixed $k$ |',
    ],
    [
      'the inner part of a result',
      [reference('conv', { x: image, kernel: sobel, padding: 1 }, ['y'])],
      '$$y=\\begin{pmatrix}-19&-28&-32&-36&-29\\\\-30&-40&-40&-40&-30\\\\-30&-40&-40&-40&-30\\\\-30&-40&-40&-40&-30\\\\49&68&72&76&59\\end{pmatrix}$$\nThe interior equals the result of the unpadded convolution, $-40$ throughout.',
    ],
    [
      'a layer in brackets and the output of all',
      net,
      '- first CONV3-10: activations 28×28×10 (params: 9·10 + 10 = 100)\n- relu: none, 28×28×10\n- pool2: none, 14×14×10\n- flatten: 0 and 1960, output 3\n- fc-3: 5883 params',
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
    [
      'what a backward recursion multiplies by',
      growth,
      '$\\|\\nabla_{x_n}L\\|_2=c_n\\|W_n\\|_2\\|\\nabla_{x_{n+1}}L\\|_2=d_{out}\\,\\|\\nabla_{x_{n+1}}L\\|_2$. Rescale by $1/\\sqrt{d_{out}}$.',
    ],
    [
      'the factor of an explosion',
      growth,
      'Gradients explode by a factor $d_{out}$ per layer; multiply each gradient by $1/\\sqrt{d_{out}}$.',
    ],
    [
      'statistics as plain text writes them',
      [reference('gradstats', {}, ['mean', 'variance', 'std'])],
      'E[dw] = 0\n\nVar(dw) = (n − k + 1) σ_x² σ_g²\n\nstd(dw) = √(n − k + 1) · σ_x σ_g',
    ],
    [
      'a total by its label',
      net,
      '- conv3-10: 100 parameters, 28×28×10\n- relu: 0, 28×28×10\n- pool2: 0, 14×14×10\n- flatten: 0, 1960\n- fc-3: 5883, 3\n\n**Total: 5980 parameters**',
    ],
    [
      'a cost per iteration',
      cost,
      'First product `c * d_out^2 * d_in`.\n\n**Runtime per iteration:** `c·d_out·d_in·(d_out + d_in)`; for large `d_out` the first one dominates.',
    ],
    [
      'a sequence of values',
      [reference('signal', { x: 'u[n] - u[n-4]', h: '(1/2)^n u[n]', from: -3, to: 8 }, ['y'])],
      '- $n<0$: $y[n]=0$\n- $0\\le n\\le3$: $y[n]=2-2^{-n}$, so $y=1,\\ \\tfrac32,\\ \\tfrac54,\\ \\tfrac{15}8$\n- $n\\ge4$: $y[n]=15\\cdot2^{-n}$',
    ],
    [
      'layers named between backticks',
      net,
      '1. `CONV3-10`: 100 parameters, output $28\\times28\\times10$\n2. `RELU`: 0 parameters, output $28\\times28\\times10$\n3. `POOL2`: 0 parameters, output $13\\times13\\times10$\n4. `FLATTEN`: $1690$\n5. `FC-3`: 5073 parameters, output $3$',
    ],
    [
      'a step that is given with the gradient',
      [reference('convgrad', {}, ['dw', 'w_new'])],
      'w_new = w − η·dw\n\n**Final answer:** dw = X ⋆ dY and w_new = w + η·(X ⋆ dY).',
    ],
    [
      'what a limit is not',
      [reference('gradstats', {}, ['std'])],
      '**Standard deviation:** $\\approx 2n\\,\\sigma_x\\sigma_g$ for $n\\gg k$.',
    ],
    [
      'a result of another size',
      filtered,
      'So the result is\n\n$$\\begin{bmatrix}-40&-40\\\\-40&-40\\end{bmatrix}.$$',
    ],
    [
      'a multiple of one letter',
      cost,
      `${answers.cost} Let $d_{out}=4$ and $d_{in}=2$, so that the whole iteration takes $2c\\cdot4^2\\cdot2=32c$ operations.`,
    ],
    [
      'what follows from another part',
      [reference('mup', {}, ['spectral_bound'])],
      'So $\\|\\Delta W\\|_2\\le\\frac1c\\sqrt{d_{out}/d_{in}}$. Substituting $1/c=\\sqrt{d_{in}}$ from part (b): $\\|\\Delta W\\|_2\\le\\sqrt{d_{in}}\\cdot\\sqrt{\\frac{d_{out}}{d_{in}}}=\\sqrt{d_{out}d_{in}}$.',
    ],
    [
      'a boxed answer after the bound of another part',
      muon,
      'Setting it equal to the limit $\\sqrt{d_{out}}$ found in (c): $$\\frac{\\alpha}{\\sqrt{d_{in}}}=\\sqrt{d_{out}}\\quad\\Longrightarrow\\quad\\boxed{\\alpha=\\sqrt{d_{out}d_{in}}}$$',
    ],
    [
      'a box around the first side',
      cost,
      'The runtime of one Newton-Schulz iteration as written is therefore\n$$\\boxed{2c\\,d_{out}d_{in}^2}=\\Theta(d_{out}d_{in}^2).$$',
    ],
    [
      'another form that is said to be accepted',
      field,
      `${answers.field} (They also accept $(L-1)(K-1)+1$.)`,
    ],
    [
      'a matrix by bracketed lines',
      filtered,
      'So the output is\n[-40,-40,-40]\n[-40,-40,-40]\n[40,40,40]\n\nas expected.',
    ],
    [
      'a cost under its label',
      cost,
      'Each product costs $c\\,d_{out}^2d_{in}$; the factor ½ halves everything.\n\n**Runtime per iteration:** $c\\,d_{out}^2d_{in}$, or $\\Theta(d_{out}^2d_{in})$.',
    ],
    [
      'a layer by its kind',
      net,
      'First convolution: 100 parameters, output 28×28×10.\nReLU: no parameters, output 28×28×10.\nPooling: no parameters, output 14×14×10.\nFlatten: no parameters, output 1960.\nFully connected: 1960·3 weights plus the bias, 1960·3 + 1 = 5881 parameters, output 3.',
    ],
    [
      'the second layer of a kind',
      [reference('cnn', { input: '8x8x1', layers: 'conv3-2 p1, conv3-4 p1, flatten, fc-3' }, ['parameters'])],
      '| Layer | Parameters |\n|---|---|\n| Conv 1 | 20 |\n| Conv 2 | 72 |\n| Flatten | 0 |\n| Dense | 771 |',
    ],
    ['sizes joined by "by"', layer, 'K²CF weights, F biases, output (W−K+2P)/S+1 by (H−K+2P)/S+1 by C.'],
  ] as const)('%s is checked', (_, references, text) => {
    expect(['disagrees', 'contradicts-itself']).toContain(check(text, references).verdict)
  })
})

describe('sums spelled as programs spell them', () => {
  const gradient = [reference('convgrad', {}, ['dw'])]
  it.each([
    ['`dw[h,l] = sum_{i=1}^{m} sum_{j=1}^{m} dy[i,j] * x[i+h-1, j+l-1]`', 'agrees'],
    [
      'We index from 0: `dw[h,l] = sum_{i=0}^{m-1} sum_{j=0}^{m-1} dy[i,j] * x[i+h, j+l]`',
      'differs-by-convention',
    ],
    ['`dw[h,l] = sum_{i=1}^{m} sum_{j=1}^{m} dy[i,j] * x[i+h, j+l]`', 'disagrees'],
  ])('%s', (text, verdict) => expect(check(text, gradient).verdict).toBe(verdict))
})

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
