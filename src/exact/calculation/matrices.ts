import { isNumber, isNumberEqual, minus, num, over, plus, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import { ReadError } from '../read-error.ts'
import { transpose } from '../reshape.ts'
import { entriesOf, matrixOf, tensor } from '../tensor.ts'
import type { Tensor } from '../value.ts'

export type Value = Expression | Tensor
type Rows = readonly (readonly Expression[])[]

/** Past this many rows the expansion of a determinant in symbols has more terms than anyone can read. */
const symbolicLimit = 6
const rowLimit = 64

/** The rows of a matrix; a vector is one column when it stands on the right, as in A·x. */
export const rowsOf = (value: Tensor): Rows => {
  const [height = 0, width = 1] = value.shape
  const entries = entriesOf(value)
  return Array.from({ length: height }, (_, row) => entries.slice(row * width, (row + 1) * width))
}

export const dot = (a: readonly Expression[], b: readonly Expression[]): Expression =>
  plus(...a.map((x, at) => times(x, b[at] ?? num(0))))

const shapeText = ({ shape }: Tensor): string => shape.join('×')

/** The matrix product; a vector is a column on the right and a row on the left. */
export const multiplyTensors = (a: Tensor, b: Tensor): Value => {
  if (a.shape.length > 2 || b.shape.length > 2)
    throw new ReadError('domain', 'Only vectors and matrices multiply.')
  const inner = a.shape[a.shape.length - 1]
  if (inner !== b.shape[0])
    throw new ReadError(
      'domain',
      `A ${shapeText(a)} matrix cannot multiply a ${shapeText(b)} one: ${inner} ≠ ${b.shape[0]}.`,
    )
  const left = a.shape.length === 1 ? [entriesOf(a)] : rowsOf(a)
  const right = rowsOf(b)
  const columns = Array.from({ length: b.shape[1] ?? 1 }, (_, column) =>
    right.map((row) => row[column] ?? num(0)),
  )
  const entries = left.flatMap((row) => columns.map((column) => dot(row, column)))
  const shape = [...(a.shape.length === 2 ? a.shape.slice(0, 1) : []), ...b.shape.slice(1)]
  const [only] = entries
  return shape.length === 0 && only ? only : tensor(shape, entries)
}

const square = (value: Tensor, what: string): Rows => {
  const [height = 0, width] = value.shape
  if (value.shape.length !== 2 || height !== width)
    throw new ReadError('domain', `${what} needs a square matrix; this one is ${shapeText(value)}.`)
  const symbolic = !entriesOf(value).every(isNumber)
  if (height > (symbolic ? symbolicLimit : rowLimit))
    throw new ReadError(
      'too-large',
      `${what} of ${symbolic ? 'symbols' : 'numbers'} is worked out up to ${symbolic ? symbolicLimit : rowLimit} rows; this has ${height}.`,
    )
  return rowsOf(value)
}

/** Laplace expansion along the first row. */
const expand = (rows: Rows): Expression => {
  const [first] = rows
  if (!first) return num(1)
  if (rows.length === 1) return first[0] ?? num(0)
  return plus(
    ...first.map((x, at) =>
      isNumberEqual(x, 0) ? x : times(num(at % 2 === 0 ? 1 : -1), x, expand(minor(rows, 0, at))),
    ),
  )
}

const minor = (rows: Rows, row: number, column: number): Rows =>
  rows.filter((_, at) => at !== row).map((entries) => entries.filter((_, at) => at !== column))

type Reduced = { readonly rows: Rows; readonly rank: number; readonly determinant: Expression }

/** Gauss–Jordan elimination of rational rows, pivots in the first `width` columns. */
const reduce = (start: Rows, width: number): Reduced => {
  const rows = start.map((row) => [...row])
  let [rank, determinant]: [number, Expression] = [0, num(1)]
  for (let column = 0; column < width && rank < rows.length; column++) {
    const found = rows.findIndex((row, at) => at >= rank && !isNumberEqual(row[column] ?? num(0), 0))
    if (found < 0) continue
    const pivotRow = rows[found] ?? []
    if (found !== rank) {
      rows[found] = rows[rank] ?? []
      determinant = minus(determinant)
    }
    const pivot = pivotRow[column] ?? num(1)
    determinant = times(determinant, pivot)
    const scaled = pivotRow.map((x) => over(x, pivot))
    rows[rank] = scaled
    for (const [at, row] of rows.entries()) {
      const factor = row[column] ?? num(0)
      if (at === rank || isNumberEqual(factor, 0)) continue
      rows[at] = row.map((x, k) => minus(x, times(factor, scaled[k] ?? num(0))))
    }
    rank += 1
  }
  return { rows, rank, determinant: rank < Math.min(start.length, width) ? num(0) : determinant }
}

export const determinant = (value: Tensor): Expression => {
  const rows = square(value, 'A determinant')
  return rows.flat().every(isNumber) ? reduce(rows, rows.length).determinant : expand(rows)
}

const identityRow = (size: number, row: number): readonly Expression[] =>
  Array.from({ length: size }, (_, column) => num(row === column ? 1 : 0))
export const identity = (size: number): Tensor =>
  matrixOf(Array.from({ length: size }, (_, row) => identityRow(size, row)))

/** Throws ReadError `domain` for a singular matrix. */
export const inverse = (value: Tensor): Tensor => {
  const rows = square(value, 'An inverse')
  const size = rows.length
  const singular = new ReadError(
    'domain',
    'The matrix is singular: its determinant is 0, so it has no inverse.',
  )
  if (rows.flat().every(isNumber)) {
    const reduced = reduce(
      rows.map((row, at) => [...row, ...identityRow(size, at)]),
      size,
    )
    if (reduced.rank < size) throw singular
    return matrixOf(reduced.rows.map((row) => row.slice(size)))
  }
  const whole = expand(rows)
  if (isNumberEqual(whole, 0)) throw singular
  // The adjugate over the determinant: the cofactors, transposed.
  return matrixOf(
    rows.map((_, row) =>
      rows.map((_, column) =>
        over(times(num((row + column) % 2 === 0 ? 1 : -1), expand(minor(rows, column, row))), whole),
      ),
    ),
  )
}

const rationalRows = (value: Tensor, what: string): Rows => {
  const rows = rowsOf(value)
  if (value.shape.length !== 2 || !rows.flat().every(isNumber))
    throw new ReadError('domain', `${what} needs a matrix of rational numbers.`)
  if (rows.length > rowLimit)
    throw new ReadError('too-large', `${what} is worked out up to ${rowLimit} rows.`)
  return rows
}

export const rank = (value: Tensor): number => {
  const rows = rationalRows(value, 'A rank')
  return reduce(rows, rows[0]?.length ?? 0).rank
}

export const rowReduced = (value: Tensor): Tensor => {
  const rows = rationalRows(value, 'A reduced form')
  return matrixOf(reduce(rows, rows[0]?.length ?? 0).rows)
}

/** A vector stays as it is. */
export const transposed = (x: Tensor): Tensor => (x.shape.length === 2 ? transpose(x) : x)

export const trace = (value: Tensor): Expression => {
  const rows = square(value, 'A trace')
  return plus(...rows.map((row, at) => row[at] ?? num(0)))
}
