import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import {
  isNumber,
  minus,
  num,
  over,
  plus,
  power,
  splitCoefficient,
  sym,
  times,
} from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import * as q from '../src/exact/rational.ts'
import {
  combination,
  entryBits,
  mapEntries,
  matrixTensor,
  product,
  type RationalMatrix,
  rationalMatrix,
  transposed,
} from '../src/exact/rational-matrix.ts'
import type { AsymptoticClass, Exact, List, Tensor } from '../src/exact/value.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { countField, scalarField, sizeField, tensorField } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver, Step } from '../src/model.ts'

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

const two = num(2)

const quantity = (
  name: string,
  symbol: string,
  value: Exact,
  about: string,
  aliases: readonly string[] = [],
): Quantity => ({ name, symbol, value, about, aliases })

const costDirect = (value: Exact): Quantity =>
  quantity('cost_direct', 'T_{\\text{direct}}', value, 'cost of one iteration as written, ½(3I − WWᵀ)W', [
    'runtime',
    'total runtime',
    'total cost',
    'runtime of one iteration',
    'cost per iteration',
  ])
const costGram = (value: Exact): Quantity =>
  quantity(
    'cost_gram',
    'T_{\\text{gram}}',
    value,
    'cost of one iteration with the Gram matrix, ½W(3I − WᵀW)',
    ["T'", 'new runtime', 'faster runtime', 'runtime with the Gram matrix', 'cost with the Gram matrix'],
  )
const classDirect = (value: Exact): Quantity =>
  quantity(
    'class_direct',
    '\\text{class}_{\\text{direct}}',
    value,
    'asymptotic class of the cost as written',
    ['asymptotic runtime', 'asymptotic cost'],
  )
const classGram = (value: Exact): Quantity =>
  quantity(
    'class_gram',
    '\\text{class}_{\\text{gram}}',
    value,
    'asymptotic class of the cost with the Gram matrix',
    ['new asymptotic runtime'],
  )
const speedup = (value: Exact): Quantity =>
  quantity(
    'speedup',
    '\\frac{T_{\\text{direct}}}{T_{\\text{gram}}}',
    value,
    'how many times cheaper the Gram order is',
    ['speedup', 'speed-up', 'speedup factor'],
  )
const bestOf = (value: Exact): Quantity =>
  quantity('best', 'T_{\\text{best}}', value, 'the cheaper order, and when', ['best cost', 'cheaper order'])

type Layer = { readonly d_out: Expression; readonly d_in: Expression; readonly c: Expression }

/** What a product of an n×m by an m×p matrix costs. */
const productCost = (c: Expression, n: Expression, m: Expression, p: Expression): Expression =>
  times(c, n, m, p)

const costs = ({ d_out, d_in, c }: Layer): { readonly direct: Expression; readonly gram: Expression } => ({
  direct: times(two, productCost(c, d_out, d_in, d_out)),
  gram: times(two, productCost(c, d_out, d_in, d_in)),
})

/** Classes are in the sizes as symbols, also where numbers were given: a class of fixed numbers says nothing. */
const classes = ({ d_out, d_in }: Layer): { direct: AsymptoticClass; gram: AsymptoticClass } => {
  const [rows, columns] = [isNumber(d_out) ? sym('d_out') : d_out, isNumber(d_in) ? sym('d_in') : d_in]
  const without = (cost: Expression): AsymptoticClass => ({
    kind: 'class',
    symbol: 'Theta',
    of: splitCoefficient(cost)[1],
  })
  return {
    direct: without(times(power(rows, two), columns)),
    gram: without(times(rows, power(columns, two))),
  }
}

/** Which of two sizes is larger, where that holds whatever their symbols are. */
const compareSizes = (a: Expression, b: Expression): number | undefined => {
  const [difference, ratio] = [minus(a, b), over(a, b)]
  if (isNumber(difference)) return q.sign(difference.value)
  return isNumber(ratio) ? q.compare(ratio.value, q.one) : undefined
}

/** The cheaper order: a word for numbers, else the cost in two cases. */
const cheaper = ({ d_out, d_in, c }: Layer): Exact => {
  const order = compareSizes(d_out, d_in)
  if (order !== undefined) return { kind: 'word', word: order > 0 ? 'gram' : order < 0 ? 'direct' : 'either' }
  const { direct, gram } = costs({ d_out, d_in, c })
  return {
    kind: 'piecewise',
    pieces: [
      { when: [{ sides: [d_out, d_in], relations: ['>'] }], value: gram },
      { when: [{ sides: [d_out, d_in], relations: ['<='] }], value: direct },
    ],
  }
}

