import type { Element, Sign } from './elements.ts'
import { latexElements } from './latex-elements.ts'
import type { Sentence } from './sentences.ts'

type Kind =
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
type Token = { readonly kind: Kind; readonly text: string; readonly at: number; readonly end: number }

const pattern = new RegExp(
  [
    '(?<mark>[\\ue000-\\uf8ff])',
    '(?<abbreviation>(?<![\\p{L}])(?:i\\.e|e\\.g|w\\.r\\.t|i\\.i\\.d|s\\.t|a\\.k\\.a)\\.)',
    '(?<tag><\\/?[a-z][\\w-]*>|\\d-[A-Z]\\b)',
    '(?<arrow>⇒|⟹|⇔|⟺|=>)',
    '(?<relation>:=|<=|>=|!=|==|<-|->|=|≈|≃|≅|~|≤|≥|≠|<|>|∝|←|→|≲|≡|∈)',
    '(?<number>\\d{1,3}(?:,\\d{3})+(?![\\d,])(?:\\.\\d+)?|(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?)',
    "(?<word>\\p{L}[\\p{L}\\p{M}\\d]*(?:_(?:\\{[^{}\\s]{1,24}\\}|[\\p{L}\\d]+))*(?:[-’'](?<=\\p{L}[\\p{L}\\d][-’']|\\p{L}[’'])(?=[\\p{L}\\d])[\\p{L}\\d]+)*[′']?)",
    '(?<open>[([{⌊⌈])',
    '(?<close>[)\\]}⌋⌉])',
    '(?<operator>[-+−*×·⋅∙/÷^√²³¹⁰⁴⁵⁶⁷⁸⁹⁻ⁿ%±∞|]|!(?=[-+*/)]))',
    '(?<comma>,)',
    '(?<stop>[^\\s])',
  ].join('|'),
  'gu',
)

