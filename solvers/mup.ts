import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import {
  call,
  fraction,
  isIntegral,
  isNumber,
  isNumberEqual,
  num,
  over,
  plus,
  power,
  splitCoefficient,
  squareRoot,
  substitute,
  sym,
  times,
} from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import * as q from '../src/exact/rational.ts'
import {
  backwardGrowth,
  dividedBy,
  type Instance,
  instancesOf,
  type Layer,
  ratio,
  rms,
  spectralBound,
  stepNorm,
  type Update,
  worstResponse,
} from '../src/exact/spectral-scale.ts'
import { symbolsOf } from '../src/exact/tree.ts'
import { type Exact, isExpression } from '../src/exact/value.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { choiceField, scalarField, sizeField } from '../src/fields.ts'
import type {
  Alternative,
  Convention,
  Figure,
  Quantity,
  Solution,
  Solver,
  Step,
  Witness,
} from '../src/model.ts'

const input = z.strictObject({
  d_in: sizeField({
    about: 'fan in: the number of inputs of the layer',
    example: '256',
    meaning: { symbol: 'd_in', kind: 'size', mayBe: ['d_out'] },
  }).default(sym('d_in')),
  d_out: sizeField({
    about: 'fan out: the number of outputs of the layer',
    example: '64',
    meaning: { symbol: 'd_out', kind: 'size', mayBe: ['d_in'] },
  }).default(sym('d_out')),
  c: scalarField({
    about: 'the factor in y = cWx',
    example: '1/sqrt(d_in)',
    meaning: { symbol: 'c', kind: 'factor', mayBe: ['d_in', 'd_out'] },
  }).default(power(sym('d_in'), fraction(-1, 2))),
  update: choiceField(
    { about: 'the unit update: sign of the gradient, or UVᵀ of its SVD (Muon)', example: 'muon' },
    ['sign', 'muon'],
  ).optional(),
})

const one = num(1)
const general = sym('c', 'positive')

type Named = (value: Exact) => Quantity
const named =
  (name: string, symbol: string, about: string, aliases: readonly string[] = []): Named =>
  (value) => ({ name, symbol, value, about, aliases })

const boundOf = named('spectral_bound', '\\|\\Delta W\\|_2', 'largest spectral norm of the update ΔW', [
  '\\|\\Delta W\\|_2^{\\max}',
  '\\|\\Delta W\\|_{2,\\max}',
  '\\|\\Delta W\\|_{\\text{spectral}}',
  '\\|\\Delta W\\|_{op}',
  '\\|\\Delta W\\|',
  '\\sigma_{\\max}(\\Delta W)',
  'maximum spectral norm',
  'largest spectral norm',
  'spectral norm of the update',
])
const alphaOf = named('alpha', '\\alpha', 'largest factor α of the unit update', [
  '\\alpha_{\\max}',
  '\\alpha^*',
  '|\\alpha|',
  'learning rate',
  'step size',
])
const growthOf = named(
  'backward_growth',
  '\\|c W^\\top\\|_2',
  'factor by which one layer multiplies a back-propagated gradient (rank-one W with unit-scale entries)',
  [
    '\\|c_n W_n^\\top\\|_2',
    '\\|c_n W_n\\|_2',
    '\\gamma_n',
    '\\gamma',
    'growth per layer',
    'factor per layer',
    'scale per layer',
  ],
)
const scaleOf = named('backward_scale', 's', 'factor that undoes the growth of a back-propagated gradient', [
  's_n',
  '\\frac{1}{\\|c_n W_n^\\top\\|_2}',
  'gradient multiplier',
  'correction factor',
])
const directionOf = named(
  'direction',
  '\\text{direction}',
  'what back-propagated gradients do through many layers',
  ['gradients', 'backpropagated gradients', 'back-propagated gradients', 'intermediate gradients'],
)

