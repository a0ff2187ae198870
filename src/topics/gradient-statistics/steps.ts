import { num, power, squareRoot, times } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Quantity, Step } from '../../model.ts'
import { named } from '../quantity.ts'
import { bracketed, equated } from '../step-latex.ts'
import type { Input } from './fields.ts'
import { quantity } from './words.ts'

const two = num(2)

export const stepsOf = (given: Input, m: Expression, answers: readonly Quantity[]): Step[] => {
  const each = times(given.var_x, given.var_dy)
  const [x, dy] = [toLatex(given.var_x), toLatex(given.var_dy)]
  const size = bracketed(m)
  const spread = times(m, squareRoot(each))
  return [
    {
      rule: 'sum-of-products',
      says: 'One entry of the gradient adds a product for every output position.',
      asks: 'How many products does one entry of dw add?',
      latex: `dw_{h,l} = \\sum_{i=1}^{m} \\sum_{j=1}^{m} dy_{i,j}\\, x_{i+h-1,j+l-1},\\quad m = ${equated('n - k + 1', toLatex(m))}`,
      yields: [quantity('m', m)],
    },
    {
      rule: 'mean',
      says: 'Independent factors of mean zero: the mean of a product is the product of the means.',
      asks: 'What is the mean of one product, and so of the sum?',
      latex: '\\mathbb{E}[dw_{h,l}] = \\sum_{i,j} \\mathbb{E}[dy_{i,j}]\\, \\mathbb{E}[x_{i+h-1,j+l-1}] = 0',
      yields: named(answers, 'mean'),
    },
    {
      rule: 'variance-of-a-product',
      says: 'With mean zero, the variance of a product of independent factors is the product of their variances.',
      asks: 'What is the variance of one product?',
      latex: `\\operatorname{Var}(dy_{i,j}\\, x_{i+h-1,j+l-1}) = ${bracketed(given.var_x)} \\cdot ${bracketed(given.var_dy)} = ${toLatex(each)}`,
      yields: [quantity('term_variance', each)],
    },
    {
      rule: 'variance-of-the-sum',
      says: 'Different products are uncorrelated, so their variances add.',
      asks: 'How many such variances add up?',
      latex: `\\operatorname{Var}(dw_{h,l}) = m^2 \\cdot ${x} \\cdot ${dy} = ${size}^2 \\cdot ${bracketed(each)} = ${toLatex(times(power(m, two), each))}`,
      yields: named(answers, 'variance'),
    },
    {
      rule: 'growth',
      says: 'The standard deviation is the square root: linear in n for a fixed kernel.',
      asks: 'What is the standard deviation, and how does it grow with n?',
      latex: `\\operatorname{sd}(dw_{h,l}) = ${toLatex(spread)},\\quad n - k + 1 = \\Theta(n)`,
      yields: named(answers, 'std', 'growth'),
    },
  ]
}
