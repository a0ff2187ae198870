import type { Sign } from './elements.ts'

export type Kind =
  | 'mark'
  | 'relation'
  | 'arrow'
  | 'number'
  | 'name'
  | 'operator'
  | 'open'
  | 'close'
  | 'word'
  | 'comma'
  | 'stop'
export type Token = {
  readonly kind: Kind
  readonly text: string
  readonly at: number
  readonly end: number /** The first token of a line of the source. */
  readonly opensLine: boolean
}

const pattern = new RegExp(
  [
    '(?<mark>[\\ue000-\\uf8ff])',
    '(?<norm>‖[^‖\\n]{1,40}‖(?:[₀-₉]|_\\{[^{}\\n]{1,20}\\}|_[\\p{L}\\d]+)?|\\|\\|[^|\\n]{1,40}\\|\\|(?:[₀-₉]|_\\{[^{}\\n]{1,20}\\}|_[\\p{L}\\d]+)?)',
    '(?<ellipsis>(?<=[,{(\\[+−·⋅×*-]\\s*)(?:…|⋯|\\.\\.\\.)(?=\\s*[,})\\]+−·⋅×*=-]))',
    '(?<abbreviation>(?<![\\p{L}])(?:i\\.e|e\\.g|w\\.r\\.t|i\\.i\\.d|s\\.t|a\\.k\\.a)\\.)',
    '(?<tag><\\/?[a-z][\\w-]*>|\\d-[A-Z]\\b|\\d-(?:based|indexed)\\b|#\\d+)',
    '(?<arrow>⇒|⟹|⇔|⟺|=>)',
    '(?<relation>:=|<=|>=|!=|==|~=|=~|<-|->|=|≈|≃|≅|~|≤|≥|≠|<|>|∝|←|→|≲|≡|∈)',
    '(?<number>\\d*[¼½¾⅐-⅞]|\\d{1,3}(?:,\\d{3})+(?![\\d,])(?:\\.\\d+)?|(?<![\\d.,]\\s?)(?:[1-9]\\d{0,1}|[1-9]\\d\\d(?![ ]\\d{3} \\d))(?:[ \\u00a0\\u2009\\u202f]\\d{3})+(?!\\s?[\\d.,]\\d)|(?:\\d+(?:\\.\\d+)?|(?<![\\d.])\\.\\d+)(?:[eE][+-]?\\d+)?)',
    "(?<word>[∂∇]?\\p{L}[\\p{L}\\p{M}\\d₀-₉]*(?:_(?:\\{[^{}\\n]{1,40}\\}|[\\p{L}\\d]+))*(?:\\^(?:\\{\\p{L}{3,12}\\}|\\(\\p{L}{3,12}\\)|\\p{L}{3,12}(?![\\p{L}(])))?(?:[-’'](?<=\\p{L}[\\p{L}\\d][-’']|\\p{L}[’'])(?=[\\p{L}\\d])[\\p{L}\\d]+)*[′']?)",
    '(?<open>[([{⌊⌈])',
    '(?<close>[)\\]}⌋⌉])',
    '(?<operator>[-+−*×·⋅∙⋆∗⊛/÷^√²³¹⁰⁴⁵⁶⁷⁸⁹⁻ⁿ%±∞|]|!(?=[-+*/)]))',
    '(?<comma>,)',
    '(?<stop>[^\\s])',
  ].join('|'),
  'gu',
)

export const signs: ReadonlyMap<string, Sign> = new Map([
  ['=', '='],
  [':=', '='],
  ['==', '='],
  ['≡', '='],
  ['≈', '~='],
  ['≃', '~='],
  ['≅', '~='],
  ['~=', '~='],
  ['=~', '~='],
  ['~', '~'],
  ['≤', '<='],
  ['<=', '<='],
  ['≥', '>='],
  ['>=', '>='],
  ['<', '<'],
  ['>', '>'],
  ['≠', '!='],
  ['!=', '!='],
  ['∝', '~'],
  ['≲', '~'],
  ['←', '<-'],
  ['<-', '<-'],
  ['→', '->'],
  ['->', '->'],
  ['∈', 'in'],
])

