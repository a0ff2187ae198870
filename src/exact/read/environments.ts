import type { Expression } from '../expression.ts'
import type { Chain, Exact, Piece } from '../value.ts'
import { isExpression } from '../value.ts'
import { scalar } from './arithmetic.ts'
import { fromRows } from './brackets.ts'
import type { Cursor } from './cursor.ts'
import { accept, enclosed, expect, next, peek, sees } from './cursor.ts'
import { expression } from './expression.ts'
import { relation } from './relations.ts'
import { syntax } from './token.ts'

/** `begin NAME … end`, with `&` between cells and `row` between rows; the cursor stands behind `begin`. */
export const environment = (cursor: Cursor): Exact => {
  const name = next(cursor).text
  const value = enclosed(cursor, (inner) => (name === 'cases' ? cases(inner) : matrix(inner)))
  expect(cursor, 'end')
  return value
}

const matrix = (cursor: Cursor): Exact => {
  const rows: (readonly Expression[])[] = []
  do {
    if (sees(cursor, 'end')) break
    const entries = [scalar(enclosed(cursor, expression))]
    while (accept(cursor, '&')) entries.push(scalar(enclosed(cursor, expression)))
    rows.push(entries)
  } while (accept(cursor, 'row'))
  if (rows.length === 0) throw syntax('The matrix is empty.')
  return fromRows(rows)
}

const cases = (cursor: Cursor): Exact => {
  const pieces: Piece[] = []
  const systems: Exact[] = []
  do {
    if (sees(cursor, 'end')) break
    const value = relation(cursor)
    accept(cursor, ',')
    if (accept(cursor, '&') || peek(cursor).kind === 'word')
      pieces.push({ when: condition(cursor), value: scalar(lastSide(value)) })
    else systems.push(value)
  } while (accept(cursor, 'row'))
  if (pieces.length > 0 && systems.length > 0) throw syntax('A case without its condition cannot be read.')
  return pieces.length > 0 ? { kind: 'piecewise', pieces } : { kind: 'list', items: systems }
}

/** A case that derives its value, `a = b`, has the value b. */
const lastSide = (value: Exact): Exact => {
  if (value.kind !== 'relation' || value.chain.relations.some((sign) => sign !== '=')) return value
  return value.chain.sides.at(-1) ?? value
}

const otherwise = new Set(['otherwise', 'else'])

const endsCase = (cursor: Cursor): boolean => sees(cursor, 'row') || sees(cursor, 'end')

/** The condition of a case; "otherwise" is the empty one. */
const condition = (cursor: Cursor): readonly Chain[] => {
  while (accept(cursor, ',') || ['if', 'for', 'when'].includes(peek(cursor).text)) {
    if (peek(cursor).kind === 'word') next(cursor)
  }
  if (otherwise.has(peek(cursor).text)) {
    next(cursor)
    while (accept(cursor, '.') || accept(cursor, ',') || accept(cursor, ';'));
    return []
  }
  const chains: Chain[] = []
  do {
    const value = relation(cursor)
    if (isExpression(value) || value.kind !== 'relation')
      throw syntax('The condition of a case is a relation.')
    chains.push(value.chain)
  } while (accept(cursor, 'and') || (accept(cursor, ',') && !endsCase(cursor)))
  while (accept(cursor, '.') || accept(cursor, ';'));
  return chains
}
