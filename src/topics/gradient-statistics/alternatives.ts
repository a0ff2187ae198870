import { num, plus, power, squareRoot, sym, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { misconception } from '../alternative.ts'
import type { Input } from './fields.ts'
import { quantity } from './words.ts'

const two = num(2)

export const alternativesOf = (given: Input, m: Expression): Alternative[] => {
  const each = times(given.var_x, given.var_dy)
  const sd = squareRoot(each)
  const scaled = (root: Expression): Quantity[] => [
    quantity('variance', times(power(root, two), each)),
    quantity('std', times(root, sd)),
  ]
  return [
    misconception(
      'when the output is taken to be as large as the input: n² products in place of (n − k + 1)².',
      ...scaled(given.n),
    ),
    misconception('when the + 1 of the output size is forgotten.', ...scaled(plus(m, num(-1)))),
    misconception('when only one of the two sums is counted.', ...scaled(squareRoot(m))),
    misconception(
      'when the products are counted over the kernel, k², in place of the output.',
      ...scaled(given.k),
    ),
    misconception(
      'when standard deviations are added; for uncorrelated terms the variances add.',
      quantity('variance', times(power(m, num(4)), each)),
      quantity('std', times(power(m, two), sd)),
    ),
    misconception(
      'when the growth of the variance is taken for that of the standard deviation.',
      quantity('growth', { kind: 'class', symbol: 'Theta', of: power(sym('n'), two) }),
    ),
  ]
}
