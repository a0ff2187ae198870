import type { Token } from './token.ts'
import { isCloser, isOpener } from './token.ts'

/** A run of tokens that is one statement, and the places in the source that bound it. */
export type Part = {
  readonly start: number
  readonly end: number
  readonly before: number
  readonly after: number
  readonly role: 'claim' | 'conclusion' | 'condition'
}

const relations = new Set('= != ≈ < <= > >= ∝ ∈ ∉ ~ ≪ ≫ ≲ ≳ → ⇔ ⊂'.split(' '))
const hardBreaks = new Set(['quad', 'newline', ';', '⇒', '⇐', 'and', 'or', ':', '.'])
const conditions = new Set(['if', 'for', 'when', 'where', 'with', 'given', 'assuming', 'since', 'because'])

export const isRelation = (token: Token | undefined): boolean =>
  token?.kind === 'sign' && relations.has(token.text)

type Break = {
  readonly at: number
  readonly token: Token
  readonly isComma: boolean
  /** The token itself begins the next part. */
  readonly keeps?: boolean
}

/** Where statements may part: separators outside all brackets. */
const breaksOf = (tokens: readonly Token[]): readonly Break[] => {
  const found: Break[] = []
  let open = 0
  for (const [at, token] of tokens.entries()) {
    if (open === 0 && startsCondition(tokens, at)) found.push({ at, token, isComma: false, keeps: true })
    if (isOpener(token)) open += 1
    else if (isCloser(token)) open = Math.max(0, open - 1)
    if (open > 0) continue
    if (namesSide(tokens, at)) {
      if (!namesSide(tokens, at - 1)) found.push({ at, token, isComma: false, keeps: true })
      continue
    }
    const isComma = token.kind === 'sign' && token.text === ','
    const isWord = token.kind === 'word' && !(token.text === 'percent' || token.text === 'pct')
    if (!isComma && !isWord && !(token.kind === 'sign' && hardBreaks.has(token.text))) continue
    // A line that starts with a relation goes on with the chain above it, and blanks around a relation part nothing.
    const inChain = token.text === 'newline' || token.text === 'quad'
    if (inChain && (isRelation(tokens[at + 1]) || isRelation(tokens[at - 1]))) continue
    found.push({ at, token, isComma })
  }
  return found
}

const joining = new Set(['and', 'or', 'percent', 'pct'])

/** Words right before a relation name its left side: `number of parameters = 27`. */
const namesSide = (tokens: readonly Token[], at: number): boolean => {
  for (let here = at; ; here++) {
    const token = tokens[here]
    if (here > at && isRelation(token)) return true
    if (token?.kind !== 'word' || conditions.has(token.text) || joining.has(token.text)) return false
  }
}

/** A bracketed relation behind a value, with nothing after it: `y = 2 - 2^(-n) (0 <= n <= 6)`. */
const startsCondition = (tokens: readonly Token[], at: number): boolean => {
  if (at === 0 || tokens[at]?.text !== '(') return false
  let open = 0
  for (let here = at; here < tokens.length; here++) {
    const token = tokens[here]
    if (!token) return false
    if (isOpener(token)) open += 1
    else if (isCloser(token) && --open === 0) {
      const after = tokens[here + 1]
      const ends =
        after === undefined || after.kind === 'word' || hardBreaks.has(after.text) || after.text === ','
      return ends && hasRelation(tokens, at + 1, here)
    }
  }
  return false
}

const hasRelation = (tokens: readonly Token[], start: number, end: number): boolean => {
  let open = 0
  for (let at = start; at < end; at++) {
    const token = tokens[at]
    if (!token) return false
    if (isOpener(token)) open += 1
    else if (isCloser(token)) open -= 1
    else if (open === 0 && isRelation(token)) return true
  }
  return false
}

/** `(n >= 0)` behind a statement is its condition: the brackets come off. */
const unbracketed = (tokens: readonly Token[], part: Part): Part => {
  const [first, last] = [tokens[part.start], tokens[part.end - 1]]
  if (first?.text !== '(' || last?.text !== ')' || !hasRelation(tokens, part.start + 1, part.end - 1))
    return part
  return {
    ...part,
    start: part.start + 1,
    end: part.end - 1,
    before: first.to,
    after: last.from,
    role: 'condition',
  }
}

/** The statements in a run of tokens: parted by words, arrows and wide blanks, and by commas between relations. */
export const partsOf = (tokens: readonly Token[], length: number): readonly Part[] => {
  const parts: Part[] = []
  let [start, before] = [0, 0]
  let role: Part['role'] = 'claim'
  let joins = false
  const close = (end: number, after: number): void => {
    if (end <= start) return
    const last = parts.at(-1)
    const bracketed = tokens[start]?.text === '(' && hasRelation(tokens, start + 1, end - 1)
    const apart =
      bracketed ||
      (last && tokens[last.start]?.text === '(' && hasRelation(tokens, last.start + 1, last.end - 1))
    const listed =
      last &&
      joins &&
      !apart &&
      (!hasRelation(tokens, start, end) || !hasRelation(tokens, last.start, last.end))
    if (listed) parts[parts.length - 1] = { ...last, end, after }
    else parts.push({ start, end, before, after, role })
  }
  for (const { at, token, isComma, keeps } of [...breaksOf(tokens), undefined].map(
    (one) => one ?? ending(tokens, length),
  )) {
    close(at, token.from)
    // What stands between commas without a relation of its own lists values: `y = 1, 2, 3`.
    joins = isComma && at > start
    if (conditions.has(token.text)) role = 'condition'
    else if (token.text === '⇒') role = 'conclusion'
    else if (!isComma && at > start) role = 'claim'
    start = keeps ? at : at + 1
    before = keeps ? token.from : token.to
  }
  return parts.map((part) => unbracketed(tokens, part))
}

const ending = (tokens: readonly Token[], length: number): Break => ({
  at: tokens.length,
  token: { kind: 'end', text: '', from: length, to: length, spaced: false },
  isComma: false,
})
