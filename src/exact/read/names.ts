import type { Expression } from '../expression.ts'
import { scalar } from './arithmetic.ts'
import type { Cursor } from './cursor.ts'
import { accept, closingOf, enclosed, expect, next, peek, sees } from './cursor.ts'
import { expression } from './expression.ts'
import { greek } from './lexicon.ts'
import type { Token } from './token.ts'
import { isCloser, syntax } from './token.ts'

/** A name with its marks (prime, star, subscript), or an entry of an array when the subscript is an expression. */
export type Name = { readonly name: string; readonly indices: readonly Expression[] }

const subscriptSigns: ReadonlyMap<string, string> = new Map([
  ['‖', 'parallel'],
  ['⊥', 'perp'],
  ['⋆', 'star'],
  ['*', 'star'],
])

/** The text of a subscript that is part of a name: `in`, `1`, `ij`, `max`; undefined when it is an expression. */
const plainSubscript = (tokens: readonly Token[]): string | undefined => {
  const parts: string[] = []
  const labelled = tokens[0]?.text === '(' && tokens.at(-1)?.text === ')'
  for (const token of labelled ? tokens.slice(1, -1) : tokens) {
    if (token.kind === 'sign' && (token.text === '⦃' || token.text === '⦄' || token.text === '_')) continue
    const sign = token.kind === 'sign' ? subscriptSigns.get(token.text) : undefined
    if (sign !== undefined) {
      parts.push(sign)
      continue
    }
    const named = token.kind !== 'sign' && token.kind !== 'end'
    if (!named || !/^[\w*]+$/.test(token.text)) return undefined
    parts.push(token.text === 'infinity' ? 'inf' : token.text)
  }
  // Letters side by side make one subscript (`ij`, `in`); longer names keep apart.
  return parts.every((part) => part.length === 1) ? parts.join('') : parts.join('_')
}

/** One index between commas; a bare word is one name, so that `rep` is not r·e·p. */
const index = (cursor: Cursor): Expression => {
  let end = cursor.at
  while (end < cursor.end && !stopsIndex(cursor.tokens[end])) end++
  const tokens = cursor.tokens.slice(cursor.at, end)
  const text =
    tokens.length > 1 && tokens.every((token) => token.kind === 'name') ? plainSubscript(tokens) : undefined
  if (text === undefined) return scalar(expression(cursor))
  cursor.at = end
  return { kind: 'symbol', name: text }
}
const stopsIndex = (token: Token | undefined): boolean =>
  token === undefined ||
  token.text === ',' ||
  token.text === ';' ||
  (isCloser(token) && token.text !== '⦄') ||
  token.text === '⦄'

export const indexList = (cursor: Cursor, close: string): readonly Expression[] => {
  const indices = [enclosed(cursor, index)]
  while (accept(cursor, ',') || accept(cursor, ';')) indices.push(enclosed(cursor, index))
  expect(cursor, close)
  return indices
}

type Marks = { primes: string; star: boolean; subscript: string; indices: readonly Expression[] }

const subscript = (cursor: Cursor, marks: Marks): void => {
  next(cursor)
  if (!sees(cursor, '⦃')) {
    const token = next(cursor)
    const text = plainSubscript([token])
    if (text === undefined || token.kind === 'end')
      throw syntax('A subscript is a name, a number or stands in braces.')
    marks.subscript += `_${text}`
    return
  }
  const close = closingOf(cursor, cursor.at)
  if (close === undefined || close === cursor.at + 1) throw syntax('A subscript is empty or not closed.')
  const text = plainSubscript(cursor.tokens.slice(cursor.at + 1, close))
  if (text !== undefined) {
    marks.subscript += `_${text}`
    cursor.at = close + 1
    return
  }
  next(cursor)
  marks.indices = [...marks.indices, ...indexList(cursor, '⦄')]
}

/** `'`, `^'`, `^*` and `^{(k)}` belong to the name; any other superscript is a power. */
const superscript = (cursor: Cursor, marks: Marks): boolean => {
  const grouped = sees(cursor, '⦃', 1)
  const start = grouped ? 2 : 1
  const mark = peek(cursor, start)
  if (mark.kind === 'sign' && ['star', '*', "'"].includes(mark.text)) {
    let at = start
    for (; ['star', '*', "'"].includes(peek(cursor, at).text); at++) {
      if (peek(cursor, at).text === "'") marks.primes += "'"
      else marks.star = true
    }
    // KaTeX puts a prime and an exponent into one group: `w'^2`.
    if (grouped && !sees(cursor, '⦄', at))
      throw syntax('A prime or star together with an exponent is not read.')
    cursor.at += grouped ? at + 1 : at
    return true
  }
  if (grouped && sees(cursor, '⦄', 3) && isLabel(mark)) {
    marks.subscript += `_${mark.text}`
    cursor.at += 4
    return true
  }
  return cursor.source === 'latex' && layer(cursor, marks)
}

/** `W^{\\text{new}}`: a word above a name marks it. */
const isLabel = ({ kind, text }: Token): boolean =>
  (kind === 'name' && /^[A-Za-z]{2,}$/.test(text) && !greek.has(text)) ||
  (kind === 'function' && text.length > 2)

/** `h^{(k)}`: the k-th of a sequence of arrays, as LaTeX writes layers and steps. */
const layer = (cursor: Cursor, marks: Marks): boolean => {
  if (!sees(cursor, '⦃', 1) || !sees(cursor, '(', 2)) return false
  const [open, close] = [cursor.at + 2, closingOf(cursor, cursor.at + 2)]
  if (close === undefined || cursor.tokens[close + 1]?.text !== '⦄') return false
  const inner = cursor.tokens.slice(open + 1, close)
  const counts = inner.every(
    ({ kind, text }) => kind === 'name' || kind === 'number' || text === '+' || text === '-',
  )
  if (!counts || inner[0]?.text === '-' || inner.length === 0) return false
  cursor.at = open + 1
  marks.indices = [...marks.indices, ...indexList(cursor, ')')]
  expect(cursor, '⦄')
  return true
}

/** Reads the marks behind a name. */
export const markedName = (cursor: Cursor, base: string): Name => {
  const marks: Marks = { primes: '', star: false, subscript: '', indices: [] }
  for (;;) {
    if (sees(cursor, '_')) subscript(cursor, marks)
    else if (sees(cursor, "'")) {
      next(cursor)
      marks.primes += "'"
    } else if (!sees(cursor, '^') || !superscript(cursor, marks)) break
  }
  return {
    name: `${base}${marks.primes}${marks.star ? '_star' : ''}${marks.subscript}`,
    indices: marks.indices,
  }
}
