import { minus, num, over, plus, times } from '../algebra.ts'
import type { Expression } from '../expression.ts'
import * as q from '../rational.ts'
import { ReadError } from '../read-error.ts'
import { entriesOf, tensor } from '../tensor.ts'
import { isExpression, type Tensor } from '../value.ts'
import { factorial, modulo } from './counting.ts'
import type { Infix, Operator } from './formula.ts'
import { identity, inverse, multiplyTensors, transposed, type Value } from './matrices.ts'
import { realPower } from './scalars.ts'

const shapeText = (value: Value): string => (isExpression(value) ? 'a number' : `${value.shape.join('×')}`)

/** Entry by entry; a number goes with every entry. */
const entrywise = (a: Value, b: Value, apply: (x: Expression, y: Expression) => Expression): Value => {
  if (isExpression(a))
    return isExpression(b)
      ? apply(a, b)
      : tensor(
          b.shape,
          entriesOf(b).map((y) => apply(a, y)),
        )
  if (isExpression(b))
    return tensor(
      a.shape,
      entriesOf(a).map((x) => apply(x, b)),
    )
  if (a.shape.join() !== b.shape.join())
    throw new ReadError('domain', `The shapes ${shapeText(a)} and ${shapeText(b)} do not match.`)
  const right = entriesOf(b)
  return tensor(
    a.shape,
    entriesOf(a).map((x, at) => apply(x, right[at] ?? num(0))),
  )
}

const multiply = (a: Value, b: Value): Value =>
  isExpression(a) || isExpression(b) ? entrywise(a, b, times) : multiplyTensors(a, b)

const divide = (a: Value, b: Value): Value => {
  if (!isExpression(b))
    throw new ReadError('domain', 'Division by a matrix is not defined: write A * inv(B) or A ./ B.')
  return entrywise(a, b, over)
}

const largestMatrixPower = 1000n

const matrixPower = (base: Tensor, exponent: Value): Value => {
  const whole = isExpression(exponent) && exponent.kind === 'number' && q.isInteger(exponent.value)
  const [height = 0, width] = base.shape
  if (!whole || base.shape.length !== 2 || height !== width)
    throw new ReadError(
      'domain',
      'Only a square matrix to a whole power is worked out; entry by entry write .^',
    )
  let count = exponent.value.n
  let factor = base
  if (count < 0n) [factor, count] = [inverse(base), -count]
  if (count > largestMatrixPower || height > 64)
    throw new ReadError(
      'too-large',
      `A matrix is raised to at most ${largestMatrixPower}, with at most 64 rows.`,
    )
  let out = identity(height)
  for (; count > 0n; count /= 2n) {
    if (count % 2n === 1n) out = squareProduct(out, factor)
    if (count > 1n) factor = squareProduct(factor, factor)
  }
  return out
}

const squareProduct = (a: Tensor, b: Tensor): Tensor => {
  const out = multiplyTensors(a, b)
  if (isExpression(out)) throw new TypeError('the product of two square matrices is a matrix')
  return out
}

const infix: Readonly<Record<Infix, (a: Value, b: Value) => Value>> = {
  '+': (a, b) => entrywise(a, b, (x, y) => plus(x, y)),
  '-': (a, b) => entrywise(a, b, (x, y) => minus(x, y)),
  '*': multiply,
  '/': divide,
  '^': (a, b) => {
    if (!isExpression(a)) return matrixPower(a, b)
    if (!isExpression(b)) throw new ReadError('domain', 'A matrix cannot be an exponent.')
    return realPower(a, b)
  },
  mod: (a, b) => entrywise(a, b, modulo),
  '.*': (a, b) => entrywise(a, b, times),
  './': (a, b) => entrywise(a, b, over),
  '.^': (a, b) => entrywise(a, b, realPower),
}

/** What an operator gives. Throws ReadError where it gives no real number, or one too large to write out. */
export const operate = (operator: Operator, a: Value, b?: Value): Value => {
  if (operator === 'negate') return entrywise(num(-1), a, times)
  if (operator === 'transpose') return isExpression(a) ? a : transposed(a)
  if (operator === '!') {
    if (!isExpression(a)) throw new ReadError('domain', 'A matrix has no factorial.')
    return factorial(a)
  }
  return infix[operator](a, b ?? num(0))
}
