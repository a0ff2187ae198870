import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
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
