import { z } from 'zod'
import { InputError } from '../src/errors.ts'
import { isPositive, num, over, plus, power, squareRoot, sym, times } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { finiteCodes, numberFormats, smallestNormal, smallestSubnormal } from '../src/exact/number-format.ts'
import { codesUsed, type Population, shareWithin } from '../src/exact/number-format-use.ts'
import * as q from '../src/exact/rational.ts'
import type { Exact } from '../src/exact/value.ts'
import { toLatex, toText, toUnicode } from '../src/exact/write/write.ts'
import { choiceField, scalarField, sizeField } from '../src/fields.ts'
import type { Alternative, Convention, Figure, Quantity, Solution, Solver, Step } from '../src/model.ts'

const [one, two, three] = [num(1), num(2), num(3)]
const schemes = ['fan-in', 'glorot', 'he', 'fan-out'] as const
type Scheme = (typeof schemes)[number]

const input = z.strictObject({
  fan_in: sizeField({ about: 'Inputs of one unit, d_in (C·K² in a convolution)', example: '512' }).default(
    sym('d_in'),
  ),
  fan_out: sizeField({ about: 'Units that one input feeds, d_out', example: '256' }).default(sym('d_out')),
  scheme: choiceField(
    { about: 'What n is: fan in, the mean of both, half of fan in, fan out', example: 'fan-in' },
    schemes,
  ).default('fan-in'),
  distribution: choiceField({ about: 'Distribution of the weights', example: 'normal' }, [
    'normal',
    'uniform',
  ]).default('normal'),
  gain: scalarField({ about: 'Factor on the standard deviation', example: 'sqrt(2)' }).default(one),
  format: choiceField({ about: 'Number format that holds the weights', example: 'fp8-e4m3' }, [
    'none',
    'fp8-e4m3',
    'fp8-e5m2',
    'fp16',
    'bf16',
  ]).default('none'),
})
type Input = z.output<typeof input>
type FormatName = keyof typeof numberFormats

const names: Readonly<Record<string, Omit<Quantity, 'name' | 'value'>>> = {
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
  codes_used: {
    symbol: '\\text{codes used}',
    about: 'codes of the format that weights are expected to fall on',
    aliases: ['codes used', 'representable values used'],
  },
  underflow: {
    symbol: 'P(\\text{underflow})',
    about: 'share of the weights that round to zero',
    aliases: ['underflow', 'share that underflows', 'fraction rounded to zero'],
  },
}

const quantity = (name: string, value: Exact): Quantity => ({
  name,
  value,
  ...(names[name] ?? { symbol: name, about: name }),
})

/** Var(w)/gain² of each scheme (Glorot & Bengio 2010, eq. 16; He et al. 2015, eq. 10; LeCun et al. 1998, section 4.6). */
const baseVariance = (scheme: Scheme, { fan_in, fan_out }: Input): Expression => {
  switch (scheme) {
    case 'fan-in':
      return over(one, fan_in)
    case 'glorot':
      return over(two, plus(fan_in, fan_out))
    case 'he':
      return over(two, fan_in)
    case 'fan-out':
      return over(one, fan_out)
  }
}

const aboutScheme: Readonly<Record<Scheme, string>> = {
  'fan-in':
    'Var(w) = gain²/n with n = fan in, the inputs of one unit: signals keep their variance forward (LeCun; "Xavier" in many courses).',
  glorot:
    'Var(w) = gain²/n with n = (fan in + fan out)/2: a compromise between forward and backward (Glorot & Bengio 2010).',
  he: 'Var(w) = 2·gain²/n with n = fan in: the 2 makes up for ReLU, which silences half of the inputs (He et al. 2015); a gain multiplies that.',
  'fan-out':
    'Var(w) = gain²/n with n = fan out, the units that one input feeds: gradients keep their variance backward.',
}

type Sizes = { readonly variance: Expression; readonly std: Expression }

