import { InputError } from '../../errors.ts'
import { isNumberEqual, num, splitCoefficient, substitute, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import * as q from '../../exact/rational.ts'
import { symbolsOf } from '../../exact/tree.ts'

/** c with the sizes put in; its other symbols are positive, but need not be whole. */
export const factorOf = (given: Expression, d_in: Expression, d_out: Expression): Expression => {
  const values = new Map<string, Expression>()
  for (const name of symbolsOf(given)) values.set(name, sym(name, 'positive'))
  return substitute(given, values.set('d_in', d_in).set('d_out', d_out))
}

/** c > 0 without loss of generality: only |c| enters a norm. */
export const magnitude = (c: Expression): Expression => {
  if (isNumberEqual(c, 0))
    throw new InputError('domain', 'c must not be 0: then y is always 0.', {
      field: 'c',
      example: '1/sqrt(d_in)',
    })
  return q.sign(splitCoefficient(c)[0]) < 0 ? times(num(-1), c) : c
}
