import { quantitiesOf } from '../quantity.ts'

export type Kind = 'max' | 'average'

export const quantity = quantitiesOf({
  y: { symbol: 'y', about: 'the output', aliases: ['output', 'Y'] },
  dx: {
    symbol: 'dx',
    about: 'gradient of the input',
    aliases: [
      'dX',
      '\\frac{\\partial L}{\\partial x}',
      '\\frac{\\partial \\mathcal{L}}{\\partial x_{i,j}}',
      'dx_{i,j}',
    ],
  },
  argmax: {
    symbol: '\\operatorname{argmax}',
    about: 'position of each maximum, counted row by row from 0',
    aliases: ['argmax', 'indices'],
  },
  shape: { symbol: '\\text{shape}', about: 'size of the output', aliases: ['output shape'] },
})

/** What people call the two kinds. */
export const averageWords = ['average', 'avg', 'mean']
export const maximumWords = ['max', 'maxim']
