import type { Scheme } from '../../exact/initialisation.ts'
import { toUnicode } from '../../exact/write/write.ts'
import type { Convention } from '../../model.ts'
import type { Input } from './fields.ts'

export const conventions = ({ scheme, fan_in, fan_out, distribution }: Input): Convention[] => [
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

export const aboutScheme: Readonly<Record<Scheme, string>> = {
  'fan-in':
    'Var(w) = gain²/n with n = fan in, the inputs of one unit: signals keep their variance forward (LeCun; "Xavier" in many courses).',
  glorot:
    'Var(w) = gain²/n with n = (fan in + fan out)/2: a compromise between forward and backward (Glorot & Bengio 2010).',
  he: 'Var(w) = 2·gain²/n with n = fan in: the 2 makes up for ReLU, which silences half of the inputs (He et al. 2015); a gain multiplies that.',
  'fan-out':
    'Var(w) = gain²/n with n = fan out, the units that one input feeds: gradients keep their variance backward.',
}
