import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { num, sym } from '../src/exact/algebra.ts'
import { h, i, j, l, metBy, sumsOf } from '../src/exact/correlation-sums.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Tensor } from '../src/exact/value.ts'
import { toUnicode } from '../src/exact/write/write.ts'
import { axesField, choiceField, countField, scalarField, tensorField } from '../src/fields.ts'
import type { Convention, Solution, Solver } from '../src/model.ts'
import {
  biasQuantities,
  gradientQuantities,
  gradientsOf,
} from '../src/topics/convolution-gradient/gradients.ts'
import {
  alternativesInSymbols,
  answersInSymbols,
  relatedInSymbols,
  stepsInSymbols,
} from '../src/topics/convolution-gradient/in-symbols.ts'
import { layOutGradient } from '../src/topics/convolution-gradient/layout.ts'
import { alternativesWithNumbers, stepsWithNumbers } from '../src/topics/convolution-gradient/with-numbers.ts'

const one = num(1)
const ranks = [1, 2, 3, 4]

/** What the general formula calls its indices, sizes and arrays. */
const inFormulas = ['i', 'j', 'h', 'l', 'k', 'm', 'm_1', 'm_2', 'n', 'w', 'x', 'y', 'dw', 'dx', 'dy']

const input = z.strictObject({
  x: tensorField(
    { about: 'Input of the layer: a vector, a matrix, or C×H×W', example: '1 2 3; 4 5 6; 7 8 9' },
    ranks,
  ).optional(),
  kernel: tensorField(
    { about: 'Kernel w of the layer, as in /conv', example: '1 0; 0 -1' },
    ranks,
  ).optional(),
  dy: tensorField({ about: 'Gradient of the output, of its shape', example: '1 2; 3 4' }, ranks).optional(),
  rate: scalarField({ about: 'Learning rate η', example: '1/10', meaning: { taken: inFormulas } }).default(
    sym('eta', 'positive'),
  ),
  stride: axesField({
    about: 'Stride of the layer: n or [rows, cols]',
    example: '1',
    meaning: { taken: inFormulas },
  }).default([one, one]),
  padding: axesField(
    { about: 'Zeros on each side: n or [rows, cols]', example: '0', meaning: { taken: inFormulas } },
    0,
  ).default([num(0), num(0)]),
  dilation: axesField({
    about: 'Distance of kernel entries: n or [rows, cols]',
    example: '1',
    meaning: { taken: inFormulas },
  }).default([one, one]),
  groups: countField({ about: 'Groups of channels', example: '1' }, 1, 4096).default(1),
  operation: choiceField(
    { about: 'Whether the layer flips its kernel (convolution) or not', example: 'correlation' },
    ['correlation', 'convolution'],
  ).default('correlation'),
})

export default {
  title: 'Gradients of a convolution layer',
  idea: 'The gradient of a convolution is a convolution again: dy slides over x to give dw, and over the kernel to give dx.',
  input,
  examples: [
    {
      says: 'The general layer',
      input: {},
      answers: {
        dw: 'sum(sum(dy[i, j] * x[i + h - 1, j + l - 1], j, 1, m), i, 1, m)',
        w_new: 'w - eta * dw',
      },
      source: 'Goodfellow, Bengio & Courville, Deep Learning, equation 9.11, with indices from 1',
    },
    {
      says: 'A 2×2 kernel on a 3×3 picture',
      input: { x: '1 2 3; 4 5 6; 7 8 9', kernel: '1 0; 0 -1', dy: '1 2; 3 4', rate: '1/10' },
      answers: {
        dw: '[[37, 47], [67, 77]]',
        dx: '[[1, 2, 0], [3, 3, -2], [0, -3, -4]]',
        w_new: '[[-27/10, -47/10], [-67/10, -87/10]]',
      },
      source: 'scipy.signal.correlate2d(x, dy, "valid") and convolve2d(dy, w, "full"), SciPy 1.10',
    },
  ],
  solve(given): Solution {
    if (given.dy) return solveWithNumbers(given, given.dy)
    if (given.x || given.kernel)
      throw new InputError(
        'domain',
        'With x or a kernel the gradient of the output is needed too. Give dy, of the shape of y.',
        {
          field: 'dy',
          example: '1 2; 3 4',
        },
      )
    if (given.groups !== 1)
      throw new InputError(
        'domain',
        'The general formula is for one channel; groups need x, kernel and dy.',
        { field: 'groups', example: '1' },
      )
    return solveInSymbols(given)
  },
} satisfies Solver<typeof input>

type Input = z.output<typeof input>

const solveWithNumbers = (given: Input, dy: Tensor): Solution => {
  if (!given.x && !given.kernel)
    throw new InputError('domain', 'With dy give x (for dw), the kernel (for dx), or both.', {
      field: 'x',
      example: '1 2 3; 4 5 6; 7 8 9',
    })
  const layout = layOutGradient(given, dy)
  const gradients = gradientsOf(layout, given.operation, given.rate)
  const answers = gradientQuantities(gradients)
  return {
    answers,
    steps: stepsWithNumbers(given, layout, gradients, answers),
    conventions: conventions(given),
    alternatives: distinctAnswers(alternativesWithNumbers(given, layout, gradients), answers),
    get related() {
      return biasQuantities(layout)
    },
  }
}

const solveInSymbols = (given: Input): Solution => {
  const sums = sumsOf(given)
  const answers = answersInSymbols(given, sums)
  return {
    answers,
    steps: stepsInSymbols(given, sums, answers),
    conventions: [...conventions(given), indices],
    alternatives: distinctAnswers(alternativesInSymbols(given, sums), answers),
    get related() {
      return relatedInSymbols(given, sums)
    },
  }
}

const conventions = (given: Input): Convention[] => {
  const flips = given.operation === 'convolution'
  const plain =
    toUnicode(metBy(given, 0, i, h)) === 'i + h − 1' && toUnicode(metBy(given, 1, j, l)) === 'j + l − 1'
  return [
    {
      name: 'layer',
      chosen: given.operation,
      says: flips
        ? 'The layer is a true convolution: it flips its kernel, so dw comes out flipped.'
        : `The layer is a correlation, without a flip, as in deep-learning libraries${plain ? ': y[i,j] = Σ x[i+h−1, j+l−1]·w[h,l]' : ''}.`,
    },
    {
      name: 'loss',
      chosen: 'dy',
      says: 'dy is the derivative of the loss by y; dw and dx are those by w and x.',
    },
    { name: 'step', chosen: 'descent', says: 'One step of gradient descent: w_new = w − η·dw.' },
  ]
}

const indices: Convention = {
  name: 'indices',
  chosen: '1-based',
  says: 'Indices count from 1; the input is n×n, the kernel k×k, one channel; x and dy are 0 outside their range.',
}
