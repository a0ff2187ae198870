import type { Kind, Token } from './plain-tokens.ts'

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '⌊': '⌋', '⌈': '⌉' }
export const mathematical: ReadonlySet<Kind> = new Set([
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

/** A sign apart from the number before it and glued to the one after. */
const opensEntry = (sign: Token, before: Token, after: Token | undefined): boolean =>
  /^[-+−]$/.test(sign.text) && sign.at > before.end && after?.kind === 'number' && after.at === sign.end

/** "¤ (Θ(n²))" adds the class of what stands before it, "28×28×10 (7840)" the number of entries, "29 (sum 144)" a sum. */
const isAdded = (tokens: readonly Token[], at: number, i: number): boolean =>
  /^[ΘOΩ]$/.test(tokens[i + 1]?.text ?? '') ||
  (/^(?:sum|total)$/.test(tokens[i + 1]?.text ?? '') && tokens[i + 2]?.text !== '(') ||
  (tokens[i + 1]?.kind === 'number' &&
    tokens[i + 2]?.text === ')' &&
    tokens.slice(at, i).some(({ text }) => /^[×xX]$/.test(text)))

/** Whether a space stands before a token. */
const isApart = (tokens: readonly Token[], i: number): boolean =>
  (tokens[i]?.at ?? 0) > (tokens[i - 1]?.end ?? 0)

/** A raised figure belongs to what stands before it. */
const endsOperand = ({ kind, text }: Token): boolean => kind !== 'operator' || /^[²³¹⁰⁴-⁹ⁿ%]$/.test(text)

/** The index past the mathematics that begins at `at`: numbers, names, operators, balanced brackets. */
export const sideEnd = (tokens: readonly Token[], at: number, isListing: boolean): number => {
  let i = at
  while (i < tokens.length) {
    const token = tokens[i]
    if (!token) break
    if (i > at && token.text === '(' && isApart(tokens, i) && isAdded(tokens, at, i)) break
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
    // A new line goes on with an operator, or is a formula of its own.
    if (next?.opensLine && endsOperand(token) && next.kind !== 'operator' && next.kind !== 'close') break
    // `-40 -40 -40` in a listing is a row.
    if (isListing && token.kind === 'number' && next && opensEntry(next, token, tokens[i + 1])) break
    if (next?.kind === 'number' && (token.kind === 'number' || token.kind === 'mark')) break
  }
  return i
}
