import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { isNumberEqual, num } from '../src/exact/algebra.ts'
import type { Pair } from '../src/exact/correlate.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import { pooledSize, windowShare } from '../src/exact/pooling.ts'
import { scatterRoutes } from '../src/exact/routes.ts'
import type { Tensor } from '../src/exact/value.ts'
import { toUnicode } from '../src/exact/write/write.ts'
import { axesField, choiceField, tensorField } from '../src/fields.ts'
import type { Convention, Figure, Solution, Solver } from '../src/model.ts'
import {
  alternativesInSymbols,
  answersInSymbols,
  relatedInSymbols,
  stepsInSymbols,
} from '../src/topics/pooling/in-symbols.ts'
import {
  checkGradient,
  type Layout,
  layOutPooling,
  type Pooled,
  poolAverages,
  poolMaxima,
} from '../src/topics/pooling/layout.ts'
import {
  alternativesWithNumbers,
  shapeQuantity,
  stepsWithNumbers,
} from '../src/topics/pooling/with-numbers.ts'
import { quantity } from '../src/topics/pooling/words.ts'

const input = z.strictObject({
  x: tensorField(
    { about: 'Input: a vector, a matrix, or C×H×W', example: '1 3; 2 4' },
    [1, 2, 3, 4],
  ).optional(),
  kernel: axesField({
    about: 'Window: n or [rows, cols]',
    example: '2',
    meaning: { taken: ['i', 'j', 'a', 'b', 'x', 'y', 'dx', 'dy'] },
  }).default([num(2), num(2)]),
  stride: axesField({ about: 'Step of the window; as the window when left out', example: '2' }).optional(),
  padding: axesField({ about: 'Padding on each side: n or [rows, cols]', example: '0' }, 0).default([
    num(0),
    num(0),
  ]),
  kind: choiceField({ about: 'Maximum or average of a window', example: 'max' }, ['max', 'average']).default(
    'max',
  ),
  dy: tensorField(
    { about: 'Gradient of the output, of its shape', example: '[[1]]' },
    [1, 2, 3, 4],
  ).optional(),
})
export default {
  title: 'Pooling',
  idea: 'Keep of each small window only its strongest or its mean response: smaller pictures, and less fuss about the exact place.',
  input,
  examples: [
    {
      says: 'Maxima of 2×2 windows, and their gradient',
      input: { x: '1 3 2 4; 5 6 7 8; 9 2 1 0; -1 -2 -3 -4', dy: '3 2; 0 3' },
      answers: {
        y: '[[6, 8], [9, 1]]',
        dx: '[[0, 0, 0, 0], [0, 3, 0, 2], [0, 0, 3, 0], [0, 0, 0, 0]]',
        argmax: '[[5, 7], [8, 10]]',
      },
      source: 'torch.nn.functional.max_pool2d(x, 2, return_indices=True) and autograd, PyTorch 1.13',
    },
    {
      says: 'The gradient of 2×2 average pooling in symbols',
      input: { kind: 'average' },
      answers: { dx: 'dy[ceil(i/2), ceil(j/2)]/4' },
      source: 'Zhang, Lipton, Li & Smola, Dive into Deep Learning, section 7.5, differentiated',
    },
  ],
  solve(given): Solution {
    if (given.x) return solveWithNumbers(given, given.x)
    if (given.dy || !liesSideBySide(given))
      throw new InputError(
        'domain',
        'Without x there is the general formula only, for windows side by side and no padding. Give x.',
        { field: 'x', example: '1 3; 2 4' },
      )
    return solveInSymbols(given)
  },
} satisfies Solver<typeof input>

type Input = z.output<typeof input>

const isPadded = ({ padding }: Input): boolean => !padding.every((pad) => isNumberEqual(pad, 0))

const liesSideBySide = (given: Input): boolean => {
  const { kernel, stride = kernel } = given
  return !isPadded(given) && kernel.every((size, at) => toUnicode(stride[at] ?? size) === toUnicode(size))
}

