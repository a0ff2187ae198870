import { describe, expect, it } from 'vitest'
import { homework } from '../grading/homework.ts'

const cost = '2 c d_out^2 d_in'
const variance = '(n-k+1)^2 sigma_x^2 sigma_g^2'
const std = '(n-k+1) sigma_x sigma_g'

describe('what frames an answer', () => {
  const statusOf = homework()

  it.each([
    // The part's own label is no factor c.
    ['correct', '2c', '(c) $\\sqrt{d_{out}}$'],
    ['correct', '2c', '2c) sqrt(d_out)'],
    ['correct', '2c', 'Problem 2(c): sqrt(d_out)'],
    ['person', '2c', '(b) $\\sqrt{d_{out}}$'],
    ['wrong', '2c', '(c) $\\sqrt{d_{in}}$'],
    ['correct', '2e', '\\begin{align*}\n\\alpha &= \\sqrt{d_{out}}\n\\end{align*}'],
    ['wrong', '2e', '\\begin{align*}\n\\alpha &= \\sqrt{d_{in}}\n\\end{align*}'],
    ['correct', '2d', '```python\nreturn d_in**-0.5\n```'],
    ['correct', '2d', 'd_in**-0.5  # alpha'],
    ['correct', '2c', 'SQRT(d_out)'],
    ['correct', '2c', 'It may be as large as $\\sqrt{d_{out}}$.'],
    // Capital and small letters may be two things.
    ['person', '4c', 'l(k-1)+1'],
    ['correct', '2c', '√d_out ≥ ‖ΔW‖₂'],
    ['correct', '2c', '‖ΔW‖_2 ∈ [0, √d_out]'],
    ['wrong', '2c', '√d_in ≥ ‖ΔW‖₂'],
    ['person', '2c', '√d_out ≤ ‖ΔW‖₂'],
    ['person', '2c', '‖ΔW‖_2 ≥ √d_out'],
    ['person', '2d', 'd_in**-0.5  # no, d_in**0.5'],
    ['correct', '2b', '- $\\frac{1}{\\sqrt{d_{in}}}$'],
    ['person', '2b', '- 1/sqrt(d_in)'],
    ['correct', '2b', 'torch.rsqrt(d_in)'],
    ['correct', '2b', 'np.power(d_in, -0.5)'],
    ['wrong', '2b', 'np.power(d_in, 0.5)'],
    ['correct', '1a', '```python\ncost = 2*c*d_out**2*d_in   # O(d_out**2 * d_in)\n```'],
    ['partial', '1a', '```python\ncost = 2*c*d_out**2*d_in   # O(d_out * d_in)\n```'],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))
})

