/**
 * What students hand in for homework 4, with what it earns. The right values are those of the course's own solutions
 * (parts whose key is wrong: the value that the constraint of the part itself gives); every wrong one differs from them.
 */
export type Answers = {
  readonly right: readonly string[]
  readonly partial?: readonly string[]
  readonly wrong: readonly string[]
}

const rows = (matrix: readonly (readonly number[])[]): readonly string[] => [
  JSON.stringify(matrix),
  matrix.map((row) => row.join(' ')).join('; '),
  `\\begin{bmatrix}${matrix.map((row) => row.join('&')).join('\\\\')}\\end{bmatrix}`,
  `$\\begin{pmatrix}${matrix.map((row) => row.join(' & ')).join(' \\\\ ')}\\end{pmatrix}$`,
  `y = ${JSON.stringify(matrix)}`,
]

const negated = (matrix: readonly (readonly number[])[]): number[][] =>
  matrix.map((row) => row.map((entry) => -entry))
const oneOff = (matrix: readonly (readonly number[])[]): number[][] =>
  matrix.map((row, at) => row.map((entry, along) => (at === 1 && along === 1 ? entry + 1 : entry)))

const flat = [0, 1, 2].map(() => [-40, -40, -40])
const padded = [
  [-19, -28, -32, -36, -29],
  [-30, -40, -40, -40, -30],
  [-30, -40, -40, -40, -30],
  [-30, -40, -40, -40, -30],
  [49, 68, 72, 76, 59],
]
const strided = [
  [-19, -32, -29],
  [-30, -40, -30],
  [49, 72, 59],
]
const pairs = (
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
): readonly string[] => {
  const [a = [], b = []] = [rows(first), rows(second)]
  return [
    `(i) ${a[0]} (ii) ${b[0]}`,
    `i: ${a[0]}\nii: ${b[0]}`,
    `${a[0]} and ${b[0]}`,
    `(i) $${a[2]}$; (ii) $${b[2]}$`,
    `${a[1]}\n${b[1]}`.replaceAll('; ', ' ; ').replace(/^.*$/s, `(i) ${a[0]}, (ii) ${b[0]}`),
  ]
}

