import type { Sign } from './elements.ts'

export type Token = { readonly text: string; readonly from: number; readonly to: number }

const tokenPattern = /\\[a-zA-Z]+\*?|\\[\s\S]|[\s\S]/g

export const tokensOf = (source: string, from: number, to: number): Token[] => {
  const out: Token[] = []
  for (const found of source.slice(from, to).matchAll(tokenPattern))
    out.push({ text: found[0], from: from + found.index, to: from + found.index + found[0].length })
  return out
}

export const signs: ReadonlyMap<string, Sign> = new Map([
  ['=', '='],
  ['\\equiv', '='],
  ['\\triangleq', '='],
  ['\\coloneqq', '='],
  ['\\approx', '~='],
  ['≈', '~='],
  ['\\simeq', '~='],
  ['\\cong', '~='],
  ['\\doteq', '~='],
  ['\\le', '<='],
  ['\\leq', '<='],
  ['\\leqslant', '<='],
  ['≤', '<='],
  ['<', '<'],
  ['\\lt', '<'],
  ['\\ge', '>='],
  ['\\geq', '>='],
  ['\\geqslant', '>='],
  ['≥', '>='],
  ['>', '>'],
  ['\\gt', '>'],
  ['\\ne', '!='],
  ['\\neq', '!='],
  ['≠', '!='],
  ['\\sim', '~'],
  ['\\propto', '~'],
  ['∝', '~'],
  ['\\lesssim', '~'],
  ['\\gtrsim', '~'],
  ['\\ll', '~'],
  ['\\gg', '~'],
  ['\\asymp', '~'],
  ['\\leftarrow', '<-'],
  ['\\gets', '<-'],
  ['←', '<-'],
  ['\\to', '->'],
  ['\\rightarrow', '->'],
  ['→', '->'],
  ['\\mapsto', '->'],
  ['\\longrightarrow', '->'],
  ['\\in', 'in'],
  ['∈', 'in'],
  ['\\succ', '~'],
  ['\\prec', '~'],
])
export const arrows: ReadonlySet<string> = new Set([
  '\\Rightarrow',
  '\\implies',
  '\\Longrightarrow',
  '\\iff',
  '\\Leftrightarrow',
  '\\Longleftrightarrow',
  '\\therefore',
  '\\because',
  '⇒',
  '⟹',
  '⇔',
  '⟺',
  '\\impliedby',
  '\\Leftarrow',
  '\\leadsto',
  '\\rightsquigarrow',
])
export const spaces: ReadonlySet<string> = new Set([
  '\\quad',
  '\\qquad',
  '\\hspace',
  '\\\\',
  '\\newline',
  '\\cr',
])
export const texts: ReadonlySet<string> = new Set([
  '\\text',
  '\\textbf',
  '\\mbox',
  '\\textrm',
  '\\textit',
  '\\intertext',
])
export const rowed: ReadonlySet<string> = new Set([
  'aligned',
  'align',
  'align*',
  'alignedat',
  'gathered',
  'gather',
  'gather*',
  'split',
  'eqnarray',
  'eqnarray*',
  'equation',
  'equation*',
])

/** The index just past the group that opens at `at`, or at + 1 when none opens there. */
export const pastGroup = (tokens: readonly Token[], at: number): number => {
  if (tokens[at]?.text !== '{') return at + 1
  let depth = 0
  for (let i = at; i < tokens.length; i++) {
    if (tokens[i]?.text === '{') depth += 1
    if (tokens[i]?.text === '}' && --depth === 0) return i + 1
  }
  return tokens.length
}

export const nameAfter = (tokens: readonly Token[], at: number): string => {
  const end = pastGroup(tokens, at)
  return tokens
    .slice(at + 1, end - 1)
    .map((token) => token.text)
    .join('')
}

/** The index of the `\end` that closes the environment whose `\begin` is at `at`. */
export const endOf = (tokens: readonly Token[], at: number): number => {
  let depth = 0
  for (let i = at; i < tokens.length; i++) {
    if (tokens[i]?.text === '\\begin') depth += 1
    if (tokens[i]?.text === '\\end' && --depth === 0) return i
  }
  return tokens.length
}

/** `\\\\[2pt]` says how far the next row stands: the index of the last token of it. */
export const pastSpacing = (tokens: readonly Token[], at: number): number => {
  if (tokens[at]?.text !== '\\\\' || tokens[at + 1]?.text !== '[') return at
  const close = tokens.slice(at + 1, at + 10).findIndex(({ text }) => text === ']')
  const inside = tokens.slice(at + 2, at + 1 + close).map(({ text }) => text)
  return close > 0 && /^-?[\d.]+(?:pt|em|ex|mm|cm|mu)$/.test(inside.join('')) ? at + 1 + close : at
}

/** Splits tokens of an environment's body at `separator` of its own level. */
export const splitAt = (tokens: readonly Token[], separator: string): Token[][] => {
  const out: Token[][] = [[]]
  let depth = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) break
    if (token.text === '{' || token.text === '\\begin') depth += 1
    if (token.text === '}' || token.text === '\\end') depth -= 1
    if (depth === 0 && token.text === separator) {
      out.push([])
      at = pastSpacing(tokens, at)
    } else out.at(-1)?.push(token)
  }
  return out
}

export const openers: ReadonlySet<string> = new Set([
  '(',
  '[',
  '\\{',
  '\\lfloor',
  '\\lceil',
  '\\langle',
  '\\left',
])
export const closers: ReadonlySet<string> = new Set([
  ')',
  ']',
  '\\}',
  '\\rfloor',
  '\\rceil',
  '\\rangle',
  '\\right',
])
