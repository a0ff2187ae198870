import { outputNames } from '../output-size.ts'
import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  ...outputNames,
  weights: { symbol: '\\text{weights}', about: 'weights of all filters', aliases: ['number of weights'] },
  biases: { symbol: '\\text{biases}', about: 'biases, one a filter', aliases: ['number of biases'] },
  parameters: {
    symbol: '\\text{parameters}',
    about: 'weights and biases together',
    aliases: ['params', 'total parameters', 'number of parameters', 'learnable parameters'],
  },
  macs: { symbol: '\\text{MACs}', about: 'multiplications with addition', aliases: ['multiply-adds', 'MAC'] },
  weights_per_filter: {
    symbol: '\\text{weights per filter}',
    about: 'weights of one filter',
    aliases: ['weights of each filter', 'parameters per filter'],
  },
  activations: { symbol: '\\text{activations}', about: 'entries of the output' },
  bias_per_filter: { symbol: '\\text{biases per filter}', about: 'biases of one filter' },
})
