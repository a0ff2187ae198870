import type { Expression } from '../expression.ts'
import { entriesOf, tensor } from '../tensor.ts'
import { symbolsOf } from '../tree.ts'
import type { Chain, Exact, Interval, Tensor } from '../value.ts'
import { isExpression } from '../value.ts'
import { scalar } from './arithmetic.ts'
import type { Cursor } from './cursor.ts'
import { accept, closingOf, enclosed, expect, next, peek, sees } from './cursor.ts'
import { expression } from './expression.ts'
import { alternatives, relation } from './relations.ts'
import type { Token } from './token.ts'
import { isCloser, isOpener, syntax } from './token.ts'

/** A row of items: a vector of scalars, a higher array of equal arrays, else a list. */
export const arrayOf = (items: readonly Exact[]): Exact => {
  if (items.every(isExpression)) return tensor([items.length], items)
  const arrays = items.filter((item): item is Tensor => item.kind === 'tensor')
  const [first] = arrays
  if (!first || arrays.length < items.length) return { kind: 'list', items }
  if (arrays.some((array) => `${array.shape}` !== `${first.shape}`)) return { kind: 'list', items }
  return tensor([arrays.length, ...first.shape], arrays.flatMap(entriesOf))
}

const isInfinite = (x: Expression): boolean =>
  (x.kind === 'constant' && x.name === 'infinity') || (x.kind === 'product' && x.factors.some(isInfinite))

const interval = (ends: readonly Exact[], open: string, close: string): Interval => {
  const [from, to, ...more] = ends
  if (!from || !to || more.length > 0) throw syntax('An interval has two ends.')
  return {
    kind: 'interval',
    from: scalar(from),
    to: scalar(to),
    closedFrom: open === '[',
    closedTo: close === ']',
  }
}

/** A pair that was written in one kind of bracket, read as the interval it may also be. */
export const asInterval = (value: Exact): Exact => {
  if (value.kind !== 'tensor' || value.shape.length !== 1 || value.shape[0] !== 2 || !value.brackets)
    return value
  const [open, close] = value.brackets
  return interval(entriesOf(value), open ?? '(', close ?? ')')
}

type Layout = {
  readonly close: number
  readonly commas: boolean
  readonly rows: boolean
  readonly cells: boolean
}

/** What separates the entries of the bracket whose opener is at `at`. */
const layoutOf = (cursor: Cursor, at: number): Layout => {
  const close = closingOf(cursor, at)
  if (close === undefined) throw syntax(`A "${cursor.tokens[at]?.text}" is not closed.`)
  let [open, commas, rows, numbers] = [0, false, false, cursor.source === 'plain']
  for (let here = at + 1; here < close; here++) {
    const token = cursor.tokens[here]
    if (!token) break
    if (isOpener(token)) open += 1
    else if (isCloser(token)) open -= 1
    else if (open === 0 && token.text === ',') commas = true
    else if (open === 0 && token.text === ';') rows = true
    numbers &&= token.kind === 'number' || /^[-+/;]$/.test(token.text)
  }
  return { close, commas, rows, cells: !commas && (rows || numbers) }
}

/** `( … )` and `[ … ]`: grouping, a vector, a matrix by rows, or an interval. */
export const brackets = (cursor: Cursor, open: Token): Exact => {
  const layout = layoutOf(cursor, cursor.at - 1)
  const closer = cursor.tokens[layout.close]?.text ?? ''
  if (layout.close === cursor.at) throw syntax('There is nothing between the brackets.')
  if (open.text === '[' && layout.rows) {
    if (closer !== ']') throw syntax(`"[" and "${closer}" do not belong together.`)
    return matrix(cursor, layout)
  }
  const items = row(cursor, layout)
  if (peek(cursor) !== cursor.tokens[layout.close]) expect(cursor, open.text === '(' ? ')' : ']')
  next(cursor)
  if (!/^[)\]]$/.test(closer)) throw syntax(`"${open.text}" and "${closer}" do not belong together.`)
  const [first, second] = items
  const matched = (open.text === '(') === (closer === ')')
  const pair = items.length === 2 && first && second && isExpression(first) && isExpression(second)
  if (!matched || (pair && open.text === '(' && (isInfinite(first) || isInfinite(second))))
    return interval(items, open.text, closer)
  if (items.length === 1 && open.text === '(' && first) return first
  const value = arrayOf(items)
  return pair && value.kind === 'tensor' ? { ...value, brackets: open.text === '(' ? '()' : '[]' } : value
}

/** Items up to the end of a row, parted by commas or by blanks. */
const row = (cursor: Cursor, { cells, close }: Layout): readonly Exact[] => {
  const item = (): Exact =>
    enclosed(cursor, (inner) => {
      inner.cells = cells
      return cells ? expression(inner) : alternatives(inner)
    })
  const items = [item()]
  while (cursor.at < close && !sees(cursor, ';')) {
    if (!cells) expect(cursor, ',')
    if (cursor.at === close) break
    items.push(item())
  }
  return items
}

/** Rows parted by `;`. Throws ReadError `domain` when their lengths differ. */
const matrix = (cursor: Cursor, layout: Layout): Exact => {
  const rows: (readonly Expression[])[] = []
  do {
    if (cursor.at === layout.close) break
    rows.push(row(cursor, layout).map(scalar))
  } while (accept(cursor, ';'))
  cursor.at = layout.close + 1
  return fromRows(rows)
}

export const fromRows = (rows: readonly (readonly Expression[])[]): Tensor => {
  const width = rows[0]?.length ?? 0
  const ragged = rows.findIndex((entries) => entries.length !== width)
  if (ragged >= 0)
    throw syntax(
      `Row ${ragged + 1} has ${rows[ragged]?.length} entries, but row 1 has ${width}; rows need equal lengths.`,
    )
  return tensor([rows.length, width], rows.flat())
}

/** `⦃ … ⦄` of LaTeX groups without showing. */
export const group = (cursor: Cursor): Exact => {
  const items = [enclosed(cursor, alternatives)]
  // `{1, 3}` in LaTeX is a set whose backslashes were lost.
  while (accept(cursor, ',')) items.push(enclosed(cursor, alternatives))
  expect(cursor, '⦄')
  return items.length === 1 && items[0] ? items[0] : { kind: 'set', items }
}

/** `{1, 2}`, or `{x : 0 <= x < 1}`, which is its condition. */
export const setBraces = (cursor: Cursor): Exact => {
  if (accept(cursor, '}')) return { kind: 'set', items: [] }
  const builder = peek(cursor).kind === 'name' && (sees(cursor, ':', 1) || sees(cursor, '|', 1))
  const first = builder ? atomOfBuilder(cursor) : enclosed(cursor, alternatives)
  if (accept(cursor, ':') || (builder && accept(cursor, '|'))) {
    if (sees(cursor, ':', 1)) throw syntax('A set has one colon.')
    const condition = enclosed(cursor, relation)
    expect(cursor, '}')
    const isAbout =
      first.kind !== 'symbol' || (condition.kind === 'relation' && mentions(condition.chain, first.name))
    if (condition.kind === 'relation' && isAbout) return condition
    throw syntax('Behind the colon of a set stands a condition.')
  }
  const items = [first]
  while (accept(cursor, ',') || accept(cursor, ';')) items.push(enclosed(cursor, alternatives))
  expect(cursor, '}')
  return { kind: 'set', items }
}

const mentions = ({ sides }: Chain, name: string): boolean => sides.some((side) => symbolsOf(side).has(name))

const atomOfBuilder = (cursor: Cursor): Exact => ({ kind: 'symbol', name: next(cursor).text })
