import receptive from '../solvers/receptive.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Receptive field and jump of a stack of layers',
  brief:
    'Explain how each layer enlarges the receptive field, what the jump is, and why a stride matters for the layers after it.',
  solver: receptive,
} satisfies TopicCommand