const updateSymbols = {
  sign: ['\\|\\operatorname{sign}(\\nabla_W L)\\|_2', '\\operatorname{sign}(\\nabla_W L)'],
  muon: ['\\|U V^\\top\\|_2', 'U V^\\top'],
} as const
const normOf = (update: Update): Named =>
  named(
    'step_norm',
    updateSymbols[update][0],
    update === 'sign'
      ? 'spectral norm of the sign of a rank-one gradient'
      : 'spectral norm of UVᵀ, all singular values 1',
    update === 'sign'
      ? [
          '\\|\\mathrm{sign}(uv^\\top)\\|_2',
          '\\|\\mathrm{sign}(G)\\|_2',
          '\\|\\operatorname{sign}(\\nabla_W L)\\|_F',
          '\\|\\mathrm{sign}(\\nabla)\\|_2',
        ]
      : ['\\|UV^T\\|', '\\|U V^\\top\\|_{op}', '\\|UV^T\\|_{\\text{spectral}}'],
  )

type Case = Layer & { readonly update: Update; readonly chosen: boolean }
type Answers = {
  readonly bound: Expression
  readonly norm: Expression
  readonly alpha: Expression
  readonly growth: Expression
  readonly scale: Expression
}

const answersOf = (layer: Case): Answers => {
  const [bound, norm, growth] = [spectralBound(layer), stepNorm(layer, layer.update), backwardGrowth(layer)]
  return { bound, norm, alpha: ratio(bound, norm), growth, scale: ratio(one, growth) }
}

/** Whether gradients grow: a size in symbols counts as more than 1, of another symbol nothing is known. */
const directionWord = (growth: Expression): string | undefined => {
  const squared = power(growth, num(2))
  if (isNumber(squared)) {
    const order = q.compare(squared.value, q.one)
    return order > 0 ? 'explode' : order < 0 ? 'vanish' : 'keep their size'
  }
  return isIntegral(squared) ? 'explode' : undefined
}

const slip = (says: string, ...answers: readonly Quantity[]): Alternative => ({
  kind: 'misconception',
  says: `This is what one gets when ${says}.`,
  answers,
})

const forwardSlips = (layer: Case, { bound, norm }: Answers): readonly Alternative[] => {
  const { d_in, d_out, c } = layer
  const [byNorm, byFactor] = [dividedBy(norm), dividedBy(c)]
  /** The bound that a slip gives, and the α that follows from it. */
  const wrong = (value: Expression, says: string): Alternative =>
    slip(says, boundOf(value), alphaOf(byNorm(value)))
  return [
    wrong(byFactor(bound), 'c is counted twice: the bound on ‖ΔW‖₂ already contains it'),
    wrong(over(one, c), 'the dimension factors of the two RMS norms are dropped'),
    wrong(byFactor(squareRoot(d_out)), 'RMS(x) = 1 is read as ‖x‖₂ = 1: it means ‖x‖₂ = √d_in'),
    wrong(byFactor(squareRoot(over(one, d_in))), 'RMS(Δy) ≤ 1 is read as ‖Δy‖₂ ≤ 1: it means ‖Δy‖₂ ≤ √d_out'),
    wrong(byFactor(squareRoot(over(d_in, d_out))), 'd_in and d_out change places in the RMS norms'),
    wrong(squareRoot(over(d_out, d_in)), 'c is left out'),
    wrong(power(bound, num(2)), 'the square root of the RMS norm is forgotten'),
  ]
}

const smaller = (a: Expression, b: Expression): Expression =>
  isNumber(a) && isNumber(b) ? (q.compare(a.value, b.value) <= 0 ? a : b) : call('min', a, b)

const normSlips = (layer: Case, { bound }: Answers): readonly Alternative[] => {
  const { d_in, d_out, update } = layer
  const [norm, entry] = [normOf(update), alphaOf]
  const wrong = (value: Expression, says: string): Alternative =>
    slip(says, norm(value), entry(ratio(bound, value)))
  if (update === 'sign')
    return [
      wrong(one, 'the sign matrix is taken to have spectral norm 1, like its entries'),
      wrong(
        plus(squareRoot(d_in), squareRoot(d_out)),
        'the signs are taken as independent: the sign of a rank-one gradient has rank one',
      ),
      wrong(times(d_in, d_out), 'the square root of the Frobenius norm is forgotten'),
    ]
  return [
    wrong(squareRoot(smaller(d_in, d_out)), 'the Frobenius norm of UVᵀ stands in for its spectral norm'),
  ]
}

