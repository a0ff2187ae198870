import { InputError } from '../src/errors.ts'
import { isPositive } from '../src/exact/algebra.ts'
import { distinctAnswers } from '../src/exact/distinct.ts'
import { spreadOf } from '../src/exact/initialisation.ts'
import { toUnicode } from '../src/exact/write/write.ts'
import type { Solution, Solver } from '../src/model.ts'
import { alternativesOf, relatedOf } from '../src/topics/initialisation/alternatives.ts'
import { answersOf } from '../src/topics/initialisation/answers.ts'
import { conventions } from '../src/topics/initialisation/conventions.ts'
import { input } from '../src/topics/initialisation/fields.ts'
import { stepsOf } from '../src/topics/initialisation/steps.ts'
import { roundWeights } from '../src/topics/rounded-weights.ts'

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