const costAnswers = (layer: Layer): readonly Quantity[] => {
  const { direct, gram } = costs(layer)
  const theta = classes(layer)
  return [
    costDirect(direct),
    costGram(gram),
    classDirect(theta.direct),
    classGram(theta.gram),
    speedup(over(layer.d_out, layer.d_in)),
    bestOf(cheaper(layer)),
  ]
}

const costAlternatives = (layer: Layer): readonly Alternative[] => {
  const { d_out, d_in, c } = layer
  const { direct, gram } = costs(layer)
  const both = (first: Exact, second: Exact): readonly Quantity[] => [costDirect(first), costGram(second)]
  const slip = (says: string, answers: readonly Quantity[]): Alternative => ({
    kind: 'misconception',
    says: `This is what one gets when ${says}.`,
    answers,
  })
  const theta = classes(layer)
  const classOnly: Alternative = {
    kind: 'convention',
    says: `The class alone drops the constant: the total is ${toUnicode(direct)} as written and ${toUnicode(gram)} with the Gram matrix.`,
    answers: both(theta.direct, theta.gram),
  }
  const counted = (unit: number, says: string): Alternative => ({
    kind: 'convention',
    says,
    answers: both(over(times(num(unit), direct), c), over(times(num(unit), gram), c)),
  })
  return [
    classOnly,
    counted(1, 'With c = 1: multiplications (or multiply-adds) are counted.'),
    counted(2, 'With c = 2: multiplications and additions are counted as one operation each.'),
    slip('only one of the two matrix products is counted', both(over(direct, two), over(gram, two))),
    slip('the factors 3 and ½ are counted as products too', both(times(two, direct), times(two, gram))),
    slip(
      'the second product is taken as one of two square matrices: its right factor is d_out × d_in (or its left one, in the Gram order)',
      both(
        plus(productCost(c, d_out, d_in, d_out), productCost(c, d_out, d_out, d_out)),
        plus(productCost(c, d_in, d_out, d_in), productCost(c, d_in, d_in, d_in)),
      ),
    ),
    slip('d_out and d_in change places: W has d_out rows and d_in columns', [
      costDirect(gram),
      costGram(direct),
      classDirect(theta.gram),
      classGram(theta.direct),
      speedup(over(d_in, d_out)),
    ]),
    slip('both products are taken to gain, and the gains are multiplied', [
      speedup(power(over(d_out, d_in), two)),
    ]),
  ]
}

const costRelated = ({ d_out, d_in, c }: Layer): readonly Quantity[] => [
  ...(isNumber(d_out) ? [quantity('d_out', 'd_{\\text{out}}', d_out, 'rows of W', ['n_{out}'])] : []),
  ...(isNumber(d_in) ? [quantity('d_in', 'd_{\\text{in}}', d_in, 'columns of W', ['n_{in}'])] : []),
  quantity('cost_outer', 'T(W W^\\top)', productCost(c, d_out, d_in, d_out), 'cost of WWᵀ', [
    'cost of WW^T',
    'computing WW^T',
  ]),
  quantity('cost_inner', 'T(W^\\top W)', productCost(c, d_out, d_in, d_in), 'cost of WᵀW', [
    'cost of W^T W',
    'computing W^T W',
  ]),
  quantity('cost_vector', 'T(Wx)', productCost(c, d_out, d_in, num(1)), 'cost of Wx for one x', [
    'cost of Wx',
  ]),
]

