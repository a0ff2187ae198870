import type { Expression } from '../expression.ts'
import { ReadError } from '../read-error.ts'
import { entriesOf, tensor } from '../tensor.ts'
import { isExpression, type Tensor } from '../value.ts'
import type { Reading } from './formula.ts'
import type { Value } from './matrices.ts'

/** A function by how many values it takes, and what it makes of them. */
export type Definition = {
  readonly least: number
  readonly most: number
  apply(args: readonly Value[], reading: Reading): Value
}

export const entryLimit = 4096

export const domain = (message: string): ReadError => new ReadError('domain', message)

export const scalar = (x: Value | undefined): Expression => {
  if (!x || !isExpression(x)) throw domain('This function needs numbers, not a matrix.')
  return x
}

const matrix = (x: Value | undefined): Tensor => {
  if (!x || isExpression(x)) throw domain('This function needs a matrix, such as [[1,2],[3,4]].')
  return x
}

export const asVector = (x: Value | undefined): readonly Expression[] => {
  const value = matrix(x)
  if (value.shape.length !== 1) throw domain('This function needs a vector, such as [1,2,3].')
  return entriesOf(value)
}

/** A function of one number, entry by entry on a vector or matrix. */
export const entrywise = (apply: (x: Expression, reading: Reading) => Expression): Definition => ({
  least: 1,
  most: 1,
  apply: ([x], reading) => {
    if (x && !isExpression(x))
      return tensor(
        x.shape,
        entriesOf(x).map((entry) => apply(entry, reading)),
      )
    return apply(scalar(x), reading)
  },
})

export const scalars = (
  least: number,
  most: number,
  apply: (args: readonly Expression[], reading: Reading) => Expression,
): Definition => ({
  least,
  most,
  apply: (args, reading) => apply(args.map(scalar), reading),
})

/** A function of any number of values, or of the entries of one vector or matrix. */
export const gathered = (apply: (args: readonly Expression[]) => Expression): Definition => ({
  least: 1,
  most: entryLimit,
  apply: (args) => {
    const [only] = args
    return apply(args.length === 1 && only && !isExpression(only) ? entriesOf(only) : args.map(scalar))
  },
})

export const ofMatrix = (apply: (x: Tensor) => Value): Definition => ({
  least: 1,
  most: 1,
  apply: ([x]) => apply(matrix(x)),
})
