import type { Operation } from '../convolution/fields.ts'
import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  dw: {
    symbol: 'dw',
    about: 'gradient of the kernel',
    aliases: [
      'dW',
      'd\\mathbf{w}',
      'dw_{h,l}',
      '\\frac{\\partial \\mathcal{L}}{\\partial w_{h,l}}',
      '\\frac{\\partial L}{\\partial w_{h,l}}',
      '\\nabla_w L',
      'weight gradient',
    ],
  },
  dx: {
    symbol: 'dx',
    about: 'gradient of the input',
    aliases: [
      'dX',
      'd\\mathbf{x}',
      'dx_{i,j}',
      '\\frac{\\partial \\mathcal{L}}{\\partial x_{i,j}}',
      '\\frac{\\partial L}{\\partial x_{i,j}}',
      'input gradient',
    ],
  },
  w_new: {
    symbol: 'w_{\\text{new}}',
    about: 'kernel after one step of gradient descent',
    aliases: [
      '\\mathbf{w}_{new}',
      ...['w', 'W'].flatMap((w) => [
        `${w}'`,
        `${w}_{\\text{new}}`,
        `${w}^{\\text{new}}`,
        `${w}^{+}`,
        `${w}^{(1)}`,
        `${w}^{(t+1)}`,
        `${w}_{t+1}`,
      ]),
    ],
  },
  m: { symbol: 'm', about: 'rows and columns of the output', aliases: ['m'] },
  m_1: { symbol: 'm_1', about: 'rows of the output' },
  m_2: { symbol: 'm_2', about: 'columns of the output' },
  db: { symbol: 'db', about: 'gradient of the bias', aliases: ['db', '\\frac{\\partial L}{\\partial b}'] },
})

export const forLayer: Readonly<Record<Operation, string>> = {
  convolution: 'For a layer that flips its kernel (true convolution).',
  correlation: 'For a layer that does not flip its kernel (correlation).',
}
export const climbs = 'when the gradient is added: that climbs, and descent subtracts.'
export const rateForgotten = 'when the learning rate is forgotten.'
export const averaged = 'when the gradient is averaged over the positions: a shared weight collects the sum.'
