import invariance from '../solvers/invariance.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Features of circularly shifted images under circular padding and global average pooling',
  brief:
    'Explain which image is a circular shift of which, why convolution with circular padding moves its output along, and why the global average forgets the shift.',
  solver: invariance,
} satisfies TopicCommand