const backwardSlips = ({ d_in, d_out, c }: Case, { growth, scale }: Answers): readonly Alternative[] => {
  const wrong = (value: Expression, says: string): Alternative =>
    slip(says, growthOf(value), scaleOf(ratio(one, value)))
  return [
    wrong(squareRoot(times(d_in, d_out)), 'the factor c in front of W is forgotten in the backward pass'),
    wrong(times(power(c, num(2)), squareRoot(times(d_in, d_out))), 'c is counted twice'),
    wrong(
      times(c, plus(squareRoot(d_in), squareRoot(d_out))),
      'W is taken to have independent entries: a rank-one W has spectral norm √(d_in·d_out)',
    ),
    wrong(times(c, squareRoot(d_in)), 'only the fan in is kept of the norm of W'),
    slip(
      'the growth is given where the factor that undoes it is asked for, or the other way round',
      growthOf(scale),
      scaleOf(growth),
    ),
  ]
}

/** The same question for the other update: a convention where the update was left open, else a slip. */
const otherUpdate = (layer: Case, { bound }: Answers): Alternative => {
  const update = layer.update === 'sign' ? 'muon' : 'sign'
  const norm = stepNorm(layer, update)
  return {
    kind: layer.chosen ? 'misconception' : 'convention',
    says: `This is what one gets for ${update === 'sign' ? 'the sign of a rank-one gradient' : 'Muon’s update UVᵀ'}.`,
    answers: [normOf(layer.update)(norm), alphaOf(ratio(bound, norm))],
  }
}

const answerQuantities = (
  layer: Case,
  { bound, norm, alpha, growth, scale }: Answers,
): readonly Quantity[] => [
  boundOf(bound),
  normOf(layer.update)(norm),
  alphaOf(alpha),
  growthOf(growth),
  scaleOf(scale),
]

const relatedOf = (layer: Case, answers: Answers): readonly Quantity[] => {
  const { d_in, d_out, c, update } = layer
  const free = answersOf({ ...layer, c: general })
  const other = update === 'sign' ? 'muon' : 'sign'
  const direction = directionWord(answers.growth)
  const isSymbolC = c.kind === 'symbol'
  return [
    ...(isNumber(d_in) ? [named('d_in', 'd_{\\text{in}}', 'fan in', ['n_{in}'])(d_in)] : []),
    ...(isNumber(d_out) ? [named('d_out', 'd_{\\text{out}}', 'fan out', ['n_{out}'])(d_out)] : []),
    ...(isSymbolC ? [] : [named('c', 'c', 'the factor in y = cWx', ['c_n'])(c)]),
    named('x_norm', '\\|x\\|_2', 'Euclidean norm of an x with RMS(x) = 1')(squareRoot(d_in)),
    named('dy_norm', '\\|\\Delta y\\|_2', 'largest Euclidean norm of Δy with RMS(Δy) ≤ 1')(squareRoot(d_out)),
    named('layer_norm', '\\|W_n\\|_2', 'spectral norm of a rank-one W with unit-scale entries', [
      '\\|W\\|_2',
      '\\|W_n\\|_F',
      '\\|W\\|_F',
      '\\|W_n^\\top\\|_2',
    ])(squareRoot(times(d_in, d_out))),
    named(
      `step_norm_${other}`,
      updateSymbols[other][0],
      'spectral norm of the other unit update',
    )(stepNorm(layer, other)),
    named(
      `alpha_${other}`,
      `\\alpha_{\\text{${other}}}`,
      `largest α for the update ${other}`,
    )(ratio(answers.bound, stepNorm(layer, other))),
    ...(isSymbolC
      ? []
      : [
          { ...boundOf(free.bound), name: 'spectral_bound_general' },
          { ...alphaOf(free.alpha), name: 'alpha_general' },
          { ...growthOf(free.growth), name: 'backward_growth_general' },
          { ...scaleOf(free.scale), name: 'backward_scale_general' },
        ]),
    ...(direction ? [directionOf({ kind: 'word', word: direction })] : []),
  ]
}

const instanceQuantities = ({ d_in, d_out, c }: Instance): readonly Quantity[] => [
  named('d_out', 'd_{\\text{out}}', 'fan out of the instance')(d_out),
  named('d_in', 'd_{\\text{in}}', 'fan in of the instance')(d_in),
  named('c', 'c', 'factor of the instance')(c),
]
const shownLayer = ({ d_in, d_out, c }: Instance): string =>
  `a ${toUnicode(d_out)} × ${toUnicode(d_in)} layer with c = ${toUnicode(c)}`