describe('labels and values in any layout', () => {
  const statusOf = homework()

  it.each([
    ['an object', `{"flops": "${cost}", "complexity": "O(d_out^2 d_in)"}`],
    ['a table', `| quantity | value |\n|---|---|\n| cost | ${cost} |\n| complexity | O(d_out^2 d_in) |`],
    ['headings', `Exact cost\n${cost}\n\nAsymptotic class\nO(d_out^2 d_in)`],
    ['bold headings', `**Cost.** ${cost}\n\n**Runtime class.** O(d_out^2 d_in)`],
    ['arrows', `flops -> ${cost}\nclass -> O(d_out^2 d_in)`],
    ['pieces', `total cost = ${cost}; big-O = O(d_out^2 d_in)`],
    ['commas', `cost ${cost}, complexity O(d_out^2 d_in)`],
    ['counts', `(i) total cost ${cost} (ii) runtime class O(d_out^2 d_in)`],
    ['a sentence', `I get ${cost} for the cost, and O(d_out^2 d_in) for the runtime class.`],
    ['clauses', `The cost is ${cost} and the complexity is O(d_out^2 d_in).`],
    ['brackets', `a) ${cost}  (cost)\nb) O(d_out^2 d_in)  (complexity)`],
    ['columns', `| cost | class |\n|---|---|\n| ${cost} | O(d_out^2 d_in) |`],
    ['a letter beside a label', `C = ${cost}; Big-O: O(d_out^2 d_in)`],
    ['one letter twice', `T = ${cost}\nT = O(d_out^2 d_in)`],
    ['bold labels on one line', `**Cost:** $${cost}$ **Class:** $O(d_out^2 d_in)$`],
    ['a system', `\\begin{cases} \\text{cost} = ${cost} \\\\ \\text{class} = O(d_out^2 d_in) \\end{cases}`],
    ['two boxes', `\\boxed{\\text{cost} = ${cost}},\\ \\boxed{\\text{class} = O(d_out^2 d_in)}`],
  ])('%s', (_, answer) => {
    expect(statusOf('1a', answer)).toBe('correct')
    expect(statusOf('1a', answer.replace('2 c', 'c'))).toBe('partial')
    expect(statusOf('1a', answer.replace('O(d_out^2', 'O(d_out'))).toBe('partial')
  })

  it.each([
    ['correct', '7b', `E[dw]: 0; Var(dw): ${variance}; SD: ${std}; growth with n: linearly`],
    [
      'correct',
      '7b',
      `**Mean.** $0$\n\n**Var.** $${variance}$\n\n**Std.** $${std}$\n\n**Growth of the std.** $O(n)$`,
    ],
    ['correct', '7b', `mean: 0\nvariance: ${variance}\nstd: sqrt(${variance}) = ${std}\ngrowth: Θ(n)`],
    // Not what is asked for, though a word of it is.
    ['person', '7b', `mean 0, variance ${variance}, std ${std}, growth of the variance: linear`],
    ['person', '7b', `mean: 0; variance: ${variance}; std: ${std}; growth in k: linear`],
    ['person', '7b', `mean 0, variance ${variance}, std ${std}; std² grows linearly`],
    ['person', '7b', `mean: 0\nvariance: ${variance}\nstd: ${std}\nvariance = Θ(n)`],
    [
      'person',
      '7b',
      `| dx | 1 |\n|---|---|\n| mean | 0 |\n| variance | ${variance} |\n| std | ${std} |\n| growth | Θ(n) |`,
    ],
    ['correct', '1b', 'C = 2 c d_out d_in^2, s = d_out/d_in'],
    ['person', '1b', 'W = 2 c d_out d_in^2, s = d_out/d_in'],
    ['wrong', '2g', '**Growth factor.** 1/sqrt(d_out)\n\n**Correction.** sqrt(d_out)'],
    // Which of the two is "scaled" backwards is left open.
    ['person', '2g', 'backward scale factor: sqrt(d_out); backward scale factor: 1/sqrt(d_out)'],
    [
      'correct',
      '4a',
      'The layer has K^2*C*F weights and F biases and its output is ((W-K+2P)/S+1) x ((H-K+2P)/S+1) x F.',
    ],
    [
      'partial',
      '4a',
      'The layer has K^2*F weights and F biases and its output is ((W-K+2P)/S+1) x ((H-K+2P)/S+1) x F.',
    ],
    [
      'correct',
      '4a',
      'W_out = (W+2P-K)/S + 1, H_out = (H+2P-K)/S + 1, D_out = F. There are F·K²·C weights and F biases.',
    ],
    [
      'partial',
      '4a',
      'The layer has $CFK^2$ weights and $C$ biases; its output is ((W-K+2P)/S+1) x ((H-K+2P)/S+1) x F.',
    ],
    ['correct', '4b', '| width | height | channels |\n|---|---|---|\n| (W-K)/S + 1 | (H-K)/S + 1 | C |'],
    ['person', '4b', '| in width | height | channels |\n|---|---|---|\n| (W-K)/S + 1 | (H-K)/S + 1 | C |'],
    ['correct', '4b', 'ceil((W-K+1)/S) x ceil((H-K+1)/S) x C'],
    ['partial', '4b', 'ceil((W-K)/S) x ceil((H-K+1)/S) x C'],
    ['correct', '2g', '$\\sqrt{d_{out}}$ per layer; undo it with $1/\\sqrt{d_{out}}$'],
    ['partial', '2g', '$\\sqrt{d_{out}}$ per layer; undo it with $1/\\sqrt{d_{in}}$'],
    ['correct', '2g', '| backward growth | backward scale |\n|---|---|\n| sqrt(d_out) | 1/sqrt(d_out) |'],
    ['correct', '4f', 'g3 0,0.8,0; g4 0.8,0,0'],
    ['correct', '1a', 'cost = 2*c*d_out^2*d_in; % Theta(d_out^2*d_in)'],
    ['correct', '4b', "W' × H' × C with W' = (W−K)/S + 1 and H' = (H−K)/S + 1"],
    ['correct', '4b', "H' × W' × C with W' = (W−K)/S + 1 and H' = (H−K)/S + 1"],
    ['wrong', '4b', "W' × H' × K with W' = (W−K)/S + 2 and H' = (H−K)/S + 2"],
    ['correct', '4b', 'Pooling has the same formula:\nW_out = (W-K)/S + 1, H_out = (H-K)/S + 1, C_out = C'],
    [
      'person',
      '4b',
      'Pooling may not have this formula:\nW_out = (W-K)/S + 1, H_out = (H-K)/S + 1, C_out = C',
    ],
    ['correct', '4b', 'Channels stay $C$; height $(H-K)/S+1$; width $(W-K)/S+1$'],
    [
      'correct',
      '4b',
      '(W-K)/S+1 wide, (H-K)/S+1 high, C channels, since the pooling acts on each channel separately.',
    ],
    [
      'correct',
      '4b',
      '| axis | size |\n|---|---|\n| width | (W-K)/S + 1 |\n| height | (H-K)/S + 1 |\n| channels | C |',
    ],
    ['wrong', '4f', 'g3 0.8,0,0; g4 0,0.8,0'],
    // The last item of the first list is no number of the second.
    [
      'correct',
      '4e',
      'activations: 28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3. parameters: 100, 0, 910, 0, 0, 1473',
    ],
    ['correct', '7b', `mean: 0; variance: ${variance}; std: ${std}; growth: linear, O(n)`],
    ['person', '7b', `mean: 0; variance: ${variance}; std: ${std}; growth: linear, O(n^2)`],
    ['correct', '7b', `mean 0, variance ${variance}, std ${std}, which grows linearly in n`],
    ['partial', '7b', `mean 0, variance ${variance}, std ${std}, grows like sqrt(n)`],
    [
      'person',
      '7b',
      `mean 0, variance ${variance}, std ${std}, Θ(n) because the kernel is fixed, so quadratic`,
    ],
    ['person', '4b', 'The input has width (W-K)/S+1, height (H-K)/S+1 and C channels'],
    [
      'person',
      '7b',
      `x has mean 0, variance ${variance} and standard deviation ${std}; the deviation grows linearly`,
    ],
    // A growth that stands behind another value is of that one, or left open.
    ['person', '7b', `mean 0, std ${std}, variance ${variance}, linear in n`],
    ['person', '7b', `mean 0, variance ${variance}, std ${std}, grows like n for the mean`],
    ['correct', '4a', '# weights: K^2 C F; # biases: F; output: (W-K+2P)/S+1 x (H-K+2P)/S+1 x F'],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))
})

