import cnn from '../solvers/cnn.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Parameters and shapes of a network, layer by layer',
  brief:
    'Explain, layer by layer, where the parameters come from and how the shape changes, and which layers have nothing to learn.',
  solver: cnn,
} satisfies TopicCommand