const worstCase = {
  sign: 'S the all-ones matrix and x = (1, …, 1)',
  muon: 'S = UVᵀ = [I 0] and x = √d_in·e₁',
} as const

/** RMS(Δy) of ΔW = α·S for the worst x of RMS 1. */
const responseWitness = (instance: Instance, update: Update, alpha: Expression): Witness => {
  const worst = rms(worstResponse(instance, update), times(instance.c, alpha))
  const verdict = isNumberEqual(worst, 1) ? '' : ', not 1'
  return {
    says: `On ${shownLayer(instance)}, ΔW = α·S, ${worstCase[update]} of RMS 1: α = ${toUnicode(alpha)} gives RMS(Δy) = ${toUnicode(worst)}${verdict}.`,
    quantities: [
      ...instanceQuantities(instance),
      alphaOf(alpha),
      named('rms_dy', '\\text{RMS}(\\Delta y)', 'worst-case RMS(Δy)')(worst),
    ],
  }
}

/** What an instance says of a claimed value: the measured quantity, and what it would have to be. */
const measure = (
  instance: Instance,
  update: Update,
  quantity: string,
  claimed: Expression,
): Witness | undefined => {
  const norm = stepNorm(instance, update)
  if (quantity === 'alpha') return responseWitness(instance, update, claimed)
  if (quantity === 'spectral_bound') return responseWitness(instance, update, ratio(claimed, norm))
  const growth = backwardGrowth(instance)
  const ones = 'W all ones and g = (1, …, 1)'
  const measured: Readonly<Record<string, readonly [string, Expression]>> = {
    step_norm: [`${worstCase[update]} give ‖Sx‖₂/‖x‖₂`, norm],
    backward_growth: [`${ones} give ‖cWᵀg‖₂/‖g‖₂`, growth],
    backward_scale: [`${ones} give ‖g‖₂/‖cWᵀg‖₂`, ratio(one, growth)],
  }
  const [says, value] = measured[quantity] ?? []
  if (!says || !value) return undefined
  return {
    says: `On ${shownLayer(instance)}, ${says} = ${toUnicode(value)}, not ${toUnicode(claimed)}.`,
    quantities: [...instanceQuantities(instance), named(quantity, quantity, 'measured')(value)],
  }
}

/** The answer, and a rival: c counted twice, or the dimension factors dropped where c = 1 hides that. */
const instanceWitnesses = (layer: Case, answers: Answers, instance: Instance): readonly Witness[] => {
  const rivals = [ratio(answers.alpha, layer.c), ratio(ratio(one, layer.c), answers.norm)]
  const [right, ...others] = [answers.alpha, ...rivals].map((alpha) => substitute(alpha, instance.values))
  const rival = others.find((alpha) => right && !isNumberEqual(ratio(alpha, right), 1))
  return [right, rival].flatMap((alpha) => (alpha ? [responseWitness(instance, layer.update, alpha)] : []))
}

/** A slip by itself, without the words that lead up to it. */
const slipOf = (says: string): string => says.replace(/^This is what one gets (when )?/, '')

/** The answer and the α of slips on an instance: what each does to the worst x. */
const figureOf = (
  layer: Case,
  instance: Instance,
  { alpha }: Answers,
  alternatives: readonly Alternative[],
): Figure => ({
  kind: 'update-size',
  layer: `On ${shownLayer(instance)}, ΔW = α·${layer.update === 'sign' ? 'sign(gradient)' : 'UVᵀ'}`,
  alpha: substitute(alpha, instance.values),
  rivals: alternatives.flatMap(({ kind, says, answers }) => {
    const rival = answers.find(({ name }) => name === 'alpha')?.value
    if (kind !== 'misconception' || !rival || !isExpression(rival)) return []
    return [{ says: slipOf(says), alpha: substitute(rival, instance.values) }]
  }),
})

