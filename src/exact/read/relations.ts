import type { Expression } from '../expression.ts'
import { entriesOf } from '../tensor.ts'
import type { Chain, Exact, Relation } from '../value.ts'
import { isExpression } from '../value.ts'
import { scalar, sum } from './arithmetic.ts'
import { atom } from './atoms.ts'
import { asInterval } from './brackets.ts'
import type { Cursor } from './cursor.ts'
import { accept, deeper, enclosed, expect, next, peek, sees } from './cursor.ts'
import { expression } from './expression.ts'
import { reals } from './intervals.ts'
import { difference, halfLine, intersection, union } from './set-algebra.ts'
import { syntax } from './token.ts'

const classes: ReadonlyMap<string, 'O' | 'Theta' | 'Omega'> = new Map([
  ['O', 'O'],
  ['Theta', 'Theta'],
  ['Omega', 'Omega'],
])

/** `O(n^2)`, `Theta(mn)`: a class, where the whole side is one. */
const asymptoticClass = (cursor: Cursor): Exact | undefined => {
  const head = peek(cursor)
  const symbol = head.kind === 'name' ? classes.get(head.text) : undefined
  if (!symbol || !sees(cursor, '(', 1) || cursor.options.functions?.has(head.text)) return undefined
  const terms: Expression[] = []
  // A sum of classes is the class of the sum: O(a) + O(b) = O(a + b).
  do {
    if (peek(cursor).text !== head.text) throw syntax('Only classes of one kind are added.')
    next(cursor)
    expect(cursor, '(')
    terms.push(scalar(enclosed(cursor, expression)))
    expect(cursor, ')')
  } while (accept(cursor, '+'))
  return { kind: 'class', symbol, of: scalar(sum(terms)) }
}

/** `ℝ^{m×n}`: the shape of what lies in it. */
const space = (cursor: Cursor): Exact => {
  const size = scalar(deeper(cursor, atom))
  return { kind: 'shape', sizes: size.kind === 'product' && size.times ? size.factors : [size] }
}

const halfLineOf = (cursor: Cursor): Exact => {
  expect(cursor, '⦃')
  const line = halfLine(/^[<>]=?$/.exec(next(cursor).text)?.[0] ?? '')
  if (peek(cursor).value?.n !== 0n) throw syntax('Behind ℝ stands a comparison with 0.')
  next(cursor)
  expect(cursor, '⦄')
  return line
}

const setPart = (cursor: Cursor): Exact => {
  if (accept(cursor, 'ℝ')) {
    if (accept(cursor, '_')) return halfLineOf(cursor)
    return accept(cursor, '^') ? space(cursor) : reals
  }
  return asymptoticClass(cursor) ?? expression(cursor)
}

/** A side of a relation: a class, a value, or sets joined by ∪, ∩ and ∖, ∩ before the others. */
const side = (cursor: Cursor): Exact => {
  let value = cut(cursor)
  let parts = [value]
  for (;;) {
    if (accept(cursor, '∪')) parts.push(cut(cursor))
    else if (accept(cursor, '∖')) {
      value = difference(union(parts.map(asInterval)), asInterval(cut(cursor)))
      parts = [value]
    } else return parts.length === 1 ? value : union(parts.map(asInterval))
  }
}

const cut = (cursor: Cursor): Exact => {
  let value = setPart(cursor)
  while (accept(cursor, '∩')) value = intersection(asInterval(value), asInterval(setPart(cursor)))
  return value
}