describe('the question said once more', () => {
  const statusOf = homework()

  it.each([
    ['correct', '2b', 'The constant that gives the scale of Xavier initialisation is c = 1/√(d_in).'],
    ['wrong', '2b', 'The constant that gives the scale of Xavier initialisation is c = 1/d_in.'],
    ['correct', '2c', 'The spectral norm of ΔW may be at most √(d_out).'],
    // Of another thing, of which the question speaks too.
    ['person', '2c', 'The spectral norm of W may be at most √(d_out).'],
    ['person', '2c', 'the norm of x is sqrt(d_out)'],
    ['person', '2c', 'σ_min(ΔW) <= sqrt(d_out)'],
    ['correct', '2d', 'The step size that just meets the bound of (c) is $d_{in}^{-1/2}$.'],
    ['person', '2d', 'The step size that never meets the bound of (c) is $d_{in}^{-1/2}$.'],
    ['correct', '4c', 'The receptive field of one output along one axis is LK - L + 1.'],
    ['person', '4c', 'The receptive field of one output along one axis is L*(K-1)+1 squared'],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))
})

describe('the last equation', () => {
  const statusOf = homework()
  const sign = String.raw`\begin{aligned}\alpha\sqrt{d_{in}d_{out}} &= \sqrt{d_{out}}\\ \alpha &= 1/\sqrt{d_{in}}\end{aligned}`

  it.each([
    ['correct', '2d', sign],
    ['wrong', '2d', sign.replace('1/', '2/')],
    ['correct', '2b', 'Var(cW) = c² → c² = 1/d_in → c = 1/sqrt(d_in)'],
    ['person', '2b', 'c = 1/sqrt(d_in) since Var(W) = 1\nc = 1/d_in'],
    ['person', '2d', 'alpha ≤ 1/sqrt(d_in), e.g. alpha = 1'],
    ['correct', '2d', 'Eq(alpha, 1/sqrt(d_in))'],
    ['correct', '2b', 'c = d_in**Rational(-1, 2)'],
    ['wrong', '2b', 'c = d_in**Rational(1, 2)'],
    ['correct', '2e', '‖UVᵀ‖₂ = 1, so ‖ΔW‖₂ = α, and the bound of (c) gives α = √d_out.'],
    ['wrong', '2e', '‖UVᵀ‖₂ = 1, so ‖ΔW‖₂ = α, and the bound of (c) gives α = √d_in.'],
    ['correct', '2c', 'c·‖ΔW‖₂·√d_in ≤ √d_out. With c = 1/√d_in this gives ‖ΔW‖₂ ≤ √d_out.'],
    // What is taken for granted is not what the solution has.
    ['person', '2b', 'with d_in = d_out: c = 1/sqrt(d_in)'],
    ['person', '2b', '1/d_in and c = 1/sqrt(d_in)'],
    ['person', '2d', 'The bound fails for α = 1/sqrt(d_in)'],
    ['person', '2b', 'A common mistake gives c = 1/sqrt(d_in)'],
    ['person', '2d', 'Avoid this: α = 1/sqrt(d_in)'],
    ['person', '2c', 'If c = 1, then ||ΔW||_2 ≤ sqrt(d_out)'],
    ['person', '2c', 'c = 1, so ||ΔW||_2 ≤ sqrt(d_out)'],
    ['person', '2c', 'With c = 1/d_in, ||ΔW||_2 ≤ sqrt(d_out)'],
    ['person', '2d', 'd_in = d_out, so α = 1/sqrt(d_in)'],
    ['person', '4c', 'K = 3, so R = L(K-1)+1'],
    ['person', '2b', 'For He initialisation, c = 1/sqrt(d_in)'],
    ['person', '2b', 'First c = 1/sqrt(d_out), then c = 1/sqrt(d_in)'],
    ['person', '2b', '1/d_in is Xavier, and c = 1/sqrt(d_in)'],
    ['person', '4c', 'The field of L layers is LK. R = L(K-1)+1'],
    // Working that is untrue by what it comes to.
    ['person', '2b', 'c^2 = 1/d_in^2, so c = 1/sqrt(d_in)'],
    ['person', '4c', 'R - 1 = LK, so R = L(K-1)+1'],
    ['person', '2b', 'σ = 1/sqrt(d_in), so c = σ^2'],
    ['person', '2b', 'c = sqrt(2/(fan_in + fan_out)) = 1/sqrt(d_in)'],
    // The number of an equation, or a factor.
    ['person', '2b', 'c = d_in^{-0.5} (2)'],
    ['person', '2g', '√d_out (1); 1/√d_out (2)'],
    ['person', '2d', 'alpha = sqrt(d_out). α = d_in^(-1/2)'],
    ['correct', '4c', 'r_1 = K\nr_L = r_{L-1}+K-1 = K+(L-1)(K-1) = L(K-1)+1'],
    ['person', '4c', 'r_1 = K\nr_L = r_{L-1}+K-1 = K+(L-1)(K-1) = L(K-1)+2'],
    ['correct', '2g', 'growth = c_n ||W_n||_2 = sqrt(d_out)\nscale = 1/sqrt(d_out)'],
    // A ratio of its own may be the other way round.
    ['person', '1b', 'cost 2c d_out d_in^2, ratio T_gram/T_direct = d_in/d_out'],
    ['person', '4f', 'g3 = g4 = [0, 0.8, 0]'],
    [
      'correct',
      '7a',
      'Let m = n-k+1. Then dw_hl = sum_{i=1}^m sum_{j=1}^m x_{i+h-1,j+l-1} dy_ij, and w_new = w - eta dw.',
    ],
    ['correct', '7a', 'dw_hl = Σᵢ Σⱼ dyᵢⱼ · x_{i+h−1,j+l−1}; w_new = w − η·dw'],
    ['partial', '7a', 'dw_hl = Σᵢ Σⱼ dyᵢⱼ · x_{i+h−1,j+l−1}; w_new = w + η·dw'],
    ['correct', '7a', 'dw_hl = sum_ij dy_ij x_(i+h-1, j+l-1), w_new = w - lr*dw'],
    ['correct', '7a', 'dw_hl = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}; w_new = w_hl - eta dw_hl'],
    ['partial', '7a', 'dw_hl = Σ_{i,j} dy_{ij} x_{i+h-1,j+l-1}; w_new = w_hl + eta dw_hl'],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))
})

