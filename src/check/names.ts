import { kept } from '../exact/kept.ts'

const faces =
  /\\(?:mathrm|mathbf|mathit|mathsf|mathcal|mathbb|boldsymbol|bm|operatorname\*?|text|textbf|textrm|textit|mbox|displaystyle|textstyle|limits|nolimits|bf|rm)(?![a-zA-Z])/g
const spacing =
  /\\(?:left|right|big|Big|bigg|Bigg|bigl|bigr|Bigl|Bigr|quad|qquad)(?![a-zA-Z])|\\[,;:!> ]|~|\s+/g

const unicode: ReadonlyMap<string, string> = new Map(
  Object.entries({
    α: 'alpha',
    β: 'beta',
    γ: 'gamma',
    δ: 'delta',
    ε: 'epsilon',
    η: 'eta',
    θ: 'theta',
    κ: 'kappa',
    λ: 'lambda',
    μ: 'mu',
    µ: 'mu',
    ν: 'nu',
    π: 'pi',
    ρ: 'rho',
    σ: 'sigma',
    τ: 'tau',
    φ: 'phi',
    χ: 'chi',
    ψ: 'psi',
    ω: 'omega',
    Δ: 'Delta',
    Σ: 'Sigma',
    Θ: 'Theta',
    Ω: 'Omega',
    '∇': 'nabla',
    '∂': 'partial',
    '‖': '\\|',
    '′': "'",
    '−': '-',
    '₀': '_0',
    '₁': '_1',
    '₂': '_2',
    '₃': '_3',
    '₄': '_4',
    '₅': '_5',
    '₆': '_6',
    '₇': '_7',
    '₈': '_8',
    '₉': '_9',

    '·': '',
    '⋅': '',
    '×': '*',
  }),
)

/** Marks that single out a value of a quantity without making it another one: `α_max`, `α^*`, `L_{opt}`. */
const extremal = /(?:\^|_)(?:max|min|opt|\*|ast|star|allowed|critical)(?![a-zA-Z])/g
const spectral: ReadonlySet<string> = new Set([
  '',
  '2',
  'spectral',
  'spec',
  'op',
  '*',
  'ast',
  'sigma',
  '2to2',
  'infty,spectral',
])

/** The letters a formula's name comes down to: faces, spaces, braces and size commands left out. */
const bare = (text: string): string =>
  text
    .replace(/[₀-₉]{2,}/g, (digits) => `_${digits.normalize('NFKC')}`)
    .replace(/\^\s*(\{[^{}]*(?:\{[^{}]*\})?[^{}]*\}|\w)\s*_\s*(\{[^{}]*\}|\w)/g, '_$2^$1')
    .replace(/[^\x20-\x7e]/g, (character) => unicode.get(character) ?? character)
    .replace(faces, '')
    .replace(spacing, '')
    .replace(/\\mid(?![a-zA-Z])/g, '|')
    .replace(/\\(?:lVert|rVert|Vert|lvert\\lvert)(?![a-zA-Z])|\|\|/g, '\\|')
    .replace(/\\(?:cdot|times)(?![a-zA-Z])/g, '')
    .replace(/\^\{?\s*\\prime\s*\}?/g, "'")
    .replace(/(_\{[^{}]*\}|_\w)'/g, "'$1")
    .replace(/\\([a-zA-Z]+)/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/top(?![a-z])/g, 'T')

/** Derivatives of the loss are written `∂L/∂w`, `dL/dw`, `∇_w L` and, for short, `dw`. */
export const withShortDerivatives = (text: string): string =>
  text
    .replace(
      /\\[dt]?frac\s*\{?\s*\\?(?:partial|d)\s*(?:\\mathcal)?\s*\{?\s*(?:L|ell|\\ell|J)\s*\}?\s*\}?\s*\{?\s*\\?(?:partial|d)\s*([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g,
      ' d$1',
    )
    .replace(/\\nabla_\{?\s*(?:\\mathbf\s*)?([a-zA-Z])\s*\}?\s*(?:\\mathcal\s*)?\{?L\}?/g, ' d$1')

const letters = kept((text) => bare(withShortDerivatives(text)))

/** One spelling of a quantity's name, so that `\|\Delta W\|_{op}` and `‖ΔW‖₂`, `\alpha_{\max}` and `α` meet. */
export const nameKey = kept((text) => {
  const key = letters(text)
    .replace(extremal, '')
    .replace(/[.,;:]+$/, '')
  const norm = /^\\?\|(.+?)\\?\|(?:_(.+))?$/.exec(key)
  if (norm?.[1] !== undefined && !norm[1].includes('|'))
    return spectral.has(norm[2] ?? '') ? `norm(${norm[1]})` : key
  return key
    .replace(/^(?:Var|V|var)[[(](.+)[\])]$/, 'Var($1)')
    .replace(/^(?:SD|Std|std|sd|Stdev|stddev)[[(](.+)[\])]$/, 'SD($1)')
    .replace(/^E[[(](.+)[\])]$/, 'E($1)')
})

export type IndexedName = {
  readonly base: string
  readonly indices: readonly string[]
  readonly style: 'bracket' | 'call' | 'sub'
}

/** `y[0,1]`, `y(7)`, `y_{0,1}`: the base name and the indices as written. */
export const indexedName = (text: string): IndexedName | undefined => {
  const key = letters(text).replace(/[.,;:]+$/, '')
  const chained = /^([A-Za-z][A-Za-z_']*?\d?)((?:\[[^[\]]+\])+)$/.exec(key)
  if (chained?.[1] !== undefined && chained[2] !== undefined)
    return { base: chained[1], indices: chained[2].slice(1, -1).split(/\]\[|,/), style: 'bracket' }
  const called = /^([A-Za-z][A-Za-z_']*?\d?)\(([^()]+)\)$/.exec(key)
  if (called?.[1] !== undefined && called[2] !== undefined)
    return { base: called[1], indices: called[2].split(','), style: 'call' }
  const sub = /^([A-Za-z]+'?)_(.+)$/.exec(key)
  if (sub?.[1] !== undefined && sub[2] !== undefined) {
    const packed = /^[0-9]{2}$|^[a-z]{2}$/.test(sub[2]) ? [...sub[2]] : sub[2].split(',')
    return { base: sub[1], indices: packed, style: 'sub' }
  }
  return undefined
}

/** The words of a name: `spectral_bound` is "spectral bound". */
export const wordsOf = kept((name) => name.replace(/_/g, ' ').toLowerCase())

/** Whether a text spells a formula (has a command, a script or one letter) rather than words. */
export const isSymbol = (text: string): boolean =>
  /[\\_^{}|]/.test(text) || /^\p{L}{1,2}\d*'?$/u.test(text) || /[[(]/.test(text)
