import { distinctAnswers } from '../src/exact/distinct.ts'
import { isZeroLinear } from '../src/exact/signal/linear.ts'
import { valuesBetween } from '../src/exact/signal/values.ts'
import { tensor } from '../src/exact/tensor.ts'
import type { Quantity, Solution, Solver } from '../src/model.ts'
import { alternativesOf } from '../src/topics/signal/alternatives.ts'
import { conventionsOf } from '../src/topics/signal/conventions.ts'
import { input } from '../src/topics/signal/fields.ts'
import { figureOf } from '../src/topics/signal/figure.ts'
import { generalOf } from '../src/topics/signal/general.ts'
import { whereWithinLimits, withinInput } from '../src/topics/signal/limits.ts'
import { rangeOf } from '../src/topics/signal/range.ts'
import { convolved } from '../src/topics/signal/solved.ts'
import { stepsOf } from '../src/topics/signal/steps.ts'
import { refuseTwoMeanings, signalIn, symbolValues } from '../src/topics/signal/symbols.ts'
import { listed, output, unshifted } from '../src/topics/signal/words.ts'

export default {
  title: 'Convolution of signals in closed form',
  idea: 'A linear shift-invariant system is known once its impulse response is: convolution adds up the echoes of every input value, each delayed and scaled.',
  input,
  examples: [
    {
      says: 'A pulse through a decaying exponential',
      input: { x: 'u[n] - u[n-L]', h: '(1/2)^n u[n]', L: 7, from: 5, to: 8 },
      answers: { values: '[63/32, 127/64, 127/128, 127/256]' },
      source:
        'numpy.convolve of the first 20 samples, NumPy 1.24.2; closed form: Oppenheim and Schafer, Discrete-Time Signal Processing, example 2.11',
    },
    {
      says: 'Equal bases',
      input: { x: 'a^n u[n]', h: 'a^n u[n]', from: 0, to: 3 },
      answers: { values: '[1, 2*a, 3*a^2, 4*a^3]' },
      source: 'z-transform pair (n + 1)aⁿu[n] of 1/(1 − a/z)²: Oppenheim and Schafer, table 3.1',
    },
  ],
  solve(given): Solution {
    const values = symbolValues(given)
    const [x, h] = [signalIn('x', given.x, values), signalIn('h', given.h, values)]
    refuseTwoMeanings(x, h)
    const solved = withinInput(() => convolved(x, h))
    const range = rangeOf(given, solved.pieces)
    const found = range && withinInput(() => valuesBetween(solved.pieces, range.from, range.to) ?? 'open')
    const answers = [
      output(solved.y),
      ...(range && found !== undefined && found !== 'open'
        ? [listed(tensor([found.length], found), range.from, range.to)]
        : []),
    ]
    const shift = (): readonly Quantity[] =>
      isZeroLinear(solved.delay)
        ? []
        : [
            unshifted(solved.undelayed),
            {
              name: 'property',
              symbol: '\\text{property}',
              value: { kind: 'word', word: 'shift invariance' } as const,
              about: 'the property used',
              aliases: ['time invariance', 'translation equivariance', 'time-shift property'],
            },
          ]
    return {
      answers,
      steps: stepsOf(solved, answers),
      conventions: conventionsOf(solved, found !== 'open'),
      alternatives: distinctAnswers(
        whereWithinLimits(() => alternativesOf(solved)),
        answers,
      ),
      get figure() {
        return figureOf(solved)
      },
      get related() {
        return [...shift(), ...generalOf(given, values, solved)]
      },
    }
  },
} satisfies Solver<typeof input>