export const hw4Answers: Readonly<Record<string, Answers>> = {
  '1a': {
    right: [
      '2 c d_out^2 d_in, Theta(d_out^2 d_in)',
      '2*c*d_out^2*d_in; O(d_out^2*d_in)',
      '$2c\\,d_{out}^2d_{in}$ so $\\Theta(d_{out}^2 d_{in})$',
      'cost = 2*c*d_out^2*d_in; class O(d_out^2 d_in)',
      '2c\\,d_{out}^2d_{in}=\\Theta(d_{out}^2d_{in})',
      'c d_out^2 d_in + c d_out^2 d_in, Theta(d_in d_out^2)',
      'total cost: $2c d_{\\text{out}}^2 d_{\\text{in}}$, asymptotic cost: $\\Theta(d_{\\text{out}}^2 d_{\\text{in}})$',
    ],
    partial: [
      'c d_out^2 d_in, Theta(d_out^2 d_in)',
      '2 c d_out^2 d_in',
      '2 c d_out^2 d_in, Theta(d_out d_in^2)',
    ],
    wrong: ['2 c d_out d_in^2, Theta(d_out d_in^2)', '3 c d_out d_in^2, Theta(d_in^3)'],
  },
  '1b': {
    right: [
      '2 c d_out d_in^2, d_out/d_in',
      '2 c d_out d_in^2; speedup d_out/d_in',
      '$2c\\,d_{out}d_{in}^2$, speedup $\\frac{d_{out}}{d_{in}}$',
      'cost: 2*c*d_in^2*d_out, speedup: d_out/d_in',
      '2c d_{out} d_{in}^2; faster by d_out/d_in',
    ],
    partial: ['2 c d_out d_in^2, d_in/d_out', 'c d_out d_in^2, d_out/d_in'],
    wrong: ['2 c d_out^2 d_in, d_in/d_out', 'cost: c d_in^3, speedup: d_out^2'],
  },
  '2b': {
    right: [
      '1/sqrt(d_in)',
      'd_in^(-1/2)',
      '$\\frac{1}{\\sqrt{d_{in}}}$',
      'c = 1/√d_in',
      'c=\\frac1{\\sqrt{d_{in}}}',
      '$c = d_{\\text{in}}^{-1/2}$',
      'sqrt(1/d_in)',
      'sqrt(d_in)/d_in',
      '1/sqrt(din)',
    ],
    wrong: ['1/d_in', 'sqrt(d_in)', '1/sqrt(d_out)', 'c = 1/d_{in}', '$\\sqrt{2/d_{in}}$'],
  },
  '2c': {
    right: [
      'sqrt(d_out)',
      '√d_out',
      '||ΔW||_2 <= sqrt(d_out)',
      '$\\sqrt{d_{out}}$',
      'at most $\\sqrt{d_{out}}$',
      '$\\|\\Delta W\\|_2 \\le \\sqrt{d_{out}}$',
      'd_out^(1/2)',
      'd_out/sqrt(d_out)',
      '$\\|\\Delta W\\|_2\\le\\frac1c\\sqrt{\\frac{d_{out}}{d_{in}}}=\\sqrt{d_{out}}$',
    ],
    wrong: ['sqrt(d_out/d_in)', 'd_out', '1', 'sqrt(d_in)', '$\\sqrt{d_{out} d_{in}}$'],
  },
  '2d': {
    right: [
      '1/sqrt(d_in)',
      'alpha = 1/sqrt(d_in)',
      '$\\alpha = \\frac{1}{\\sqrt{d_{in}}}$',
      'sqrt(d_out)/sqrt(d_out*d_in)',
      'α = d_in^(-1/2)',
      '$\\alpha=\\frac{\\sqrt{d_{out}}}{\\sqrt{d_{out}d_{in}}}=\\frac1{\\sqrt{d_{in}}}$',
    ],
    wrong: [
      '1/d_in',
      'alpha = sqrt(d_out)',
      '1/sqrt(d_out)',
      '$\\alpha = \\frac{1}{\\sqrt{d_{in} d_{out}}}$',
    ],
  },
  '2e': {
    right: [
      'sqrt(d_out)',
      'alpha = sqrt(d_out)',
      '$\\alpha = \\sqrt{d_{out}}$',
      'α = √d_out',
      'd_out^{1/2}',
      '\\alpha=\\sqrt{d_{\\mathrm{out}}}',
    ],
    wrong: [
      'sqrt(d_out*d_in)',
      'alpha = sqrt(d_in)',
      '1',
      '$\\alpha = \\sqrt{d_{out}/d_{in}}$',
      '$\\sqrt{d_{in} d_{out}}$',
    ],
  },
  '2g': {
    right: [
      'sqrt(d_out), 1/sqrt(d_out)',
      'gradients grow by sqrt(d_out) per layer; multiply by 1/sqrt(d_out)',
      'growth sqrt(d_out), scale d_out^(-1/2)',
      '$\\sqrt{d_{out}}$ and $\\frac{1}{\\sqrt{d_{out}}}$',
      'factor √d_out, constant 1/√d_out',
    ],
    partial: ['sqrt(d_out), 1/d_out', 'sqrt(d_in), 1/sqrt(d_out)'],
    wrong: ['d_out, 1/d_out', 'sqrt(d_in d_out), 1/sqrt(d_in d_out)'],
  },
  '3a': {
    right: [
      '$y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le L-1\\\\(2^L-1)2^{-n}&n\\ge L\\end{cases}$',
      'y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le 6\\\\127\\cdot2^{-n}&n\\ge 7\\end{cases}',
      'y[n] = 0 (n<0), 2 - 2^(-n) (0<=n<=6), 127*2^(-n) (n>=7)',
      'y(n) = 2-2^{-n} for 0<=n<=6, 127/2^n for n>=7, 0 otherwise',
      '0 for n<0; 2-(1/2)^n for 0<=n<=6; 127*(1/2)^n for n>=7',
    ],
    wrong: [
      'y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le 6\\\\63\\cdot2^{-n}&n\\ge 7\\end{cases}',
      '$y(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&n\\ge 0\\end{cases}$',
      'y(n)=\\begin{cases}0&n<0\\\\2-2^{1-n}&0\\le n\\le 6\\\\127\\cdot2^{-n}&n\\ge 7\\end{cases}',
    ],
  },
  '3b': {
    right: [
      'y_2(n)=\\begin{cases}0&n<5\\\\2-2^{5-n}&5\\le n\\le 11\\\\127\\cdot2^{5-n}&n\\ge 12\\end{cases}',
      '$y_2(n)=y(n-5)=\\begin{cases}0&n<5\\\\2-2^{-(n-5)}&5\\le n\\le L+4\\\\(2^L-1)2^{-(n-5)}&n\\ge L+5\\end{cases}$',
      'y_2[n] = 0 (n<5), 2 - 2^(5-n) (5<=n<=11), 127*2^(5-n) (n>=12)',
    ],
    wrong: [
      'y_2(n)=\\begin{cases}0&n<0\\\\2-2^{-n}&0\\le n\\le 6\\\\127\\cdot2^{-n}&n\\ge 7\\end{cases}',
      'y_2(n)=\\begin{cases}0&n<5\\\\2-2^{-n}&5\\le n\\le 11\\\\127\\cdot2^{-n}&n\\ge 12\\end{cases}',
    ],
  },
  '3c': { right: rows(flat), wrong: [...rows(negated(flat)), ...rows(oneOff(flat))] },
  '3d': {
    right: pairs(padded, strided),
    partial: pairs(padded, oneOff(strided)).slice(0, 2),
    wrong: pairs(negated(padded), negated(strided)).slice(0, 2),
  },
  '4a': {
    right: [
      'weights K^2*C*F, biases F, output floor((W-K+2P)/S)+1 x floor((H-K+2P)/S)+1 x F',
      'K*K*C*F weights + F biases; ((W-K+2P)/S+1) x ((H-K+2P)/S+1) x F',
      '$K^2CF$ weights, $F$ biases; $\\left(\\lfloor\\tfrac{W-K+2P}{S}\\rfloor+1\\right)\\times\\left(\\lfloor\\tfrac{H-K+2P}{S}\\rfloor+1\\right)\\times F$',
      'K^2CF, F, (floor((W-K+2P)/S)+1, floor((H-K+2P)/S)+1, F)',
      'weights = K^2 C F; biases = F; out_width = floor((W+2P-K)/S)+1; out_height = floor((H+2P-K)/S)+1; out_channels = F',
    ],
    partial: [
      'weights K^2*F, biases F, output floor((W-K+2P)/S)+1 x floor((H-K+2P)/S)+1 x F',
      'weights K^2*C*F, biases F, output floor((W-K+P)/S)+1 x floor((H-K+P)/S)+1 x F',
    ],
    wrong: ['weights = K^2; biases = C; out_width = (W-K)/S; out_height = (H-K)/S; out_channels = C'],
  },
  '4b': {
    right: [
      '(floor((W-K)/S)+1) x (floor((H-K)/S)+1) x C',
      '((W-K)/S+1) x ((H-K)/S+1) x C',
      '$\\left(\\lfloor\\frac{W-K}{S}\\rfloor+1\\right)\\times\\left(\\lfloor\\frac{H-K}{S}\\rfloor+1\\right)\\times C$',
      '(floor((W-K)/S)+1, floor((H-K)/S)+1, C)',
    ],
    partial: ['(W/S) x (H/S) x C', '((W-K)/S) x ((H-K)/S) x C'],
    wrong: ['(W/S) x (H/S) x 1'],
  },
  '4c': {
    right: [
      'L*(K-1)+1',
      'L(K-1)+1',
      'LK-L+1',
      'K+(L-1)(K-1)',
      '$1 + L(K-1)$',
      'R = L(K-1)+1',
      'receptive field = L*K - L + 1',
      '$R_L = L(K-1) + 1$',
    ],
    wrong: ['(L-1)(K-1)+1', 'L*K', 'L(K-1)', 'K^L', 'R = L*K+1'],
  },
  '4e': {
    right: [
      'parameters 100, 0, 910, 0, 0, 1473; activations 28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3',
      'params: [100, 0, 910, 0, 0, 1473]; activations: [28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3]',
      'parameters: 3*3*1*10+10, 0, 3*3*10*10+10, 0, 0, 490*3+3; activations: 28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3',
      'parameters = 100, 0, 910, 0, 0, 1473\nactivations = 28×28×10, 14×14×10, 14×14×10, 7×7×10, 490, 3',
    ],
    partial: [
      'parameters [100,0,910,0,0,1470]; activations 28x28x10, 14x14x10, 14x14x10, 7x7x10, 490, 3',
      'parameters 100, 0, 910, 0, 0, 1473; activations 28x28x10, 14x14x10, 14x14x20, 7x7x20, 980, 3',
    ],
    wrong: ['parameters 90, 0, 900, 0, 0, 1470; activations 26x26x10, 13x13x10, 11x11x10, 5x5x10, 250, 3'],
  },
  '7a': {
    right: [
      "$dw_{h,l}=\\sum_{i=1}^m\\sum_{j=1}^m dy_{i,j}\\,x_{i+h-1,j+l-1}$, $w'=w-\\eta\\,dw$",
      "dw_{hl} = \\sum_{i=1}^{m}\\sum_{j=1}^{m} dy_{ij} x_{i+h-1,j+l-1}; w' = w - \\eta dw",
      "dw_{h,l} = \\sum_{i=1}^{n-k+1} \\sum_{j=1}^{n-k+1} x_{i+h-1,j+l-1} dy_{i,j}, w' = w - \\eta dw",
    ],
    partial: ["$dw_{h,l}=\\sum_{i=1}^m\\sum_{j=1}^m dy_{i,j}\\,x_{i+h-1,j+l-1}$, $w'=w+\\eta\\,dw$"],
    wrong: ["$dw_{h,l}=\\sum_{i=1}^m\\sum_{j=1}^m dy_{i,j}\\,x_{i,j}$, $w'=w+\\eta\\,dw$"],
  },
  '7b': {
    right: [
      'mean 0, variance (n-k+1)^2 sigma_x^2 sigma_g^2, std (n-k+1) sigma_x sigma_g, grows linearly in n',
      'E = 0, Var = (n-k+1)^2 \\sigma_x^2 \\sigma_g^2, sd = (n-k+1) \\sigma_x \\sigma_g, Theta(n)',
      'mean = 0; variance = (n-k+1)^2*sigma_x^2*sigma_g^2; std = (n-k+1)*sigma_x*sigma_g; growth = Theta(n)',
      '$\\mathbb E=0$, $\\mathrm{Var}=(n-k+1)^2\\sigma_x^2\\sigma_g^2$, $\\mathrm{sd}=(n-k+1)\\sigma_x\\sigma_g=\\Theta(n)$',
      '0, (n-k+1)^2 sigma_x^2 sigma_g^2, (n-k+1) sigma_x sigma_g, O(n)',
    ],
    partial: [
      'mean 0, variance (n-k+1) sigma_x^2 sigma_g^2, std sqrt(n-k+1) sigma_x sigma_g, Theta(sqrt(n))',
      'mean = 0; variance = n^2*sigma_x^2*sigma_g^2; std = n*sigma_x*sigma_g; growth = Theta(n)',
    ],
    wrong: ['mean = 1; variance = k^2*sigma_x^2*sigma_g^2; std = k*sigma_x*sigma_g; growth = Theta(n^2)'],
  },
  '7c': {
    right: [
      'max: \\begin{cases}dy_{\\lceil i/2\\rceil,\\lceil j/2\\rceil} & x_{i,j}=y_{\\lceil i/2\\rceil,\\lceil j/2\\rceil}\\\\0&\\text{otherwise}\\end{cases}; average: dx_{i,j} = \\frac14 dy_{\\lceil i/2\\rceil,\\lceil j/2\\rceil}',
    ],
    partial: ['average: dx_{ij} = \\frac14 dy_{\\lceil i/2\\rceil,\\lceil j/2\\rceil}'],
    wrong: ['average: dx_{i,j} = dy_{\\lceil i/2\\rceil,\\lceil j/2\\rceil}'],
  },
}
