import poollayer from '../solvers/poollayer.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Output size of a pooling layer',
  brief:
    'Explain how the output size follows from window and stride, and why channels stay and nothing is learned.',
  solver: poollayer,
} satisfies TopicCommand
