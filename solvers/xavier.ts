import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { isNumberEqual, isPositive, num, over, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import {
  type Scheme,
  type Spread,
  schemes,
  spreadOf,
  uniformBound,
  unitVariance,
} from '../src/exact/initialisation.ts'
import { toLatex, toUnicode } from '../src/exact/write/write.ts'
import { choiceField, scalarField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Quantity, Solution, Solver, Step } from '../src/model.ts'
import { misconception, underConvention } from '../src/topics/alternative.ts'
import { quantitiesOf } from '../src/topics/quantity.ts'
import { roundWeights } from '../src/topics/rounded-weights.ts'

const input = z.strictObject({
  fan_in: sizeField({
    about: 'Inputs of one unit, d_in (C·K² in a convolution)',
    example: '512',
    meaning: { symbol: 'd_in', kind: 'size', mayBe: ['fan_out'] },
  }).default(sym('d_in')),
  fan_out: sizeField({
    about: 'Units that one input feeds, d_out',
    example: '256',
    meaning: { symbol: 'd_out', kind: 'size', mayBe: ['fan_in'] },
  }).default(sym('d_out')),
  scheme: choiceField(
    { about: 'What n is: fan in, the mean of both, half of fan in, fan out', example: 'fan-in' },
    schemes,
  ).default('fan-in'),
  distribution: choiceField({ about: 'Distribution of the weights', example: 'normal' }, [
    'normal',
    'uniform',
  ]).default('normal'),
  gain: scalarField({
    about: 'Factor on the standard deviation',
    example: 'sqrt(2)',
    meaning: { kind: 'factor', mayBe: ['fan_in', 'fan_out'] },
  }).default(num(1)),
  format: choiceField({ about: 'Number format that holds the weights', example: 'fp8-e4m3' }, [
    'none',
    'fp8-e4m3',
    'fp8-e5m2',
    'fp16',
    'bf16',
  ]).default('none'),
})
export default {
  title: 'Initialisation that keeps variance',
  idea: 'Scale the weights so that signals neither grow nor fade from layer to layer; how far they are scaled down decides how much of a small number format they still use.',
  input,
  examples: [
    {
      says: 'The scale that turns N(0, 1) into fan-in Xavier',
      input: {},
      answers: { scale: '1/sqrt(d_in)', variance: '1/d_in' },
      source: 'LeCun, Bottou, Orr & Müller, Efficient BackProp (1998), section 4.6',
    },
    {
      says: 'Glorot’s uniform distribution for 784 → 128',
      input: { fan_in: 784, fan_out: 128, scheme: 'glorot', distribution: 'uniform' },
      answers: { variance: '1/456', bound: 'sqrt(1/152)' },
      source: 'torch.nn.init.xavier_uniform_, PyTorch 1.13',
    },
  ],
  solve(given): Solution {
    if (!isPositive(given.gain) && given.gain.kind === 'number')
      throw new InputError('domain', `The gain must be positive; ${toUnicode(given.gain)} is not.`, {
        field: 'gain',
        example: 'sqrt(2)',
      })
    const spread = spreadOf(given.scheme, given)
    const rounded = given.format === 'none' ? undefined : roundWeights(given.format, given, spread)
    const answers = [...answersOf(spread, given.distribution), ...(rounded?.answers ?? [])]
    return {
      answers,
      steps: [...stepsOf(given, spread), ...(rounded?.steps ?? [])],
      conventions: [...conventions(given), ...(rounded?.conventions ?? [])],
      alternatives: distinctAnswers(
        [...alternativesOf(given, spread), ...(rounded?.alternatives ?? [])],
        answers,
      ),
      get related() {
        return [...relatedOf(given, spread), ...(rounded?.related ?? [])]
      },
      figure: rounded?.figure,
    }
  },
} satisfies Solver<typeof input>

type Input = z.output<typeof input>

const quantity = quantitiesOf({
  variance: {
    symbol: '\\operatorname{Var}(w)',
    about: 'variance of a weight',
    aliases: [
      '\\mathrm{Var}(W)',
      '\\mathrm{Var}(W_{ij})',
      '\\text{Var}(w_{ij})',
      '\\operatorname{Var}[w]',
      '\\sigma^2',
      '\\sigma_w^2',
      'variance',
    ],
  },
  std: {
    symbol: '\\sigma',
    about: 'standard deviation of a weight',
    aliases: ['\\sigma_w', 'std', 'standard deviation'],
  },
  bound: {
    symbol: 'b',
    about: 'bound of the uniform distribution on [−b, b]',
    aliases: ['bound', 'limit', 'a'],
  },
  scale: {
    symbol: 'c',
    about: 'factor that turns N(0, 1) weights into this scheme',
    aliases: ['c', 'scale', 'scaling factor', 'scalar c', 'multiplier'],
  },
})

const answersOf = (spread: Spread, distribution: Input['distribution']): Quantity[] => [
  quantity('variance', spread.variance),
  quantity('std', spread.std),
  ...(distribution === 'uniform' ? [quantity('bound', uniformBound(spread))] : []),
  quantity('scale', spread.std),
]

const stepsOf = (given: Input, spread: Spread): Step[] => {
  const { variance, std } = spread
  const [says, latex] = derivation[given.scheme]
  const bound = uniformBound(spread)
  const gain = isNumberEqual(given.gain, 1) ? '' : `${factor(given.gain)}^2 \\cdot `
  return [
    {
      rule: 'condition',
      says,
      asks: 'What must the variance of a weight satisfy, so that signals keep their size?',
      latex,
    },
    {
      rule: 'variance',
      says: 'Solve for the variance.',
      asks: 'Which variance solves that?',
      latex: `\\operatorname{Var}(w) = ${gain}${toLatex(unitVariance(given.scheme, given))}${gain === '' ? '' : ` = ${toLatex(variance)}`}`,
      yields: [quantity('variance', variance)],
    },
    {
      rule: 'scale',
      says: 'A factor c multiplies the variance of N(0, 1) weights, 1, by c²; so c is the standard deviation.',
      asks: 'By which factor c must N(0, 1) weights be multiplied?',
      latex: `c^2 \\cdot 1 = \\operatorname{Var}(w) \\;\\Rightarrow\\; c = \\sigma = ${toLatex(std)}`,
      yields: [quantity('std', std), quantity('scale', std)],
    },
    ...(given.distribution === 'uniform'
      ? [
          {
            rule: 'bound',
            says: 'A uniform distribution on [−b, b] has variance b²/3.',
            asks: 'Which bound gives that variance?',
            latex: `\\frac{b^2}{3} = \\operatorname{Var}(w) \\;\\Rightarrow\\; b = \\sqrt{3}\\,\\sigma = ${toLatex(bound)}`,
            yields: [quantity('bound', bound)],
          },
        ]
      : []),
  ]
}

/** A factor under a square: a product needs brackets there too. */
const factor = (x: Expression): string =>
  x.kind === 'sum' || x.kind === 'product' ? `\\left(${toLatex(x)}\\right)` : toLatex(x)

/** Why each scheme has its variance, and the condition that says so. */
const derivation: Readonly<Record<Scheme, readonly [string, string]>> = {
  'fan-in': [
    'y adds fan-in independent products of mean zero, whose variances add.',
    '\\operatorname{Var}(y) = d_{\\text{in}} \\operatorname{Var}(w) \\operatorname{Var}(x) = \\operatorname{Var}(x)',
  ],
  glorot: [
    'Forward needs fan in · Var(w) = 1, backward fan out · Var(w) = 1; the mean of the fans serves both.',
    '\\tfrac{1}{2}\\left(d_{\\text{in}} + d_{\\text{out}}\\right) \\operatorname{Var}(w) = 1',
  ],
  he: [
    'ReLU passes half of the second moment on, so the sum must make up for it.',
    '\\tfrac{1}{2}\\, d_{\\text{in}} \\operatorname{Var}(w) = 1',
  ],
  'fan-out': [
    'The gradient of one input adds fan-out independent products.',
    '\\operatorname{Var}(dx) = d_{\\text{out}} \\operatorname{Var}(w) \\operatorname{Var}(dy) = \\operatorname{Var}(dy)',
  ],
}

const conventions = ({ scheme, fan_in, fan_out, distribution }: Input): Convention[] => [
  { name: 'n', chosen: scheme, says: aboutScheme[scheme] },
  {
    name: 'fans',
    chosen: 'inputs and outputs',
    says: `Fan in is ${toUnicode(fan_in)}, fan out ${toUnicode(fan_out)}; in a convolution they are C·K² and F·K².`,
  },
  {
    name: 'distribution',
    chosen: distribution,
    says:
      distribution === 'normal'
        ? 'Weights are normal with mean 0.'
        : 'Weights are uniform on [−b, b], whose variance is b²/3.',
  },
]

const aboutScheme: Readonly<Record<Scheme, string>> = {
  'fan-in':
    'Var(w) = gain²/n with n = fan in, the inputs of one unit: signals keep their variance forward (LeCun; "Xavier" in many courses).',
  glorot:
    'Var(w) = gain²/n with n = (fan in + fan out)/2: a compromise between forward and backward (Glorot & Bengio 2010).',
  he: 'Var(w) = 2·gain²/n with n = fan in: the 2 makes up for ReLU, which silences half of the inputs (He et al. 2015); a gain multiplies that.',
  'fan-out':
    'Var(w) = gain²/n with n = fan out, the units that one input feeds: gradients keep their variance backward.',
}

const alternativesOf = (given: Input, { variance, std }: Spread): Alternative[] => {
  const { distribution } = given
  const under = (says: string, scheme: Scheme): Alternative =>
    underConvention(says, ...answersOf(spreadOf(scheme, given), distribution))
  return [
    ...(given.scheme === 'he' && !isNumberEqual(given.gain, 1)
      ? [
          under(
            'With the gain in place of the √2, not on top of it (as torch.nn.init.kaiming_normal_ takes it).',
            'fan-in',
          ),
        ]
      : []),
    ...schemes.map((scheme) => under(`With the scheme ${scheme}: ${aboutScheme[scheme]}`, scheme)),
    misconception(
      'when the variance is taken for the scale: a factor c multiplies the variance by c².',
      quantity('scale', variance),
      quantity('std', variance),
    ),
    misconception('when the scale is inverted.', quantity('scale', over(num(1), std))),
    ...(distribution === 'uniform'
      ? [
          misconception(
            'when the bound of the uniform distribution is taken for its standard deviation, which is b/√3.',
            quantity('bound', std),
          ),
        ]
      : []),
  ]
}

const relatedOf = (given: Input, { variance }: Spread): Quantity[] => [
  {
    name: 'output_variance',
    symbol: '\\operatorname{Var}(y)',
    value: times(given.fan_in, variance, sym('v', 'positive')),
    about: 'variance of one output, when the inputs have variance v',
  },
  {
    name: 'c_squared',
    symbol: 'c^2',
    value: variance,
    about: 'square of the scale',
    aliases: ['c^2'],
  },
]
