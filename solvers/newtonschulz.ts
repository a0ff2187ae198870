import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { isNumber, sym } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import * as q from '../src/exact/rational.ts'
import type { Tensor } from '../src/exact/value.ts'
import { countField, scalarField, sizeField, tensorField } from '../src/fields.ts'
import type { Solution, Solver } from '../src/model.ts'
import { costAlternatives } from '../src/topics/newton-schulz/cost-alternatives.ts'
import { costConventions, costSteps } from '../src/topics/newton-schulz/cost-steps.ts'
import { costAnswers, costRelated } from '../src/topics/newton-schulz/costs.ts'
import { iterateAlternatives, iterateRelated } from '../src/topics/newton-schulz/iterate-alternatives.ts'
import { figureOf, matrixSteps } from '../src/topics/newton-schulz/iterate-steps.ts'
import { iterateExactly, listOf, startOf } from '../src/topics/newton-schulz/iterates.ts'
import { iteratesOf } from '../src/topics/newton-schulz/words.ts'

const input = z.strictObject({
  d_out: sizeField({
    about: 'Rows of W',
    example: '1024',
    meaning: { symbol: 'd_out', kind: 'size', mayBe: ['d_in'] },
  }).optional(),
  d_in: sizeField({
    about: 'Columns of W',
    example: '256',
    meaning: { symbol: 'd_in', kind: 'size', mayBe: ['d_out'] },
  }).optional(),
  cost: scalarField({
    about: 'c: an n×m by m×p product costs c·n·m·p',
    example: 'c',
    meaning: { symbol: 'c', kind: 'cost' },
  }).optional(),
  matrix: tensorField(
    { about: 'A matrix to iterate on, exactly', example: '[[1/2,0],[0,1/10]]' },
    [2],
  ).optional(),
  steps: countField({ about: 'How many iterations of the matrix', example: '3' }, 1, 12).optional(),
})

type Input = z.output<typeof input>

const solveMatrix = (matrix: Tensor, steps: number): Solution => {
  const start = startOf(matrix)
  const iterates = iterateExactly(start, steps)
  const answers = [iteratesOf(listOf(iterates))]
  return {
    answers,
    steps: matrixSteps(start, iterates, answers),
    conventions: [
      {
        name: 'polynomial',
        chosen: 'cubic',
        says: 'W becomes p(W) = ½(3I − WWᵀ)W; the list starts after the first step.',
      },
      {
        name: 'scale',
        chosen: 'not normalised',
        says: 'The matrix is taken as it is; singular values in (0, √3) tend to 1.',
      },
    ],
    alternatives: distinctAnswers(iterateAlternatives(start, steps), answers),
    get figure() {
      return figureOf(start, iterates)
    },
    get related() {
      return iterateRelated(start, iterates)
    },
  }
}

const solveCosts = ({
  d_out = sym('d_out'),
  d_in = sym('d_in'),
  cost = sym('c', 'positive'),
}: Input): Solution => {
  const layer = { d_out, d_in, c: cost }
  if (isNumber(cost) && q.sign(cost.value) <= 0)
    throw new InputError('domain', 'The cost of one multiplication must be positive.', {
      field: 'cost',
      example: 'c',
    })
  const answers = costAnswers(layer)
  return {
    answers,
    steps: costSteps(layer, answers),
    conventions: costConventions(layer),
    alternatives: distinctAnswers(costAlternatives(layer), answers),
    arrays: new Map([['W', [d_out, d_in]]]),
    get related() {
      return costRelated(layer)
    },
  }
}

export default {
  title: 'Newton–Schulz iteration',
  idea: 'Products alone drive every singular value to 1, which orthogonalises a matrix without an SVD; the order of the products decides what a step costs.',
  input,
  examples: [
    {
      says: 'The cost of one step, in both orders',
      input: {},
      answers: {
        cost_direct: '2*c*d_out^2*d_in',
        cost_gram: '2*c*d_out*d_in^2',
        class_direct: 'Theta(d_out^2*d_in)',
        class_gram: 'Theta(d_out*d_in^2)',
        speedup: 'd_out/d_in',
      },
      source:
        'two products of an n×m by an m×p matrix at c·n·m·p each (Golub and Van Loan, Matrix Computations, 1.1)',
    },
    {
      says: 'Two exact steps',
      input: { matrix: '[[1/2,1/2],[1/6,1/6]]', steps: 2 },
      answers: {
        iterates: '[[[11/18, 11/18], [11/54, 11/54]], [[8701/13122, 8701/13122], [8701/39366, 8701/39366]]]',
      },
      source: 'exact iterates by sympy Rational, sympy 1.11.1',
    },
  ],
  solve(given): Solution {
    const { matrix, steps } = given
    if (!matrix) {
      if (steps !== undefined)
        throw new InputError('domain', 'Steps are those of a matrix: give the matrix too.', {
          field: 'matrix',
          example: '[[1/2,0],[0,1/10]]',
        })
      return solveCosts(given)
    }
    for (const field of ['d_out', 'd_in', 'cost'] as const)
      if (given[field] !== undefined)
        throw new InputError(
          'domain',
          'Give either the sizes (for the cost) or a matrix (for its iterates), not both.',
          { field },
        )
    return solveMatrix(matrix, steps ?? 1)
  },
} satisfies Solver<typeof input>