const functions: ReadonlySet<string> = new Set([
  'sqrt',
  'log',
  'ln',
  'exp',
  'log2',
  'log10',
  'floor',
  'ceil',
  'max',
  'min',
  'abs',
  'sin',
  'cos',
  'tan',
  'sum',
  'sign',
  'pi',
])
/** Letters of statistics and norms that are names where a bracket is glued to them. */
const applied = /^(?:Var|var|Std|std|SD|sd|Cov|cov|RMS|rms|rank|tr)$/
const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|pi|rho|sigma|tau|phi|omega|Delta|Sigma|Theta|Omega)(?:_|\d|$)/

/** Letters that no word of prose mixes with others: `σx`, `ΔW`, `∂y`, `Wᵀx`. */
const mixed = /^(?=.*[α-ωΑ-Ωᵀ∂∇\u1d62-\u1d6a\u2090-\u209c])[\p{L}∂∇\d₀-₉]{1,12}$/u

const isName = (word: string): boolean =>
  /^\p{L}[′']?$/u.test(word) ||
  mixed.test(word) ||
  /[_^]/.test(word) ||
  /^\p{L}{1,2}[\d₀-₉]+$/u.test(word) ||
  functions.has(word) ||
  greek.test(word)

const classify = (
  groups: Readonly<Record<string, string | undefined>>,
  isSymbol: IsSymbol,
  inFormula: boolean,
): Kind => {
  if (groups.mark) return 'mark'
  if (groups.norm || groups.ellipsis) return 'name'
  if (groups.tag || groups.abbreviation) return 'word'
  if (groups.arrow) return 'arrow'
  if (groups.relation) return 'relation'
  if (groups.number) return 'number'
  if (groups.word) return isName(groups.word) || isSymbol(groups.word, inFormula) ? 'name' : 'word'
  if (groups.open) return 'open'
  if (groups.close) return 'close'
  if (groups.operator) return 'operator'
  return groups.comma ? 'comma' : 'stop'
}

/** Whether a word of prose is a symbol of the matter at hand, `dout` or `dw`; in a formula also a product, `mn`. */
export type IsSymbol = (word: string, inFormula: boolean) => boolean

const isOperand = (before: Token | undefined): boolean =>
  before?.kind === 'operator' || before?.kind === 'relation' || before?.kind === 'open'

const isFactorEnd = (token: Token): boolean =>
  token.kind === 'number' || token.kind === 'close' || /^[²³⁰-⁹]$/.test(token.text)

export const tokensOf = (text: string, isSymbol: IsSymbol): Token[] => {
  const out: Token[] = []
  for (const found of text.matchAll(pattern)) {
    const end = found.index + found[0].length
    const last = out.at(-1)
    const opensLine = last !== undefined && text.slice(last.end, found.index).includes('\n')
    // `K²CF`: letters glued to a formula are factors.
    const isGlued = last?.end === found.index && /^[A-Z]{2,4}$/.test(found[0]) && isFactorEnd(last)
    // "a" and "I" are words, unless an operator or relation makes a symbol of them.
    const isArticle = /^[aAI]$/.test(found[0]) && !/^\s*[-=<>≤≥≈+*/^_[(·×]/.test(text.slice(end))
    // `Var(dw)`, `E[dw]`
    const isArgument = last?.kind === 'open' && out.at(-2)?.kind === 'name' && out.at(-2)?.end === last.at
    const isDifferential =
      /^d[A-Za-z]$/.test(found[0]) &&
      (((last?.kind === 'operator' || isArgument) && last?.end === found.index) || text[end] === '/')
    // "part d" is a label.
    const isPart =
      /^[a-h]$/.test(found[0]) &&
      last?.kind === 'word' &&
      /^(?:parts?|questions?|problems?)$/i.test(last.text)
    const isScaled = last?.kind === 'number' && last.end === found.index && /^[AI]$/.test(found[0])
    const isApplied = applied.test(found[0]) && /^[([]/.test(text.slice(end))
    const kind =
      isGlued || isDifferential || isScaled || isApplied
        ? 'name'
        : isPart || (isArticle && !isOperand(last))
          ? 'word'
          : classify(
              found.groups ?? {},
              isSymbol,
              last?.kind === 'operator' || /^[\^²³]/.test(text.slice(end)),
            )
    // `3 x 5` and `28x28x10` are products of sizes.
    const times =
      /^(?:[xX]\d+)+$|^[xX]$/.test(found[0]) &&
      last?.kind === 'number' &&
      /^\s*\d/.test(text.slice(found.index + 1))
    if (times) {
      for (const part of found[0].matchAll(/[xX]|\d+/g)) {
        const [kind, sign] = /\d/.test(part[0])
          ? (['number', part[0]] as const)
          : (['operator', '×'] as const)
        const at = found.index + part.index
        out.push({ kind, text: sign, at, end: at + part[0].length, opensLine: opensLine && part.index === 0 })
      }
    } else out.push({ kind, text: found[0], at: found.index, end, opensLine })
  }
  return out
}

const scaling =
  /\b(?:multipl\w*|divid\w*|scal\w*|factor\w*|grow\w*|increas\w*|decreas\w*|explod\w*|shift\w*|replac\w*|reduc\w*)\b[^.;]*$/i

const label = /^(?:[ivx]{1,4}|[a-h])$/

/** `(i)` before a formula or a word, and not after a name, is a label. */
export const withLabels = (tokens: readonly Token[]): readonly Token[] =>
  tokens.flatMap((token, i) => {
    const opensAt = (at: number): boolean =>
      tokens[at]?.text === '(' &&
      label.test(tokens[at + 1]?.text ?? '') &&
      tokens[at + 2]?.text === ')' &&
      !/^(?:name|number|close|operator|relation|mark)$/.test(tokens[at - 1]?.kind ?? '') &&
      !/^(?:operator|relation|open|number)$/.test(tokens[at + 3]?.kind ?? '')
    if (opensAt(i)) {
      const end = tokens[i + 2]?.end ?? token.end
      return [{ ...token, kind: 'word' as const, text: `(${tokens[i + 1]?.text ?? ''})`, end }]
    }
    return opensAt(i - 1) || opensAt(i - 2) ? [] : [token]
  })

const isValue = (token: Token | undefined): boolean => token?.kind === 'mark' || token?.kind === 'number'

/** The places of the words in `3 by 3`, `¤ by ¤` and `(…)/S + 1 by (…)/S + 1 by F` that stand between sizes. */
const sizesBy = (tokens: readonly Token[], text: string): ReadonlySet<number> => {
  const out = new Set<number>()
  let last = Number.NEGATIVE_INFINITY
  for (const [i, token] of tokens.entries()) {
    const [before, after] = [tokens[i - 1], tokens[i + 1]]
    if (token.kind === 'word' && token.text !== 'by') last = Number.NEGATIVE_INFINITY
    if (token.text !== 'by' || scaling.test(text.slice(0, token.at).slice(-80))) continue
    const isSize =
      (isValue(before) || before?.kind === 'close') &&
      (isValue(after) || after?.kind === 'open' || (after?.kind === 'name' && last >= 0))
    if (!isSize) continue
    out.add(i)
    last = i
  }
  return out
}

/** `3 by 3` and `¤ by ¤` give sizes, unless something is multiplied, grows or moves by the second. */
export const withSizes = (tokens: readonly Token[], text: string): readonly Token[] => {
  const between = sizesBy(tokens, text)
  return tokens.map((token, i) => {
    const [before, after] = [tokens[i - 1], tokens[i + 1]]
    // `(…) x (…) x F`: a letter x by itself between brackets multiplies sizes.
    const isTimes =
      /^[xX]$/.test(token.text) &&
      /^(?:close|mark)$/.test(before?.kind ?? '') &&
      /^(?:open|mark|name|number)$/.test(after?.kind ?? '') &&
      before?.end !== token.at &&
      after?.at !== token.end
    return between.has(i) || isTimes ? { ...token, kind: 'operator' as const, text: '×' } : token
  })
}
