/** Names that are applied to an argument, with the name used in trees. */
export const functions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sqrt: 'sqrt',
    cbrt: 'cbrt',
    exp: 'exp',
    ln: 'ln',
    log: 'log',
    log2: 'log2',
    log10: 'log10',
    lg: 'log10',
    floor: 'floor',
    int: 'floor',
    ceil: 'ceil',
    ceiling: 'ceil',
    round: 'round',
    abs: 'abs',
    max: 'max',
    min: 'min',
    sin: 'sin',
    cos: 'cos',
    tan: 'tan',
    cot: 'cot',
    sec: 'sec',
    csc: 'csc',
    sinh: 'sinh',
    cosh: 'cosh',
    tanh: 'tanh',
    sech: 'sech',
    coth: 'coth',
    csch: 'csch',
    cosec: 'csc',
    cosech: 'csch',
    asinh: 'asinh',
    arcsinh: 'asinh',
    acosh: 'acosh',
    arccosh: 'acosh',
    atanh: 'atanh',
    arctanh: 'atanh',
    arsinh: 'asinh',
    arcosh: 'acosh',
    artanh: 'atanh',
    asin: 'asin',
    arcsin: 'asin',
    acos: 'acos',
    arccos: 'acos',
    atan: 'atan',
    arctan: 'atan',
    sigmoid: 'sigmoid',
    relu: 'relu',
    ReLU: 'relu',
    softmax: 'softmax',
    softplus: 'softplus',
    sign: 'sign',
    sgn: 'sign',
    erf: 'erf',
    transpose: 'transpose',
    inv: 'inv',
    inverse: 'inv',
    factorial: 'factorial',
    binomial: 'binomial',
    binom: 'binomial',
    gcd: 'gcd',
    lcm: 'lcm',
    mod: 'mod',
    norm: 'norm',
    det: 'det',
    tr: 'tr',
    trace: 'tr',
    rank: 'rank',
    diag: 'diag',
    eye: 'eye',
    identity: 'eye',
    RMS: 'RMS',
    rms: 'RMS',
    Var: 'Var',
    Cov: 'Cov',
    sum: 'sum',
    prod: 'prod',
    product: 'prod',
    pow: 'pow',
  }),
)

const greekNames = [
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron rho sigma tau upsilon phi chi psi',
  'omega ell Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega',
].flatMap((line) => line.split(' '))

/** Spelled names of symbols, with the canonical one. */
export const greek: ReadonlyMap<string, string> = new Map([
  ...greekNames.map((name): [string, string] => [name, name]),
  ['eps', 'epsilon'],
  ['varepsilon', 'epsilon'],
  ['vartheta', 'theta'],
  ['varphi', 'phi'],
  ['varrho', 'rho'],
  ['varsigma', 'sigma'],
  ['varkappa', 'kappa'],
])

/** Greek letters and letter-like signs. */
export const letterSigns: ReadonlyMap<string, string> = new Map(
  [...'αβγδεζηθικλμνξορστυφχψω'].map((letter, at): [string, string] => [
    letter,
    greekNames.filter((name) => name !== 'ell')[at] ?? letter,
  ]),
)
  .set('ϵ', 'epsilon')
  .set('ϕ', 'phi')
  .set('ϑ', 'theta')
  .set('µ', 'mu')
  .set('ς', 'sigma')
  .set('ℓ', 'ell')
  .set('Γ', 'Gamma')
  .set('Δ', 'Delta')
  .set('∆', 'Delta')
  .set('Θ', 'Theta')
  .set('Λ', 'Lambda')
  .set('Ξ', 'Xi')
  .set('Σ', 'Sigma')
  .set('Φ', 'Phi')
  .set('Ψ', 'Psi')
  .set('Ω', 'Omega')

export const constants: ReadonlyMap<string, 'e' | 'pi' | 'infinity'> = new Map([
  ['pi', 'pi'],
  ['π', 'pi'],
  ['inf', 'infinity'],
  ['Inf', 'infinity'],
  ['infty', 'infinity'],
  ['infinity', 'infinity'],
  ['Infinity', 'infinity'],
  ['oo', 'infinity'],
  ['∞', 'infinity'],
  ['e', 'e'],
])

/** Words that relate or join statements. */
export const joiningWords: ReadonlySet<string> = new Set([
  'and',
  'or',
  'if',
  'for',
  'when',
  'where',
  'with',
  'otherwise',
  'else',
  'in',
  'mod',
  'union',
  'is',
  'equals',
  'true',
  'false',
  'percent',
  'pct',
  'million',
  'billion',
  'thousand',
  'trillion',
])

/** Units of counts and sizes: they are dropped after a value, since quantities carry none. */
export const units: ReadonlySet<string> = new Set(
  [
    'flop flops mac macs madds mults multiplications additions operations ops op parameters params parameter weights',
    'weight biases bias entries elements pixels pixel px channels channel neurons units unit values steps iterations',
    'layers filters bits bit bytes byte nodes edges samples tokens rows columns numbers scalars activations times',
  ].flatMap((line) => line.split(' ')),
)

/** Names of several letters that quantities of the field have without anyone declaring them. */
export const knownSymbols: ReadonlySet<string> = new Set(['std', 'var', 'mean', 'fan_in', 'fan_out', 'lr'])