const costSteps = (layer: Layer, answers: readonly Quantity[]): readonly Step[] => {
  const { d_out, d_in, c } = layer
  const [r, k, factor] = [toLatex(d_out), toLatex(d_in), c.kind === 'sum' ? `(${toLatex(c)})` : toLatex(c)]
  const { direct, gram } = costs(layer)
  const of = (...names: string[]): Quantity[] => answers.filter(({ name }) => names.includes(name))
  const one = toLatex(over(direct, two))
  const inner = toLatex(over(gram, two))
  return [
    {
      rule: 'outer-product',
      says: 'WWᵀ multiplies a d_out × d_in by a d_in × d_out matrix; subtracting it from 3I costs no product.',
      latex: `T(W W^\\top) = ${factor} \\cdot ${r} \\cdot ${k} \\cdot ${r} = ${one}`,
      asks: 'What are the sizes of the two factors of WWᵀ, and what does their product cost?',
    },
    {
      rule: 'total-as-written',
      says: 'The bracket is d_out × d_out, so its product with W costs the same again.',
      latex: `T_{\\text{direct}} = ${one} + ${factor} \\cdot ${r} \\cdot ${r} \\cdot ${k} = ${toLatex(direct)} = ${toLatex(classes(layer).direct)}`,
      asks: 'What does the product of the bracket with W cost, and what is the total?',
      yields: of('cost_direct', 'class_direct'),
    },
    {
      rule: 'regroup',
      says: 'Matrix products are associative: (WWᵀ)W = W(WᵀW), and WᵀW is d_in × d_in.',
      latex:
        'p(W) = \\tfrac12\\left(3W - (W W^\\top) W\\right) = \\tfrac12\\left(3W - W (W^\\top W)\\right) = \\tfrac12 W\\left(3I - W^\\top W\\right)',
      asks: 'Which other bracketing of WWᵀW is there?',
    },
    {
      rule: 'total-with-gram',
      says: 'Both products now have d_in twice and d_out once.',
      latex: `T_{\\text{gram}} = ${factor} \\cdot ${k} \\cdot ${r} \\cdot ${k} + ${factor} \\cdot ${r} \\cdot ${k} \\cdot ${k} = ${inner} + ${inner} = ${toLatex(gram)} = ${toLatex(classes(layer).gram)}`,
      asks: 'What do the two products cost with the Gram matrix WᵀW?',
      yields: of('cost_gram', 'class_gram'),
    },
    {
      rule: 'compare',
      says: 'The ratio says which order is cheaper: the Gram matrix for a tall W (d_out > d_in), as written for a wide one.',
      latex: `\\frac{T_{\\text{direct}}}{T_{\\text{gram}}} = ${toLatex(over(d_out, d_in))}`,
      asks: 'How many times cheaper is the Gram order, and when is it cheaper at all?',
      yields: of('speedup', 'best'),
    },
  ]
}

const costConventions = ({ c }: Layer): readonly Convention[] => [
  {
    name: 'shape',
    chosen: 'W is d_out × d_in',
    says: 'W has d_out rows and d_in columns; p(W) = ½(3I − WWᵀ)W.',
  },
  {
    name: 'cost',
    chosen: 'c·n·m·p',
    says: `A product of an n×m by an m×p matrix costs ${c.kind === 'symbol' || isNumber(c) ? toUnicode(c) : `(${toUnicode(c)})`}·n·m·p; only matrix products count.`,
  },
  {
    name: 'total',
    chosen: 'total and class',
    says: 'The total keeps the constant; the class is given beside it.',
  },
]

const sideLimit = 64
const bitLimit = 40_000
const workLimit = 20_000_000

type Map = (w: RationalMatrix) => RationalMatrix

/** WWᵀW, in the cheaper order. */
const triple: Map = (w) =>
  w.rows > w.columns ? product(w, product(transposed(w), w)) : product(product(w, transposed(w)), w)
const newtonSchulz: Map = (w) => combination([3n, w], [-1n, triple(w)], 2n)
const withoutHalf: Map = (w) => combination([3n, w], [-1n, triple(w)], 1n)
const entrywise: Map = (w) =>
  mapEntries(w, (x) => q.divide(q.multiply(x, q.subtract(q.rational(3n), q.multiply(x, x))), q.rational(2n)))
/** ½(3I − WᵀW)W, which is p(W) only for matrices that commute with their transpose. */
const wrongSide: Map = (w) => combination([3n, w], [-1n, product(product(transposed(w), w), w)], 2n)
const oneFactor: Map = (w) => combination([3n, w], [-1n, product(w, transposed(w))], 2n)

/** One step triples the length of the entries; in a large matrix shorter ones already take long. */
const tooLong = (w: RationalMatrix): boolean => {
  const bits = 3 * entryBits(w)
  return bits > bitLimit || w.rows * w.columns * Math.min(w.rows, w.columns) * bits > workLimit
}

/** The iterates W₁ … W_steps, or fewer where the entries of the next would pass the limit. */
const iterate = (start: RationalMatrix, steps: number, map: Map): readonly RationalMatrix[] => {
  const out: RationalMatrix[] = []
  let current = start
  while (out.length < steps && !tooLong(current)) {
    current = map(current)
    out.push(current)
  }
  return out
}

const iterateExactly = (start: RationalMatrix, steps: number): readonly RationalMatrix[] => {
  const iterates = iterate(start, steps, newtonSchulz)
  if (iterates.length === steps) return iterates
  const digits = Math.floor(bitLimit * Math.log10(2))
  const possible = iterates.length
  throw new InputError(
    'too-large',
    `Step ${possible + 1} would pass what is written out exactly: entries of ${digits} digits, fewer in a large matrix${possible > 0 ? `. Use at most ${possible} steps here` : ''}.`,
    possible > 0 ? { field: 'steps', example: `${possible}` } : { field: 'matrix' },
  )
}