const refuteOf =
  (layer: Case) =>
  (quantity: string, claimed: Expression): Witness | undefined => {
    const truth = new Map(answerQuantities(layer, answersOf(layer)).map(({ name, value }) => [name, value]))
    const right = truth.get(quantity)
    if (!right || !isExpression(right)) return undefined
    for (const instance of instancesOf(layer)) {
      const [value, expected] = [substitute(claimed, instance.values), substitute(right, instance.values)]
      const same = isNumberEqual(ratio(value, expected), 1)
      if (symbolsOf(value).size === 0 && !same) return measure(instance, layer.update, quantity, value)
    }
    return undefined
  }

const stepsOf = (layer: Case, answers: Answers, witness: Witness | undefined): readonly Step[] => {
  const { d_in, d_out, c, update } = layer
  const [input, output, factor] = [toLatex(d_in), toLatex(d_out), within(c)]
  const S = updateSymbols[update][0]
  const [bound, norm] = [toLatex(answers.bound), toLatex(answers.norm)]
  return [
    {
      rule: 'rms-to-euclidean',
      says: 'The RMS norm is the Euclidean norm over the square root of the dimension; x and Δy have different dimensions.',
      latex: `\\text{RMS}(x)=1 \\iff \\|x\\|_2=\\sqrt{${input}}, \\qquad \\text{RMS}(\\Delta y)\\le 1 \\iff \\|\\Delta y\\|_2\\le\\sqrt{${output}}`,
      asks: 'What do RMS(x) = 1 and RMS(Δy) ≤ 1 say about the Euclidean norms of x and Δy?',
    },
    {
      rule: 'worst-case-input',
      says: 'The spectral norm is the largest stretch, and some x attains it; so the bound on ‖ΔW‖₂ holds c already.',
      latex: `\\max_x\\|c\\,\\Delta W x\\|_2 = ${factor}\\,\\|\\Delta W\\|_2\\,\\sqrt{${input}} \\le \\sqrt{${output}} \\implies \\|\\Delta W\\|_2 \\le ${bound}`,
      asks: 'How large can ‖cΔWx‖₂ become over all these x, and what must ‖ΔW‖₂ be so that it stays within the limit?',
      yields: [boundOf(answers.bound)],
    },
    {
      rule: 'unit-update-norm',
      says:
        update === 'sign'
          ? 'With one example the gradient uvᵀ has rank one, and so has its sign; the spectral norm of a rank-one matrix is its Frobenius norm, and all its entries are ±1.'
          : 'UVᵀ has all singular values 1, so it stretches no vector, and keeps the length of some.',
      latex:
        update === 'sign'
          ? `${S} = ${updateSymbols.sign[0].replace(/2$/, 'F')} = \\sqrt{${input} \\cdot ${output}}${isNumber(layer.d_in) ? ` = ${norm}` : ''}`
          : `${S} = 1`,
      asks:
        update === 'sign'
          ? 'What is the spectral norm of a rank-one matrix with entries ±1?'
          : 'What are the singular values of UVᵀ?',
      yields: [normOf(update)(answers.norm)],
    },
    {
      rule: 'largest-factor',
      says: `ΔW = α·S has the norm α·‖S‖₂; set it equal to the bound. The factor c does not enter again.${witness ? ` ${witness.says}` : ''}`,
      latex: `\\alpha\\,${S} = ${bound} \\implies \\alpha = ${toLatex(answers.alpha)}`,
      asks: 'Which α brings the norm of α times the unit update exactly to the bound?',
      yields: [alphaOf(answers.alpha)],
    },
    {
      rule: 'backward-norm',
      says: 'A gradient goes back through cWᵀ. A rank-one W with unit-scale entries has the Frobenius norm as its spectral norm.',
      latex: `\\nabla_x L = c\\,W^\\top \\nabla_y L, \\qquad \\|c W^\\top\\|_2 = ${factor}\\,\\sqrt{${input} \\cdot ${output}} = ${toLatex(answers.growth)}`,
      asks: 'By how much can cWᵀ stretch a gradient when W has rank one and entries ±1?',
      yields: [growthOf(answers.growth)],
    },
    {
      rule: 'undo-growth',
      says: 'Dividing each intermediate gradient by that factor keeps its size from layer to layer.',
      latex: `\\frac{1}{\\|c W^\\top\\|_2} = ${toLatex(answers.scale)}`,
      asks: 'By what must each gradient be multiplied so that it neither explodes nor vanishes?',
      yields: [scaleOf(answers.scale)],
    },
  ]
}

