import calc from '../solvers/calc.ts'
import type { TopicCommand } from '../src/model.ts'

export default {
  description: 'Work out an expression exactly: fractions, roots, matrices, sums, symbols',
  brief: 'Explain in which order the parts are worked out, and which rule each step uses.',
  solver: calc,
} satisfies TopicCommand