const sizesOf = (scheme: Scheme, given: Input): Sizes => {
  const base = baseVariance(scheme, given)
  const variance = times(power(given.gain, two), base)
  // Under one root a number comes out with its squares taken out.
  return {
    variance,
    std: variance.kind === 'number' ? squareRoot(variance) : times(given.gain, squareRoot(base)),
  }
}

const boundOf = ({ variance, std }: Sizes): Expression =>
  variance.kind === 'number' ? squareRoot(times(three, variance)) : times(squareRoot(three), std)

const answersOf = ({ variance, std }: Sizes, distribution: Input['distribution']): Quantity[] => [
  quantity('variance', variance),
  quantity('std', std),
  ...(distribution === 'uniform' ? [quantity('bound', boundOf({ variance, std }))] : []),
  quantity('scale', std),
]

const alternativesOf = (given: Input, { variance, std }: Sizes): Alternative[] => {
  const { distribution } = given
  const others = schemes.map(
    (scheme): Alternative => ({
      kind: 'convention',
      says: `With the scheme ${scheme}: ${aboutScheme[scheme]}`,
      answers: answersOf(sizesOf(scheme, given), distribution),
    }),
  )
  const misconceptions: Alternative[] = [
    {
      kind: 'misconception',
      says: 'This is what one gets when the variance is taken for the scale: a factor c multiplies the variance by c².',
      answers: [quantity('scale', variance), quantity('std', variance)],
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the scale is inverted.',
      answers: [quantity('scale', over(one, std))],
    },
    {
      kind: 'misconception',
      says: 'This is what one gets when the bound of the uniform distribution is taken for its standard deviation, which is b/√3.',
      answers: distribution === 'uniform' ? [quantity('bound', std)] : [],
    },
  ]
  const replaced =
    given.scheme === 'he' && toText(given.gain) !== '1'
      ? [
          {
            kind: 'convention' as const,
            says: 'With the gain in place of the √2, not on top of it (as torch.nn.init.kaiming_normal_ takes it).',
            answers: answersOf(sizesOf('fan-in', given), distribution),
          },
        ]
      : []
  return [...replaced, ...others, ...misconceptions]
}

const conventions = (given: Input): Convention[] => {
  const out: Convention[] = [
    { name: 'n', chosen: given.scheme, says: aboutScheme[given.scheme] },
    {
      name: 'fans',
      chosen: 'inputs and outputs',
      says: `Fan in is ${toUnicode(given.fan_in)}, fan out ${toUnicode(given.fan_out)}; in a convolution they are C·K² and F·K².`,
    },
    {
      name: 'distribution',
      chosen: given.distribution,
      says:
        given.distribution === 'normal'
          ? 'Weights are normal with mean 0.'
          : 'Weights are uniform on [−b, b], whose variance is b²/3.',
    },
  ]
  return out
}

const bracketed = (x: Expression): string =>
  x.kind === 'sum' || x.kind === 'product' ? `\\left(${toLatex(x)}\\right)` : toLatex(x)

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

