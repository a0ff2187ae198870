import { type Formula, floor, negative, over, power, root, sum, times } from './formula.ts'
import { alone, set } from './sentences.ts'
import { formula, growth, matrix, type Value, type Writer } from './values.ts'

/** A part: what it asks for, and the ways in which students put those values into one answer. */
export type PartOfClass = {
  readonly values: readonly Value[]
  readonly lay: (values: readonly string[], writer: Writer) => string
  readonly tight?: boolean
}

const minus = (a: Formula, b: Formula): Formula => sum(a, negative(b))

/** `cost {0}; class {1}`: each value in its place, in the writer's mathematics. */
const laid =
  (...layouts: readonly string[]) =>
  (values: readonly string[], writer: Writer): string =>
    writer.pick(layouts).replaceAll(/\{(\d)\}/g, (_, at: string) => set(values[Number(at)] ?? '', writer))

/** The same without dollars of their own, for an answer that is one formula. */
const bare =
  (...layouts: readonly string[]) =>
  (values: readonly string[], writer: Writer): string => {
    const text = writer.pick(layouts).replaceAll(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? '')
    return set(writer.notation.kind === 'latex' ? text.replaceAll(' x ', ' \\times ') : text, writer)
  }

const either =
  (...ways: readonly PartOfClass['lay'][]): PartOfClass['lay'] =>
  (values, writer) =>
    writer.pick(ways)(values, writer)

const single =
  (plain: string, latex: string, words: string): PartOfClass['lay'] =>
  ([value = ''], writer) =>
    alone(value, { plain, latex, words }, writer)

const [dOut, dIn] = ['d_out', 'd_in']
const half = over(1, 2)

const oneOverRootIn = [
  over(1, root(dIn)),
  power(dIn, negative(half)),
  root(over(1, dIn)),
  over(root(dIn), dIn),
]
const rootOut = [root(dOut), power(dOut, half), over(dOut, root(dOut))]

/** `⌊(W − K + 2P)/S⌋ + 1`, and as the course's key prints it, without the floor. */
const outOf = (size: string, padded: boolean) => {
  const tops = padded
    ? [sum(size, negative('K'), times(2, 'P')), sum(size, times(2, 'P'), negative('K'))]
    : [minus(size, 'K')]
  return tops.map((top) => sum(floor(over(top, 'S')), 1))
}
const wrongOut = (size: string, padded: boolean) => [
  floor(over(padded ? sum(size, negative('K'), times(2, 'P')) : minus(size, 'K'), 'S')),
  sum(floor(over(padded ? sum(size, negative('K'), 'P') : size, 'S')), 1),
]

const flat = [0, 1, 2].map(() => [-40, -40, -40])
const padded = [
  [-19, -28, -32, -36, -29],
  [-30, -40, -40, -40, -30],
  [-30, -40, -40, -40, -30],
  [-30, -40, -40, -40, -30],
  [49, 68, 72, 76, 59],
]
const strided = [
  [-19, -32, -29],
  [-30, -40, -30],
  [49, 72, 59],
]

const m = sum('n', negative('k'), 1)

