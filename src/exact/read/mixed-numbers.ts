import { num } from '../algebra.ts'
import { isInteger, sign } from '../rational.ts'
import type { Exact } from '../value.ts'
import { atom } from './atoms.ts'
import type { Cursor } from './cursor.ts'
import { peek, sees } from './cursor.ts'
import { startsFactor } from './expression.ts'
import type { Token } from './token.ts'

/** A proper fraction of whole numbers at the cursor: `½`, `1/3` behind a blank, `\frac{1}{3}`. */
const properFraction = (cursor: Cursor): Exact | undefined => {
  const token = peek(cursor)
  if (token.kind === 'number' && token.value && !isInteger(token.value) && token.written === undefined)
    return atom(cursor)
  if (sees(cursor, 'frac')) {
    const value = atom(cursor)
    return value.kind === 'number' && value.value.n < value.value.d ? value : undefined
  }
  const [over, slash, under] = [peek(cursor), peek(cursor, 1), peek(cursor, 2)]
  const typed = over.spaced && slash.text === '/' && !slash.spaced && !under.spaced && !cursor.cells
  if (!typed || !over.value || !under.value || !isInteger(over.value) || !isInteger(under.value))
    return undefined
  if (over.value.n >= under.value.n || sign(over.value) <= 0) return undefined
  cursor.at += 3
  return num({ n: over.value.n, d: under.value.n })
}

/** `2 1/3` and `2\frac13` are 2 + 1/3, when nothing follows that would make them a product. */
export const mixedNumber = (cursor: Cursor, first: Token, whole: Exact | undefined): Exact | undefined => {
  if (first.kind !== 'number' || whole?.kind !== 'number' || !isInteger(whole.value)) return undefined
  if (cursor.tokens[cursor.at - 1] !== first) return undefined
  const start = cursor.at
  const part = properFraction(cursor)
  const follows = sees(cursor, '*') || sees(cursor, '×') || sees(cursor, '^') || startsFactor(cursor)
  if (part?.kind === 'number' && !follows) return { kind: 'sum', terms: [whole, part] }
  cursor.at = start
  return undefined
}