const listOf = (iterates: readonly RationalMatrix[]): List => ({
  kind: 'list',
  items: iterates.map(matrixTensor),
})
const iteratesOf = (value: Exact): Quantity =>
  quantity('iterates', 'W_1, W_2, \\ldots', value, 'the iterates, the given matrix not among them', [
    'iterates',
  ])

const startOf = (matrix: Tensor): RationalMatrix => {
  const where = { field: 'matrix', example: '[[1/2,0],[0,1/10]]' }
  const [rows = 1, columns = 1] = matrix.shape
  if (Math.max(rows, columns) > sideLimit)
    throw new InputError(
      'too-large',
      `Exact iterates are given for at most ${sideLimit} rows and columns; this has ${rows}×${columns}.`,
      where,
    )
  const start = rationalMatrix(matrix)
  if (!start)
    throw new InputError('domain', 'Exact iterates need rational entries, without symbols or roots.', where)
  return start
}

const drawnSide = 6
const drawnBits = 2_000

const figureOf = (start: RationalMatrix, iterates: readonly RationalMatrix[]): Figure | undefined => {
  const small = Math.max(start.rows, start.columns) <= drawnSide
  const drawn = [start, ...iterates].filter((w) => entryBits(w) <= drawnBits)
  return small && drawn.length > 1
    ? { kind: 'singular-values', iterates: drawn.map(matrixTensor) }
    : undefined
}

const solveMatrix = (matrix: Tensor, steps: number): Solution => {
  const start = startOf(matrix)
  const iterates = iterateExactly(start, steps)
  const answers = [iteratesOf(listOf(iterates))]
  const slips: readonly (readonly [string, Map])[] = [
    ['the factor ½ is forgotten', withoutHalf],
    ['the polynomial is applied to each entry by itself', entrywise],
    ...(start.rows === start.columns
      ? ([
          ['WᵀW stands in place of WWᵀ, on the left of W', wrongSide],
          ['the last factor W of WWᵀW is forgotten', oneFactor],
        ] as const)
      : []),
  ]
  const alternatives = slips.flatMap(([says, map]): Alternative[] => {
    const wrong = iterate(start, steps, map)
    if (wrong.length < steps) return []
    const answer = iteratesOf(listOf(wrong))
    return [{ kind: 'misconception', says: `This is what one gets when ${says}.`, answers: [answer] }]
  })
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
    alternatives: distinctAnswers(alternatives, answers),
    get figure() {
      return figureOf(start, iterates)
    },
    related: [
      ...iterates.map((w, at) =>
        quantity(`W_${at + 1}`, `W_{${at + 1}}`, matrixTensor(w), `after step ${at + 1}`),
      ),
      quantity(
        'gram',
        'W W^\\top',
        matrixTensor(product(start, transposed(start))),
        'WWᵀ of the given matrix',
      ),
    ],
  }
}

const writtenEntries = 36
const written = (w: RationalMatrix): string =>
  w.entries.length <= writtenEntries && entryBits(w) <= 256
    ? toLatex(matrixTensor(w))
    : `\\text{(${w.rows} × ${w.columns} entries)}`

const matrixSteps = (
  start: RationalMatrix,
  iterates: readonly RationalMatrix[],
  answers: readonly Quantity[],
): readonly Step[] => {
  const [first = start, ...later] = iterates
  const outer = product(start, transposed(start))
  const steps: Step[] = [
    {
      rule: 'outer-product',
      says: 'WWᵀ holds the squares of the singular values.',
      latex: `W W^\\top = ${written(outer)}`,
      asks: 'What is WWᵀ?',
    },
    {
      rule: 'first-iterate',
      says: 'Put it into the polynomial: each singular value σ becomes σ(3 − σ²)/2, the singular vectors stay.',
      latex: `W_1 = \\tfrac12\\left(3I - W W^\\top\\right) W = ${written(first)}`,
      asks: 'What is ½(3I − WWᵀ)W?',
      yields: [
        quantity('W_1', 'W_1', matrixTensor(first), 'after the first step'),
        ...(later.length === 0 ? answers : []),
      ],
    },
  ]
  if (later.length > 0)
    steps.push({
      rule: 'further-iterates',
      says: 'Do the same with each result.',
      latex: `\\begin{aligned}${later.map((w, at) => `W_{${at + 2}} &= ${written(w)}`).join(' \\\\ ')}\\end{aligned}`,
      asks: 'What do further steps give?',
      yields: answers,
    })
  return steps
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