describe('sequences and matrices', () => {
  const statusOf = homework()

  it.each([
    [
      'correct',
      '3b',
      'y2(n) = 0 (n<5); 2 - 32*2^(-n) (5..11); 4064*2^(-n) (n>=12); translation equivariance',
    ],
    ['wrong', '3b', 'y2(n) = 0 (n<5); 2 - 32*2^(-n) (5..12); 127*2^(-n) (n>=13)'],
    ['correct', '3b', '**y₂(n) = y(n − 5)** — property: **shift invariance**'],
    ['correct', '3b', '- y_2[n] = y[n-5]\n- property: translation invariance of the convolution'],
    ['correct', '3a', '0 for n<0 / 2(1-2^{-(n+1)}) for 0≤n≤6 / 2^{-n}(2^7-1) for n≥7'],
    [
      'correct',
      '3a',
      'y(n) = 2 - (1/2)^n for 0 ≤ n ≤ 5; y(n) = 127·(1/2)^n for n ≥ 6; y(n) = 0 for negative n',
    ],
    ['correct', '3c', '**y** = [ -40 -40 -40 ; -40 -40 -40 ; -40 -40 -40 ] (3 × 3)'],
    ['person', '3c', '**y** = [ -40 -40 ; -40 -40 ] (2 × 2)'],
    ['wrong', '3c', '**y** = [ 40 40 40 ; 40 40 40 ; 40 40 40 ] (3 × 3)'],
    // A row of LaTeX that begins with a bracket.
    [
      'correct',
      '3a',
      '$y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le L-1\\\\(2^L-1)2^{-n}&n\\ge L\\end{cases}$ with $L=7$',
    ],
    [
      'wrong',
      '3a',
      '$y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le L-1\\\\(2^L+1)2^{-n}&n\\ge L\\end{cases}$ with $L=7$',
    ],
    [
      'correct',
      '3d',
      '(i)\n-19 -28 -32 -36 -29\n-30 -40 -40 -40 -30\n-30 -40 -40 -40 -30\n-30 -40 -40 -40 -30\n 49  68  72  76  59\n(ii)\n-19 -32 -29\n-30 -40 -30\n 49  72  59',
    ],
    ['correct', '3b', '\\[\\boxed{y_2(n)=y(n-5)}\\quad\\text{(shift equivariance)}\\]'],
    ['correct', '3b', '- $y_2(n) = y(n-5)$\n- property: **time invariance** of the LTI system'],
    [
      'correct',
      '4e',
      'params = [100 0 910 0 0 1473];\nactivations = {[28 28 10], [14 14 10], [14 14 10], [7 7 10], 490, 3};',
    ],
    [
      'correct',
      '4e',
      '| | params | activations |\n|---|---|---|\n| Input | 0 | 28x28x1 |\n| CONV3-10 | 100 | 28x28x10 |\n| POOL2 | 0 | 14x14x10 |\n| CONV3-10 | 910 | 14x14x10 |\n| POOL2 | 0 | 7x7x10 |\n| FLATTEN | 0 | 490 |\n| FC-3 | 1473 | 3 |',
    ],
    // How many activations there are: another thing than their shapes, and no slip.
    ['person', '4e', 'parameters: 100, 0, 910, 0, 0, 1473; activations: 7840, 1960, 1960, 490, 490, 3'],
    [
      'correct',
      '4e',
      'parameters = [100, 0, 910, 0, 0, 1473]\nactivations = ["28x28x10", "14x14x10", "14x14x10", "7x7x10", "490", "3"]',
    ],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))
})

