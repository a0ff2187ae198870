import { call, num } from '../algebra.ts'
import type { Constant, Expression } from '../expression.ts'
import { sizeOf } from '../tensor.ts'
import type { Exact } from '../value.ts'
import { applied } from './application.ts'
import { power, quotient, scalar } from './arithmetic.ts'
import { brackets, group, setBraces } from './brackets.ts'
import { functionCall, indefinite } from './calls.ts'
import type { Cursor } from './cursor.ts'
import { accept, closingOf, deeper, enclosed, expect, next, sees, shown } from './cursor.ts'
import { determinant } from './determinant.ts'
import { environment } from './environments.ts'
import { expression } from './expression.ts'
import { indicator, startsIndicator } from './indicator.ts'
import { markedName } from './names.ts'
import type { Token } from './token.ts'
import { syntax } from './token.ts'

const half = num({ n: 1n, d: 2n })

/** A number, name, call or bracket. */
export const atom = (cursor: Cursor): Exact => {
  const token = next(cursor)
  switch (token.kind) {
    case 'number':
      if (!token.value) throw syntax(`"${token.text}" is no number.`)
      return { kind: 'number', value: token.value, ...(token.written ? { written: token.written } : {}) }
    case 'name':
      if (token.text === 'ones' && startsIndicator(cursor)) return indicator(cursor)
      return applied(cursor, markedName(cursor, token.text), token)
    case 'constant':
      return constant(cursor, token)
    case 'function':
      return functionCall(cursor, token)
    case 'sign':
      return deeper(cursor, () => signAtom(cursor, token))
    case 'word':
      throw syntax(`"${token.text}" cannot be read as part of a formula.`)
    case 'fault':
      throw syntax(token.text)
    case 'end':
      throw syntax('The formula ends too early.')
  }
}

/** e is Euler's number, unless it has marks of its own or is declared and not the base of a power. */
const constant = (cursor: Cursor, token: Token): Exact => {
  const marked = sees(cursor, '_') || sees(cursor, "'")
  const declared = cursor.options.symbols?.has('e') && !sees(cursor, '^')
  if (token.text === 'e' && (marked || declared)) return applied(cursor, markedName(cursor, 'e'), token)
  if (token.text === 'pi' && marked) return applied(cursor, markedName(cursor, 'pi'), token)
  // The token's text is one of the constants' names by construction in lexicon.ts.
  return { kind: 'constant', name: token.text as Constant['name'] }
}

const signAtom = (cursor: Cursor, token: Token): Exact => {
  switch (token.text) {
    case '(':
    case '[':
      return brackets(cursor, token)
    case '⦃':
      return group(cursor)
    case '{':
      return setBraces(cursor)
    case '|':
      return bars(cursor)
    case '‖':
      return norm(cursor)
    case '⌊':
      return call('floor', closed(cursor, '⌋'))
    case '⌈':
      return call('ceil', closed(cursor, '⌉'))
    case '√':
      return { kind: 'power', base: scalar(atom(cursor)), exponent: half }
    case '∛':
      return { kind: 'power', base: scalar(atom(cursor)), exponent: num({ n: 1n, d: 3n }) }
    case 'root':
      return root(cursor)
    case 'frac':
      return quotient(braced(cursor), braced(cursor))
    case 'binom':
      return call('binomial', scalar(braced(cursor)), scalar(braced(cursor)))
    case '∑':
      return indefinite(cursor, 'sum')
    case '∏':
      return indefinite(cursor, 'prod')
    case '∂':
      return derivative(cursor)
    case '∅':
      return { kind: 'set', items: [] }
    case 'begin':
      return environment(cursor)
    default:
      throw syntax(`"${shown(token.text)}" stands where a value is expected.`)
  }
}

/** `∂L/∂w` is one name, as its fraction is: `dL_dw`. */
const derivative = (cursor: Cursor): Exact => {
  const name = (): string => {
    const marked = markedName(cursor, next(cursor).text)
    const indices = marked.indices.map((index) => (index.kind === 'symbol' ? index.name : '?'))
    return [marked.name, ...indices].join('_')
  }
  const top = name()
  expect(cursor, '/')
  expect(cursor, '∂')
  const both = `d${top}_d${name()}`
  if (!/^[\w']+$/.test(both)) throw syntax('This derivative cannot be read as a name.')
  return { kind: 'symbol', name: both }
}

/** `⦃ value ⦄`. */
const braced = (cursor: Cursor): Exact => {
  expect(cursor, '⦃')
  const value = enclosed(cursor, expression)
  expect(cursor, '⦄')
  return value
}

const closed = (cursor: Cursor, close: string): Expression => {
  const value = scalar(enclosed(cursor, expression))
  expect(cursor, close)
  return value
}

/** |x|, and |A| for the determinant of a matrix. */
const bars = (cursor: Cursor): Expression => {
  const value = between(cursor, '|')
  const isMatrix = value.kind === 'tensor' && value.shape.length === 2 && sizeOf(value.shape) > 1
  return isMatrix ? determinant(value) : call('abs', scalar(value))
}

const barred = (cursor: Cursor, bar: string): Expression => scalar(between(cursor, bar))

const between = (cursor: Cursor, bar: string): Exact => {
  const { cells } = cursor
  cursor.bars += 1
  cursor.cells = false
  const value = expression(cursor)
  cursor.bars -= 1
  cursor.cells = cells
  expect(cursor, bar)
  return value
}

/** `‖x‖_2`; which norm is kept as the second argument, the 2-norm being the one meant when none is named. */
const norm = (cursor: Cursor): Exact => {
  const value = barred(cursor, '‖')
  if (!sees(cursor, '_')) return call('norm', value)
  next(cursor)
  const kind = normKind(cursor)
  if (kind === '2') return call('norm', value)
  if (kind === 'inf') return call('norm', value, { kind: 'constant', name: 'infinity' })
  return call('norm', value, /^\d+$/.test(kind) ? num(BigInt(kind)) : { kind: 'symbol', name: kind })
}

/** The subscript of a norm as a name: `2`, `F`, `inf`, `nuclear`, `RMS_to_RMS`. */
const normKind = (cursor: Cursor): string => {
  const grouped = sees(cursor, '⦃')
  const close = grouped ? closingOf(cursor, cursor.at) : cursor.at + 1
  if (close === undefined) throw syntax('The subscript of a norm is not closed.')
  const tokens = cursor.tokens.slice(grouped ? cursor.at + 1 : cursor.at, close)
  cursor.at = grouped ? close + 1 : close
  const words = tokens.map(({ text }) => ({ '*': 'nuclear', '→': '_to_', infinity: 'inf' })[text] ?? text)
  const kind = words.join('')
  if (!/^\w+$/.test(kind)) throw syntax('This kind of norm is not known.')
  return kind
}

const root = (cursor: Cursor): Exact => {
  const base = braced(cursor)
  if (!accept(cursor, 'index')) return power(base, half)
  const index = quotient(num(1), braced(cursor))
  return power(base, index)
}
