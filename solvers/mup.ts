import { z } from 'zod'
import { fraction, power, sym } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import type { Expression } from '../src/exact/expression.ts'
import { instancesOf } from '../src/exact/spectral-scale.ts'
import { toUnicode } from '../src/exact/write/write.ts'
import { choiceField, scalarField, sizeField } from '../src/fields.ts'
import type { Convention, Solution, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/update-size/alternatives.ts'
import { answerQuantities, answersOf, type Case, relatedOf } from '../src/topics/update-size/answers.ts'
import { factorOf, magnitude } from '../src/topics/update-size/factor.ts'
import { figureOf } from '../src/topics/update-size/figure.ts'
import { stepsOf } from '../src/topics/update-size/steps.ts'
import { instanceWitnesses, refuteOf } from '../src/topics/update-size/witnesses.ts'

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

/** What c was given as, and that a sign of it changes nothing. */
const factorText = (c: Expression, magnitudeOfC: Expression): string => {
  const text = toUnicode(c)
  const size = toUnicode(magnitudeOfC)
  return text === size ? text : `${text}, of which only |c| = ${size} enters a norm`
}

const conventionsOf = ({ c, update, chosen }: Case, given: Expression): readonly Convention[] => [
  {
    name: 'rms',
    chosen: 'RMS(v) = ‖v‖₂/√dim',
    says: 'RMS(v) is the Euclidean norm of v over the square root of its dimension.',
  },
  {
    name: 'layer',
    chosen: 'y = cWx',
    says: `W is d_out × d_in and y = cWx${given.kind === 'symbol' ? '' : ` with c = ${factorText(given, c)}`}.`,
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
    const factor = factorOf(given, d_in, d_out)
    const c = magnitude(factor)
    const layer: Case = { d_in, d_out, c, update: update ?? 'sign', chosen: update !== undefined }
    const answers = answersOf(layer)
    const truth = answerQuantities(layer, answers)
    const alternatives = alternativesOf(layer, answers)
    const [instance] = instancesOf(layer)
    const witnesses = instance ? instanceWitnesses(layer, answers, instance) : []
    return {
      answers: truth,
      steps: stepsOf(layer, answers, witnesses[0]),
      conventions: conventionsOf(layer, factor),
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
