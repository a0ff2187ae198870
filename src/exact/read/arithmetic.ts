import { call, num } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { entriesOf, entryAt, sizeOf, tensor } from '../tensor.ts'
import type { Exact, Tensor } from '../value.ts'
import { isExpression } from '../value.ts'
import { matrixPower } from './matrix-power.ts'
import { syntax } from './token.ts'

/**
 * Operations on what has been read. Scalar trees stay raw: nothing is simplified but the sign of a literal and the
 * quotient of two integers. Matrices and vectors are operated on entry by entry, since no tree holds them.
 */

const minusOne = num(-1)
const largest = 100_000

export const scalar = (value: Exact): Expression => {
  if (isExpression(value)) return value
  if (value.kind === 'tensor' && sizeOf(value.shape) === 1) return entryAt(value, 0)
  throw syntax(`A ${value.kind} stands where a number or an expression is needed.`)
}

const isScalar = (value: Exact): boolean =>
  isExpression(value) || (value.kind === 'tensor' && sizeOf(value.shape) === 1)

const asTensor = (value: Exact): Tensor => {
  if (value.kind === 'tensor') return value
  throw syntax(`A ${value.kind} cannot be calculated with.`)
}

const each = (value: Tensor, change: (entry: Expression) => Expression): Tensor =>
  tensor(value.shape, entriesOf(value).map(change))

export const negateScalar = (x: Expression): Expression => {
  if (x.kind === 'number')
    return x.written === undefined ? num(q.negate(x.value)) : { ...x, value: q.negate(x.value) }
  if (x.kind === 'product') {
    const [first, ...rest] = x.factors
    return {
      kind: 'product',
      factors: first?.kind === 'number' ? [negateScalar(first), ...rest] : [minusOne, ...x.factors],
    }
  }
  return { kind: 'product', factors: [minusOne, x] }
}

export const negate = (value: Exact): Exact => {
  if (isExpression(value)) return negateScalar(value)
  if (value.kind !== 'interval') return each(asTensor(value), negateScalar)
  const [from, to] = [negateScalar(value.to), negateScalar(value.from)]
  return { kind: 'interval', from, to, closedFrom: value.closedTo, closedTo: value.closedFrom }
}

const sumOf = (terms: readonly Expression[]): Expression => {
  const [only] = terms
  return terms.length === 1 && only ? only : { kind: 'sum', terms }
}

export const sum = (terms: readonly Exact[]): Exact => {
  const [only] = terms
  if (terms.length === 1 && only) return only
  if (terms.every(isScalar)) return sumOf(terms.map(scalar))
  const [first, ...rest] = terms.map(asTensor)
  if (!first || rest.some((term) => `${term.shape}` !== `${first.shape}`))
    throw syntax('Matrices that are added need the same shape.')
  const columns = [first, ...rest].map(entriesOf)
  return tensor(
    first.shape,
    columns[0]?.map((_, at) => sumOf(columns.map((entries) => entries[at] ?? num(0)))) ?? [],
  )
}

export const productOf = (factors: readonly Expression[]): Expression => {
  const [only] = factors
  return factors.length === 1 && only ? only : { kind: 'product', factors }
}

/** `a{b + c}`: a brace beside a factor groups, and is no set. */
const ungrouped = (factor: Exact): Exact => {
  const [only, ...more] = factor.kind === 'set' ? factor.items : []
  return only && more.length === 0 && isExpression(only) ? only : factor
}

/** A product's factors as they are written; a bracketed product inside stays a factor of its own. */
export const product = (written: readonly Exact[]): Exact => {
  const [only] = written
  if (written.length === 1 && only) return only
  const factors = written.map(ungrouped)
  if (factors.every(isScalar)) return productOf(factors.map(scalar))
  let scale: Expression[] = []
  let array: Tensor | undefined
  for (const factor of factors) {
    if (isScalar(factor)) scale.push(scalar(factor))
    else if (array === undefined) array = asTensor(factor)
    else {
      const result = matrixProduct(array, asTensor(factor))
      array = isExpression(result) ? undefined : asTensor(result)
      if (isExpression(result)) scale = [...scale, result]
    }
  }
  if (!array) return productOf(scale)
  return scale.length === 0 ? array : each(array, (entry) => scaled(scale, entry))
}

/** Numbers in front of a matrix are multiplied into its numbers; other factors stay as they are. */
const scaled = (scale: readonly Expression[], entry: Expression): Expression => {
  const values = [...scale, entry].map((factor) => (factor.kind === 'number' ? factor.value : undefined))
  if (values.every((value) => value !== undefined)) return num(values.reduce((a, b) => q.multiply(a, b)))
  return productOf([...scale, entry])
}

const matrixProduct = (a: Tensor, b: Tensor): Exact => {
  const [rows = 1, inner = 1] = a.shape.length === 1 ? [1, a.shape[0]] : a.shape
  const [height = 1, columns = 1] = b.shape.length === 1 ? [b.shape[0], 1] : b.shape
  if (a.shape.length > 2 || b.shape.length > 2 || inner !== height || rows * columns * inner > largest)
    throw syntax(`A ${a.shape.join('×')} and a ${b.shape.join('×')} array cannot be multiplied.`)
  const entry = (row: number, column: number): Expression =>
    sumOf(
      Array.from({ length: inner }, (_, k) =>
        productOf([entryAt(a, row * inner + k), entryAt(b, k * columns + column)]),
      ),
    )
  const entries = Array.from({ length: rows * columns }, (_, at) =>
    entry(Math.floor(at / columns), at % columns),
  )
  if (a.shape.length === 1 && b.shape.length === 1 && entries[0]) return entries[0]
  const shape = [...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])]
  return tensor(shape, entries)
}

const integer = (x: Expression): q.Rational | undefined =>
  x.kind === 'number' && q.isInteger(x.value) ? x.value : undefined

/** What dividing by `value` multiplies with. */
export const reciprocal = (value: Exact): Expression => ({
  kind: 'power',
  base: scalar(value),
  exponent: minusOne,
})

/** Divides a product, given by its factors, by b; the quotient of two integers is one number, unless b is 0. */
export const divide = (factors: Exact[], b: Exact): void => {
  const [only] = factors
  if (factors.length === 1 && only && isExpression(only) && isExpression(b)) {
    const [n, d] = [integer(only), integer(b)]
    if (n && ((d && !q.isZero(d)) || n.n === 1n)) {
      factors[0] = d && !q.isZero(d) ? num(q.divide(n, d)) : reciprocal(b)
      return
    }
  }
  factors.push(reciprocal(b))
}

export const quotient = (a: Exact, b: Exact): Exact => {
  const factors = [a]
  divide(factors, b)
  return product(factors)
}

export const power = (base: Exact, exponent: Exact): Exact => {
  const by = scalar(exponent)
  if (isScalar(base)) return { kind: 'power', base: scalar(base), exponent: by }
  if (base.kind === 'tensor') return matrixPower(base, by)
  throw syntax(`A ${base.kind} cannot be raised to a power.`)
}

export const transpose = (value: Exact): Exact => {
  if (isExpression(value)) return call('transpose', value)
  const array = asTensor(value)
  const [rows = 1, columns = 1] = array.shape
  // A vector's transpose is its row: the same entries in the same order.
  if (array.shape.length === 1) return array
  if (array.shape.length > 2) throw syntax('Only vectors and matrices can be transposed.')
  const entries = entriesOf(array)
  const at = (to: number): Expression => entries[(to % rows) * columns + Math.floor(to / rows)] ?? num(0)
  return tensor(
    [columns, rows],
    Array.from({ length: rows * columns }, (_, to) => at(to)),
  )
}
