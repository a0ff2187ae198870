import { isNumberEqual } from '../../exact/algebra.ts'
import type { Expression } from '../../exact/expression.ts'
import { type Scheme, type Spread, uniformBound, unitVariance } from '../../exact/initialisation.ts'
import { toLatex } from '../../exact/write/write.ts'
import type { Step } from '../../model.ts'
import type { Input } from './fields.ts'
import { quantity } from './words.ts'

export const stepsOf = (given: Input, spread: Spread): Step[] => {
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
