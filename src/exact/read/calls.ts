import { call, num } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { entriesOf } from '../tensor.ts'
import type { Exact, Tensor } from '../value.ts'
import { power, product, scalar, transpose } from './arithmetic.ts'
import { atom } from './atoms.ts'
import { brackets } from './brackets.ts'
import type { Cursor } from './cursor.ts'
import { accept, deeper, enclosed, expect, next, peek, sees } from './cursor.ts'
import { determinant, diagonal, identityOf } from './determinant.ts'
import { expression, factor, startsFactor, term } from './expression.ts'
import { functions } from './lexicon.ts'
import type { Token } from './token.ts'
import { syntax } from './token.ts'

type Arity = readonly [least: number, most: number]
const arities: ReadonlyMap<string, Arity> = new Map([
  ['log', [1, 2]],
  ['max', [1, 1000]],
  ['min', [1, 1000]],
  ['gcd', [2, 1000]],
  ['lcm', [2, 1000]],
  ['binomial', [2, 2]],
  ['mod', [2, 2]],
  ['pow', [2, 2]],
  ['norm', [1, 2]],
  ['sum', [2, 4]],
  ['prod', [2, 4]],
  ['Cov', [2, 2]],
  ['round', [1, 2]],
  ['softmax', [1, 1000]],
  ['diag', [1, 1000]],
])

const ofOneArgument: ReadonlySet<string> = new Set(functions.values())

const list = (cursor: Cursor, close: string): readonly Exact[] => {
  const items = [enclosed(cursor, expression)]
  while (accept(cursor, ',') || accept(cursor, ';')) items.push(enclosed(cursor, expression))
  expect(cursor, close)
  return items
}

/** The arguments of a function: bracketed, or the product that follows (`\ln ab`, `sin 2x`), up to the next function. */
const argumentsOf = (cursor: Cursor): readonly Exact[] => {
  if (accept(cursor, '(')) return list(cursor, ')')
  if (sees(cursor, '[')) return [brackets(cursor, next(cursor))]
  if (accept(cursor, '{')) return list(cursor, '}')
  if (sees(cursor, '⦃')) {
    next(cursor)
    const inner =
      sees(cursor, '(') || sees(cursor, '{') ? argumentsOf(cursor) : [enclosed(cursor, expression)]
    expect(cursor, '⦄')
    return inner
  }
  const factors = [deeper(cursor, factor)]
  while (startsFactor(cursor) && !stopsArgument(peek(cursor))) factors.push(deeper(cursor, factor))
  return [product(factors)]
}
const stopsArgument = (token: Token): boolean =>
  token.kind === 'function' || ['(', '[', '|', '‖', '∑', '∏', 'begin'].includes(token.text)

/** The base of a logarithm or a superscript of the function's own: `\log_2 x`, `\tanh^2 x`, `\sin^{-1} x`. */
const scripts = (cursor: Cursor): { base?: Expression; exponent?: Exact } => {
  const found: { base?: Expression; exponent?: Exact } = {}
  for (;;) {
    if (accept(cursor, '_')) found.base = scalar(atom(cursor))
    else if (accept(cursor, '^')) found.exponent = deeper(cursor, signedFactor)
    else return found
  }
}
const signedFactor = (cursor: Cursor): Exact => (sees(cursor, '-') ? term(cursor) : atom(cursor))

export const functionCall = (cursor: Cursor, token: Token): Exact => {
  const { base, exponent } = scripts(cursor)
  const args = argumentsOf(cursor)
  const [least, most] = arities.get(token.text) ?? (ofOneArgument.has(token.text) ? [1, 1] : [1, 20])
  if (args.length < least || args.length > most)
    throw syntax(
      `${token.text} takes ${least === most ? least : `${least} or more`} arguments, not ${args.length}.`,
    )
  if (exponent === undefined) return apply(token.text, args, base)
  const inverse = exponent.kind === 'number' && exponent.value.n === -1n && exponent.value.d === 1n
  if (inverse && /^(?:sin|cos|tan)$/.test(token.text)) return apply(`a${token.text}`, args, base)
  return power(apply(token.text, args, base), exponent)
}