/** LaTeX of a factor, bracketed where it is a sum. */
const within = (x: Expression): string => (x.kind === 'sum' ? `\\left(${toLatex(x)}\\right)` : toLatex(x))

const conventionsOf = ({ c, update, chosen }: Case): readonly Convention[] => [
  {
    name: 'rms',
    chosen: 'RMS(v) = ‖v‖₂/√dim',
    says: 'RMS(v) is the Euclidean norm of v over the square root of its dimension.',
  },
  {
    name: 'layer',
    chosen: 'y = cWx',
    says: `W is d_out × d_in and y = cWx${c.kind === 'symbol' ? '' : ` with c = ${toUnicode(c)}`}.`,
  },
  {
    name: 'largest',
    chosen: 'largest allowed value',
    says: 'Bounds are given as the largest value that meets RMS(Δy) ≤ 1 for every x with RMS(x) = 1.',
  },
  {
    name: 'update',
    chosen: update,
    says: `${update === 'sign' ? 'ΔW = α·sign(gradient) with one example a batch, so the sign matrix has rank one.' : 'ΔW = α·UVᵀ, where UΣVᵀ is the compact SVD of the gradient.'}${chosen ? '' : ' No update was named; Muon’s UVᵀ is among the alternatives.'}`,
  },
  {
    name: 'backward',
    chosen: 'rank-one W, unit-scale entries',
    says: 'Gradients go back through layers of rank-one W with entries of size 1.',
  },
]

/** c with the sizes put in; its other symbols are positive, but need not be whole. */
const factorOf = (given: Expression, d_in: Expression, d_out: Expression): Expression => {
  const values = new Map<string, Expression>()
  for (const name of symbolsOf(given)) values.set(name, sym(name, 'positive'))
  return substitute(given, values.set('d_in', d_in).set('d_out', d_out))
}

/** c > 0 without loss of generality: only |c| enters a norm. */
const magnitude = (c: Expression): Expression => {
  if (isNumberEqual(c, 0))
    throw new InputError('domain', 'c must not be 0: then y is always 0.', {
      field: 'c',
      example: '1/sqrt(d_in)',
    })
  return q.sign(splitCoefficient(c)[0]) < 0 ? times(num(-1), c) : c
}

export default {
  title: 'Update size and gradient growth of a scaled layer (µP)',
  idea: 'A step in the weights should change the outputs by about their own size, whatever the width. The spectral norm says how large a step may be, so one learning rate serves layers of every shape.',
  input,
  examples: [
    {
      says: 'Muon: the largest α for ΔW = α·UVᵀ',
      input: { update: 'muon' },
      answers: { spectral_bound: 'sqrt(d_out)', step_norm: '1', alpha: 'sqrt(d_out)' },
      source: 'Bernstein, Deriving Muon (2025): ‖ΔW‖ = √(fan-out/fan-in) for y = Wx, here with c = 1/√d_in',
    },
    {
      says: 'SignSGD on one example',
      input: { update: 'sign', d_in: 256, d_out: 4 },
      answers: { step_norm: '32', alpha: '1/16' },
      source: 'a rank-one ±1 matrix has spectral norm √(d_in·d_out): Horn and Johnson, Matrix Analysis, 5.6',
    },
  ],
  solve({ d_in, d_out, c: given, update }): Solution {
    const c = magnitude(factorOf(given, d_in, d_out))
    const layer: Case = { d_in, d_out, c, update: update ?? 'sign', chosen: update !== undefined }
    const answers = answersOf(layer)
    const truth = answerQuantities(layer, answers)
    const alternatives = [
      otherUpdate(layer, answers),
      ...forwardSlips(layer, answers),
      ...normSlips(layer, answers),
      ...backwardSlips(layer, answers),
    ]
    const [instance] = instancesOf(layer)
    const witnesses = instance ? instanceWitnesses(layer, answers, instance) : []
    return {
      answers: truth,
      steps: stepsOf(layer, answers, witnesses[0]),
      conventions: conventionsOf(layer),
      alternatives: distinctAnswers(alternatives, truth),
      witnesses,
      get related() {
        return relatedOf(layer, answers)
      },
      get figure() {
        return instance && figureOf(layer, instance, answers, alternatives)
      },
      refute: refuteOf(layer),
    }
  },
} satisfies Solver<typeof input>