/** The parts of homework 4 that have exact answers; the values are those of the course’s own solutions. */
export const hw4Parts: Readonly<Record<string, PartOfClass>> = {
  '1a': {
    values: [
      formula(
        [
          times(2, 'c', power(dOut, 2), dIn),
          times(2, 'c', dIn, power(dOut, 2)),
          sum(times('c', power(dOut, 2), dIn), times('c', power(dOut, 2), dIn)),
          times('c', dOut, dIn, sum(dOut, dOut)),
        ],
        [
          times('c', power(dOut, 2), dIn),
          times(2, 'c', dOut, power(dIn, 2)),
          times(3, 'c', power(dOut, 2), dIn),
        ],
      ),
      growth(times(power(dOut, 2), dIn), [times(dOut, power(dIn, 2)), times(dOut, dIn), power(dOut, 3)]),
    ],
    lay: either(
      laid(
        '{0}, {1}',
        '{0}; {1}',
        'cost {0}, class {1}',
        'total cost: {0}, asymptotic cost: {1}',
        'The cost is {0}, which is {1}.',
        '{0} so {1}',
        'exact: {0}\nclass: {1}',
        'Exactly {0} and asymptotically {1}',
      ),
      bare('{0} = {1}'),
    ),
  },
  '1b': {
    values: [
      formula(
        [
          times(2, 'c', dOut, power(dIn, 2)),
          times(2, 'c', power(dIn, 2), dOut),
          times('c', sum(1, 1), dOut, dIn, dIn),
        ],
        [times('c', dOut, power(dIn, 2)), times(2, 'c', power(dOut, 2), dIn), times(2, 'c', power(dIn, 3))],
      ),
      formula([over(dOut, dIn), times(dOut, power(dIn, -1))], [over(dIn, dOut), times(2, over(dOut, dIn))]),
    ],
    lay: laid(
      '{0}, {1}',
      '{0}; speedup {1}',
      'cost {0}, faster by {1}',
      'cost: {0}\nspeedup: {1}',
      'New cost {0}, so the speedup is {1}.',
      '{0} and the speedup is {1}',
    ),
  },
  '2b': {
    values: [
      formula(oneOverRootIn, [over(1, dIn), root(dIn), over(1, root(dOut)), root(over(2, sum(dIn, dOut)))]),
    ],
    lay: single('c', 'c', 'scale'),
  },
  '2c': {
    values: [
      formula(
        [...rootOut, times(root(dIn), root(over(dOut, dIn)))],
        [root(over(dOut, dIn)), dOut, root(dIn), root(times(dOut, dIn)), 1],
      ),
    ],
    lay: single('||ΔW||_2', '\\|\\Delta W\\|_2', 'largest spectral norm'),
  },
  '2d': {
    values: [
      formula(
        [...oneOverRootIn, over(root(dOut), root(times(dOut, dIn)))],
        [over(1, dIn), root(dOut), over(1, root(times(dIn, dOut)))],
      ),
    ],
    lay: single('alpha', '\\alpha', 'step size'),
  },
  '2e': {
    values: [formula(rootOut, [root(times(dOut, dIn)), root(dIn), 1, root(over(dOut, dIn))])],
    lay: single('alpha', '\\alpha', 'alpha'),
  },
  '2g': {
    values: [
      formula([...rootOut, over(root(times(dOut, dIn)), root(dIn))], [root(dIn), dOut]),
      formula(
        [over(1, root(dOut)), power(dOut, negative(half))],
        [over(1, dOut), root(dOut), over(1, root(dIn))],
      ),
    ],
    lay: laid(
      '{0}, {1}',
      'growth {0}, scale {1}',
      'Gradients grow by {0} per layer; multiply by {1}.',
      'factor {0}, constant {1}',
      'growth: {0}\nscale: {1}',
    ),
  },
  '3c': { values: [matrix(flat)], lay: single('y', 'y', 'output') },
  '3d': {
    values: [matrix(padded), matrix(strided)],
    lay: laid(
      '(i) {0} (ii) {1}',
      '(i) {0}, (ii) {1}',
      'i: {0}\nii: {1}',
      '(i) {0}\n(ii) {1}',
      '(i) {0}; (ii) {1}',
    ),
  },
  '4a': {
    tight: true,
    values: [
      formula(
        [times(power('K', 2), 'C', 'F'), times('F', power('K', 2), 'C'), times('K', 'K', 'C', 'F')],
        [times(power('K', 2), 'F'), times(power('K', 2), 'C'), times('K', 'C', 'F')],
      ),
      formula(['F'], ['C', 1, times('C', 'F')]),
      formula(outOf('W', true), wrongOut('W', true)),
      formula(outOf('H', true), wrongOut('H', true)),
      formula(['F'], ['C', times('C', 'F')]),
    ],
    lay: laid(
      'weights: {0}, biases: {1}, output: ({2}) x ({3}) x {4}',
      '{0} weights, {1} biases, output shape ({2}) x ({3}) x {4}',
      'weights = {0}; biases = {1}; out_width = {2}; out_height = {3}; out_channels = {4}',
      'weights {0}; biases {1}; width {2}; height {3}; channels {4}',
      '{0} weights and {1} biases\nwidth {2}, height {3}, channels {4}',
    ),
  },
  '4b': {
    tight: true,
    values: [
      formula(outOf('W', false), wrongOut('W', false)),
      formula(outOf('H', false), wrongOut('H', false)),
      formula(['C'], [1, 'W']),
    ],
    lay: either(
      bare('({0}) x ({1}) x {2}', '({0}, {1}, {2})'),
      laid('width {0}, height {1}, channels {2}', 'out_width = {0}; out_height = {1}; out_channels = {2}'),
    ),
  },
  '4c': {
    tight: true,
    values: [
      formula(
        [
          sum(times('L', minus('K', 1)), 1),
          sum(1, times('L', minus('K', 1))),
          sum(times('L', 'K'), negative('L'), 1),
          sum('K', times(minus('L', 1), minus('K', 1))),
          minus(times('L', 'K'), minus('L', 1)),
        ],
        [
          sum(times(minus('L', 1), minus('K', 1)), 1),
          times('L', 'K'),
          times('L', minus('K', 1)),
          power('K', 'L'),
          sum(times('L', 'K'), 1),
        ],
      ),
    ],
    lay: single('R', 'R', 'receptive field'),
  },
  '7b': {
    values: [
      formula([0], [1, 'n']),
      formula(
        [
          times(power(m, 2), power('sigma_x', 2), power('sigma_g', 2)),
          power(times(m, 'sigma_x', 'sigma_g'), 2),
          times(power('sigma_g', 2), power('sigma_x', 2), power(sum(1, 'n', negative('k')), 2)),
        ],
        [
          times(m, power('sigma_x', 2), power('sigma_g', 2)),
          times(power('n', 2), power('sigma_x', 2), power('sigma_g', 2)),
          times(power('k', 2), power('sigma_x', 2), power('sigma_g', 2)),
        ],
      ),
      formula(
        [times(m, 'sigma_x', 'sigma_g'), times('sigma_x', 'sigma_g', m)],
        [
          times(root(m), 'sigma_x', 'sigma_g'),
          times('n', 'sigma_x', 'sigma_g'),
          times(power(m, 2), 'sigma_x', 'sigma_g'),
        ],
      ),
      growth('n', [root('n'), power('n', 2), 1]),
    ],
    lay: laid(
      'mean {0}, variance {1}, std {2}, growth {3}',
      'mean = {0}; variance = {1}; std = {2}; growth = {3}',
      'E = {0}, Var = {1}, sd = {2}, {3}',
      'Mean: {0}\nVariance: {1}\nStandard deviation: {2}\nGrowth: {3}',
      'The mean is {0}, the variance is {1}, the standard deviation is {2}, which grows as {3}.',
      '{0}, {1}, {2}, {3}',
    ),
  },
}