const one = num(1)
const over = (a: Expression, b: Expression): Expression => ({
  kind: 'product',
  factors: [a, { kind: 'power', base: b, exponent: num(-1) }],
})

const logarithm = (x: Expression, base: Expression | undefined): Expression => {
  if (base === undefined) return call('ln', x)
  if (base.kind === 'number' && base.value.d === 1n && (base.value.n === 2n || base.value.n === 10n))
    return call(`log${base.value.n}`, x)
  return over(call('ln', x), call('ln', base))
}

const minusOne = num(-1)
const reciprocalOf: ReadonlyMap<string, string> = new Map([
  ['sech', 'cosh'],
  ['sec', 'cos'],
  ['csc', 'sin'],
  ['csch', 'sinh'],
])

/** Functions that the trees have no name for are written with those that they have. */
const apply = (name: string, values: readonly Exact[], base: Expression | undefined): Exact => {
  const [first] = values
  if (!first) throw syntax(`${name} needs an argument.`)
  if (name === 'transpose') return transpose(first)
  if ((name === 'max' || name === 'min') && first.kind === 'tensor' && values.length === 1)
    return extreme(name, first)
  if (name === 'det' && first.kind === 'tensor') return determinant(first)
  if (name === 'diag' && first.kind === 'tensor' && first.shape.length === 1)
    return diagonal(entriesOf(first))
  if (base !== undefined && name !== 'log') throw syntax(`${name} with a subscript is not known.`)
  const [x = one, ...rest] = values.map(scalar)
  const underlying = reciprocalOf.get(name)
  if (underlying) return { kind: 'power', base: call(underlying, x), exponent: minusOne }
  switch (name) {
    case 'sqrt':
      return power(x, num({ n: 1n, d: 2n }))
    case 'cbrt':
      return power(x, num({ n: 1n, d: 3n }))
    case 'exp':
      return power({ kind: 'constant', name: 'e' }, x)
    case 'cot':
      return over(call('cos', x), call('sin', x))
    case 'coth':
      return over(call('cosh', x), call('sinh', x))
    case 'inv':
      return power(x, minusOne)
    case 'pow':
      return power(x, rest[0] ?? one)
    case 'eye':
      return identityOf(x)
    case 'diag':
      return rest.length > 0 ? diagonal([x, ...rest]) : call(name, x)
    case 'log':
      return logarithm(x, base ?? rest[0])
    default:
      return call(name, x, ...rest)
  }
}

/** `max([1, 2])` is the largest entry. */
const extreme = (name: string, value: Tensor): Exact => call(name, ...entriesOf(value))

/** `\sum_{i=1}^{n} body`, with the body up to the next sum sign or plus; the bounds may be left out. */
export const indefinite = (cursor: Cursor, name: 'sum' | 'prod'): Exact => {
  let [from, to]: (Expression | undefined)[] = []
  let index: Expression | undefined
  for (;;) {
    if (accept(cursor, '_')) {
      const grouped = accept(cursor, '⦃')
      index = scalar(grouped ? enclosed(cursor, term) : atom(cursor))
      if (accept(cursor, '=')) from = scalar(enclosed(cursor, expression))
      if (grouped) expect(cursor, '⦄')
    } else if (accept(cursor, '^')) to = scalar(atom(cursor))
    else break
  }
  if (index?.kind !== 'symbol') throw syntax('A sum needs one index, as in \\sum_{i=1}^{n}.')
  const body = scalar(deeper(cursor, term))
  if (from && to) return call(name, body, index, from, to)
  if (from || to) throw syntax('A sum needs both bounds or none.')
  return call(name, body, index)
}