const relationSigns: ReadonlyMap<string, Relation> = new Map([
  ['=', '='],
  ['≈', '='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
])

/**
 * A side, or a chain of sides; `x ∈ S` is S. A chain whose last side is no scalar (`y = [1, 2]`, `T = O(n)`) is that
 * side: what stands before it only names it.
 */
export const relation = (cursor: Cursor): Exact => {
  const sides = [side(cursor)]
  const relations: Relation[] = []
  let named = false
  for (;;) {
    const token = peek(cursor)
    const names: boolean = token.text === ':' && !named && sides.length === 1 && sides[0]?.kind === 'symbol'
    const sign: Relation | undefined =
      token.kind !== 'sign' ? undefined : names ? '=' : relationSigns.get(token.text)
    if (token.kind === 'sign' && token.text === '∈') {
      next(cursor)
      return asInterval(side(cursor))
    }
    if (!sign) break
    if (named) throw syntax('A colon and a relation do not go together.')
    named = names
    next(cursor)
    sides.push(side(cursor))
    relations.push(sign)
  }
  const [only] = sides
  if (relations.length === 0 && only) return only
  if (sides.every(isExpression)) return { kind: 'relation', chain: { sides, relations } }
  const last = sides.at(-1)
  if (last && relations.every((sign) => sign === '=') && sides.slice(0, -1).every(onlyNames)) return last
  throw syntax('Only numbers and expressions can be compared.')
}

/** A side that only names what follows: an expression, or a tuple of symbols. */
const onlyNames = (value: Exact): boolean =>
  isExpression(value) ||
  (value.kind === 'tensor' && entriesOf(value).every((entry) => entry.kind === 'symbol'))

const joins = (cursor: Cursor, word: 'and' | 'or'): boolean => {
  if (peek(cursor).text !== word) return false
  next(cursor)
  return true
}

const sameSymbol = (a: Expression | undefined, b: Expression | undefined): boolean =>
  a?.kind === 'symbol' && b?.kind === 'symbol' && a.name === b.name

const turned: Readonly<Record<Relation, Relation>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** A chain of two sides with its symbol on the left. */
const facing = ({
  sides,
  relations,
}: Chain): { symbol: Expression; sign: Relation; bound: Expression } | undefined => {
  const [left, right, more] = sides
  const [sign] = relations
  if (!left || !right || !sign || more) return undefined
  if (left.kind === 'symbol') return { symbol: left, sign, bound: right }
  return right.kind === 'symbol' ? { symbol: right, sign: turned[sign], bound: left } : undefined
}

/** `x >= 0 and x < 1` is the chain 0 <= x < 1. */
const between = (a: Exact, b: Exact): Exact | undefined => {
  if (a.kind !== 'relation' || b.kind !== 'relation') return undefined
  const [one, two] = [facing(a.chain), facing(b.chain)]
  if (!one || !two || !sameSymbol(one.symbol, two.symbol)) return undefined
  const [low, high] = one.sign.startsWith('>') ? [one, two] : [two, one]
  if (!low.sign.startsWith('>') || !high.sign.startsWith('<')) return undefined
  const chain: Chain = {
    sides: [low.bound, low.symbol, high.bound],
    relations: [turned[low.sign], high.sign],
  }
  return { kind: 'relation', chain }
}

const conjunction = (cursor: Cursor): Exact => {
  const items = [relation(cursor)]
  while (joins(cursor, 'and')) items.push(relation(cursor))
  const [first, second] = items
  if (items.length === 1 && first) return first
  const both = items.length === 2 && first && second ? between(first, second) : undefined
  return both ?? { kind: 'list', items }
}

/** The values of one symbol in `x = a, x = b`; undefined when these are no such equations. */
export const solutionsOf = (parts: readonly Exact[]): readonly Expression[] | undefined => {
  const found = parts.map((part) => (part.kind === 'relation' ? facing(part.chain) : undefined))
  const solved = found.every((one) => one?.sign === '=' && sameSymbol(one.symbol, found[0]?.symbol))
  return solved ? found.flatMap((one) => (one ? [one.bound] : [])) : undefined
}

/** `x = a or x = b` is the set of solutions {a, b}; other alternatives are a union. */
export const alternatives = (cursor: Cursor): Exact => {
  const parts = [conjunction(cursor)]
  while (joins(cursor, 'or')) parts.push(conjunction(cursor))
  const [first] = parts
  if (parts.length === 1 && first) return first
  const solutions = solutionsOf(parts)
  if (solutions) return { kind: 'set', items: solutions }
  if (parts.every((part) => isExpression(part) || part.kind === 'tensor'))
    return { kind: 'set', items: parts }
  return { kind: 'union', parts: parts.map(asInterval) }
}

/** The whole text: one value, or several parted by commas. */
export const statement = (cursor: Cursor): Exact => {
  const items = [alternatives(cursor)]
  while ([',', ';', 'quad', 'newline'].some((sign) => accept(cursor, sign))) {
    if (peek(cursor).kind === 'end') break
    accept(cursor, 'and')
    items.push(alternatives(cursor))
  }
  const [only] = items
  if (items.length === 1 && only) return only
  const last = items.at(-1)
  // `21, 16 or 11` is one set of alternatives.
  if (last?.kind === 'set' && items.slice(0, -1).every(isExpression))
    return { kind: 'set', items: [...items.slice(0, -1), ...last.items] }
  // So is `1, 2 and 3`.
  if (last?.kind === 'list' && items.slice(0, -1).every(isExpression) && last.items.every(isExpression))
    return { kind: 'list', items: [...items.slice(0, -1), ...last.items] }
  return { kind: 'list', items }
}