describe('formulas that are said', () => {
  const statusOf = homework()

  it.each([
    ['correct', '1a', 'cost: two times c times d_out squared times d_in; class: O(d_out^2 d_in)'],
    ['partial', '1a', 'cost: three times c times d_out squared times d_in; class: O(d_out^2 d_in)'],
    ['correct', '2b', 'c is the inverse square root of the input dimension d_in.'],
    ['person', '2b', 'c is the inverse square root of the output dimension d_in.'],
    ['correct', '2b', 'the reciprocal of sqrt(d_in)'],
    ['wrong', '2b', 'the reciprocal of d_in'],
    ['correct', '4c', 'L times (K minus 1), plus 1.'],
    ['wrong', '4c', 'L times (K minus 1), minus 1.'],
    ['correct', '4c', 'One plus L times (K-1).'],
    // (K − 1) or K·L − 1?
    ['person', '4c', 'L times K minus 1 plus 1'],
    ['person', '2b', 'one over root of d_in squared'],
    ['correct', '1b', 'cost: 2 c d_out d_in^2; factor: d_out divided by d_in'],
    ['partial', '1b', 'cost: 2 c d_out d_in^2; factor: d_in divided by d_out'],
  ])('%s: %s, %s', (status, part, answer) => expect(statusOf(part, answer)).toBe(status))
})