const signs: ReadonlyMap<string, Sign> = new Map([
  ['=', '='],
  [':=', '='],
  ['==', '='],
  ['≡', '='],
  ['≈', '~='],
  ['≃', '~='],
  ['≅', '~='],
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
const greek =
  /^(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|pi|rho|sigma|tau|phi|omega|Delta|Sigma|Theta|Omega)(?:_|\d|$)/

const isName = (word: string): boolean =>
  /^\p{L}[′']?$/u.test(word) ||
  /_/.test(word) ||
  /^\p{L}{1,2}\d+$/u.test(word) ||
  functions.has(word) ||
  greek.test(word)

const classify = (groups: Readonly<Record<string, string | undefined>>): Kind => {
  if (groups.mark) return 'mark'
  if (groups.tag || groups.abbreviation) return 'word'
  if (groups.arrow) return 'arrow'
  if (groups.relation) return 'relation'
  if (groups.number) return 'number'
  if (groups.word) return isName(groups.word) ? 'name' : 'word'
  if (groups.open) return 'open'
  if (groups.close) return 'close'
  if (groups.operator) return 'operator'
  return groups.comma ? 'comma' : 'stop'
}

const isOperand = (before: Token | undefined): boolean =>
  before?.kind === 'operator' || before?.kind === 'relation' || before?.kind === 'open'

const isFactorEnd = (token: Token): boolean =>
  token.kind === 'number' || token.kind === 'close' || /^[²³⁰-⁹]$/.test(token.text)

const tokensOf = (text: string): Token[] => {
  const out: Token[] = []
  for (const found of text.matchAll(pattern)) {
    const end = found.index + found[0].length
    const last = out.at(-1)
    // `K²CF`: letters glued to a formula are factors.
    const isGlued = last?.end === found.index && /^[A-Z]{2,4}$/.test(found[0]) && isFactorEnd(last)
    // "a" and "I" are words, unless an operator or relation makes a symbol of them.
    const isArticle = /^[aAI]$/.test(found[0]) && !/^\s*[-=<>≤≥≈+*/^_[(·×]/.test(text.slice(end))
    const kind = isGlued ? 'name' : isArticle && !isOperand(last) ? 'word' : classify(found.groups ?? {})
    // `3 x 5` and `28x28x10` are products of sizes.
    const times =
      /^x\d*$/.test(found[0]) && last?.kind === 'number' && /^\s*\d/.test(text.slice(found.index + 1))
    if (times) {
      out.push({ kind: 'operator', text: '×', at: found.index, end: found.index + 1 })
      if (end > found.index + 1)
        out.push({ kind: 'number', text: found[0].slice(1), at: found.index + 1, end })
    } else out.push({ kind, text: found[0], at: found.index, end })
  }
  return out
}

const scaling =
  /\b(?:multipl\w*|divid\w*|scal\w*|factor\w*|grow\w*|increas\w*|decreas\w*|explod\w*|shift\w*|replac\w*|reduc\w*)\b[^.;]*$/i

/** `3 by 3` and `¤ by ¤` give sizes, unless something is multiplied, grows or moves by the second. */
const withSizes = (tokens: readonly Token[], text: string): readonly Token[] =>
  tokens.map((token, i) => {
    const [before, after] = [tokens[i - 1], tokens[i + 1]]
    const isValue = (other: Token | undefined): boolean => other?.kind === 'mark' || other?.kind === 'number'
    const isSize =
      token.text === 'by' &&
      isValue(before) &&
      isValue(after) &&
      !scaling.test(text.slice(0, token.at).slice(-80))
    return isSize ? { ...token, kind: 'operator' as const, text: '×' } : token
  })

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '⌊': '⌋', '⌈': '⌉' }
const mathematical: ReadonlySet<Kind> = new Set([
  'number',
  'name',
  'operator',
  'open',
  'close',
  'comma',
  'mark',
])

/** The index past the bracket group at `at` when nothing but mathematics stands in it, else undefined. */
const groupEnd = (tokens: readonly Token[], at: number): number | undefined => {
  const expected: string[] = []
  for (let i = at; i < Math.min(tokens.length, at + 120); i++) {
    const token = tokens[i]
    if (!token || !mathematical.has(token.kind)) return undefined
    if (token.kind === 'open') expected.push(closerOf[token.text] ?? '')
    if (token.kind === 'close') {
      if (expected.pop() !== token.text) return undefined
      if (expected.length === 0) return i + 1
    }
  }
  return undefined
}

/** The index past the mathematics that begins at `at`: numbers, names, operators, balanced brackets. */
const sideEnd = (tokens: readonly Token[], at: number): number => {
  let i = at
  while (i < tokens.length) {
    const token = tokens[i]
    if (!token) break
    if (token.kind === 'open') {
      const end = groupEnd(tokens, i)
      if (end === undefined) break
      i = end
    } else if (
      token.kind === 'number' ||
      token.kind === 'name' ||
      token.kind === 'operator' ||
      token.kind === 'mark'
    )
      i += 1
    else break
    // Two numbers or a number and a word-like name side by side are prose (`14 tokens`), not a product.
    const next = tokens[i]
    if (next?.kind === 'number' && (token.kind === 'number' || token.kind === 'mark')) break
  }
  return i
}

/** An element and its place in the sentence's text. */
export type Placed = { readonly element: Element; readonly at: number; readonly end: number }

const sourceOffset = (sentence: Sentence, at: number): number => sentence.offsets[at] ?? 0

const formulaElements = (sentence: Sentence, mark: string, source: string): readonly Element[] => {
  const run = sentence.formulas.get(mark)
  if (!run) return []
  if (run.kind === 'math') return latexElements(source, run.from, run.to)
  return listingElements(source, run.from, run.to)
}

const number = /[-−+]?\d+(?:[./]\d+)?/g

/** Lines of equally many numbers are a matrix, whether bars, brackets or commas stand between them or not. */
const gridOf = (source: string, from: number, to: number): Element | undefined => {
  const text = source.slice(from, to)
  const lines = text.split('\n').filter((line) => /\d/.test(line))
  if (lines.length < 2 || lines.some((line) => /[^-−+\d./,;|[\](){}\s&\\]/.test(line))) return undefined
  const rows = lines.map((line) => line.match(number) ?? [])
  const width = rows[0]?.length ?? 0
  if (width < 2 || rows.some((row) => row.length !== width)) return undefined
  const written = `[${rows.map((row) => `[${row.join(',').replace(/−/g, '-')}]`).join(',')}]`
  return { kind: 'side', text: written, format: 'plain', from, to }
}

/** A code span or listing reads as plain text, a line at a time. */
const listingElements = (source: string, from: number, to: number): readonly Element[] => {
  const grid = gridOf(source, from, to)
  if (grid) return [grid]
  const out: Element[] = []
  let at = from
  for (const line of source.slice(from, to).split('\n')) {
    const offsets = Array.from({ length: line.length + 1 }, (_, i) => at + i)
    const text = line.replace(/[\ue000-\uf8ff]/g, ' ')
    const strong: boolean[] = []
    const inner: Sentence = {
      text,
      offsets,
      strong,
      formulas: new Map(),
      kind: 'listing',
      under: '',
      block: 0,
    }
    out.push(...plainElements(inner, source).map(({ element }) => element), {
      kind: 'break',
      by: 'stop',
      from: at,
    })
    at += line.length + 1
  }
  return out
}

const writtenBetween = (tokens: readonly Token[], sentence: Sentence, source: string): string => {
  let [text, last] = ['', tokens[0]?.at ?? 0]
  for (const token of tokens) {
    const run = sentence.formulas.get(token.text)
    text += sentence.text.slice(last, token.at) + (run ? `{${source.slice(run.from, run.to)}}` : token.text)
    last = token.end
  }
  return text
}

const isBareOperator = (tokens: readonly Token[]): boolean =>
  tokens.every((token) => token.kind === 'operator' || token.kind === 'open' || token.kind === 'close')

/** One side from a run of mathematical tokens; formulas in it are joined by operators, or it is only words. */
const sideOf = (tokens: readonly Token[], sentence: Sentence, source: string): Placed[] => {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (!first || !last) return []
  const [at, end] = [first.at, last.end]
  const from = sourceOffset(sentence, at)
  const to = sourceOffset(sentence, end - 1) + 1
  const marks = tokens.filter((token) => token.kind === 'mark')
  const only = tokens.length === 1 ? marks[0] : undefined
  if (only) return formulaElements(sentence, only.text, source).map((element) => ({ element, at, end }))
  if (isBareOperator(tokens))
    return [{ element: { kind: 'words', text: sentence.text.slice(at, end), from, to }, at, end }]
  if (marks.length === 0)
    return [
      { element: { kind: 'side', text: sentence.text.slice(at, end), format: 'plain', from, to }, at, end },
    ]
  const simple = marks.every((mark) => {
    const inner = formulaElements(sentence, mark.text, source)
    return inner.length === 1 && inner[0]?.kind === 'side'
  })
  const joined = tokens.every(
    (token, i) => token.kind !== 'mark' || (isJoint(tokens[i - 1]) && isJoint(tokens[i + 1])),
  )
  const lastMark = sentence.formulas.get(last.text)
  const firstMark = sentence.formulas.get(first.text)
  if (simple && joined) {
    const text = writtenBetween(tokens, sentence, source)
    const side: Element = {
      kind: 'side',
      text,
      format: 'latex',
      from: firstMark?.from ?? from,
      to: lastMark?.to ?? to,
    }
    return [{ element: side, at, end }]
  }
  return tokens.flatMap((token) => {
    if (token.kind === 'mark')
      return formulaElements(sentence, token.text, source).map((element) => ({
        element,
        at: token.at,
        end: token.end,
      }))
    const words: Element = {
      kind: 'words',
      text: token.text,
      from: sourceOffset(sentence, token.at),
      to: sourceOffset(sentence, token.end - 1) + 1,
    }
    return [{ element: words, at: token.at, end: token.end }]
  })
}

const isJoint = (token: Token | undefined): boolean =>
  token === undefined ||
  (token.kind === 'operator' && !/[%!]/.test(token.text)) ||
  token.kind === 'open' ||
  token.kind === 'close' ||
  token.kind === 'comma'

/** The elements of a sentence: its prose as words, its formulas and plain-text equations as sides and relations. */
export const plainElements = (sentence: Sentence, source: string): readonly Placed[] => {
  const tokens = withSizes(tokensOf(sentence.text), sentence.text)
  const out: Placed[] = []
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i]
    if (!token) break
    const [at, end] = [token.at, token.end]
    const from = sourceOffset(sentence, at)
    const place = (element: Element): void => void out.push({ element, at, end })
    const sideTo =
      mathematical.has(token.kind) && token.kind !== 'comma' && token.kind !== 'close'
        ? sideEnd(tokens, i)
        : i
    if (sideTo > i) {
      out.push(...sideOf(tokens.slice(i, sideTo), sentence, source))
      i = sideTo
      continue
    }
    const sign = signs.get(token.text)
    if (token.kind === 'relation' && sign)
      place({ kind: 'relation', sign, from, to: from + token.text.length })
    else if (token.kind === 'arrow') place({ kind: 'break', by: 'arrow', from })
    else if (token.kind === 'comma') place({ kind: 'break', by: 'comma', from })
    else if (token.kind === 'word')
      place({ kind: 'words', text: token.text, from, to: from + token.text.length })
    else place({ kind: 'break', by: 'stop', from })
    i += 1
  }
  return out
}
