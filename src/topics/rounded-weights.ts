import { num } from '../exact/algebra.ts'
import type { Expression } from '../exact/expression.ts'
import type { Spread } from '../exact/initialisation.ts'
import {
  finiteCodes,
  type NumberFormat,
  numberFormats,
  smallestNormal,
  smallestSubnormal,
} from '../exact/number-format.ts'
import { codesUsed, type Population, shareWithin } from '../exact/number-format-use.ts'
import * as q from '../exact/rational.ts'
import { toLatex } from '../exact/write/write.ts'
import type { Alternative, Convention, Quantity, Solution, Step } from '../model.ts'
import { misconception, underConvention } from './alternative.ts'
import { drawnWeights, type Given } from './drawn-weights.ts'
import { named, quantitiesOf } from './quantity.ts'

export type FormatName = keyof typeof numberFormats

const quantity = quantitiesOf({
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
})

type RoundedWeights = Pick<Solution, 'answers' | 'steps' | 'conventions' | 'alternatives' | 'figure'> & {
  readonly related: readonly Quantity[]
}

/** What a number format keeps of the weights: how many of its codes they use, and which share becomes zero. */
export const roundWeights = (name: FormatName, given: Given, spread: Spread): RoundedWeights => {
  const format = numberFormats[name]
  const population = drawnWeights(given, spread)
  const threshold = halfOf(smallestSubnormal(format))
  const share = shareWithin(threshold, population)
  const codes = codesUsed(format, population)
  const answers = [quantity('codes_used', num(codes)), quantity('underflow', share.value)]
  return {
    answers,
    steps: stepsOf(name, threshold, share.closed, answers, population),
    conventions: conventionsOf(name, given, population),
    alternatives: alternativesOf(format, codes, population),
    related: [
      { ...quantity('underflow', share.closed), name: 'underflow_closed_form' },
      ...relatedOf(format, threshold, { ...population, variance: q.one }),
    ],
    figure: {
      kind: 'initialisation',
      distribution: given.distribution,
      variance: spread.variance,
      format: name,
      underflow: share.value,
      codesUsed: num(codes),
    },
  }
}

const halfOf = (x: q.Rational): q.Rational => q.divide(x, q.rational(2))

const stepsOf = (
  name: FormatName,
  threshold: q.Rational,
  share: Expression,
  answers: readonly Quantity[],
  { distribution }: Population,
): Step[] => {
  const smallest = powerOfTwo(q.multiply(threshold, q.rational(2)))
  const used = named(answers, 'codes_used')
  return [
    {
      rule: 'threshold',
      says: `The smallest positive ${name} number is ${smallest.text}; what is below half of it rounds to zero.`,
      asks: 'Below which size does a weight round to zero?',
      latex: `h = \\frac{1}{2} \\cdot ${smallest.latex} = ${powerOfTwo(threshold).latex}`,
    },
    {
      rule: 'underflow',
      says: 'That is the probability of the interval from −h to h.',
      asks: 'How much probability lies between −h and h?',
      latex:
        distribution === 'normal'
          ? `P(|w| \\le h) = \\operatorname{erf}\\left(\\frac{h}{\\sigma\\sqrt{2}}\\right) = ${toLatex(share)}`
          : `P(|w| \\le h) = \\frac{h}{b} = ${toLatex(share)}`,
      yields: named(answers, 'underflow'),
    },
    {
      rule: 'codes',
      says: 'Each code takes the reals nearest to it; count those that expect a weight at least.',
      asks: 'On how many codes do the weights fall?',
      latex: `\\text{codes used} = ${used.map(({ value }) => toLatex(value)).join('')}`,
      yields: used,
    },
  ]
}

/** `2^{-9}` for the reciprocals of powers of two that limits of a format are. */
const powerOfTwo = ({ n, d }: q.Rational): { text: string; latex: string } => {
  const exponent = n.toString(2).length - d.toString(2).length
  return { text: `2^${exponent}`, latex: `2^{${exponent}}` }
}

const conventionsOf = (
  name: FormatName,
  { fan_in, fan_out }: Given,
  { weights }: Population,
): Convention[] => {
  const both = fan_in.kind === 'number' && fan_out.kind === 'number'
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

const alternativesOf = (format: NumberFormat, codes: number, population: Population): Alternative[] => {
  const underflow = (limit: q.Rational): Quantity =>
    quantity('underflow', shareWithin(limit, population).value)
  return [
    underConvention('Counting +0 and −0 as one value.', quantity('codes_used', num(Math.max(codes - 1, 1)))),
    underConvention(
      'With underflow meaning everything below the smallest normal number, as where subnormals are flushed to zero.',
      underflow(smallestNormal(format)),
    ),
    misconception(
      'when everything below the smallest subnormal is taken to round to zero; rounding to nearest takes half of that.',
      underflow(smallestSubnormal(format)),
    ),
  ]
}

/** Limits of the format, and what weights of variance 1 would use of it. */
const relatedOf = (format: NumberFormat, threshold: q.Rational, unit: Population): Quantity[] => [
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
]
