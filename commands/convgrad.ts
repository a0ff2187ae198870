import convgrad from '../solvers/convgrad.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Gradients of a convolution layer: kernel, input, one step',
  brief:
    'Explain why the weight gradient sums over all output positions, why it is a correlation of x with dy, and how the gradient of the input arises.',
  solver: convgrad,
} satisfies TopicCommand
