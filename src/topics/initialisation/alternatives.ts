import { isNumberEqual, num, over, sym, times } from '../../exact/algebra.ts'
import { type Scheme, type Spread, schemes, spreadOf } from '../../exact/initialisation.ts'
import type { Alternative, Quantity } from '../../model.ts'
import { misconception, underConvention } from '../alternative.ts'
import { answersOf } from './answers.ts'
import { aboutScheme } from './conventions.ts'
import type { Input } from './fields.ts'
import { quantity } from './words.ts'

export const alternativesOf = (given: Input, { variance, std }: Spread): Alternative[] => {
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

export const relatedOf = (given: Input, { variance }: Spread): Quantity[] => [
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
