import { InputError } from '../src/errors.ts'
import { isPositive, minus, num, plus, power, squareRoot, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { sign } from '../src/exact/rational.ts'
import { toUnicode } from '../src/exact/write/write.ts'
import type { Convention, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/gradient-statistics/alternatives.ts'
import { type Input, input } from '../src/topics/gradient-statistics/fields.ts'
import { stepsOf } from '../src/topics/gradient-statistics/steps.ts'
import { quantity } from '../src/topics/gradient-statistics/words.ts'

const two = num(2)

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
      get related() {
        return [quantity('m', m), quantity('terms', power(m, two)), quantity('term_variance', each)]
      },
    }
  },
} satisfies Solver<typeof input>

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
