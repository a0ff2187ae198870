import gradstats from '../solvers/gradstats.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Mean, variance and growth of the weight gradient of a convolution',
  brief:
    'Explain why the mean is zero, why the variances of the products add, how many products there are, and what the growth in n means for training.',
  solver: gradstats,
} satisfies TopicCommand
