import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { isPositive, minus, num, plus, power, squareRoot, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { sign } from '../src/exact/rational.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { scalarField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solver, Step } from '../src/model.ts'
import { misconception } from '../src/topics/alternative.ts'
import { named, quantitiesOf } from '../src/topics/quantity.ts'
import { bracketed, equated } from '../src/topics/step-latex.ts'

const two = num(2)
const variance = (name: string): Expression => power(sym(name, 'positive'), two)

const input = z.strictObject({
  n: sizeField({
    about: 'Size n of the n×n input',
    example: '32',
    meaning: { symbol: 'n', kind: 'length' },
  }).default(sym('n')),
  k: sizeField({
    about: 'Size k of the k×k kernel',
    example: '3',
    meaning: { symbol: 'k', kind: 'length' },
  }).default(sym('k')),
  var_x: scalarField({
    about: 'Variance of an input entry',
    example: '1',
    meaning: { symbol: 'sigma_x', kind: 'variance' },
  }).default(variance('sigma_x')),
  var_dy: scalarField({
    about: 'Variance of an upstream gradient entry',
    example: '1',
    meaning: { symbol: 'sigma_g', kind: 'variance' },
  }).default(variance('sigma_g')),
})

export default {
  title: 'Statistics of a convolution’s weight gradient',
  idea: 'A shared weight collects gradient from every position, so its gradient grows with the image; learning rates have to take that into account.',
  input,
  examples: [
    {
      says: 'The general layer',
      input: {},
      answers: {
        mean: '0',
        variance: '(n-k+1)^2*sigma_x^2*sigma_g^2',
        std: '(n-k+1)*sigma_x*sigma_g',
        growth: 'Theta(n)',
      },
      source:
        'Goodman, On the exact variance of products (1960), with the sum over (n−k+1)² uncorrelated terms',
    },
    {
      says: 'A 32×32 image and a 3×3 kernel',
      input: { n: 32, k: 3, var_x: 1, var_dy: '1/4' },
      answers: { variance: '225', std: '15' },
      source: '30²·1·(1/4) by hand',
    },
  ],
  solve(given) {
    requireVariance('var_x', given.var_x)
    requireVariance('var_dy', given.var_dy)
    const m = outputSize(given)
    const each = times(given.var_x, given.var_dy)
    const total = times(power(m, two), each)
    const answers = [
      quantity('mean', num(0)),
      quantity('variance', total),
      quantity('std', times(m, squareRoot(each))),
      quantity('growth', { kind: 'class', symbol: 'Theta', of: sym('n') }),
    ]
    return {
      answers,
      steps: stepsOf(given, m, answers),
      conventions,
      alternatives: distinctAnswers(alternativesOf(given, m), answers),
      related: [quantity('m', m), quantity('terms', power(m, two)), quantity('term_variance', each)],
    }
  },
} satisfies Solver<typeof input>

type Input = z.output<typeof input>

const quantity = quantitiesOf({
  mean: {
    symbol: '\\mathbb{E}[dw_{h,l}]',
    about: 'mean of one entry of the weight gradient',
    aliases: ['E[dw_{h,l}]', '\\mathbb{E}(dw_{h,l})', '\\mu', 'mean', 'expectation', 'expected value'],
  },
  variance: {
    symbol: '\\operatorname{Var}(dw_{h,l})',
    about: 'variance of one entry of the weight gradient',
    aliases: ['\\mathrm{Var}(dw_{h,l})', '\\text{Var}(dw)', '\\operatorname{Var}[dw_{h,l}]', 'variance'],
  },
  std: {
    symbol: '\\operatorname{sd}(dw_{h,l})',
    about: 'standard deviation of one entry of the weight gradient',
    aliases: ['\\sigma_{dw}', '\\mathrm{Std}(dw_{h,l})', 'SD', 'std', 'standard deviation'],
  },
  growth: {
    symbol: '\\operatorname{sd}(dw_{h,l})',
    about: 'growth of the standard deviation in n',
    aliases: ['growth', 'asymptotic growth', 'scaling in n'],
  },
  m: { symbol: 'm', about: 'rows and columns of the output', aliases: ['m = n - k + 1'] },
  terms: { symbol: 'm^2', about: 'products in the sum', aliases: ['number of terms'] },
  term_variance: {
    symbol: '\\operatorname{Var}(dy_{i,j}\\, x_{i+h-1,j+l-1})',
    about: 'variance of one product',
    aliases: ['\\mathrm{Var}(dy_{i,j} x_{i+h-1,j+l-1})', '\\mathrm{Var}(x\\,dy)'],
  },
})

const outputSize = ({ n, k }: Input): Expression => {
  const m = plus(n, minus(k), num(1))
  if (m.kind === 'number' && sign(m.value) <= 0)
    throw new InputError(
      'domain',
      `The kernel has size ${toUnicode(k)}, more than the input, ${toUnicode(n)}.`,
      { field: 'k', example: '1' },
    )
  return m
}

const requireVariance = (field: 'var_x' | 'var_dy', value: Expression): void => {
  if (isPositive(minus(value)))
    throw new InputError('domain', `A variance is not negative; ${toUnicode(value)} is.`, {
      field,
      example: '1',
    })
}

const stepsOf = (given: Input, m: Expression, answers: readonly Quantity[]): Step[] => {
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

const conventions: readonly Convention[] = [
  {
    name: 'layer',
    chosen: 'correlation',
    says: 'One channel, n×n input, k×k kernel, stride 1, no padding, 1-based: y[i,j] = Σ x[i+h−1, j+l−1]·w[h,l].',
  },
  {
    name: 'assumptions',
    chosen: 'independent, mean zero',
    says: 'All x and dy are independent with mean zero; they need not be normal.',
  },
  { name: 'growth', chosen: 'in n', says: 'The growth is in n, with k and the variances fixed.' },
]

const alternativesOf = (given: Input, m: Expression): Alternative[] => {
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
