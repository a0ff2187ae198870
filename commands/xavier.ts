import xavier from '../solvers/xavier.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Variance and scale of initial weights, and what a number format keeps of them',
  brief:
    'Explain which sum of products the variance follows from, what n is in this scheme, why the scale is a square root, and, where a format is given, what becomes of small weights in it.',
  solver: xavier,
} satisfies TopicCommand