const solveWithNumbers = (given: Input, x: Tensor): Solution => {
  const { kind, dy } = given
  const layout = layOutPooling(given, x)
  if (dy) checkGradient(dy, layout)
  const pooled = kind === 'max' ? poolMaxima(layout) : poolAverages(layout)
  const dx = dy && scatterRoutes(dy, pooled.routes, x.shape)
  const answers = [
    quantity('y', pooled.y),
    ...(dx ? [quantity('dx', dx)] : []),
    ...(pooled.argmax ? [quantity('argmax', pooled.argmax)] : []),
  ]
  return {
    answers,
    steps: stepsWithNumbers(kind, layout, pooled, dx),
    conventions: [...conventions[kind], rounding, ...(kind === 'max' ? maximumConventions(given) : [])],
    alternatives: distinctAnswers(alternativesWithNumbers(kind, layout, pooled, dy), answers),
    get related() {
      return [
        shapeQuantity(layout),
        {
          name: 'share',
          symbol: '\\frac{1}{K^2}',
          value: windowShare(layout.pooling.kernel),
          about: 'one over the size of a window',
        },
      ]
    },
    get figure() {
      return figureOf(layout, pooled, dy, dx)
    },
  }
}

const solveInSymbols = (given: Input): Solution => {
  const answers = answersInSymbols(given)
  return {
    answers,
    steps: stepsInSymbols(given, answers),
    conventions: [...conventions[given.kind], indices],
    alternatives: distinctAnswers(alternativesInSymbols(given), answers),
    get related() {
      return relatedInSymbols(given)
    },
  }
}

const overlap: Convention = {
  name: 'overlap',
  chosen: 'add',
  says: 'Where windows overlap, their gradients add up.',
}
const rounding: Convention = {
  name: 'rounding',
  chosen: 'floor',
  says: 'A last window that does not fit is dropped; each channel is pooled by itself.',
}
const indices: Convention = {
  name: 'indices',
  chosen: '1-based',
  says: 'Indices count from 1, so entry i lies in window ⌈i/K⌉; windows do not overlap (stride K).',
}
const conventions: Readonly<Record<Input['kind'], readonly Convention[]>> = {
  max: [
    {
      name: 'ties',
      chosen: 'first',
      says: 'Of equal maxima the first in row order counts, and gets the whole gradient.',
    },
    overlap,
  ],
  average: [
    {
      name: 'divisor',
      chosen: 'window',
      says: 'The sum is divided by the size of the whole window; padded zeros count (count_include_pad=True).',
    },
    overlap,
  ],
}

const maximumConventions = (given: Input): Convention[] => [
  {
    name: 'argmax',
    chosen: '0-based, row by row',
    says: 'argmax counts positions row by row from 0 within each channel.',
  },
  ...(isPadded(given)
    ? [{ name: 'padding', chosen: '−∞', says: 'The padding of max pooling is −∞: it never wins.' }]
    : []),
]

/** Past these many entries along an axis no numbers could be read. */
const drawnEntries = 12

const figureOf = (
  { x, pooling, shape }: Layout,
  { y, argmax }: Pooled,
  dy: Tensor | undefined,
  dx: Tensor | undefined,
): Figure | undefined => {
  if (pooling.planes > 1 || Math.max(...pooling.size, ...shape, ...pooling.padding) > drawnEntries)
    return undefined
  const plane = (value: Tensor, size: Pair): Tensor => ({ ...value, shape: size })
  const small = pooledSize(pooling)
  return {
    kind: 'pooling',
    x: plane(x, pooling.size),
    y: plane(y, small),
    window: pooling.kernel,
    stride: pooling.stride,
    padding: pooling.padding,
    ...(argmax?.entries instanceof Float64Array && { winners: [...argmax.entries] }),
    ...(dy && dx && { gradient: { dy: plane(dy, small), dx: plane(dx, pooling.size) } }),
  }
}