const stepsOf = (given: Input, { variance, std }: Sizes): Step[] => {
  const [says, latex] = derivation[given.scheme]
  const bound = boundOf({ variance, std })
  const gain = toText(given.gain) === '1' ? '' : `${bracketed(given.gain)}^2 \\cdot `
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
      latex: `\\operatorname{Var}(w) = ${gain}${toLatex(baseVariance(given.scheme, given))}${gain === '' ? '' : ` = ${toLatex(variance)}`}`,
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

const neededFans: Readonly<Record<Scheme, readonly ('fan_in' | 'fan_out')[]>> = {
  'fan-in': ['fan_in'],
  glorot: ['fan_in', 'fan_out'],
  he: ['fan_in'],
  'fan-out': ['fan_out'],
}

const populationOf = (given: Input, { variance }: Sizes): Population => {
  const [inputs, outputs] = [given.fan_in, given.fan_out].map((fan) =>
    fan.kind === 'number' ? fan.value.n : undefined,
  )
  if (variance.kind !== 'number') {
    const field = neededFans[given.scheme].find((fan) => given[fan].kind !== 'number') ?? 'gain'
    throw new InputError(
      'domain',
      `What a format keeps depends on the variance, so it must be a rational number; ${field} is ${toUnicode(given[field])}.`,
      { field, example: field === 'gain' ? '1' : '512' },
    )
  }
  const square = inputs ?? outputs ?? 1n
  const weights = (inputs ?? square) * (outputs ?? square)
  const size = Math.abs(Math.log10(q.toNumber(variance.value)))
  // Doubles count the codes; past these sizes they would have to round to 0 or infinity.
  if (!(size < 100) || weights > 10n ** 100n)
    throw new InputError('too-large', 'With a format the fans and the gain must lie within 10^±50.', {
      field: weights > 10n ** 100n ? 'fan_in' : 'gain',
      example: weights > 10n ** 100n ? '512' : '1',
    })
  return {
    variance: variance.value,
    distribution: given.distribution,
    weights,
  }
}

const halfOf = (x: q.Rational): q.Rational => q.divide(x, q.rational(2))

type Rounded = {
  readonly answers: readonly Quantity[]
  readonly steps: readonly Step[]
  readonly conventions: readonly Convention[]
  readonly alternatives: readonly Alternative[]
  readonly related: readonly Quantity[]
  readonly figure: Figure
}

const roundTo = (name: FormatName, given: Input, sizes: Sizes): Rounded => {
  const format = numberFormats[name]
  const population = populationOf(given, sizes)
  const unit: Population = { ...population, variance: q.one }
  const threshold = halfOf(smallestSubnormal(format))
  const share = shareWithin(threshold, population)
  const codes = codesUsed(format, population)
  const answers = [quantity('codes_used', num(codes)), quantity('underflow', share.value)]
  const withShare = (limit: q.Rational): Quantity[] => [
    quantity('underflow', shareWithin(limit, population).value),
  ]
  return {
    answers,
    figure: {
      kind: 'initialisation',
      distribution: given.distribution,
      variance: sizes.variance,
      format: name,
      underflow: share.value,
      codesUsed: num(codes),
    },
    steps: formatSteps(name, threshold, share.closed, answers, population),
    conventions: formatConventions(name, given, population),
    alternatives: [
      {
        kind: 'convention',
        says: 'Counting +0 and −0 as one value.',
        answers: [quantity('codes_used', num(Math.max(codes - 1, 1)))],
      },
      {
        kind: 'convention',
        says: 'With underflow meaning everything below the smallest normal number, as where subnormals are flushed to zero.',
        answers: withShare(smallestNormal(format)),
      },
      {
        kind: 'misconception',
        says: 'This is what one gets when everything below the smallest subnormal is taken to round to zero; rounding to nearest takes half of that.',
        answers: withShare(smallestSubnormal(format)),
      },
    ],
    related: [
      { ...quantity('underflow', share.closed), name: 'underflow_closed_form' },
      {
        name: 'codes_total',
        symbol: '\\text{finite codes}',
        value: num(2 * finiteCodes(format)),
        about: 'finite codes of the format, ±0 being two',
      },
      {
        name: 'codes_used_unit',
        symbol: '\\text{codes used by } N(0, 1)',
        value: num(codesUsed(format, unit)),
        about: 'codes used when the weights have variance 1',
      },
      {
        name: 'underflow_unit',
        symbol: 'P(\\text{underflow of } N(0, 1))',
        value: shareWithin(threshold, unit).value,
        about: 'share that rounds to zero when the weights have variance 1',
      },
      {
        name: 'threshold',
        symbol: 'h',
        value: num(threshold),
        about: 'half the smallest subnormal: what is below rounds to zero',
      },
      {
        name: 'smallest_subnormal',
        symbol: 's',
        value: num(smallestSubnormal(format)),
        about: 'smallest positive number of the format',
      },
      {
        name: 'smallest_normal',
        symbol: '\\text{smallest normal}',
        value: num(smallestNormal(format)),
        about: 'smallest normal number of the format',
      },
    ],
  }
}

const formatConventions = (name: FormatName, given: Input, { weights }: Population): Convention[] => {
  const both = given.fan_in.kind === 'number' && given.fan_out.kind === 'number'
  return [
    {
      name: 'codes',
      chosen: 'one weight expected',
      says: `A code counts as used when at least one of the ${weights} weights of ${both ? 'the fan-in × fan-out' : 'a square'} matrix is expected to round to it: probability at least 1/${weights}. +0 and −0 are two codes.`,
    },
    {
      name: 'rounding',
      chosen: 'nearest',
      says: `Weights are drawn exactly and rounded to the nearest ${name} number, ties to even, subnormals kept, too large ones to the largest.`,
    },
  ]
}

/** `2^{-9}` for the reciprocals of powers of two that limits of a format are. */
const powerOfTwo = ({ n, d }: q.Rational): { text: string; latex: string } => {
  const exponent = n.toString(2).length - d.toString(2).length
  return { text: `2^${exponent}`, latex: `2^{${exponent}}` }
}

const formatSteps = (
  name: FormatName,
  threshold: q.Rational,
  share: Expression,
  answers: readonly Quantity[],
  { distribution }: Population,
): Step[] => [
  {
    rule: 'threshold',
    says: `The smallest positive ${name} number is ${powerOfTwo(q.multiply(threshold, q.rational(2))).text}; what is below half of it rounds to zero.`,
    asks: 'Below which size does a weight round to zero?',
    latex: `h = \\frac{1}{2} \\cdot ${powerOfTwo(q.multiply(threshold, q.rational(2))).latex} = ${powerOfTwo(threshold).latex}`,
  },
  {
    rule: 'underflow',
    says: 'That is the probability of the interval from −h to h.',
    asks: 'How much probability lies between −h and h?',
    latex:
      distribution === 'normal'
        ? `P(|w| \\le h) = \\operatorname{erf}\\left(\\frac{h}{\\sigma\\sqrt{2}}\\right) = ${toLatex(share)}`
        : `P(|w| \\le h) = \\frac{h}{b} = ${toLatex(share)}`,
    yields: answers.filter((answer) => answer.name === 'underflow'),
  },
  {
    rule: 'codes',
    says: 'Each code takes the reals nearest to it; count those that expect a weight at least.',
    asks: 'On how many codes do the weights fall?',
    latex: `\\text{codes used} = ${answers
      .filter((answer) => answer.name === 'codes_used')
      .map(({ value }) => toLatex(value))
      .join('')}`,
    yields: answers.filter((answer) => answer.name === 'codes_used'),
  },
]

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
    const sizes = sizesOf(given.scheme, given)
    const rounded = given.format === 'none' ? undefined : roundTo(given.format, given, sizes)
    const answers = [...answersOf(sizes, given.distribution), ...(rounded?.answers ?? [])]
    return {
      answers,
      figure: rounded?.figure,
      steps: [...stepsOf(given, sizes), ...(rounded?.steps ?? [])],
      conventions: [...conventions(given), ...(rounded?.conventions ?? [])],
      alternatives: distinctAnswers(
        [...alternativesOf(given, sizes), ...(rounded?.alternatives ?? [])],
        answers,
      ),
      related: [
        {
          name: 'output_variance',
          symbol: '\\operatorname{Var}(y)',
          value: times(given.fan_in, sizes.variance, sym('v', 'positive')),
          about: 'variance of one output, when the inputs have variance v',
        },
        {
          name: 'c_squared',
          symbol: 'c^2',
          value: sizes.variance,
          about: 'square of the scale',
          aliases: ['c^2'],
        },
        ...(rounded?.related ?? []),
      ],
    }
  },
} satisfies Solver<typeof input>
