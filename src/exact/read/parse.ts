import { keyOf } from '../algebra.ts'
import { entriesOf, tensor } from '../tensor.ts'
import type { Exact } from '../value.ts'
import { isExpression } from '../value.ts'
import type { Cursor } from './cursor.ts'
import { peek, shown } from './cursor.ts'
import type { ReadOptions } from './options.ts'
import { statement } from './relations.ts'
import type { Source, Token } from './token.ts'
import { deepest, isCloser, isOpener, syntax, tooDeep } from './token.ts'

/** Nesting is bounded before anything recursive runs. */
export const checkDepth = (tokens: readonly Token[]): void => {
  let open = 0
  for (const token of tokens) {
    if (isOpener(token)) open += 1
    else if (isCloser(token)) open -= 1
    if (open > deepest) throw tooDeep()
  }
}

const once = (
  tokens: readonly Token[],
  options: ReadOptions,
  source: Source,
  upper: 1 | -1,
  applied: ReadonlySet<string>,
): { value: Exact; sawPlusMinus: boolean } => {
  const cursor: Cursor = {
    tokens,
    end: tokens.length,
    options,
    source,
    applied,
    upper,
    sawPlusMinus: false,
    at: 0,
    depth: 0,
    bars: 0,
    cells: false,
  }
  const value = statement(cursor)
  if (cursor.at >= cursor.end) return { value, sawPlusMinus: cursor.sawPlusMinus }
  const { text } = peek(cursor)
  throw syntax(`"${shown(text)}" cannot be read at that place.`)
}

/** The two values of a text with ±, as one set. */
const either = (plus: Exact, minus: Exact): Exact => {
  if (plus.kind === 'relation' && minus.kind === 'relation') {
    const [a, b] = [plus.chain, minus.chain].map((chain) => chain.sides.at(-1))
    if (a && b && plus.chain.relations.every((sign) => sign === '=')) return { kind: 'set', items: [a, b] }
  }
  if (plus.kind === 'set' && minus.kind === 'set')
    return { kind: 'set', items: [...plus.items, ...minus.items] }
  if (plus.kind === 'list' && minus.kind === 'list') {
    const known = new Set(plus.items.filter(isExpression).map(keyOf))
    const others = minus.items.filter((item) => !isExpression(item) || !known.has(keyOf(item)))
    return { kind: 'set', items: [...plus.items, ...others] }
  }
  if (plus.kind === 'relation' || plus.kind === 'list') throw syntax('± cannot be read there.')
  return { kind: 'set', items: [plus, minus] }
}

/** Parses a run of tokens as one value. Throws ReadError when they are none. */
export const parse = (
  tokens: readonly Token[],
  options: ReadOptions,
  source: Source,
  applied: ReadonlySet<string> = new Set(),
): Exact => {
  if (tokens.length === 0) throw syntax('There is nothing to read.')
  checkDepth(tokens)
  const { value, sawPlusMinus } = once(tokens, options, source, 1, applied)
  return sawPlusMinus ? either(value, once(tokens, options, source, -1, applied).value) : value
}

export { entriesOf, isExpression, tensor }
