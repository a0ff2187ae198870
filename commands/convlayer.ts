import convlayer from '../solvers/convlayer.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Weights, biases, output size and work of a convolution layer',
  brief:
    'Explain where each factor of the number of weights comes from, why the biases are one a filter, and how the output size follows from kernel, padding and stride.',
  solver: convlayer,
} satisfies TopicCommand
