import { add, divide, isZero, multiply, one, type Rational, subtract, zero } from '../rational.ts'
import { Misfit } from './matrix-forms.ts'

/** Rows of a matrix; a scalar is no matrix, also not a 1×1 one. */
export type Matrix = readonly (readonly Rational[])[]

export type Value = { readonly scalar: Rational } | { readonly matrix: Matrix }

export const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_x, j) => (i === j ? one : zero)))

export const transposeOf = (a: Matrix): Matrix => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? zero))

const productOf = (a: Matrix, b: Matrix): Matrix => {
  if ((a[0]?.length ?? 0) !== b.length) throw new Misfit('sizes differ')
  const columns = transposeOf(b)
  return a.map((row) =>
    columns.map((column) => row.reduce((sum, x, k) => add(sum, multiply(x, column[k] ?? zero)), zero)),
  )
}

const combine = (a: Matrix, b: Matrix): Matrix => {
  if (a.length !== b.length || a[0]?.length !== b[0]?.length) throw new Misfit('sizes differ')
  return a.map((row, i) => row.map((x, j) => add(x, b[i]?.[j] ?? zero)))
}

const inverseOf = (a: Matrix): Matrix => {
  const size = a.length
  if (a[0]?.length !== size) throw new Misfit('the inverse of a matrix that is not square')
  const unit = identity(size)
  const rows = a.map((row, i) => [...row, ...(unit[i] ?? [])])
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.findIndex((row, i) => i >= column && !isZero(row[column] ?? zero))
    const found = rows[pivot]
    const top = rows[column]
    if (!found || !top) throw new Misfit('no inverse')
    rows[pivot] = top
    const scale = found[column] ?? one
    const lead = found.map((x) => divide(x, scale))
    rows[column] = lead
    rows.forEach((row, i) => {
      const factor = row[column] ?? zero
      if (i !== column && !isZero(factor))
        rows[i] = row.map((x, j) => subtract(x, multiply(factor, lead[j] ?? zero)))
    })
  }
  return rows.map((row) => row.slice(size))
}

export const matrixPower = (base: Matrix, exponent: bigint): Matrix => {
  if (exponent < 0n) return matrixPower(inverseOf(base), -exponent)
  let power = identity(base.length)
  for (let i = 0n; i < exponent; i += 1n) power = productOf(power, base)
  return power
}

const asScalar = (value: Value): Value => {
  if ('scalar' in value) return value
  const entry = value.matrix.length === 1 && value.matrix[0]?.length === 1 ? value.matrix[0][0] : undefined
  return entry ? { scalar: entry } : value
}

export const times = (a: Value, b: Value): Value => {
  if ('scalar' in a && 'scalar' in b) return { scalar: multiply(a.scalar, b.scalar) }
  if ('scalar' in a)
    return 'matrix' in b ? { matrix: b.matrix.map((row) => row.map((x) => multiply(a.scalar, x))) } : a
  if ('scalar' in b) return times(b, a)
  return asScalar({ matrix: productOf(a.matrix, b.matrix) })
}

export const plus = (a: Value, b: Value): Value => {
  if ('scalar' in a && 'scalar' in b) return { scalar: add(a.scalar, b.scalar) }
  if ('matrix' in a && 'matrix' in b) return { matrix: combine(a.matrix, b.matrix) }
  throw new Misfit('a scalar added to a matrix')
}

export const equalValues = (a: Value, b: Value): boolean => {
  if ('scalar' in a && 'scalar' in b) return a.scalar.n === b.scalar.n && a.scalar.d === b.scalar.d
  if ('scalar' in a || 'scalar' in b || a.matrix.length !== b.matrix.length) return false
  return a.matrix.every((row, i) => {
    const other = b.matrix[i] ?? []
    return row.length === other.length && row.every((x, j) => isZero(subtract(x, other[j] ?? zero)))
  })
}
