import { keyOf } from '../key.ts'
import type { Exact } from '../value.ts'
import { isExpression } from '../value.ts'
import type { Cursor } from './cursor.ts'
import { peek, shown } from './cursor.ts'
import type { ReadOptions } from './options.ts'
import { solutionsOf, statement } from './relations.ts'
import type { Source, Token } from './token.ts'
import { deepest, isCloser, isOpener, syntax, tooDeep } from './token.ts'

/** Nesting is bounded before anything recursive runs. */
const checkDepth = (tokens: readonly Token[]): void => {
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

/** Items without repetitions, as far as they are expressions. */
const distinct = (items: readonly Exact[]): readonly Exact[] => {
  const seen = new Set<string>()
  return items.filter((item) => {
    if (!isExpression(item)) return true
    const key = keyOf(item)
    return !seen.has(key) && seen.add(key)
  })
}

/** The two values of a text with ±, as one set. */
const either = (plus: Exact, minus: Exact): Exact => {
  if (plus.kind === 'relation' && minus.kind === 'relation') {
    const [a, b] = [plus.chain, minus.chain].map((chain) => chain.sides.at(-1))
    if (a && b && plus.chain.relations.every((sign) => sign === '=')) return { kind: 'set', items: [a, b] }
  }
  if ((plus.kind === 'list' || plus.kind === 'set') && minus.kind === plus.kind) {
    const [above, below] = [plus.items, minus.items].map((items) => solutionsOf(items) ?? items)
    return { kind: 'set', items: distinct([...(above ?? []), ...(below ?? [])]) }
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
