/** How one notation spells the parts of an expression; `write-expression.ts` arranges them. */
export type Notation = {
  symbol(name: string): string
  constant(name: 'e' | 'pi' | 'infinity'): string
  indexed(name: string, indices: readonly string[]): string
  times(factors: readonly string[]): string
  fraction(over: string, under: string): string
  /** Whether `fraction` brackets what is over and under by itself. */
  readonly fractionGroups: boolean
  power(base: string, exponent: string): string
  /** Whether an exponent needs no brackets of its own. */
  readonly exponentGroups: boolean
  root(index: number, radicand: string): string
  call(name: string, args: readonly string[]): string
  group(inner: string): string
  readonly minus: string
  readonly plus: string
  readonly negative: string
}

const greekLetters: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
  Gamma: 'Γ',
  Delta: 'Δ',
  Theta: 'Θ',
  Lambda: 'Λ',
  Sigma: 'Σ',
  Phi: 'Φ',
  Psi: 'Ψ',
  Omega: 'Ω',
}

/** What a table says of a name; nothing for names that every object has, such as `constructor`. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

const upright = (part: string): string => {
  if (Object.hasOwn(greekLetters, part)) return `\\${part}`
  return /^([A-Za-z]|\d+)$/.test(part) ? part : `\\text{${part}}`
}

const latexSymbols = new Map<string, string>()
const mostSymbols = 1000

/** `d_in` as `d_{\text{in}}`, `sigma_x` as `\sigma_x`. */
const latexSymbol = (name: string): string => {
  if (name.length === 1 && /[A-Za-z]/.test(name)) return name
  const known = latexSymbols.get(name)
  if (known !== undefined) return known
  const symbol = composeSymbol(name)
  if (latexSymbols.size >= mostSymbols) latexSymbols.clear()
  latexSymbols.set(name, symbol)
  return symbol
}

const composeSymbol = (name: string): string => {
  const primes = /'*$/.exec(name)?.[0] ?? ''
  const [head = name, ...subscripts] = name.slice(0, name.length - primes.length).split('_')
  const subscript = subscripts.map(upright).join(',')
  const body = subscript === '' ? '' : `_${subscript.length === 1 ? subscript : `{${subscript}}`}`
  return `${upright(head)}${body}${primes}`
}

const latexCalls: Readonly<Record<string, (args: readonly string[]) => string>> = {
  floor: ([x]) => `\\left\\lfloor ${x} \\right\\rfloor`,
  ceil: ([x]) => `\\left\\lceil ${x} \\right\\rceil`,
  abs: ([x]) => `\\left| ${x} \\right|`,
  log2: ([x]) => `\\log_{2}\\left(${x}\\right)`,
  log10: ([x]) => `\\log_{10}\\left(${x}\\right)`,
  transpose: ([x]) => `${x}^{\\top}`,
  factorial: ([x]) => `\\left(${x}\\right)!`,
  sum: ([body, index, from, to]) => `\\sum_{${index}=${from}}^{${to}} ${body}`,
  sigmoid: ([x]) => `\\sigma\\left(${x}\\right)`,
}
const latexFunctions = new Set([
  'ln',
  'exp',
  'max',
  'min',
  'sin',
  'cos',
  'tan',
  'sinh',
  'cosh',
  'tanh',
  'log',
])

const isDigit = (code: number): boolean => code >= 48 && code <= 57

export const latex: Notation = {
  symbol: latexSymbol,
  constant: (name) => (name === 'e' ? 'e' : name === 'pi' ? '\\pi' : '\\infty'),
  indexed: (name, indices) => `${latexSymbol(name)}_{${indices.join(', ')}}`,
  times: (factors) =>
    factors.reduce((left, right) =>
      isDigit(right.charCodeAt(0)) || right.startsWith('\\frac')
        ? `${left} \\cdot ${right}`
        : `${left} ${right}`,
    ),
  fraction: (over, under) => `\\frac{${over}}{${under}}`,
  fractionGroups: true,
  power: (base, exponent) => `${base}^{${exponent}}`,
  exponentGroups: true,
  root: (index, radicand) => (index === 2 ? `\\sqrt{${radicand}}` : `\\sqrt[${index}]{${radicand}}`),
  call: (name, args) =>
    own(latexCalls, name)?.(args) ??
    `${latexFunctions.has(name) ? `\\${name}` : `\\operatorname{${name}}`}\\left(${args.join(', ')}\\right)`,
  group: (inner) => `\\left(${inner}\\right)`,
  minus: ' - ',
  plus: ' + ',
  negative: '-',
}

export const text: Notation = {
  symbol: (name) => name,
  constant: (name) => (name === 'infinity' ? 'Infinity' : name),
  indexed: (name, indices) => `${name}[${indices.join(', ')}]`,
  times: (factors) => factors.join(' * '),
  fraction: (over, under) => `${over}/${under}`,
  fractionGroups: false,
  power: (base, exponent) => `${base}^${exponent}`,
  exponentGroups: false,
  root: (index, radicand) => (index === 2 ? `sqrt(${radicand})` : `nthRoot(${radicand}, ${index})`),
  call: (name, args) => `${name === 'ln' ? 'log' : name}(${args.join(', ')})`,
  group: (inner) => `(${inner})`,
  minus: ' - ',
  plus: ' + ',
  negative: '-',
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789-+()niLKjkmx'].map((c, at) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾ⁿⁱᴸᴷʲᵏᵐˣ'][at] ?? c]),
)

/** The exponent raised, where Unicode has every character of it. */
const raised = (exponent: string): string | undefined => {
  const plain = exponent.replaceAll('−', '-').replaceAll(' ', '')
  const out = [...plain].map((c) => superscripts[c])
  return out.every((c) => c !== undefined) ? out.join('') : undefined
}

const unicodeSymbol = (name: string): string =>
  name
    .split('_')
    .map((part) => own(greekLetters, part) ?? part)
    .join('_')

const unicodeCalls: Readonly<Record<string, (args: readonly string[]) => string>> = {
  floor: ([x]) => `⌊${x}⌋`,
  ceil: ([x]) => `⌈${x}⌉`,
  abs: ([x]) => `|${x}|`,
  transpose: ([x]) => `${x}ᵀ`,
  log2: ([x]) => `log₂(${x})`,
  factorial: ([x]) => `(${x})!`,
  sum: ([body, index, from, to]) => `Σ_{${index}=${from}}^{${to}} ${body}`,
  sigmoid: ([x]) => `σ(${x})`,
}

const atomic = /^[\p{L}\p{N}_.]+$/u

export const unicode: Notation = {
  symbol: unicodeSymbol,
  constant: (name) => (name === 'e' ? 'e' : name === 'pi' ? 'π' : '∞'),
  indexed: (name, indices) => `${unicodeSymbol(name)}[${indices.join(', ')}]`,
  times: (factors) => factors.join('·'),
  fraction: (over, under) => `${over}/${under}`,
  fractionGroups: false,
  power: (base, exponent) => {
    const up = raised(exponent.startsWith('(') ? exponent.slice(1, -1) : exponent)
    return up ? `${base}${up}` : `${base}^${exponent}`
  },
  exponentGroups: false,
  root: (index, radicand) =>
    `${index === 2 ? '√' : index === 3 ? '∛' : `${raised(String(index))}√`}${atomic.test(radicand) ? radicand : `(${radicand})`}`,
  call: (name, args) => own(unicodeCalls, name)?.(args) ?? `${name}(${args.join(', ')})`,
  group: (inner) => `(${inner})`,
  minus: ' − ',
  plus: ' + ',
  negative: '−',
}
